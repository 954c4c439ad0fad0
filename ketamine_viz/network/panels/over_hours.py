"""Panel: the brain model over hours and days after a studied regimen.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.over_hours import OverHours
from ketamine_viz.network.hours import DAY_H, SIGNALS, Hours, regimens, unroll
from ketamine_viz.network.hours_words import amount, label
from ketamine_viz.network.schematic import groups
from ketamine_viz.stage import theme

MODEL_CARD = (
    "In: blood of the routes room, receptors and cascade of the molecular room, the 18 regions and the microcircuit of "
    "this room, joined in one line.\n"
    "Assumed, each joint: the free share of the drug in blood is what receptors meet; the share blocked on inhibiting "
    "cells is the model's block, never above one half; new spines of the cascade are the model's plasticity, 0.6 a day "
    "after the usual drip. Selectivity is never derived. In people none of this was measured.\n"
    "Left out: receptors and routes enter through the block alone. Metabolites count only as blockers. The "
    "microcircuit knows neither plasticity nor depression.\n"
    "Fitted: nothing to a scan.\n"
    "Checked: at every time the curve is the network model's own answer to that block and that plasticity.\n"
    "Wrong: all that the network model gets wrong (its own card says it). Marks come from ketamine into a vein "
    "(a drip where it was stated), and one trial by mouth; scanners, dose and processing differ between them.\n"
    "Not drawn: states without a stable solution, and states where rates run away.\n"
)
_SELECTIVITIES = (
    ("0.3", 0.3),
    ("one third", 1 / 3),
    *((f"{stop:g}", stop) for stop in (0.36, 0.4, 0.44, 0.5, 0.6, 0.8)),
    ("1 (even)", 1.0),
)


def over_hours() -> stage.Panel:
    """Return the panel: from a studied regimen to the network over hours and days.

    Sources: deco2014, gerhard2020, shaffer2014, and those of the regimen and of the marks
    """
    return stage.Panel(
        title="One dose, hour by hour: what happens to the network while the drug is there, and after it has gone?",
        picture=OverHours(),
        compute=unroll,
        controls=(
            stage.Choice(
                "regimen", label="Study regimen", value="rac_iv40",
                options=tuple(
                    (f"{theme.style(r.route).label}: {theme.style(r.form).label}, {r.label}", r.id) for r in regimens()
                ),
            ),
            stage.Choice(
                "measure", label="Shown", value="sgacc_dmn_z",
                options=tuple((label(m), m) for m in (*(g.id for g in groups()), *SIGNALS)),
            ),
            stage.Range(
                "selectivity", label="Selectivity (1 is even)", value=1 / 3, stops=_SELECTIVITIES,
                source="block on exciting cells relative to inhibiting ones; your knob, never derived",
            ),
            stage.Choice(
                "brain", label="Brain",
                options=(("Healthy", "healthy"), ("Depressed (assumed lesion)", "depressed")), value="depressed",
            ),
            stage.Toggle("grows", label="Assumed plasticity", value=True),
        ),
        sources=_sources,
        note=(
            "Top: what the levels before hand over. Middle: what the brain model makes of it. Bottom: what scans of "
            "people found, at their time. Switch the assumed plasticity off to see what the drug alone leaves behind."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="While the drug is there, the mood hub's link with the default mode network rises in this model. "
            "A day later the drug is gone. Where is the link then?",
            options=(
                ("increase", "Still above the start"),
                ("no_change", "Back at the start"),
                ("decrease", "Below the start"),
            ),
            run={"measure": "sgacc_dmn_z", "brain": "depressed", "regimen": "rac_iv40", "grows": True,
                 "selectivity": 1 / 3},
            answer=lambda result: result.way(DAY_H),
            explain=_explain,
        ),
    )  # fmt: skip


def _explain(result: Hours) -> str:
    return (
        f"It starts at {amount(result, result.before)}, peaks at {amount(result, result.at(result.peak_h))} and is "
        f"{amount(result, result.at(DAY_H))} after a day. The drug does the first, the assumed plasticity the second: "
        "put in by hand, as if inputs had grown back. Without it the curve returns to the start."
    )


def _sources(result: Hours) -> tuple[evidence.Source, ...]:
    keys = {
        **dict.fromkeys(result.given.regimen.refs, "The study regimen."),
        "fanta2015": "Constants of the blood model.",
        "shaffer2014": "How tightly ketamine binds.",
        "deco2014": "Constants of the mean field.",
        "gerhard2020": "Why the block is taken to be selective.",
    }
    for mark in result.marks:
        keys.setdefault(mark.ref, "")
    return tuple(evidence.source(key, note) for key, note in keys.items())
