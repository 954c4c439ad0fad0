"""What the pictures of the routes room say: headings, descriptions, tables, cards."""

from __future__ import annotations

from collections.abc import Sequence

from ketamine_viz import evidence, stage
from ketamine_viz.routes.compare import Comparison, Curve, Point
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

SUBSTANCE = {
    "ketamine": "Ketamine",
    "norketamine": "Norketamine",
    "hydroxynorketamine": "Hydroxynorketamine",
}
FORM = {"racemic": "racemic ketamine", "esketamine": "S-ketamine", "arketamine": "R-ketamine"}
SITE = {"venous": "vein", "arterial": "artery"}
#: Times the table samples each curve at [h].
TABLE_H = (0.25, 0.5, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 18.0, 24.0)


def minutes_or_hours(hours: float) -> str:
    """Return a time as minutes below two hours, as hours above.

    Examples
    --------
    >>> minutes_or_hours(0.6667), minutes_or_hours(4.0)
    ('40 min', '4 h')
    """
    return f"{hours * 60:.0f} min" if hours < 2 else f"{number(hours, 2)} h"


def percent(share: float) -> str:
    """Return a share 0..1 as a percentage.

    Examples
    --------
    >>> percent(0.2), percent(1.0)
    ('20%', '100%')
    """
    return f"{100 * share:.0f}%"


def who(ref: str) -> str:
    """Return author and year, short enough for a frame."""
    r = evidence.reference(ref)
    return f"{r.first_author} {r.year}" if r.first_author else str(r.year)


def head(route: str, curve: Curve | None, analyte: str) -> list[str]:
    """Return the four lines above a frame."""
    if curve is None:
        return [theme.style(route).label, "", "", ""]
    peak = f"peak {number(curve.peak, 2 if curve.peak < 100 else 3)}"
    if analyte == "ketamine":
        last = f"{peak}; {percent(curve.reaches) if curve.reaches < 0.995 else 'all'} arrives"
    else:
        last = f"{peak} at {minutes_or_hours(curve.peak_h)}"
    return [theme.style(route).label, curve.regimen.label, who(curve.regimen.refs[0]), last]


def finding(result: Comparison) -> str:
    """Return the finding above the picture."""
    name, curves = SUBSTANCE[result.analyte], result.shown
    if not curves:
        return f"{FORM[result.form].capitalize()} was not studied by these routes"
    if len(curves) == 1:
        (one,) = curves
        return f"{name}, {label(one)}: peak {number(one.peak)} ng/mL at {minutes_or_hours(one.peak_h)}"
    most, least = max(curves, key=lambda c: c.peak), min(curves, key=lambda c: c.peak)
    low, high = (f"{number(c.peak)} ng/mL ({label(c)})" for c in (least, most))
    if len(curves) == 2:
        return f"{name} peaks at {low} and {high}"
    return f"{name} peaks run from {low} to {high}"


def label(curve: Curve) -> str:
    """Return the words of a curve's route."""
    return theme.style(curve.regimen.route).label


def describe(result: Comparison) -> stage.Description:
    """Return a comparison in words."""
    name = SUBSTANCE[result.analyte]
    routes = join([theme.style(r).label for r in result.curves])
    axis = "logarithmic" if result.log else "linear"
    what = (
        f"{plural(len(result.curves), 'frame')} side by side, one a route ({routes}): {name.lower()} in plasma "
        f"[ng/mL, {axis} axis] over {number(result.hours)} hours after one studied dose of {FORM[result.form]}, "
        f"as blood from a{'n' if result.preset == 'arterial' else ''} {SITE[result.preset]} would show it. "
        "Lines are a model, markers are measurements."
    )
    values = " ".join(_sentence(theme.style(r).label, c, result) for r, c in result.curves.items())
    return stage.Description(what, values, _trend(result), f"{finding(result)}.")


def _sentence(route: str, curve: Curve | None, result: Comparison) -> str:
    if curve is None:
        return f"{route.capitalize()}: not studied with {FORM[result.form]} in our tables."
    high = float(curve.high.max())
    low = float(curve.low.max())
    text = (
        f"{route.capitalize()}, {curve.regimen.label} ({who(curve.regimen.refs[0])}): "
        f"peak {number(curve.peak)} ng/mL at {minutes_or_hours(curve.peak_h)} "
        f"(8 in 10 simulated people {number(low)} to {number(high)})"
    )
    if result.analyte == "ketamine":
        text += f", {percent(curve.reaches)} of the dose reaches the blood as ketamine"
    at_end = curve.at(result.hours)
    text += f", {number(at_end, 2)} ng/mL left at {number(result.hours)} h"
    seen = [p for p in curve.points if p.time_h is not None and p.time_h <= result.hours]
    if seen:
        text += f"; measured: {join([_measured(p) for p in seen])}"
    return text + "."


def _measured(p: Point) -> str:
    when = minutes_or_hours(p.time_h) if p.time_h is not None else "unknown time"
    if p.kind == "midpoint" and p.low is not None and p.high is not None:
        return f"{number(p.low)} to {number(p.high)} at {when}"
    return f"{number(p.level)} at {when}{'' if p.form_stated else ' (form not stated)'}"


def _trend(result: Comparison) -> str:
    parts = []
    by_route = {r: c for r, c in result.curves.items() if c is not None}
    if by_route:
        early = min(by_route.values(), key=lambda c: c.peak_h)
        late = max(by_route.values(), key=lambda c: c.peak_h)
        if early is not late:
            parts.append(
                f"The earliest peak is {label(early)} ({minutes_or_hours(early.peak_h)}), "
                f"the latest {label(late)} ({minutes_or_hours(late.peak_h)})."
            )
        richest = max(by_route.values(), key=lambda c: c.metabolite_ratio)
        parts.append(
            f"Exposure to norketamine is {number(richest.metabolite_ratio, 2)} times that to ketamine "
            f"with {label(richest)}."
        )
    if result.analyte == "hydroxynorketamine":
        parts.append("Studies of hydroxynorketamine disagree three-fold: these curves are rough.")
    return " ".join(parts)


def point_labels(points: Sequence[Point]) -> list[tuple[float, Point]]:
    """Return the first point of each study: where its label stands."""
    first: dict[str, tuple[float, Point]] = {}
    for p in points:
        if p.time_h is not None:
            first.setdefault(p.ref, (p.time_h, p))
    return list(first.values())[:4]


def point_label(p: Point) -> str:
    """Return the label of a measured point: who and how many, and where blood was drawn if known."""
    parts = [f"n = {p.n}" if p.n is not None else "n unknown"]
    if p.sampling in SITE:
        parts.append(SITE[p.sampling])
    return ", ".join(parts) + ("" if p.form_stated else "\nform not stated")


def table(result: Comparison) -> stage.Table:
    """Return the numbers of a comparison: model at set times, peaks, and every measured point."""
    rows: list[tuple[object, ...]] = []
    for route, curve in result.curves.items():
        name = theme.style(route).label
        if curve is None:
            rows.append((name, "not studied in this form", "", "", "", "", "", "", ""))
            continue
        regimen, study = curve.regimen.label, evidence.cite(curve.regimen.refs[0])
        times = sorted({curve.peak_h, *(t for t in TABLE_H if curve.time_h[0] <= t <= result.hours)})
        for t in times:
            kind = "model, peak" if t == curve.peak_h else "model"
            low, high = (_at(curve, t, band) for band in ("low", "high"))
            rows.append(
                (name, regimen, study, kind, number(t), number(curve.at(t)), number(low), number(high), "")
            )
        for p in curve.points:
            when = "not stated, so not drawn" if p.time_h is None else number(p.time_h)
            ends = ["" if e is None else f"{number(e)} ({p.spread})" for e in (p.low, p.high)]
            kind = f"{p.kind}, {SITE.get(p.sampling, 'site not stated')}"
            kind += "" if p.form_stated else ", form not stated"
            rows.append((name, regimen, evidence.cite(p.ref), kind, when, number(p.level), *ends, p.n or ""))
    return stage.Table(
        f"{SUBSTANCE[result.analyte]} in plasma after studied doses of {FORM[result.form]}",
        ("Route", "Regimen", "Study", "Kind", "Time [h]", "Level [ng/mL]", "Low", "High", "People"),
        tuple(rows),
    )


def _at(curve: Curve, time_h: float, band: str) -> float:
    import numpy as np

    return float(np.interp(time_h, curve.time_h, getattr(curve, band)))


def cards(result: Comparison) -> tuple[stage.Card, ...]:
    """Return a card for each route shown."""
    return tuple(_card(route, curve, result) for route, curve in result.curves.items())


def _card(route: str, curve: Curve | None, result: Comparison) -> stage.Card:
    name = theme.style(route).label
    lines = []
    if curve is None:
        lines.append(f"No study of {FORM[result.form]} by this route is in our tables.")
    else:
        studies = join([evidence.cite(r) for r in curve.regimen.refs])
        lines += [
            f"Study regimen: {curve.regimen.label} ({studies}).",
            (
                f"Model: peak {number(curve.peak)} ng/mL at {minutes_or_hours(curve.peak_h)}; "
                f"{percent(curve.reaches)} of the dose reaches the blood as ketamine; exposure to norketamine is "
                f"{number(curve.metabolite_ratio, 2)} times that to ketamine."
            ),
            *(_point_line(p) for p in curve.points),
        ]
        if curve.regimen.note:
            lines.append(f"Mind: {curve.regimen.note}.")
    lines += _facts(result.form, route)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(route, name, f"<h4>{escape(name)}</h4>{body}")


def _point_line(p: Point) -> str:
    when = (
        f"at {minutes_or_hours(p.time_h)}" if p.time_h is not None else "at a time not stated, so not drawn"
    )
    spread = f" ({p.spread} {number(p.low)} to {number(p.high)})" if p.low is not None and p.high else ""
    people = plural(p.n, "person", "people") if p.n else "number of people unknown"
    form = "" if p.form_stated else " Which form was given is not stated."
    return f"Measured: {number(p.level)} ng/mL{spread} {when}, {people} ({evidence.cite(p.ref)}; {p.kind}).{form}"


def _facts(form: str, route: str) -> list[str]:
    """Return practice facts of the first row that fits; recalled fields are never shown."""
    rows = [r for r in evidence.rows("routes/route_form_facts") if r["route"] == route and r["form"] == form]
    found = []
    for r in rows[:1]:
        for field, words in (
            ("who_gives_it", "Given by"),
            ("monitoring", "Watched"),
            ("practical_pros", "For it"),
            ("practical_cons", "Against it"),
        ):
            if r[field] and field not in r["recalled"]:
                found.append(f"{words}: {r[field]}.")
        low, high = r["bioavailability_percent_low"], r["bioavailability_percent_high"]
        if low is not None and high is not None and "bioavailability_percent_low" not in r["recalled"]:
            span = f"{low:g}%" if low == high else f"{low:g} to {high:g}%"
            found.append(
                f"Published share that reaches the blood: {span} ({join(map(evidence.cite, r['refs']))})."
            )
    return found
