"""More of the drug, in words: headline, description, table."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.dosing import DOSES, TIMES, DoseResponse, Measured
from ketamine_viz.molecular.figures.finding_words import when
from ketamine_viz.molecular.figures.unfolding_words import WAYS, percent
from ketamine_viz.molecular.pointing import short
from ketamine_viz.stage.text import join

READ = {"first_hour": "mean of the first hour", "highest": "largest change in 4 hours"}
_BRIEF = {"first_hour": "in the first hour", "highest": "at its most"}
LATER = {"relief": "Relief", "spines": "Spines"}
#: Share of the best dose's effect that the highest dose keeps, below which a curve goes down, or is less.
_DOWN, _LESS = 0.5, 0.8
_SEEN = ("glutamate", "later")
_LABEL = {
    "Glutamate and glutamine, MRS": "Glx",
    "Glutamate, MRS": "glutamate",
    "Label in glutamine, MRS": "¹³C glutamine",
    "Label in glutamate, MRS": "¹³C glutamate",
}


def headline(result: DoseResponse) -> str:
    """Return the one sentence over the picture: whether either curve turns down."""
    first = _shape(result, "glutamate", f"Glutamate {_BRIEF[result.reading]}")
    second = _shape(result, "later", f"{LATER[result.outcome]} a day later")
    return f"{first}. {second}"


def heads(result: DoseResponse) -> dict[str, str]:
    """Return what stands over each frame."""
    return {
        "glutamate": f"Glutamate, {READ[result.reading]} [% of its most]",
        "later": f"{LATER[result.outcome]} a day later [% of its most]",
        "surge": f"Glutamate after {result.dose:g} mg/kg [% of its most]",
    }


def person(m: Measured) -> str:
    """Return a finding in people as one line."""
    printed = "" if m.percent is None else f" {m.percent:+.0f}%".replace("-", "−")
    return f"{short(m.ref)}, n={m.n}, {when(m.time_h)}: {_LABEL.get(m.what, m.what)}{printed}"


def describe(result: DoseResponse) -> stage.Description:
    """Return the picture in words."""
    told = [_at(result, curve) for curve in _SEEN]
    rats = join(f"{WAYS[m.change]} at {m.dose:g}" for m in result.rats)
    agree = sum(m.agrees for m in result.rats)
    seen = "; ".join(f"{person(m)} {WAYS[m.change]}, model {WAYS[m.model]}" for m in result.people)
    low, high = (float(f(result.surge[1])) for f in (min, max))
    return stage.Description(
        what=f"A model of rats under the account {result.name}: glutamate ({READ[result.reading]}) and "
        f"{LATER[result.outcome].lower()} a day later over 1 to 200 mg/kg, glutamate over 4 hours at one dose, and "
        "findings in people. All in shares of the most that any dose does, with bands over draws; no drug is 0.",
        values=f"At {result.dose:g} mg/kg {join(told)}. Measured in rats: {rats} mg/kg; the model's first hour "
        f"agrees in {agree} of {len(result.rats)}. People: {seen}.",
        trend=f"{headline(result)}. At {result.dose:g} mg/kg glutamate runs from {percent(low)} to {percent(high)}.",
        headline=headline(result) + ".",
    )


def table(result: DoseResponse) -> stage.Table:
    """Return the curves over dose, the surge, and what was measured."""
    rows: list[tuple[object, ...]] = []
    titles = {
        "glutamate": f"Glutamate, {READ[result.reading]}",
        "later": f"{LATER[result.outcome]} a day later",
    }
    for name, band in (("glutamate", result.glutamate), ("later", result.later)):
        for k, dose in enumerate(DOSES):
            low, middle, high = (percent(float(part[k])) for part in band)
            rows.append((titles[name], "model of rats", f"{dose:g} mg/kg", middle, f"{low} to {high}", ""))
    for k in range(0, len(TIMES), 12):
        low, middle, high = (percent(float(part[k])) for part in result.surge)
        who = f"model of rats, {result.dose:g} mg/kg"
        rows.append(("Glutamate", who, f"{TIMES[k]:g} h", middle, f"{low} to {high}", ""))
    for m in (*result.rats, *result.people):
        who = "rats" if m.dose else f"{m.n} people"
        where = f"{m.dose:g} mg/kg" if m.dose else when(m.time_h)
        size = "" if m.percent is None else f"{m.percent:+g}%".replace("-", "−")
        rows.append((m.what, f"{evidence.cite(m.ref)}, {who}", where, WAYS[m.change], size, WAYS[m.model]))
    columns = ("What", "Who", "Dose or time", "Middle, or direction", "Range, or as printed", "Model says")
    return stage.Table(f"More of the drug, account {result.name} [% of the most]", columns, tuple(rows))


def _shape(result: DoseResponse, curve: str, words: str) -> str:
    if not result.moved[curve]:
        return f"{words}: not moved"
    left = result.left(curve)
    return (
        f"{words}: up, {'then down' if left < _DOWN else 'then less' if left < _LESS else 'and it stays up'}"
    )


def _at(result: DoseResponse, curve: str) -> str:
    words = "glutamate" if curve == "glutamate" else f"{LATER[result.outcome].lower()} a day later"
    return f"{words} is {'not moved' if not result.moved[curve] else 'at ' + percent(result.at(curve))}"
