"""The picture of repeated drips, in words: title, description, table, cards."""

from __future__ import annotations

import math

import numpy as np

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.mood.course import Band, Span
from ketamine_viz.psychological.mood.published import Gap
from ketamine_viz.psychological.mood.repeated import (
    NUMBERS,
    SPACINGS,
    TESTED,
    Relapse,
    Repeat,
    relapses,
    trial_kind,
    uncontrolled,
)
from ketamine_viz.psychological.share_words import day_words, percent, short
from ketamine_viz.stage.text import escape, join, number, plural

SPACING_WORDS = {"once": "once a week", "twice": "twice a week", "thrice": "three times a week"}
TESTED_WORDS = {
    "controlled": "with a placebo group",
    "open": "openly, against ECT",
    "none": "not found in our tables",
}
_STEP_D = 7.0


def drips(result: Repeat) -> str:
    """Return number and spacing in words."""
    if result.number == 1:
        return "One drip"
    return f"{result.number} drips {SPACING_WORDS[result.spacing]}"


def days(span: Span | None) -> str:
    """Return a time to the loss of half of the benefit, with its band [d].

    Examples
    --------
    >>> days(Span(16.6, 11.3, 26.1)), days(Span(math.inf, 80.0, math.inf))
    ('17 (11 to 26)', 'more than 365 (80 to more than 365)')
    """
    if span is None:
        return "not studied"
    mid, low, high = (_day(value) for value in (span.mid, span.low, span.high))
    return f"{mid} ({low} to {high})"


def _day(value: float) -> str:
    return "more than 365" if math.isinf(value) else f"{value:.0f}"


def finding(result: Repeat) -> str:
    """Return the sentence above the picture."""
    if result.tested == "none":
        return f"{drips(result)}: no trial in our tables tested this: no curve"
    if result.tested == "open":
        return f"{drips(result)}: tested openly against ECT, not against placebo: no curve"
    if result.share == 0:
        return f"{drips(result)}: if none of the gap is the drug, there is nothing to lose"
    assert result.half_lost_d is not None
    text = (
        f"{drips(result)}, then none: half of the benefit is gone after {_day(result.half_lost_d.mid)} days"
    )
    if result.half_lost_trained_d is not None:
        return f"{text}, with training after {_day(result.half_lost_trained_d.mid)} (model)"
    return f"{text} (model)"


def remark(result: Repeat) -> str:
    """Return the line inside the upper frame."""
    if result.tested != "controlled" or not result.training:
        return ""
    if result.training_studied:
        return "upper line: with 4 days of training (Price 2022)"
    return "training was tested after one drip only: no curve for it here"


def relapse_text(line: Relapse) -> str:
    """Return what stands beside a mark."""
    if line.kind == "by_then":
        return f"{number(line.percent or 0.0)} in each 100 by day {number(line.days)}"
    if line.low is not None and line.high is not None:
        return f"{number(line.days)} ({number(line.low)} to {number(line.high)})"
    if line.low is not None:
        return f"{number(line.days)} ({number(line.low)} or more)"
    return number(line.days)


def who(line: Relapse) -> str:
    """Return reference and people of a line."""
    n = line.row["n"]
    return f"{short(line.row['ref'])}" + (f", n {n}" if n else "")


def masking(line: Relapse) -> str:
    """Return how the assignment was hidden, in a few words."""
    if line.row["masking"] == "open_label":
        return "open label"
    return "masked" if line.row["masking"] == "masked" else "people could feel the withdrawal"


def describe(result: Repeat) -> stage.Description:
    """Return the picture in words."""
    what = (
        f"Model, not data: how far people on ketamine are ahead of a control group, in MADRS points over "
        f"{result.weeks} weeks, for {drips(result).lower()} (0.5 mg/kg; spacing set to "
        f"{SPACING_WORDS[result.spacing]}; training {'on' if result.training else 'off'}; {percent(result.share)} of "
        "the gap taken as pharmacology). Beside it a grid of what was tested; below it, published times to relapse "
        "after the last dose, on a scale of ratios."
    )
    lines = "; ".join(
        f"{line.label}: {relapse_text(line)} ({who(line)}, {masking(line)})" for line in relapses()
    )
    map_words = "; ".join(
        f"{TESTED_WORDS[kind]}: "
        + (
            join(
                f"{n} {SPACING_WORDS[s]}"
                for s in SPACINGS
                for n in NUMBERS
                if n > 1 and trial_kind(n, s) == kind
            )
            or "none"
        )
        for kind in TESTED[:2]
    )
    if result.ahead is None:
        return stage.Description(
            what,
            f"The frame is hatched. Tested {map_words}.",
            f"Relapse: {lines}. {finding(result)}.",
            f"{finding(result)}.",
        )
    peak = int(np.argmax(result.ahead.mid))
    values = (
        f"Most ahead: {result.ahead.mid[peak]:.1f} points ({result.ahead.low[peak]:.1f} to "
        f"{result.ahead.high[peak]:.1f}) on day {number(float(result.time_d[peak]), 2)}; at the end "
        f"{result.ahead.mid[-1]:.1f}. Half lost {days(result.half_lost_d)} days after the last drip. "
        f"{_measured(result.gaps)} {remark(result)}".strip()
    )
    return stage.Description(
        what, values, f"Tested {map_words}. Relapse: {lines}. {finding(result)}.", f"{finding(result)}."
    )


def _measured(found: tuple[Gap, ...]) -> str:
    told = [f"{short(gap.ref)} {day_words(gap.day)}: {gap.points:.1f}".replace("-", "−") for gap in found]
    return f"Published: {'; '.join(told)}."


def table(result: Repeat) -> stage.Table:
    """Return the curve week by week, published gaps, relapse and the grid."""
    columns = ("What", "When", "Value", "With training", "Source")
    rows: list[tuple[object, ...]] = []
    if result.ahead is not None:
        ahead, trained = result.ahead, result.trained
        rows += [
            (
                "points ahead, model",
                f"day {day:.0f}",
                _at(result, ahead, day),
                _at(result, trained, day),
                "this model",
            )
            for day in np.arange(0.0, 7.0 * result.weeks + 0.1, _STEP_D)
        ]
        rows.append((
            "half of the benefit lost, model", "days after the last drip", days(result.half_lost_d),
            days(result.half_lost_trained_d), "this model",
        ))  # fmt: skip
    rows += [
        (
            "points ahead, published",
            day_words(gap.day),
            f"{gap.points:.1f}",
            "",
            f"{evidence.cite(gap.ref)}; n {gap.n}",
        )
        for gap in result.gaps
    ]
    rows += [
        (f"relapse: {line.label}", "days after the last dose", relapse_text(line), "",
         f"{evidence.cite(line.row['ref'])}; {masking(line)}")
        for line in relapses()
    ]  # fmt: skip
    rows += [
        (f"tested: {count} {SPACING_WORDS[spacing]}", "", TESTED_WORDS[trial_kind(count, spacing)], "", "")
        for spacing in SPACINGS
        for count in NUMBERS
    ]
    return stage.Table(f"{drips(result)}, then none", columns, tuple(rows))


def _at(result: Repeat, band: Band | None, day: float) -> str:
    if band is None:
        return ""
    mid, low, high = (
        float(np.interp(day, result.time_d, curve)) for curve in (band.mid, band.low, band.high)
    )
    return f"{mid:.1f} ({low:.1f} to {high:.1f})"


def cards(result: Repeat) -> tuple[stage.Card, ...]:
    """Return one card for each line of relapse and for each course tested openly."""
    found = []
    for line in relapses():
        facts = [
            ("Measured", relapse_text(line)),
            ("Counted", line.row["unit_of"] or "people who relapsed"),
            ("Who", line.row["condition"]),
            ("Regimen", line.row["dose_text"]),
            ("Compared with", line.row["comparator_text"] or "nothing"),
            ("People", f"n {line.row['n']}" if line.row["n"] else "not in this row"),
            ("Masking", masking(line)),
            ("Mind", line.row["note"] or ""),
        ]
        found.append(_card(line.id, f"{line.label}: {short(line.row['ref'])}", facts, line.row["ref"]))
    for row in uncontrolled():
        label = f"{plural(row['n_doses'], 'drip')} {SPACING_WORDS[row['spacing']]}"
        found.append(
            _card(row["id"], f"{label}: {short(row['ref'])}", [("What was done", row["says"])], row["ref"])
        )
    _ = result
    return tuple(found)


def _card(name: str, label: str, facts: list[tuple[str, str]], ref: str) -> stage.Card:
    body = "".join(f"<dt>{escape(title)}</dt><dd>{escape(text)}</dd>" for title, text in facts if text)
    reference, source = evidence.reference(ref), escape(evidence.cite(ref))
    if reference.url:
        source = f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{source}</a>'
    return stage.Card(name, label, f"<h4>{escape(label)}</h4><dl>{body}</dl><p>Source: {source}</p>")
