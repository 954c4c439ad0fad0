"""A whole class at once: many readers on one machine, for some minutes, with no errors.

python benchmarks/classroom [--front voila] [--readers 40] [--minutes 5]

Each reader opens a notebook, waits for its pictures, and then moves sliders
and lists as people do: a burst of a few changes, then a pause to look.  What
is timed goes from the change that a browser would send to the arrival of the
new picture; what a browser needs to paint it is not in it (`redraw.py`
measures that, for one reader).  A reader here is the protocol a browser
speaks, not a browser: forty of those would measure themselves.

``--front hub`` is JupyterHub with a server of its own for each reader; it
needs ``pip install -c requirements.txt -e '.[class]'`` and the npm package
``configurable-http-proxy``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1] / "tests" / "browser")]

import fronts
from memory import own_memory_mb

#: What a class opens: notebooks with sliders, the start page twice as often.
NOTEBOOKS = (
    "00_start_here", "01_molecular_level", "00_start_here", "02_network_level",
    "03_psychological_level", "04_routes_and_forms", "05_milligram_to_mood", "03b_expectancy",
)  # fmt: skip
#: A reader looks for so long between two bursts [s], and moves at most so many steps in one.
LOOK_S, MOST_STEPS = (3.0, 12.0), 4


@dataclass
class Kept:
    """What was measured, for all readers."""

    redraws_ms: list[float] = field(default_factory=list)
    opened_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def one(front, number: int, until: asyncio.Event, ready: asyncio.Semaphore, kept: Kept) -> None:
    """Be one reader, from opening the page until the lesson ends."""
    dice = random.Random(number)
    name = NOTEBOOKS[number % len(NOTEBOOKS)]
    try:
        await asyncio.sleep(front.arrive_s * number / front.readers)
        began = time.perf_counter()
        reader = await front.open(number, name, dice)
        kept.opened_s.append(time.perf_counter() - began)
    except Exception as problem:  # whatever went wrong is what this measures
        kept.errors.append(f"reader {number}, opening {name}: {problem!r}")
        ready.release()
        return
    ready.release()
    try:
        while not until.is_set():
            for _ in range(dice.randint(1, MOST_STEPS)):
                kept.redraws_ms.append(1e3 * await reader.change())
            try:
                await asyncio.wait_for(until.wait(), dice.uniform(*LOOK_S))
            except TimeoutError:
                continue
    except Exception as problem:
        kept.errors.append(f"reader {number} in {name}: {problem!r}")
    finally:
        kept.errors += [f"reader {number} in {name}: {words}" for words in reader.complaints]
        await reader.close()


async def lesson(front, minutes: float) -> dict:
    """Run a lesson and return its figures."""
    kept, until, ready = Kept(), asyncio.Event(), asyncio.Semaphore(0)
    empty = own_memory_mb(front.process.pid)
    readers = [asyncio.create_task(one(front, k, until, ready, kept)) for k in range(front.readers)]
    for _ in readers:
        await ready.acquire()
    kept.redraws_ms.clear()  # from here all are there
    await asyncio.sleep(60 * minutes)
    full = own_memory_mb(front.process.pid)
    until.set()
    await asyncio.gather(*readers)
    times = sorted(kept.redraws_ms)
    if len(times) < front.readers:
        raise SystemExit(f"only {len(times)} redraws; first errors: {kept.errors[:5]}")
    return {
        "front": front.name,
        "readers": front.readers,
        "minutes": minutes,
        "errors": kept.errors,
        "redraws": len(times),
        "redraw median ms": round(statistics.median(times)),
        "redraw p95 ms": round(times[int(0.95 * len(times))]),
        "redraw worst ms": round(times[-1]),
        "opening median s": round(statistics.median(kept.opened_s), 1),
        "opening worst s": round(max(kept.opened_s), 1),
        "memory empty MB": round(empty),
        "memory full MB": round(full),
        "memory a reader MB": round((full - empty) / front.readers),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--front", choices=fronts.ALL, default="voila")
    parser.add_argument("--readers", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument(
        "--arrive", type=float, default=60.0, help="seconds over which the class comes in (default 60)"
    )
    parser.add_argument("--json", type=Path, default=HERE / "results.json", help="file that gets the figures")
    given = parser.parse_args()
    with fronts.ALL[given.front](given.readers, given.arrive) as front:
        found = asyncio.run(lesson(front, given.minutes))
    known = json.loads(given.json.read_text(encoding="utf-8")) if given.json.is_file() else {}
    given.json.write_text(json.dumps(known | {given.front: found}, indent=1) + "\n", encoding="utf-8")
    for key, value in found.items():
        print(f"{key:20} {len(value) if key == 'errors' else value}")
    for words in found["errors"][:10]:
        print("  ", words[:300])
    return 1 if found["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
