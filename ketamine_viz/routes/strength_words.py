"""What the picture of first-pass strength says: headings, description, table, cards.

The other substances of the studies are named nowhere here: what matters is
which step is hit and how hard.  Each study's source names them.
"""

from __future__ import annotations

import numpy as np

from ketamine_viz import evidence, stage
from ketamine_viz.routes.first_pass import held_back
from ketamine_viz.routes.strength import FORM, STRENGTHS, WAYS, Study, WithWithout
from ketamine_viz.routes.words import minutes_or_hours, percent, who
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

MEASURE = {
    "exposure": "exposure to ketamine",
    "peak": "peak of ketamine",
    "norketamine": "exposure to norketamine",
}
RATIO_OF = {
    "exposure": "Exposure,\nwith over without",
    "peak": "Peak,\nwith over without",
    "norketamine": "Norketamine's\nexposure, with over without",
}
SHORT = {"oral": "swallowed", "intranasal": "sprayed", "iv_infusion": "dripped"}
#: Times the table samples each curve at [h].
TABLE_H = (0.25, 0.5, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0)


def strength_name(strength: float) -> str:
    """Return a strength in words.

    Examples
    --------
    >>> strength_name(2.0), strength_name(3.0)
    ('doubled', '3 times the usual')
    """
    return STRENGTHS.get(strength, f"{number(strength)} times the usual")


def times(ratio: float) -> str:
    """Return a ratio as it is written on the picture.

    Examples
    --------
    >>> times(0.142), times(2.5), times(1.0)
    ('× 0.14', '× 2.5', '× 1')
    """
    return f"× {number(ratio, 2)}"


def name(ref: str) -> str:
    """Return author and year, with the letter that tells studies of one year apart.

    Examples
    --------
    >>> name("peltoniemi2012c"), name("hagelberg2010")
    ('Peltoniemi 2012c', 'Hagelberg 2010')
    """
    letter = ref[-1] if ref[-2:-1].isdigit() and ref[-1].isalpha() else ""
    return f"{who(ref)}{letter}"


def label(study: Study) -> str:
    """Return the label of a study's row."""
    people = f"n {study.n}" if study.n is not None else "n unknown"
    return f"{name(study.ref) if study.measured else 'spray label'}, {people}"


def group(result: WithWithout, way: str) -> str:
    """Return the label of a way's rows: its name and the model's ratio."""
    return f"{SHORT[way]}: {times(result.ratio(way))}"


def head(result: WithWithout, way: str) -> str:
    """Return the line above a frame."""
    peak = result.ways[way].changed.max()
    if result.measure == "peak":
        return f"peak {times(result.ratio(way))}"
    return (
        f"exposure {times(result.ratio(way))}" if result.measure == "exposure" else f"its peak {times(peak)}"
    )


def finding(result: WithWithout) -> str:
    """Return the finding above the picture."""
    start = f"First pass {strength_name(result.strength)}"
    if result.strength == 1.0:
        return f"{start}: nothing changes. Move the slider"
    if result.measure == "norketamine":
        return f"{start}: norketamine keeps its exposure, in the model"
    parts = [f"{times(result.ratio(way))} {SHORT[way]}" for way in WAYS]
    return f"{start}: {'exposure' if result.measure == 'exposure' else 'peak'} {join(parts)}"


def describe(result: WithWithout) -> stage.Description:
    """Return the picture in words."""
    what = (
        f"Three frames side by side on the same axes: {result.substance} after S-ketamine swallowed, as a nasal spray "
        f"and as a drip, over {number(result.hours)} hours, each as a multiple of its own usual peak. Dashed: control, "
        f"usual strength; solid: first pass {strength_name(result.strength)}. Beside them studies in people: "
        f"{MEASURE[result.measure]} with another substance over without it, on a logarithmic axis from 0.1 to 10, "
        "with the model's ratio as a bar. Curves and bars are a model, markers are studies."
    )
    values = []
    for way, one in result.ways.items():
        text = f"{SHORT[way].capitalize()}: {MEASURE[result.measure]} {times(result.ratio(way))} in the model"
        text += f", peak {times(float(one.changed.max()))}" if result.measure != "peak" else ""
        found = [f"{number(s.ratio)} ({label(s)})" for s in one.studies]
        values.append(f"{text}; found: {join(found) if found else 'no study in our tables'}.")
    order = sorted(WAYS, key=lambda way: abs(np.log(result.ratio(way))), reverse=True)
    if result.strength == 1.0:
        trend = "Both arms lie on each other."
    elif result.measure == "norketamine":
        trend = (
            "The model leaves norketamine's exposure as it is; two studies found less. It is a known miss."
        )
    else:
        trend = f"The first pass decides most when {SHORT[order[0]]}, least when {SHORT[order[-1]]}."
    return stage.Description(what, " ".join(values), trend, f"{finding(result)}.")


def table(result: WithWithout) -> stage.Table:
    """Return levels of both arms, ratios, and every study."""
    rows: list[tuple[object, ...]] = []
    for way, one in result.ways.items():
        rows.append(
            (
                SHORT[way],
                f"{MEASURE[result.measure]}, changed over usual",
                "",
                number(result.ratio(way)),
                "model",
            )
        )
        for t in (t for t in TABLE_H if t <= result.hours):
            for arm, level in (("control", one.usual), (strength_name(result.strength), one.changed)):
                value = number(float(np.interp(t, one.time_h, level)))
                rows.append(
                    (SHORT[way], f"{result.substance} over its usual peak, {arm}", number(t), value, "model")
                )
        for s in one.studies:
            spread = f" ({number(s.low)} to {number(s.high)}, {s.spread})" if s.low and s.high else ""
            kind = "measured" if s.measured else "stated on a label"
            rows.append(
                (SHORT[way], f"{MEASURE[result.measure]}, with over without", "", f"{number(s.ratio)}{spread}",
                 f"{kind}, {label(s)}")
            )  # fmt: skip
    return stage.Table(
        f"First pass {strength_name(result.strength)} against usual, on three ways in",
        ("Way in", "Quantity", "Time [h]", "Value", "Kind"),
        tuple(rows),
    )


def cards(result: WithWithout) -> tuple[stage.Card, ...]:
    """Return a card for each way in and each study."""
    return (
        *(_way_card(result, way) for way in WAYS),
        *(_study_card(s, result) for one in result.ways.values() for s in one.studies),
    )


_WHY = {
    "oral": "All that is taken up passes the wall of the gut and the liver before it reaches the blood. With twice the "
    "activity half as much is exposed, whatever the share was: the model's exposure is one over the strength.",
    "intranasal": "What crosses the lining of the nose reaches the blood directly; what runs down the throat is "
    "swallowed. Only the second part feels the first pass.",
    "iv_infusion": "Nothing passes gut or liver first. The liver clears the blood later, and already takes {share} of "
    "what the blood brings: the flow of blood limits it, so more activity adds little.",
}


def _way_card(result: WithWithout, way: str) -> stage.Card:
    one = result.ways[way]
    title = theme.style(way).label
    lines = [
        _WHY[way].format(share=percent(held_back())),
        f"Study regimen: {theme.style(FORM).label}, {one.regimen.label} ({evidence.cite(one.regimen.refs[0])}).",
        (
            f"First pass {strength_name(result.strength)}: exposure to ketamine {times(one.ratio['exposure'])}, its "
            f"peak {times(one.ratio['peak'])}, exposure to norketamine {times(one.ratio['norketamine'])}."
        ),
        f"Its highest level in this view comes at {minutes_or_hours(float(one.time_h[one.changed.argmax()]))}.",
    ]
    return _card(way, title, lines)


def _study_card(s: Study, result: WithWithout) -> stage.Card:
    title = f"{SHORT[s.way].capitalize()}: {label(s)}"
    people = plural(s.n, "person", "people") if s.n else "a number of people not stated"
    given = f" {s.given}" if s.given else " (dose not stated in what we saw)"
    effect = (
        "It slowed the first pass or the clearance."
        if s.ratio > 1.02
        else "It sped the first pass or the clearance up."
        if s.ratio < 0.98
        else "No change was found, though the same enzyme family was hit: a finding at odds with others."
        if s.way == "oral"
        else "No change was found."
    )
    spread = f" ({s.spread} {number(s.low)} to {number(s.high)})" if s.low and s.high else ""
    lines = [
        (
            f"S-ketamine{given}, {people}, with another substance and without (the control): "
            f"{MEASURE[result.measure]} was {number(s.ratio)} times the control's{spread}. {effect}"
        ),
        f"The model at the strength shown: {number(result.ratio(s.way), 2)} times.",
        f"Source: {evidence.cite(s.ref)}; it names the other substance.",
    ]
    return _card(s.id, title, lines)


def _card(key: str, title: str, lines: list[str]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(key, title, f"<h4>{escape(title)}</h4>{body}")
