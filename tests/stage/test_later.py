"""Work that waits for the picture is done once, and at once where somebody needs it."""

from __future__ import annotations

import asyncio

from ketamine_viz.stage.later import Later


def test_without_an_event_loop_nothing_waits():
    done = []
    later = Later(lambda: done.append("done"), 0.01)
    later.ask()
    later.now()
    assert done == ["done"]


def test_in_an_event_loop_it_waits_and_a_burst_is_done_once():
    done = []

    async def burst():
        later = Later(lambda: done.append("done"), 0.02)
        for _ in range(5):
            later.ask()
            await asyncio.sleep(0.001)
        assert done == []
        await asyncio.sleep(0.1)

    asyncio.run(burst())
    assert done == ["done"]


def test_what_is_needed_now_is_done_now_and_not_again():
    done = []

    async def hurry():
        later = Later(lambda: done.append("done"), 0.01)
        later.ask()
        later.now()
        assert done == ["done"]
        await asyncio.sleep(0.05)

    asyncio.run(hurry())
    assert done == ["done"]
