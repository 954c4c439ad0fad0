"""Panel: drug minus control, comparison by comparison.  Wiring only."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.differences import SORTS
from ketamine_viz.psychological.figures.forest import ForestPicture
from ketamine_viz.psychological.forest_view import (
    COMPARATORS,
    FILTERS,
    WINDOWS,
    Forest,
    forest_view,
    group_of,
)
from ketamine_viz.psychological.options import CONDITIONS, FORMS, ROUTES
from ketamine_viz.stage.text import number

_NOTE = (
    "Published results in people, not a model. A row is one comparison of a drug group with its control group. Larger "
    "marks: more people. AD: antidepressant. Rows of one trial at several times hold the same people."
)
_MODEL_CARD = """\
In: comparisons with a control group whose numbers, time and source were seen. Nothing is pooled here.
Intervals: as printed (solid), or worked out here (dashed, open mark). Two shares: Newcombe's interval, from the two \
Wilson intervals. Two means: 1.96 times the root of the summed squared standard errors.
Where the same people got both in turn, our interval treats them as two groups, which is only roughly right.
Pooled results stand last, hatched, as others printed them; they hold the people of some of the trials above.
Left out: open-label results (table only), mean scores without a change, odds ratios, ECT and quetiapine (a picture \
of their own), relapse, harms.
Chosen where there are more than fourteen: the largest of each way of masking, time step and control, then the largest.
What it cannot say: whether one kind of control is the cause of a smaller difference; trials differ in more ways.
Wrong: trials that were never published are missing, so the picture is probably too kind to the drug.
"""


def _options(table: Mapping[str, tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((text, name) for name, (text, _) in table.items())


def _sources(result: Forest) -> tuple[evidence.Source, ...]:
    pairs = (*(one.pair for one in (*result.drawn, *result.rest)), *result.unpooled, *result.uncontrolled)
    keys = dict.fromkeys(pair.main.ref for pair in pairs)
    if result.sort == "thoughts":
        keys["spravato_label"] = None  # says that prevention of suicide has not been shown
    return tuple(evidence.source(key) for key in keys)


def forest() -> stage.Panel:
    """Return the forest plot of published differences between drug and control, with six filters.

    Sources: every row of ``psychological/outcomes`` that has a control; those in view are listed in the panel.
    """
    labels = {"condition": "Who", "form": "Form", "route": "Route", "comparator": "Control", "window": "When"}
    tables = {
        "condition": CONDITIONS, "form": FORMS, "route": ROUTES, "comparator": COMPARATORS, "window": WINDOWS,
    }  # fmt: skip
    return stage.Panel(
        title="Drug minus control: how large, how sure, compared with what?",
        picture=ForestPicture(),
        compute=forest_view,
        controls=(
            stage.Choice(
                "sort", label="Measure", value="madrs",
                options=tuple((spec.label, name) for name, spec in SORTS.items()),
            ),
            *(
                stage.Choice(name, label=labels[name], options=_options(tables[name]), value=next(iter(tables[name])))
                for name in FILTERS
            ),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question=(
                "Response about one day after a first dose. Beside which control group is the difference smallest?"
            ),
            options=(
                ("saline", "Saline, which nobody feels"),
                ("midazolam", "Midazolam, which is felt"),
                ("surgery", "Saline under anaesthesia: nobody can tell"),
            ),
            run={
                "sort": "response", "window": "day", "condition": "depression", "form": "any", "route": "any",
                "comparator": "any",
            },
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _middles(result: Forest) -> dict[str, float]:
    """Return the middle difference for each kind of infusion control."""
    found: dict[str, list[float]] = {}
    for one in (*result.drawn, *result.rest):
        found.setdefault(group_of(one.main), []).append(one.value)
    return {name: median(found[name]) for name in ("saline", "midazolam", "surgery") if name in found}


def _answer(result: Forest) -> str:
    middles = _middles(result)
    return min(middles, key=lambda name: middles[name])


def _explain(result: Forest) -> str:
    middles = _middles(result)
    told = {
        "saline": "saline", "midazolam": "midazolam", "surgery": "saline under anaesthesia",
    }  # fmt: skip
    parts = ", ".join(f"{number(value)} against {told[name]}" for name, value in middles.items())
    return (
        f"More responders in each 100 than with control: {parts}. Few trials, and they differ in more than the "
        "control: the one under anaesthesia is small, and its interval is wide. The assumption behind the pattern: who "
        "can tell what they got expects more."
    )
