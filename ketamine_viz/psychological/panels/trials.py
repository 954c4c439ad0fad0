"""Panels of the psychological level: wiring only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import prediction
from ketamine_viz.psychological.figures.trials import TrialsPicture
from ketamine_viz.psychological.options import COMPARATORS, CONDITIONS, FORMS, MEASURES, ROUTES
from ketamine_viz.psychological.view import View, view

_NOTE = (
    "Published data in people, not a model. Filled: drug group; hollow: its own control group. Vertical lines: 95% "
    "intervals where known. n: people (drug, control). *: pooled trials. AD: antidepressant. MADRS runs from 0 to 60."
)

_MODEL_CARD = """\
What these data can say: in trials, on average, how a drug group and its own control group did at one time.
In: trials and pooled analyses whose two groups, n, time and source are known here. Open-label groups when asked for.
Left out: numbers only recalled, numbers whose control group is not known here, standardised sizes, relapse, harms.
What they cannot say: how one person will do; which route is best (routes have hardly been compared directly).
What they cannot say: how much of the gap is the drug, since most people can tell what they got.
Chosen for the picture: the largest of each way of masking, each time step and each control, then the largest.
A pooled result gives way where all its trials are there. The rest is in the table.
Intervals: as printed, or worked out from n, the SD and n, or the standard error; a card says which. Else: none.
Checked: each percentage is possible for its n; the most visible rows were read again at a source.
Gets wrong: trials that were never published are missing, so the picture is probably too kind to the drug.
"""


def _options(table: Mapping[str, tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((words, name) for name, (words, _) in table.items())


def _sources(result: View) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(pair.main.ref for pair in (*result.drawn, *result.rest))
    if result.measure == "thoughts":
        keys["spravato_label"] = None  # says that prevention of suicide has not been shown
    return tuple(evidence.source(key) for key in keys)


def trials() -> stage.Panel:
    """Return the panel of published trials: every drug group beside its own control group, over time.

    Sources: every row of ``psychological/outcomes``; those in view are listed in the panel.
    """
    return stage.Panel(
        title="How much better than the control group, and for how long?",
        picture=TrialsPicture(),
        controls=(
            stage.Choice(
                "measure",
                label="Show",
                options=tuple((measure.label, name) for name, measure in MEASURES.items()),
                value="response",
            ),
            stage.Choice("condition", label="Who", options=_options(CONDITIONS), value="depression"),
            stage.Choice("form", label="Form", options=_options(FORMS), value="any"),
            stage.Choice("route", label="Route", options=_options(ROUTES), value="any"),
            stage.Choice("comparator", label="Control", options=_options(COMPARATORS), value="any"),
            stage.Toggle("open_label", label="Also groups without a control (open label)", value=False),
        ),
        compute=view,
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=prediction.saline_or_midazolam(),
    )
