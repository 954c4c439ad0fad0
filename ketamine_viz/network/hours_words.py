"""The picture over hours in words: all made from the numbers that are drawn."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from ketamine_viz import evidence, stage
from ketamine_viz.network.hours import DAY_H, LAST_H, MOST_BLOCK, Hours
from ketamine_viz.network.scan_marks import Mark, any_imaging
from ketamine_viz.network.schematic import groups
from ketamine_viz.network.words import signed
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

SIGNAL_WORDS = {
    "alpha_power": "Alpha power",
    "gamma_power": "Gamma power",
    "spectral_exponent": "Steepness of the spectrum",
    "lempel_ziv": "Lempel–Ziv complexity",
}
_WAY = {"increase": "up", "decrease": "down", "no_change": "unchanged", "": "no result"}
_SIDE = {
    "increase": "above the start",
    "decrease": "below the start",
    "no_change": "as before",
    "": "no result",
}
_TIMES_H = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 12.0, 24.0, 48.0, 168.0, 336.0)


@cache
def label(measure: str) -> str:
    """Return the name of a measure."""
    return SIGNAL_WORDS.get(measure) or next(g.label for g in groups() if g.id == measure)


def unit(result: Hours) -> str:
    """Return the unit of the measure."""
    if result.is_signal:
        return "change [%]"
    return f"mean {next(g.scale for g in groups() if g.id == result.measure)}"


def amount(result: Hours, value: float) -> str:
    """Return a value of the measure with its digits."""
    if not math.isfinite(value):
        return "no result"
    return (
        f"{value:+.0f} %".replace("-", "−").replace("+0", "0").replace("−0 ", "0 ")
        if result.is_signal
        else signed(value)
    )


def clock(time_h: float) -> str:
    """Return a time as minutes, hours or days.

    Examples
    --------
    >>> clock(2 / 3), clock(24.0), clock(336.0)
    ('40 min', '24 h', '14 days')
    """
    if time_h < 1:
        return f"{60 * time_h:.0f} min"
    return f"{number(time_h, 2)} h" if time_h <= 48 else f"{time_h / 24:.0f} days"


def round_up(top: float) -> float:
    """Return the next round number above a level, for the end of an axis.

    Examples
    --------
    >>> round_up(160.0), round_up(10.5)
    (200.0, 20.0)
    """
    size = 10.0 ** math.floor(math.log10(top))
    return float(next(size * k for k in (1, 2, 3, 5, 10) if size * k >= top))


def finding(result: Hours) -> str:
    """Return the sentence above the picture."""
    peak, name = result.peak_h, label(result.measure)
    when = f"at {clock(peak)}" if peak else "at once"
    way = result.way(peak)
    first = f"{_WAY[way]} {when} ({_move(result, peak)})"
    if way in ("", "no_change"):
        first = f"{'unchanged' if way else 'not drawn'} {when}"
    day = result.way(DAY_H)
    later = f"next day {_SIDE[day]}"
    if day in ("increase", "decrease"):
        later += f" ({amount(result, result.at(DAY_H))})"
    return f"{name}: {first}, {later}"


def _move(result: Hours, time_h: float) -> str:
    now = amount(result, result.at(time_h))
    return now if result.is_signal else f"{amount(result, result.before)} → {now}"


def regimen(result: Hours) -> str:
    """Return which study regimen is drawn."""
    r = result.given.regimen
    return f"Study regimen: {theme.style(r.form).label}, {theme.style(r.route).label}, {r.label} ({short(r.refs[0])})"


def beside(result: Hours) -> tuple[str, str, str]:
    """Return the labels beside the two upper frames."""
    top = f"{result.given.block.max() * 100:.0f} %"
    grown = (
        f"plasticity to {number(float(result.plasticity.max()), 2)}\n(dash-dot, assumed)"
        if result.grows
        else "plasticity: off"
    )
    return "ketamine in blood", f"NMDA block to {top}", grown


def curve(result: Hours) -> str:
    """Return what stands beside the curve."""
    if result.is_signal:
        return "patch of cortex:\nknows the block alone\ndotted: before\ngrey: other receptor\nconstants"
    brain = "healthy brain" if result.brain == "healthy" else "depressed brain\n(assumed lesion)"
    return f"{brain}\ndotted: before\ngrey: other receptor\nconstants"


def lost(result: Hours) -> str:
    """Return why part of the curve is not drawn."""
    if not result.flags:
        return ""
    why = {"high_rate": "rates run away from what the model was made for", "unstable": "no stable state"}
    return f"Gap: not drawn, {join(why[flag] for flag in result.flags)}"


def mark(one: Mark, agrees: bool | None) -> str:
    """Return a published direction in one line."""
    n = f"n {one.n}" if one.n else "n not seen"
    sign = {True: " ✓", False: " ✗", None: ""}[agrees]
    return f"{short(one.ref)}, {n}{'' if one.alike else ' †'}{sign}"


def short(ref: str) -> str:
    """Return first author and year of a reference."""
    name = evidence.cite(ref).split(",")[0].replace(" et al.", "")
    return name.replace("Authors not found", "(no names)")


def marks_head(result: Hours, rows: int) -> str:
    """Return the line over the published directions, or why there are none."""
    r, imaged = result.given.regimen, result.imaged
    loose = [m for m in result.marks if m not in imaged]
    tail = f" Without an hour: {join(_loose(m) for m in loose)}." if loose else ""
    if imaged:
        more = f", {len(imaged) - rows} more in the table" if len(imaged) > rows else ""
        return f"Published, at the time it was measured{more}:{tail}"
    way = f"{theme.style(r.form).label}, {theme.style(r.route).label}"
    if not any_imaging(r.route, r.form):
        return f"Predicted from blood level only.\nOur tables hold no brain scan or recording of people after {way}."
    who = "healthy people" if result.brain == "healthy" else "people with depression"
    if loose:
        return f"Predicted from blood level only.{tail.replace(' Without', chr(10) + 'Without')}"
    return f"Predicted from blood level only.\nNothing in our tables on this, in {who}, after {way}."


def _loose(one: Mark) -> str:
    n = f"n {one.n}" if one.n else "n not seen"
    given = f" after {one.dose}" if one.dose else ""
    return f"{_WAY[one.direction]}{given} ({short(one.ref)}, {n})"


def describe(result: Hours) -> stage.Description:
    """Return the picture in words."""
    given, peak = result.given, result.peak_h
    brain = "a healthy" if result.brain == "healthy" else "a depressed (assumed lesion)"
    what = (
        f"Model, not data. {regimen(result)}. Three frames over 14 days, the scale of time changing at 4 hours and at "
        f"48: ketamine in blood; the share of NMDA receptors blocked and the assumed plasticity "
        f"{'' if result.grows else '(switched off) '}that are handed to the brain model; and "
        f"{label(result.measure).lower()} in {brain} brain, selectivity {number(result.selectivity, 2)}. Under them "
        "published directions."
    )
    top = float(given.ng_per_ml.max())
    at = ", ".join(f"{clock(t)} {amount(result, result.at(t))}" for t in (peak, 4.0, DAY_H, 48.0, LAST_H))
    span = (
        f"{amount(result, _at(result, result.low, peak))} to {amount(result, _at(result, result.high, peak))}"
    )
    values = (
        f"Blood at most {number(top)} ng/mL; block at most {given.block.max() * 100:.0f}% "
        f"({given.low.max() * 100:.0f}% to {given.high.max() * 100:.0f}% over the receptor constants, capped at "
        f"{MOST_BLOCK * 100:.0f}%), at {clock(peak)}; plasticity at most {number(float(result.plasticity.max()), 2)}. "
        f"{label(result.measure)}: start {amount(result, result.before)}; {at}. At the peak {span} over the receptor "
        f"constants. {_published(result)}"
    )
    return stage.Description(
        what, values, f"{finding(result)}. {lost(result)}".strip(), f"{finding(result)}."
    )


def _published(result: Hours) -> str:
    if not result.imaged:
        return marks_head(result, 0).replace("\n", " ")
    listed = "; ".join(
        f"{clock(m.time_h) if m.time_h else 'during the dose'} {_WAY[m.direction]} "
        f"({evidence.cite(m.ref)}, n {m.n or 'not seen'}; the curve {_verdict(result.agrees(m))})"
        for m in result.imaged
    )
    loose = [m for m in result.marks if m not in result.imaged]
    tail = f" Without an hour: {join(_loose(m) for m in loose)}." if loose else ""
    return f"Published: {listed}.{tail}"


def _verdict(agrees: bool | None) -> str:
    return {True: "agrees", False: "does not", None: "gives no result"}[agrees]


def _at(result: Hours, values: np.ndarray, time_h: float) -> float:
    return float(np.interp(time_h, result.given.time_h, values))


def table(result: Hours) -> stage.Table:
    """Return the curves at set times, then the published directions."""
    given = result.given
    rows: list[tuple[object, ...]] = [
        (
            clock(t),
            number(_at(result, given.ng_per_ml, t)),
            f"{_at(result, given.block, t) * 100:.0f}",
            f"{_at(result, result.plasticity, t):.2f}",
            amount(result, result.at(t)),
            f"{amount(result, _at(result, result.low, t))} to {amount(result, _at(result, result.high, t))}",
            "model",
        )
        for t in sorted({*_TIMES_H, result.peak_h})
    ]
    rows += [
        (
            "hour not stated" if m.time_h is None else clock(m.time_h) if m.time_h else "during the dose",
            "", "", "", _WAY[m.direction], f"the curve {_verdict(result.agrees(m))}",
            f"{evidence.cite(m.ref)}, n {m.n or 'not seen'}",
        )
        for m in result.marks
    ]  # fmt: skip
    columns = (
        "Time after the dose", "Ketamine [ng/mL]", "Block [%]", "Plasticity",
        f"{label(result.measure)} ({unit(result)})",
        "Span over the receptor constants", "From",
    )  # fmt: skip
    return stage.Table(f"Model, not data. {regimen(result)}", columns, tuple(rows))


def cards(result: Hours) -> tuple[stage.Card, ...]:
    """Return a card on the joints, and one for each published direction."""
    return (_joints(result), *(_card(m, result) for m in result.marks))


def _joints(result: Hours) -> stage.Card:
    given = result.given
    lines = (
        "How the levels are joined. Each joint is an assumption, none was measured in people.",
        (
            "Blood to receptors: the free share of the drug in blood is taken as what the receptors meet. Share "
            f"blocked on inhibiting cells: {given.block.max() * 100:.0f}% at most, {given.low.max() * 100:.0f}% to "
            f"{given.high.max() * 100:.0f}% with the constants at the ends of their ranges; never above "
            f"{MOST_BLOCK * 100:.0f}% here."
        ),
        (
            "Receptors to network: that share is the model's block. How much of it exciting cells get (selectivity) "
            "is your knob and follows from nothing."
        ),
        (
            "Synapses to network: new spines of the cascade model are the model's plasticity, set to 0.6 a day after "
            f"the usual drip. Here at most {number(float(given.plasticity.max()), 2)}."
        ),
        f"A person of {number(routes_kg())} kg, blood of a vein.",
    )
    return _html("joints", "How the levels are joined", lines)


@cache
def routes_kg() -> float:
    """Return the body weight that is drawn [kg]."""
    from ketamine_viz.routes.regimens import REFERENCE_KG

    return REFERENCE_KG


def _card(one: Mark, result: Hours) -> stage.Card:
    when = "hour not stated" if one.time_h is None else clock(one.time_h) if one.time_h else "during the dose"
    control = (
        "Control arm not seen."
        if one.control == "not_seen"
        else f"{evidence.meaning('scan_control', one.control)}."
    )
    lines = (
        f"{one.what}: {_WAY[one.direction]}, {when}; {plural(one.n, 'person', 'people') if one.n else 'n not seen'}.",
        f"Given: {one.dose}." if one.dose else "Dose not seen.",
        control,
        f"Note: {one.note}." if one.note else "",
        f"The curve {_verdict(result.agrees(one))}."
        if one.time_h is not None
        else "Not placed on the axis of time.",
        f"{evidence.cite(one.ref)}.",
    )
    return _html(one.id, f"{short(one.ref)}: {_WAY[one.direction]}", lines)


def _html(key: str, title: str, lines: tuple[str, ...]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return stage.Card(key, title, f"<h4>{escape(title)}</h4>{body}")
