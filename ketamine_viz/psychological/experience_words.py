"""Words of the first hours: title, description, table and cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience import FirstHours
from ketamine_viz.psychological.experience_rows import Arm, Mark, line
from ketamine_viz.stage.text import escape, join, number

BLOOD = {"venous": "blood of a vein", "arterial": "blood of an artery"}
LANE = {"dissociation": "Dissociation", "blood_pressure": "Systolic blood pressure"}
#: Times the table samples each curve at [min].
TABLE_MIN = (0, 10, 20, 30, 40, 60, 80, 90, 120, 150, 180, 240)


def author(ref: str) -> str:
    """Return first author and year.

    Examples
    --------
    >>> author("bowdle1998")
    'Bowdle 1998'
    """
    return evidence.cite(ref).split(",")[0].replace(" et al.", "")


def percent(share: float) -> str:
    """Return a share as whole per cent.

    Examples
    --------
    >>> percent(0.456)
    '46%'
    """
    return f"{100 * share:.0f}%"


def finding(result: FirstHours) -> str:
    """Return the sentence above the picture, from what is drawn."""
    where = BLOOD[result.preset]
    if (over := result.over) is not None and over.end is not None:
        return (
            f"{_reports(over)} by {number(over.end)} min, with {percent(result.left(over.end))} of the peak still in "
            f"{where} (model)"
        )
    marks = result.marks["dissociation"]
    top = next((m for m in marks if m.kind == "peak"), None)
    if top is not None and top.start is not None:
        return (
            f"Level and reports peak near {number(top.start)} min; at 2 h {percent(result.left(120))} of the peak is "
            f"still in {where} (model)"
        )
    if any(m.kind == "none" for m in marks):
        return f"The level stays at or below {number(result.peak, 2)} ng/mL, and next to nothing is reported"
    return f"The level reaches {number(result.peak)} ng/mL, above where the straight line was measured"


def _reports(over: Mark) -> str:
    return "Side effects end" if "side effects" in over.words else "What people report ends"


def mark_line(mark: Mark) -> str:
    """Return what was seen, by whom, in how many people and beside whom."""
    n = f", n {mark.n:,}" if mark.n else ""
    return f"{mark.words} ({author(mark.ref)}{n}; {mark.who})"


def numbers(arm: Arm) -> str:
    """Return drug v control with the unit.

    Examples
    --------
    >>> from ketamine_viz.psychological.experience import first_hours
    >>> numbers(first_hours("iv05").arms["dissociation"][0])
    '69 v 17%'
    """
    unit = "%" if arm.unit == "%" else f" {arm.unit}"
    places = 0 if arm.unit == "%" else 1
    if arm.control is None:
        return f"{arm.drug:.{places}f}{unit}"
    return f"{arm.drug:.{places}f} v {arm.control:.{places}f}{unit}"


def people(arm: Arm) -> str:
    """Return how many people, and what the others had."""
    if arm.control is None:
        return f"{f'n {arm.n_drug:,}' if arm.n_drug else 'n not seen'}, no control group"
    n = f"n {arm.n_drug:,} v {arm.n_control:,}" if arm.n_drug and arm.n_control else "n not seen"
    return f"{n}, {arm.control_words}"


def later(result: FirstHours, lane: str) -> str:
    """Return what is known of later sessions; empty in the first one."""
    if result.session == "first":
        return ""
    setting = result.setting
    if lane == "dissociation":
        who = f" ({join(author(r) for r in setting.later_refs)})" if setting.later_refs else ""
        return f"Later: {setting.later}{who}"
    if setting.pressure is None:
        return "Later: not known here"
    return f"Later: {setting.pressure} ({author(setting.pressure_refs[0])})"


def describe(result: FirstHours) -> stage.Description:
    """Return the picture in words."""
    known = line()
    what = (
        f"Three frames over four hours after {result.setting.label[0].lower()}{result.setting.label[1:]}: the level in "
        f"{BLOOD[result.preset]} (model, not data); dissociation as a straight line has it; the rise of systolic blood "
        "pressure. Over the curves stand published times, and to the right published numbers with their control groups."
    )
    values = [
        (
            f"The level peaks at {number(result.peak)} ng/mL after {number(result.peak_min)} min; "
            f"{percent(result.left(90))} of that is left at 90 min and {percent(result.left(120))} at 2 h."
        ),
        (
            f"The straight line was measured from {number(known.low)} to {number(known.high)} ng/mL; "
            f"{percent(float(result.inside.mean()))} of the time shown lies in it, the rest is dashed."
        ),
        _felt(result),
        _rise(result),
    ]
    for lane, words in LANE.items():
        seen = "; ".join(mark_line(m) for m in result.marks[lane]) or "no report of when, in our tables"
        beside = "; ".join(
            f"{author(a.ref)}, {a.words}: {numbers(a)} ({people(a)})" for a in result.arms[lane]
        )
        values.append(f"{words}: {seen}. {f'Beside the control group: {beside}.' if beside else ''}")
        values.append(later(result, lane) + ("." if later(result, lane) else ""))
    text = " ".join(v.strip() for v in values if v.strip())
    return stage.Description(what, text, f"{finding(result)}.", f"{finding(result)}.")


def _felt(result: FirstHours) -> str:
    if result.felt_high is None or result.felt_low is None:
        return "No rating line was measured with this form and way in."
    unit = "% of its first peak" if result.scale == "peak" else "% of a rating line"
    at = [
        f"{number(minute)} min: {_span(result.felt_low[minute], result.felt_high[minute])}"
        for minute in (40, 90, 120)
    ]
    return f"Dissociation as the line allows, in {unit}: {'; '.join(at)}."


def _span(low: float, high: float) -> str:
    return f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"


def _rise(result: FirstHours) -> str:
    if result.rise_high is None or result.rise_low is None:
        return "No size of the rise is published for this regimen in our tables."
    most = "at most " if result.rise_is == "at_most" else ""
    return (
        f"Rise of systolic pressure at its highest {most}{_span(result.rise_low.max(), result.rise_high.max())} mmHg, "
        "its shape taken from the level."
    )


def table(result: FirstHours) -> stage.Table:
    """Return the curves at some times, then every mark and number drawn."""
    rows: list[tuple[object, ...]] = []
    for minute in TABLE_MIN:
        felt = "" if result.felt_low is None or result.felt_high is None else _span(
            result.felt_low[minute], result.felt_high[minute]
        )  # fmt: skip
        rise = "" if result.rise_low is None or result.rise_high is None else _span(
            result.rise_low[minute], result.rise_high[minute]
        )  # fmt: skip
        inside = "measured range" if result.inside[minute] else "outside what was measured"
        rows.append(
            (f"{minute} min", f"{result.blood[minute]:.1f}", felt, rise, f"model, not data; {inside}")
        )
    for lane, words in LANE.items():
        rows += [(words, "", "", "", mark_line(m)) for m in result.marks[lane]]
        rows += [
            (words, "", "", "", f"{author(a.ref)}, {a.words}: {numbers(a)} ({people(a)})")
            for a in result.arms[lane]
        ]
    felt_unit = "% of its first peak" if result.scale == "peak" else "% of a rating line"
    columns = (
        "What or when",
        "Level [ng/mL]",
        f"Dissociation [{felt_unit}]",
        "Rise [mmHg]",
        "How known, by whom",
    )
    return stage.Table(f"The first four hours: {result.setting.label}", columns, tuple(rows))


def cards(result: FirstHours) -> tuple[stage.Card, ...]:
    """Return a card for each mark and each number drawn."""
    found = []
    for lane in LANE:
        for mark in result.marks[lane]:
            lines = [
                f"{mark.words[0].upper()}{mark.words[1:]}.",
                f"Who: {mark.who}{f'; n {mark.n:,}' if mark.n else ''}.",
            ]
            found.append(_card(mark.id, f"{author(mark.ref)}: {mark.words}", lines, mark.note, mark.ref))
        for arm in result.arms[lane]:
            lines = [f"{arm.words[0].upper()}{arm.words[1:]}: {numbers(arm)} ({people(arm)})."]
            if arm.ends:
                lines.append(
                    f"95% interval as printed: {number(arm.ends[0])} to {number(arm.ends[1])} {arm.unit}."
                )
            found.append(_card(arm.id, f"{author(arm.ref)}: {arm.words}", lines, arm.note, arm.ref))
    return tuple(found)


def _card(key: str, label: str, lines: list[str], note: str | None, ref: str) -> stage.Card:
    said = [*lines, *([f"{note[0].upper()}{note[1:]}."] if note else []), f"{evidence.cite(ref)}."]
    return stage.Card(key, label, f"<h4>{escape(label)}</h4>" + "".join(f"<p>{escape(s)}</p>" for s in said))
