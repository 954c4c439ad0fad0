"""What the picture of the mix in the blood says: finding, description, table, cards."""

from __future__ import annotations

from collections.abc import Sequence

from ketamine_viz import evidence, stage
from ketamine_viz.routes.course import SUBSTANCES
from ketamine_viz.routes.metabolites import METABOLITES, Mix, Ratio, Row
from ketamine_viz.routes.words import minutes_or_hours, percent
from ketamine_viz.stage.text import escape, join, number, plural

WAYS = {
    "iv_infusion": "drip into a vein",
    "iv_bolus": "push into a vein",
    "im": "into muscle",
    "sc": "under the skin",
    "intranasal": "nasal spray",
    "sublingual": "under the tongue",
    "film": "film in the mouth",
    "oral": "swallowed",
    "slow_tablet": "slow tablet",
}
GIVEN = {
    "racemic": "racemic ketamine, both mirror forms counted",
    "racemic_s": "racemic ketamine, its S half counted",
    "racemic_r": "racemic ketamine, its R half counted",
    "esketamine": "S-ketamine",
    "arketamine": "R-ketamine",
}
LEFT_OUT = (
    "Not in the bars: dehydronorketamine. The model has none; one study measured it (card of the drip)."
)
_SITE = {"venous": "blood from a vein", "arterial": "blood from an artery"}
_MIRROR = {"both": "", "S": "S ", "R": "R "}


def style_of(way: str) -> str:
    """Return the theme's meaning of a way in."""
    return "oral" if way == "slow_tablet" else way


def counted(result: Mix) -> str:
    """Return the two lines above the bars."""
    when = minutes_or_hours(result.hours)
    what = f"area from 0 to {when}" if result.counted == "area" else f"level at {when}"
    return f"In the blood: share of the three,\n{what} (model, not data)"


def finding(result: Mix) -> str:
    """Return the sentence above the picture."""
    first, last = result.row("iv_infusion"), result.row("oral")
    if first is None:
        return ""
    when = minutes_or_hours(result.hours)
    over = f"area to {when}" if result.counted == "area" else f"level at {when}"
    half = {"racemic_s": " of the S half", "racemic_r": " of the R half"}.get(result.given, "")
    after = f"{percent(first.shares[0])} after a drip"
    if last is not None:
        after += f", {percent(last.shares[0])} after swallowing"
    return f"Of these three{half}, ketamine is {after} ({over})"


def people(mine: Sequence[Ratio]) -> str:
    """Return the label of what was measured in one lane: how many people, and over how long."""
    first = mine[0]
    n = f"n = {first.n}" if first.n is not None else "n unknown"
    hours = f", {number(first.hours)} h" if first.hours is not None and first.kind == "area" else ""
    return f"{n}{hours}"


def describe(result: Mix) -> stage.Description:
    """Return the mix in words."""
    when = minutes_or_hours(result.hours)
    what = (
        f"{plural(len(result.rows), 'row')}, one a way in, for {GIVEN[result.given]}. Left, the path: what reaches the "
        "blood as ketamine and what the liver turns first. Middle, stacked bars from 0 to 100%: ketamine, norketamine "
        f"and hydroxynorketamine by mass, {'areas from 0 to' if result.counted == 'area' else 'levels at'} {when}; "
        "a model of a 70 kg adult, blood from a vein. Right, products for each part of ketamine, from "
        "0.02 to 300 on a logarithmic axis: model with the range of 8 in 10 simulated people, and measured ratios."
    )
    values = " ".join(_sentence(row) for row in result.rows)
    return stage.Description(what, values, _trend(result), f"{finding(result)}.")


def _sentence(row: Row) -> str:
    k, n, h = (percent(share) for share in row.shares)
    path = f"{percent(row.path.arrives)} arrives as ketamine"
    if row.path.turned > 0:
        path += f", {percent(row.path.turned)} is turned first"
    both = join([f"{name} {_ratio(row, name)}" for name in METABOLITES])
    text = (
        f"{WAYS[row.way].capitalize()}: {path}; in the blood ketamine {k} ({percent(row.ketamine.low)} to "
        f"{percent(row.ketamine.high)}), norketamine {n}, hydroxynorketamine {h}; for each ketamine {both}"
    )
    if row.measured:
        text += f"; measured {join([said(m) for m in row.measured])}"
    return f"{text}."


def _ratio(row: Row, name: str) -> str:
    band = row.ratios[name]
    return f"{number(band.middle, 2)} ({number(band.low, 2)} to {number(band.high, 2)})"


def said(m: Ratio) -> str:
    """Return a measured ratio in words."""
    spread = f", {m.spread} {number(m.high - m.value, 2)}" if m.high is not None else ""
    n = f"n = {m.n}" if m.n is not None else "n unknown"
    over = "followed to the end" if m.hours is None else f"0 to {number(m.hours)} h"
    when = over if m.kind == "area" else f"at {minutes_or_hours(m.hours or 0.0)}"
    return f"{_MIRROR[m.mirror]}{m.substance} {number(m.value, 2)} ({n}{spread}, {when})"


def _trend(result: Mix) -> str:
    parts = []
    needles = [r for r in result.rows if r.path.turned == 0]
    if len(needles) > 1:
        low, high = min(r.shares[0] for r in needles), max(r.shares[0] for r in needles)
        alike = percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"
        parts.append(f"Ways that pass by the liver at first bring nearly the same mix ({alike} ketamine).")
    least = min(result.rows, key=lambda r: r.shares[0])
    if least.path.turned > 0:
        parts.append(f"Least of it is ketamine with {WAYS[least.way]} ({percent(least.shares[0])}).")
    missed = [
        m
        for r in result.rows
        for m in r.measured
        if m.low is not None and not m.low <= m.model <= (m.high or 0)
    ]
    if missed:
        parts.append(
            f"The model misses {plural(len(missed), 'measured ratio')}: "
            f"{join([f'{said(m)}, model {number(m.model, 2)}' for m in missed])}."
        )
    parts.append("Sources disagree about hydroxynorketamine up to three-fold: read its size, not its digits.")
    return " ".join(parts)


def table(result: Mix) -> stage.Table:
    """Return the numbers of the bars and of every measured ratio."""
    rows: list[tuple[object, ...]] = []
    for row in result.rows:
        name = WAYS[row.way]
        rows.append((name, "arrives as ketamine", percent(row.path.arrives), "", "", "model", ""))
        rows.append((name, "turned on the way", percent(row.path.turned), "", "", "model", ""))
        for k, substance in enumerate(SUBSTANCES):
            ends = (percent(row.ketamine.low), percent(row.ketamine.high)) if k == 0 else ("", "")
            rows.append((name, f"share of {substance}", percent(row.shares[k]), *ends, "model", ""))
        for substance, band in row.ratios.items():
            cells = (number(x) for x in (band.middle, band.low, band.high))
            rows.append((name, f"{substance} for each ketamine", *cells, "model", ""))
        for m in row.measured:
            low, high = ("" if x is None else number(x) for x in (m.low, m.high))
            what = f"{_MIRROR[m.mirror]}{m.substance} for each ketamine"
            kind = f"measured, n = {m.n or '?'}, {evidence.cite(m.ref)}"
            rows.append((name, what, number(m.value), low, high, kind, number(m.model)))
    return stage.Table(
        f"What each way in brings: {GIVEN[result.given]}; {counted(result).partition(chr(10))[2]}",
        ("Way in", "Quantity", "Value", "Low", "High", "Kind", "Model over the same hours"),
        tuple(rows),
    )


def cards(result: Mix) -> tuple[stage.Card, ...]:
    """Return a card for each way in."""
    return tuple(_card(row) for row in result.rows)


def _card(row: Row) -> stage.Card:
    name = WAYS[row.way]
    lines = [
        f"Study regimen behind the model: {row.regimen.label} ({join(map(evidence.cite, row.regimen.refs))}).",
        _sentence(row),
        f"More hydroxynorketamine than norketamine in {percent(row.later_leads)} of the simulated people.",
    ]
    lines += [_measured(m) for m in row.measured]
    if row.way == "iv_infusion":
        lines.append(_dehydro())
    if row.regimen.note:
        lines.append(f"Mind: {row.regimen.note}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(row.way, name, f"<h4>{escape(name)}</h4>{body}")


def _measured(m: Ratio) -> str:
    return (
        f"Measured: {said(m)} after {m.dose}, {_SITE.get(m.sampling, 'site not stated')} ({evidence.cite(m.ref)}). "
        f"The model over the same hours: {number(m.model, 2)}.{f' Mind: {m.note}.' if m.note else ''}"
    )


def _dehydro() -> str:
    """Say what is known of the metabolite that is left out."""
    peaks = {
        r["analyte"]: r
        for r in evidence.rows("routes/pk_observations")
        if r["ref"] == "idvall1979" and r["parameter"] == "Cmax"
    }
    third, first = peaks["dehydronorketamine"], peaks["norketamine"]
    return (
        "Left out: dehydronorketamine. The model has none of it. In one study of long drips during operations it "
        f"peaked at {number(third['value'])} ng/mL (SD {number(third['spread_value'])}) beside norketamine at "
        f"{number(first['value'], 4)} (SD {number(first['spread_value'])}); n = {third['n']} "
        f"({evidence.cite(third['ref'])})."
    )
