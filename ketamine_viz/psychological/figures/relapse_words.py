"""The picture of relapse in words: headings, readings, description, table and cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import telling, words
from ketamine_viz.psychological.afterwards import Afterwards, Curve, Point, curves, not_drawn
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.stage.text import escape, number

_NO_DAY = "no day printed"


def _trial(curve: Curve) -> str:
    reference = evidence.reference(curve.ref)
    return f"{reference.first_author} {reference.year}"


def heading(curve: Curve) -> str:
    """Return the study, and what happened to the drug."""
    return f"{_trial(curve)}: {curve.label[0].lower()}{curve.label[1:]}"


def groups(curve: Curve) -> str:
    """Return the groups and their people, or that there was nobody to compare with."""
    if curve.open_label:
        return f"open label, nobody to compare; n {curve.people_text}"
    people = "n not seen" if "not seen" in curve.people_text else f"n {curve.people_text}"
    return f"control: {curve.control_arm}; {people}"


def _share(level: float) -> str:
    return "half" if level == 50 else f"{number(100 - level)} in 100"


def _reading(curve: Curve, arm: str, view: Afterwards) -> str:
    found = view.readings[curve.id, arm]
    if found.day is None:
        return found.how
    return f"day {found.day:.0f} ({found.how})"


def reading(curve: Curve, view: Afterwards) -> str:
    """Return the day on which so many had relapsed, for both groups."""
    told = f"{_share(view.level)}: {_reading(curve, 'active', view)}"
    return f"{told}\ncontrol: {_reading(curve, 'control', view)}" if curve.control else told


def finding(view: Afterwards) -> str:
    """Return the title: how far apart the days are that were read."""
    found = [one for (curve, _), one in view.readings.items() if one.day is not None and curve in view.chosen]
    printed = [one for one in found if one.how == "printed"]
    days = sorted(one.day for one in printed or found if one.day is not None)
    if not days:
        return f"No curve comes down to {number(view.level)} in 100 still well"
    share = "Half" if view.level == 50 else f"{number(100 - view.level)} in 100"
    span = f"after {days[0]:.0f} days" + (f" to {days[-1]:.0f} days" if days[-1] != days[0] else "")
    if not printed:
        return f"{share} had relapsed {span}, read on our lines: not printed"
    return f"{share} had relapsed {span}, where a day is printed: who they were matters"


def foot(view: Afterwards) -> str:
    """Return how the points are joined."""
    how = (
        "straight lines, as if evenly"
        if view.join == "lines"
        else "steps, as if nobody relapsed before the next point"
    )
    worked = "" if view.worked_out else " Points worked out here are hidden."
    return f"Days since the start of each curve, to day {view.until}. Joined by us: {how}.{worked}"


def _point(point: Point) -> str:
    when = f"day {number(point.day)}" if point.day is not None else "end of study, no day printed"
    mark = " (worked out)" if point.worked_out else ""
    return f"{number(round(point.well, 1))}% still well, {when}{mark}"


def _arm(curve: Curve, arm: str, view: Afterwards) -> str:
    every = curve.drug if arm == "active" else curve.control
    shown = (*view.points(curve, arm), *(p for p in every if p.day is None))
    name = curve.drug_arm if arm == "active" else curve.control_arm
    return f"{name}: {', '.join(_point(p) for p in shown) or 'no point'}"


def _clause(curve: Curve, view: Afterwards) -> str:
    told = _arm(curve, "active", view)
    told += f"; against {_arm(curve, 'control', view)}" if curve.control else f"; {words.NO_CONTROL}"
    ratio = curve.ratio
    if ratio and ratio.value is not None:
        told += f"; hazard ratio {number(ratio.value)} ({number(ratio.ci_low or 0)} to {number(ratio.ci_high or 0)})"
    people = groups(curve).rpartition("; ")[2]
    on_level = reading(curve, view).replace("\n", "; ")
    who = f"{curve.who}; {people}; days from {curve.day_zero}"
    return f"{heading(curve)} ({who}): {told}. Read on the level, {on_level}"


def describe(view: Afterwards) -> stage.Description:
    """Return the picture in words."""
    what = (
        "Five small survival-style curves from published points: people still well, 0 to 100 in each 100, over days. "
        f"{foot(view)} Read at {number(view.level)} in 100 still well."
    )
    shown = [curve for curve in curves() if curve.id in view.chosen]
    hidden = len(curves()) - len(shown)
    told = ". ".join(_clause(curve, view) for curve in shown) + "."
    trend = f"{finding(view)}." + (f" {hidden} curves ask something else and are empty." if hidden else "")
    return stage.Description(what, told, trend, f"{finding(view)}.")


_RULES = "relapse_rule"
COLUMNS = (
    "Trial", "In the picture", "Who was followed", "Days counted from", "Group", "Time (day)", "Still well",
    "How the point comes about", "Compared with", "People", "Masking", "How known", "Reference",
)  # fmt: skip


def _people(curve: Curve) -> str:
    return "n not seen" if "not seen" in curve.people_text else curve.people_text


def _compared(curve: Curve, arm: str) -> str:
    if curve.open_label:
        return words.NO_CONTROL
    return str(curve.control_arm if arm == "active" else curve.drug_arm)


def _row(curve: Curve, arm: str, point: Point, view: Afterwards) -> tuple[object, ...]:
    shown = curve.id in view.chosen and (view.worked_out or not point.worked_out)
    well = f"{number(round(point.well, 1))}%"
    if point.low is not None and point.high is not None:
        well += f" ({point.low:.0f} to {point.high:.0f})"
    return (
        _trial(curve), "yes" if shown else "no: not chosen", curve.who, curve.day_zero,
        curve.drug_arm if arm == "active" else curve.control_arm,
        number(point.day) if point.day is not None else _NO_DAY, well, evidence.meaning(_RULES, point.rule),
        _compared(curve, arm), _people(curve), evidence.meaning("masking", curve.masking),
        words.how_known(point.rows[0]), evidence.reference(curve.ref).url or evidence.cite(curve.ref),
    )  # fmt: skip


def _left_out(row: Outcome, reason: str) -> tuple[object, ...]:
    compared = words.comparison(row) if row.arm == "active" else "the group that went on with the drug"
    return (
        words.trial(row), reason, row.note or row.condition, "the start", telling.regimen(row),
        row.time_text or "not said", words.value(row), evidence.meaning("measure_family", row.measure_family),
        compared, str(row.n) if row.n else "n not seen", words.masking(row), words.how_known(row),
        evidence.reference(row.ref).url or evidence.cite(row.ref),
    )  # fmt: skip


def table(view: Afterwards) -> stage.Table:
    """Return every point, drawn or not, then seen results that no curve can hold."""
    rows = [
        _row(curve, arm, point, view)
        for curve in curves()
        for arm, points in (("active", curve.drug), ("control", curve.control))
        for point in sorted(points, key=lambda p: p.day if p.day is not None else 1e9)
    ]
    rows += [_left_out(row, reason) for row, reason in not_drawn()]
    return stage.Table(f"People still well, from published points. {foot(view)}", COLUMNS, tuple(rows))


def card(curve: Curve) -> stage.Card:
    """Return the card of one study: who was randomised or followed, and what was found."""
    reference = evidence.reference(curve.ref)
    lines = [
        ("Who", curve.who), ("Days from", curve.day_zero), ("This group", curve.drug_arm),
        ("Compared with", curve.control_arm or words.NO_CONTROL), ("People", _people(curve)),
        ("Masking", evidence.meaning("masking", curve.masking)), ("Found", curve.says),
    ]  # fmt: skip
    lines += [
        ("Point", f"{_point(point)}: {evidence.meaning(_RULES, point.rule)}")
        for point in (*curve.drug, *curve.control)
    ]
    body = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in lines)
    source = escape(evidence.cite(curve.ref))
    if reference.url:
        source = f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{source}</a>'
    label = heading(curve)
    return stage.Card(curve.id, label, f"<h4>{escape(label)}</h4><dl>{body}</dl><p>Source: {source}</p>")
