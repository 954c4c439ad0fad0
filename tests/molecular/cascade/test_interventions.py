from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.interventions import checked, factors

Intervention = kv.molecular.Intervention


@pytest.mark.parametrize("agent", kv.molecular.interventions(), ids=lambda agent: agent.id)
def test_every_agent_runs_and_moves_its_node(agent):
    course = kv.molecular.rodent(10.0)
    intact = kv.molecular.simulate(course, 72.0, draws=5)
    found = kv.molecular.simulate(course, 72.0, [agent.id], draws=5)
    node = agent.node
    assert (
        abs(found[node].mid.min() - intact[node].mid.min())
        + abs(found[node].mid.max() - intact[node].mid.max())
        > 1e-3
    )
    assert agent.name
    assert agent.refs
    for key in agent.refs:
        kv.evidence.reference(key)
    start, end = agent.window_h
    assert end is None or end > start


def test_presets_run_and_cite():
    for preset in kv.molecular.hypotheses():
        found = kv.molecular.simulate(kv.molecular.rodent(10.0), 24.0, (), preset.layers, 2)
        assert set(found.hypotheses) == set(preset.layers)
        assert all(kv.evidence.reference(key) for key in preset.refs)
        assert preset.words.endswith(".")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Intervention("mtorc1", "knockout"), Intervention("mtorc1", "enhance", 0, 4)),
        (Intervention("mtorc1", "block", 0, 5), Intervention("mtorc1", "raise", 4, 8)),
        (Intervention("glun2b", "knockdown"), Intervention("nmdar_gaba", "enhance", 0, 4)),
    ],
)
def test_two_directions_at_once_contradict(first, second):
    with pytest.raises(ValueError, match=r"contradict each other; allowed: one direction at a time"):
        checked([first, second], 24.0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Intervention("mtorc1", "block", 0, 4), Intervention("mtorc1", "enhance", 5, 8)),
        (Intervention("mtorc1", "knockout"), Intervention("trkb", "enhance", 0, 4)),
        (Intervention("mtorc1", "block", 0, 8), Intervention("mtorc1", "reduce", 0, 8)),
    ],
)
def test_other_windows_other_nodes_and_one_direction_go_together(first, second):
    assert checked([first, second], 24.0) == (first, second)


@pytest.mark.parametrize("window", [(24.0, 30.0), (0.0, 25.0), (100.0, None)])
def test_a_window_has_to_lie_in_the_run(window):
    with pytest.raises(ValueError, match=r"leaves the run; allowed: 0 to hours=24"):
        checked([Intervention("mtorc1", "block", *window)], 24.0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mtorc",), r"node='mtorc' is unknown; allowed: mtorc1"),
        (("mtorc1", "blok"), r"operation='blok' is unknown; allowed: block"),
        (("mtorc1", "block", -1.0), r"start_h=-1.0"),
        (("mtorc1", "block", float("nan")), r"start_h=nan"),
        (("mtorc1", "block", 5.0, 5.0), r"end_h=5.0 is not after start_h=5.0"),
        (("mtorc1", "block", 0.0, 1.0, 1.5), r"strength=1.5"),
        (("mtorc1", "block", 0.0, 1.0, True), r"strength=True"),
    ],
)
def test_bad_input(arguments, words):
    with pytest.raises(ValueError, match=words):
        Intervention(*arguments)


def test_the_operations_are_those_of_the_table():
    assert factors() == {
        "block": 0.1,
        "knockout": 0.0,
        "knockdown": 0.3,
        "reduce": 0.4,
        "enhance": 1.5,
        "raise": 0.9,
        "lower": 0.1,
    }


def test_strength_is_a_share_of_the_operation():
    course = kv.molecular.rodent(0.0)
    half, full = (
        kv.molecular.simulate(course, 24.0, [Intervention("mor", "block", 0, 10, share)], draws=1)["mor"].mid
        for share in (0.5, 1.0)
    )
    assert half.min() == pytest.approx(0.6 * 0.55)
    assert full.min() == pytest.approx(0.6 * 0.1)


def test_half_a_window_more_is_more():
    course = kv.molecular.rodent(10.0)
    effect = [
        kv.molecular.simulate(course, 48.0, [Intervention("mtorc1", "block", 0, end)], draws=1)
        .effect("spines").mid.max()
        for end in (0.5, 1.5, 6.0)
    ]  # fmt: skip
    assert effect[0] > effect[1] > effect[2]
