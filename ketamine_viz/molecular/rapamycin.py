"""The prediction of the cascade: what rapamycin did in people."""

from __future__ import annotations

from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.experiments import class_of, tally
from ketamine_viz.molecular.stories import Cascade
from ketamine_viz.stage import Prediction
from ketamine_viz.stage.text import number

NODE = "mtorc1"
HOURS = 24.0

_OPTIONS = (
    ("weaker", "Relief was gone or weaker"),
    ("same", "Relief was the same"),
    ("more", "Relief was larger"),
)


def rapamycin() -> Prediction:
    """Return the question whose answer is read from the table of experiments."""
    return Prediction(
        question="Rapamycin blocks mTORC1. In rats it abolished ketamine's effect. And in people, one day later?",
        options=_OPTIONS,
        run={"experiment": NODE},
        answer=_answer,
        explain=_explain,
    )


def _answer(_: Cascade) -> str:
    found = tally(NODE).answer("human", HOURS)
    if found is None:  # a tie would make the question unfair
        raise ValueError(f"no clear result at {HOURS} h in people for {NODE!r}; allowed: a majority of rows")
    return found


def _explain(_: Cascade) -> str:
    trial = _rows("human")[0]["ref"]
    rats = [row for row in _rows("rat") if class_of(row) == "weaker"]
    people = evidence.reference(trial).n
    late = _late(trial)
    treated, control = (
        next(row["value"] for row in late if arm in row["system"]) for arm in ("rapamycin", "placebo")
    )
    return (
        f"One day after the dose relief was unchanged in {people} people ({evidence.cite(trial)}). At two weeks "
        f"{number(treated)} % still responded with rapamycin and {number(control)} % without it: the "
        f"opposite of the rats ({evidence.cite(rats[0]['ref'])}). The assumption responsible: that a tablet in people "
        "reaches mTORC1 in the brain as an injection into a rat's brain does. It may not have."
    )


def _rows(system: str) -> list[dict[str, Any]]:
    return [row for row in tally(NODE).rows if row["system"] == system]


def _late(trial: str) -> list[dict[str, Any]]:
    """Return the share of responders at two weeks in both arms."""
    rows = evidence.rows("molecular/timecourse")
    return [row for row in rows if row["ref"] == trial and row["unit"] == "percent_responders"]
