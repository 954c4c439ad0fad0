"""The microcircuit's picture in words: title, description, table and cards."""

from __future__ import annotations

from functools import cache

from ketamine_viz import evidence, stage
from ketamine_viz.network.circuit.cells import CELLS
from ketamine_viz.network.circuit.comparison import MEASURES, Change, SignalChange
from ketamine_viz.network.circuit.constants import bands
from ketamine_viz.network.signal_findings import SignalFinding, about, sizes, tally
from ketamine_viz.stage.text import escape, join, number

NAMES = {
    "delta": "Delta",
    "theta": "Theta",
    "alpha": "Alpha",
    "beta": "Beta",
    "gamma": "Gamma",
    "exponent": "Steepness",
    "lempel_ziv": "Lempel–Ziv",
    "permutation_entropy": "Perm. entropy",
}
CELL_NAMES = {"pyramidal": "pyramidal", "pv": "PV", "sst": "SST"}
_PLAIN = {
    "exponent": "How steeply power falls from slow to fast. Smaller is flatter.",
    "lempel_ziv": "How hard the signal is to compress, against the same samples shuffled.",
    "permutation_entropy": "How varied the order of neighbouring samples is; 1 is as varied as can be.",
}


def percent(value: float) -> str:
    """Return a change in whole per cent with its sign; small ones with a decimal.

    Examples
    --------
    >>> percent(-31.5), percent(2.68), percent(0.01)
    ('−32 %', '+2.7 %', '0 %')
    """
    rounded = f"{value:+.0f}" if abs(value) >= 9.95 else f"{value:+.1f}"
    return f"{'0' if float(rounded) == 0 else rounded} %".replace("-", "−")


def _moves(change: Change) -> str:
    if abs(change.percent) < 1:
        return "hardly moves"
    return f"{'rises' if change.percent > 0 else 'falls'} by {percent(abs(change.percent)).lstrip('+')}"


def title(result: SignalChange) -> str:
    """Return the finding of this state in one line."""
    if result.block == 0 or not result.cells:
        return "No drug: nothing changes"
    c = result.changes
    score = f"Lempel–Ziv {c['lempel_ziv'].before:.3f} → {c['lempel_ziv'].after:.3f}"
    return f"Alpha {_moves(c['alpha'])}, gamma {_moves(c['gamma'])}; {score}"


def rates(result: SignalChange) -> str:
    """Return firing rates before and after."""
    return "Firing, Hz: " + ", ".join(
        f"{CELL_NAMES[cell]} {result.before.rates_hz[cell]:.0f} → {result.after.rates_hz[cell]:.2f}"
        for cell in CELLS
    )


def describe(result: SignalChange) -> stage.Description:
    """Return the picture in words."""
    where = join([CELL_NAMES[cell] for cell in result.cells]) or "no"
    control = (
        " A dotted line is the control: no drug, but driven until pyramidal cells fire as fast."
        if result.control
        else ""
    )
    what = (
        "Model, not data. A spectrum of a cortical microcircuit from 1 to 100 Hz, both axes logarithmic, with "
        f"five bands; two seconds of signal; and the change of eight measures in per cent, before the drug and with "
        f"{number(100 * result.block)} % of NMDA drive blocked on {where} cells (selectivity "
        f"{number(result.selectivity, 2)}).{control} Beside each: studies of awake people on ketamine, by direction."
    )
    parts = [_in_words(measure, result.changes[measure]) for measure in MEASURES]
    c = result.changes
    values = (
        f"{'; '.join(parts)}. Lempel–Ziv {c['lempel_ziv'].before:.3f} to {c['lempel_ziv'].after:.3f}, steepness "
        f"{c['exponent'].before:.2f} to {c['exponent'].after:.2f}. {rates(result)}. Measured loss of alpha: "
        f"{join(f'{percent(size)} (n {n})' for size, n in sizes('alpha'))}."
    )
    up = join(NAMES[m].lower() for m in MEASURES if c[m].percent >= 1) or "nothing"
    down = join(NAMES[m].lower() for m in MEASURES if c[m].percent <= -1) or "nothing"
    return stage.Description(what, values, f"Rising: {up}. Falling: {down}.", f"{title(result)}.")


def _in_words(measure: str, change: Change) -> str:
    text = (
        f"{NAMES[measure]} {percent(change.percent)} (range {percent(change.low)} to {percent(change.high)}"
    )
    if change.control is not None:
        text += f"; control {percent(change.control)}"
    return f"{text}; studies: {tally(measure)})"


def table(result: SignalChange) -> stage.Table:
    """Return what is drawn."""
    rows = []
    for measure in MEASURES:
        c = result.changes[measure]
        rows.append(
            (
                NAMES[measure],
                f"{bands()[measure][0]:g}–{bands()[measure][1]:g} Hz" if measure in bands() else "—",
                f"{c.before:.4f}",
                f"{c.after:.4f}",
                f"{c.percent:.1f}",
                f"{c.low:.1f} to {c.high:.1f}",
                "—" if c.control is None else f"{c.control:.1f}",
                tally(measure),
            )
        )
    return stage.Table(
        "Model, not data: the microcircuit before and after. Power in mV²; range: 5 to 95 % of 24 varied circuits, "
        "for the last two of 12 stretches of signal. Studies: awake people during ketamine.",
        (
            "Measure",
            "Band",
            "Before",
            "After",
            "Change [%]",
            "Range [%]",
            "Control: extra drive [%]",
            "Studies",
        ),
        tuple(rows),
    )


def cards(result: SignalChange) -> tuple[stage.Card, ...]:
    """Return a card for each measure: what it is, what the model does, what people's recordings showed."""
    return tuple(stage.Card(m, NAMES[m], _card(m, result.changes[m])) for m in MEASURES)


def _card(measure: str, change: Change) -> str:
    edges = bands().get(measure)
    plain = _PLAIN[measure] if edges is None else f"Power between {edges[0]:g} and {edges[1]:g} Hz."
    return (
        f"<p>{escape(plain)}</p>"
        f"<p><strong>In the model, not data:</strong> {escape(percent(change.percent))}.</p>"
        f"<p><strong>Recordings of people</strong>, each with what this model says:</p>{_found(measure)}"
    )


@cache
def _found(measure: str) -> str:
    items = "".join(f"<li>{_item(finding)}</li>" for finding in about(measure))
    return f"<ul>{items}</ul>" if items else "<p>None in the tables.</p>"


def _item(finding: SignalFinding) -> str:
    if finding.model is None:
        model = "model: no answer"
    else:
        model = f"model: {finding.model}, {'agrees' if finding.model == finding.way else 'misses it'}"
    url = evidence.reference(finding.ref).url
    cited = escape(evidence.cite(finding.ref))
    link = f'<a href="{escape(url)}" target="_blank" rel="noopener">{cited}</a>' if url else cited
    return f"{escape(finding.text)} ({link}; {escape(model)})"
