"""No drug number stands alone: each table row about people names its comparison, people, time and source.

Every panel of the psychological level is walked, whoever wrote it, in every
option of every control.  A table row is held to four columns, found by their
headings (`HEADINGS`) or named for one panel (`COLUMNS`).  A panel is exempt
only with a reason (`EXEMPT`), and a model, a theory or a game must say so in
its own text alternative.  What is known to be missing stands in `GAPS` and
fails until it is mended.  A new panel that fits nowhere fails here, and the
message says what to add.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

import pytest

import ketamine_viz as kv
from ketamine_viz import stage
from ketamine_viz.psychological import words

#: What a heading is called, for each of the four companions of a number.
HEADINGS = {
    "comparison": r"compared|comparison|control|against",
    "people": r"\bpeople\b|^n$|\bn\b",
    "time": r"^time|^when|\bday\b|days",
    "reference": r"reference|source|where from",
}
#: What a cell must hold to count.
FILLED = {
    "comparison": r"[A-Za-z]{3}",
    "people": r"\d|not seen|not stated|not said",
    "time": r"\d|time|course|start|day|treatment|study|not said|at any point|dose|acting|weeks|hours|steps",
    "reference": r"https?://|(19|20)\d\d",
}
#: Panels that name a companion under a heading of their own.
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "acute_and_next_day": {"people": ("Number",)},
    "dissociation_and_benefit": {
        "comparison": ("Drug, way, control",), "time": ("Benefit rated after",), "reference": ("Study",),
    },
    "training_window": {
        "comparison": ("Found", "Trial"), "time": ("Days from the dose", "Trial"), "reference": ("Trial",),
    },
}  # fmt: skip
#: Rows of a table that hold no result of a trial.
NO_RESULT = {"training_window": r"^Your training|^THEORY", "acute_and_next_day": r"like midazolam"}
#: Panels whose table has a trial in each column; the whole column is then held to what must be there.
TURNED = {"two_ptsd_trials"}


@dataclass(frozen=True)
class Exempt:
    """Why a panel's table is not held to the four columns; ``says`` must stand in its text alternative."""

    reason: str
    says: str = ""


MODEL, THEORY, GAME = r"[Mm]odel, not data", r"(?i)\btheory\b", r"(?i)\bgame\b|invented"
EXEMPT = {
    "abstinent_days": Exempt("calendars are made up; its trial rows name control and n in the cell", MODEL),
    "attractor_landscape": Exempt("a theory without data", THEORY),
    "build_the_trial": Exempt("designs and what they rule out; no result of a group"),
    "first_two_hours": Exempt("a model of blood level and acute effects", MODEL),
    "good_news_bad_news": Exempt("a game with an invented town", GAME),
    "guess_who": Exempt("simulated people", MODEL),
    "memory_steps": Exempt("a theory of memory, beside findings in words", THEORY),
    "other_conditions": Exempt("counts of trials, and votes on certainty; no result of a group"),
    "pain_evidence": Exempt("two readings of a whole literature, in words"),
    "people_behind_anxiety": Exempt(
        "counts of people and findings in words; no result of a group as a number"
    ),
    "repeat_and_stop": Exempt("a model of mood", MODEL),
    "report_or_mechanism": Exempt("statements to sort, in words"),
    "session_clock": Exempt("the timetable of a visit"),
    "share_of_pharmacology": Exempt("a model of mood", MODEL),
    "story_or_trial": Exempt("simulated people", MODEL),
    "updating_model": Exempt("a model of belief", MODEL),
    "what_scales_ask": Exempt("what scales ask; its typical means name control and n in the cell"),
}
#: What is missing and known: the test of such a panel fails until it is mended.
GAPS: dict[str, str] = {}


def _panels() -> list[str]:
    """Return the names of everything public that makes a panel without arguments."""
    found = []
    for name in kv.psychological.__all__:
        made = getattr(kv.psychological, name)
        if not inspect.isfunction(made):
            continue
        signature = inspect.signature(made)
        if any(p.default is p.empty for p in signature.parameters.values()):
            continue
        if re.search(r"Panel|Browse|Sorted", str(signature.return_annotation)):
            found.append(name)
    return found


NAMES = _panels()
HELD = [
    pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=GAPS[name])) if name in GAPS else name
    for name in NAMES
    if name not in EXEMPT
]


def _tables(panel) -> list[stage.Table]:
    """Return a panel's table in its first state, and in every option of every control."""
    states = [panel.values]
    for name, control in panel._controls.items():
        if isinstance(control, stage.Choice):
            states += [{**panel.values, name: value} for _, value in control.options]
        if isinstance(control, stage.Toggle):
            states += [{**panel.values, name: value} for value in (True, False)]
    return [panel._canvas.picture.table(panel._compute(**state)) for state in states]


def _places(name: str, table: stage.Table) -> dict[str, list[int]]:
    """Return which columns hold each companion."""
    places = {}
    for companion, pattern in HEADINGS.items():
        named = COLUMNS.get(name, {}).get(companion)
        places[companion] = [
            k
            for k, heading in enumerate(table.columns)
            if (heading in named if named else re.search(pattern, heading, re.IGNORECASE))
        ]
    return places


def _lacking(name: str, table: stage.Table) -> set[str]:
    if name in TURNED:
        columns = [
            " ".join([str(h), *map(str, cells)]) for h, *cells in zip(table.columns, *table.rows, strict=True)
        ]
        rows = [column for column in columns[1:-1] if re.search(r"in each 100|points", column)]
        wanted = {
            "comparison": r"against|control|placebo|midazolam",
            "people": r"\bn \d",
            "time": r"\d (day|week)",
        }
        return {
            f"{what} missing in {row}"
            for row in rows
            for what, how in wanted.items()
            if not re.search(how, row)
        }
    places = _places(name, table)
    faults = {f"no column for {companion}" for companion, found in places.items() if not found}
    for row in table.rows:
        if name in NO_RESULT and any(re.search(NO_RESULT[name], str(cell)) for cell in row):
            continue
        for companion, found in places.items():
            if found and not any(re.search(FILLED[companion], str(row[k])) for k in found):
                faults.add(f"{companion} missing in {row!r}")
    return faults


@pytest.mark.parametrize("name", HELD)
def test_every_row_names_comparison_people_time_and_source(name):
    panel = getattr(kv.psychological, name)()
    assert isinstance(panel, stage.Panel), f"{name} shows no table: list it in EXEMPT with the reason"
    faults = {fault for table in _tables(panel) for fault in _lacking(name, table)}
    assert not faults, (
        f"{name}: {sorted(faults)[:5]}. Add the column to the panel's table, name it in COLUMNS, or give the reason "
        "in EXEMPT (model, theory, game, or no result of a group that got the drug)"
    )


@pytest.mark.parametrize("name", [name for name in EXEMPT if name in NAMES])
def test_an_exempt_panel_says_what_it_is(name):
    exempt = EXEMPT[name]
    assert len(exempt.reason) > 10
    if exempt.says:
        assert re.search(exempt.says, getattr(kv.psychological, name)().alt)


def test_only_panels_that_are_there_are_listed():
    assert {*EXEMPT, *COLUMNS, *NO_RESULT, *TURNED, *GAPS} <= set(NAMES)
    assert len(HELD) >= 8
    assert {"trials", "forest", "head_to_head", "adding_to_tablets", "relapse_curves"} <= set(NAMES) - set(
        EXEMPT
    )


@pytest.mark.parametrize("name", ["trials", "forest", "head_to_head", "adding_to_tablets", "relapse_curves"])
def test_a_result_has_a_control_group_or_says_open_label(name):
    """In tables with a control column: a number, or that there was nobody to compare with."""
    seen = 0
    for table in _tables(getattr(kv.psychological, name)()):
        heading = next(h for h in ("Control group", "Other group", "Compared with") if h in table.columns)
        for row in table.rows:
            cell = str(row[table.columns.index(heading)])
            assert re.search(r"\d", cell) or cell == words.NO_CONTROL or heading == "Compared with" or (
                cell == "not in this row"
                and re.search(r"[−+\d]", str(row[table.columns.index("Drug minus control")]))
            ), row  # fmt: skip
            assert cell.strip()
            seen += 1
    assert seen > 10


def test_a_lonely_number_would_be_found():
    """The walk goes red for a row without its control, its people, its time or its source."""
    columns = ("Trial", "Drug group", "Compared with", "People", "Time", "Reference")
    whole = ("Murrough 2013", "64%", "midazolam", "47 and 25", "1 day", "https://doi.org/10.1")
    assert _lacking("x", stage.Table("whole", columns, (whole,))) == set()
    for k in range(2, 6):
        broken = tuple("" if place == k else cell for place, cell in enumerate(whole))
        assert len(_lacking("x", stage.Table("broken", columns, (broken,)))) == 1
    short = stage.Table("short", columns[:2], (whole[:2],))
    assert len(_lacking("x", short)) == 4
