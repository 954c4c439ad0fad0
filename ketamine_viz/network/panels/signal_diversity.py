"""Panel: compress and filter two signals."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.circuit.constants import BANDS, bands
from ketamine_viz.network.diversity import FILTERS, SIGNALS, TwoSignals, two_signals
from ketamine_viz.network.figures.microcircuit_words import percent
from ketamine_viz.network.figures.signal_diversity import NAMES, SignalDiversity

_LINES = (
    (
        "In: three made signals (a rhythm, noise, half of each) and one stretch of 4 s of the "
        "cortex model before and with the drug, at a block of 30 %. All begin equally strong."
    ),
    (
        "Compressing: each sample becomes 1 if it is above the median, else 0. Reading on, every "
        "piece not met before is written into a dictionary. Its size is divided by that of the same "
        "bits in random order, as in studies of ketamine."
    ),
    "Filtering: all frequencies outside the band are left out.",
    (
        "Left out: eye movements, muscles, the heart, and everything else that a real recording "
        "holds. One stretch is a poor measure of a small difference: the panel of the cortex model "
        "averages twelve."
    ),
)

#: One paragraph a line.
MODEL_CARD = "\n".join(_LINES)

#: Bands offered in the question.
_ASKED = ("theta", "alpha", "beta", "gamma")


def signal_diversity() -> stage.Panel:
    """Return the panel: two signals to compress and to filter.

    Sources: schartner2017
    """
    signals = tuple((NAMES[name], name) for name in SIGNALS)
    filters = tuple(
        (
            "None" if name == "all" else f"{name.capitalize()} {bands()[name][0]:g}–{bands()[name][1]:g} Hz",
            name,
        )
        for name in FILTERS
    )
    return stage.Panel(
        title="Which signal is harder to compress, and which band tells two signals apart?",
        picture=SignalDiversity(),
        compute=two_signals,
        controls=(
            stage.Choice("first", "Upper signal", options=signals, value="sine"),
            stage.Choice("second", "Lower signal", options=signals, value="noise"),
            stage.Choice("band", "Filter", options=filters, value="all"),
        ),
        sources=(
            evidence.source("schartner2017", "How Lempel–Ziv complexity is taken from a recording."),
            evidence.source("vlisides2018", "Loss of alpha in people, for comparison."),
        ),
        note=(
            "Made signals, not recordings. Grey: the whole signal; coloured: what the filter leaves. Strip: bits, dark "
            "above the median. A dictionary that keeps growing means the signal goes on being new."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Cortex model before and with the drug: which band will change most, up or down?",
            options=tuple((band, band.capitalize()) for band in _ASKED),
            run={"first": "before", "second": "drug", "band": "all"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: TwoSignals) -> str:
    return max(_ASKED, key=lambda band: abs(result.band_changes[band]))


def _explain(result: TwoSignals) -> str:
    changes = result.band_changes
    told = ", ".join(f"{band} {percent(changes[band])}" for band in BANDS)
    return (
        f"From before to the drug: {told}. Set the filter to see it in the trace. The assumption responsible: the slow "
        "loop that makes alpha runs on NMDA. In people alpha was the most regular loss too; slow waves were not."
    )
