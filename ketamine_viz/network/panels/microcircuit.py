"""Panel: one patch of cortex, its rhythms, and which cells the drug must reach."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.circuit.cells import CELLS
from ketamine_viz.network.circuit.comparison import MEASURES, SignalChange, compare_signals
from ketamine_viz.network.figures.microcircuit import Microcircuit
from ketamine_viz.network.figures.microcircuit_words import percent
from ketamine_viz.network.signal_findings import about

_LINES = (
    (
        "In: three kinds of cortical cells (pyramidal; PV, the fast brake; SST, the slow brake), with "
        "AMPA, NMDA and GABA lags. Rates are a power of the drive. Small random drive gives the spectrum "
        "by formula; a signal is made from it with phases that are always the same."
    ),
    (
        "Assumed by us: every weight, lag and share of NMDA. They were set by hand so that the spectrum "
        "without drug has a slow and a fast rhythm. No ketamine recording was used."
    ),
    (
        "Checked: a simulation of the full equations in time agrees with the formula to 5 %. The loss of "
        "alpha was measured as 20 % and 34 % in 15 people; the model gives 31 % at the first position of "
        "the slider."
    ),
    (
        "The range: 24 circuits with every weight, lag and share changed at random by up to 20 %, chosen "
        "by their spectrum without drug alone. For the two scores: 12 stretches of signal."
    ),
    (
        "Gets wrong, sign: slow waves (delta) rise here. Power below 8 Hz fell in one study of healthy "
        "people and rose in responders of another; frontal theta rose in a third, where the model lowers "
        "it."
    ),
    (
        "Gets wrong, dose: there is no anaesthesia in it. Diversity goes on rising with block, while in "
        "people put under it swings low and high. So the slider stops at one half."
    ),
    (
        "Gets wrong, depression: recordings of depressed people are mostly more complex than those of "
        "healthy ones. This circuit knows no depression, and nothing of the day after."
    ),
    (
        "Cannot show: two studies found that Lempel–Ziv rises beyond what the spectrum explains. Here the "
        "signal is nothing but its spectrum."
    ),
    "Contested: recordings in rats did not find excitatory cells set free as this picture has it.",
)

#: One paragraph a line.
MODEL_CARD = "\n".join(_LINES)

_MODEL_SOURCES = (
    ("ali2020", "SST cells as the way in, in mice."),
    ("schartner2017", "How Lempel–Ziv complexity is taken."),
    ("amatforaster2018", "Against: cells not set free in rats."),
)


def microcircuit() -> stage.Panel:
    """Return the panel: block NMDA receptors on chosen cells of a patch of cortex and see its rhythms.

    Sources: ali2020, schartner2017 and those of the cards
    """
    return stage.Panel(
        title="Which cells must ketamine reach to change the brain's rhythms?",
        picture=Microcircuit(),
        compute=compare_signals,
        controls=(
            stage.Range(
                "block",
                "Block on PV and SST cells",
                value=0.3,
                minimum=0.0,
                maximum=0.5,
                step=0.02,
                source="share of NMDA drive; the model has no anaesthesia, so it stops at one half",
            ),
            stage.Range(
                "selectivity",
                "Block on pyramidal cells, relative",
                value=1 / 3,
                stops=(("0", 0.0), ("one third", 1 / 3), ("two thirds", 2 / 3), ("1 (even)", 1.0)),
                source="relative to the block on PV and SST cells; assumed",
            ),
            stage.Several(
                "cells",
                "The drug reaches",
                options=(("Pyramidal", "pyramidal"), ("PV", "pv"), ("SST", "sst")),
                value=CELLS,
            ),
            stage.Toggle("control", "Control: extra drive, no drug", value=False),
        ),
        sources=_sources,
        note=(
            "Lines, model, not data: dashed before, solid with the drug, dotted the control, driven to the same firing "
            "without drug. Studies: awake people during ketamine, by direction. Cards have n, form and dose."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Let the drug reach only PV cells, the fast brakes: what happens to alpha?",
            options=(
                ("falls", "Falls, as with the whole drug"),
                ("hardly", "Hardly moves (under 1 %)"),
                ("rises", "Rises"),
            ),
            run={"cells": ("pv",), "block": 0.3, "selectivity": 1 / 3},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: SignalChange) -> str:
    change = result.changes["alpha"].percent
    return "hardly" if abs(change) < 1 else "rises" if change > 0 else "falls"


def _explain(result: SignalChange) -> str:
    whole, sst = (
        compare_signals(result.block, result.selectivity, cells, control=False).changes["alpha"].percent
        for cells in (CELLS, ("sst",))
    )
    here = percent(result.changes["alpha"].percent)
    return (
        f"Alpha changes by {here} with PV cells alone, {percent(sst)} with SST cells alone, {percent(whole)} with "
        "all three. The assumption responsible: nearly all excitation of SST cells is slow NMDA drive, and that loop "
        "sets the alpha rhythm; PV cells run mostly on AMPA. It is the model's reading, not evidence."
    )


def _sources(result: SignalChange) -> tuple[evidence.Source, ...]:  # noqa: ARG001 - the same in every state
    keys = dict(_MODEL_SOURCES)
    for measure in MEASURES:
        for finding in about(measure):
            keys.setdefault(finding.ref, "")
    return tuple(evidence.source(key, note) for key, note in keys.items())
