"""The picture of the mood model's agreement with trials, in words: title, description, table, cards."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.mood.agreement import Agreement, gaps_asked, shares_that_hold
from ketamine_viz.psychological.mood.scenarios import Check, days, rows, share_needed
from ketamine_viz.psychological.mood.scenarios import check as find
from ketamine_viz.psychological.share_words import percent, short
from ketamine_viz.stage.text import escape, plural

VERDICT_WORDS = {"pass": "passes", "near": "is near", "fail": "fails"}
MASKING_WORDS = {
    "open_label": "open label",
    "masked": "placebo not felt",
    "unclear": "mixed",
    "active_placebo": "felt placebo",
    "surgical": "anaesthesia",
}
GROUP_WORDS = {"checked": "never used to fit", "fitted": "used to fit or to set"}
_UNITS = {"MADRS points": "", "%": " %", "ratio": "", "days": " d"}
_DIGITS = {"MADRS points": 1, "%": 0, "ratio": 2, "days": 0}


def value(check: Check, number: float) -> str:
    """Return a number in the unit of a row."""
    text = "over 365" if math.isinf(number) else f"{number:.{_DIGITS[check.unit]}f}"
    text = text.removeprefix("-") if float(text.replace("over ", "")) == 0 else text
    return f"{text}{_UNITS[check.unit]}".replace("-", "−")


def published(check: Check) -> str:
    """Return what was published; where only a direction is asked, on which side the model must come out."""
    if check.row["rule"] != "direction":
        return value(check, check.published)
    bound = check.pass_low if check.pass_high is None else check.pass_high
    assert bound is not None
    return f"{'≥' if check.pass_high is None else '≤'} {value(check, bound)}"


def label(check: Check) -> str:
    """Return what stands left of a row."""
    return f"{check.number} {short(check.ref)}: {check.label}"


def counts(result: Agreement) -> str:
    """Return how many rows pass, are near and fail."""
    return f"{result.count('pass')} pass, {result.count('near')} near, {result.count('fail')} fail"


def finding(result: Agreement) -> str:
    """Return the sentence above the picture."""
    total = len(result.checks)
    if result.group == "fitted":
        return f"The {total} numbers it was fitted to or set by: {counts(result)}"
    more = result.promised_more
    late = [check for check in more if evidence.reference(check.ref).year > _fitted_until()]
    if result.share is not None:
        return f"With one share of {percent(result.share)} for all, of {total} numbers never fitted {counts(result)}"
    early = [
        check
        for check in result.checks
        if check.quantity == "gap" and evidence.reference(check.ref).year <= _fitted_until()
    ]
    if len(late) * 2 > len(more) > 0 and all(check.verdict == "pass" for check in early):
        return f"Fits early gaps, promises newer trials too much: of {total} never fitted, {counts(result)}"
    return f"Of {total} numbers never fitted, {counts(result)}"


@cache
def _fitted_until() -> int:
    """Return the year of the latest trial that the model was fitted to."""
    return max(evidence.reference(row["ref"]).year for row in rows() if row["role"] == "fitted")


def one_share() -> str:
    """Return whether one share of pharmacology makes every gap pass."""
    best, most = max(shares_that_hold(), key=lambda pair: pair[1])
    everything = gaps_asked()
    if most == everything:
        return f"With a share of {percent(best)} every gap would pass."
    return (
        f"No share from 0 to 100% lets all {everything} unfitted gaps pass; "
        f"the most is {most}, with {percent(best)}."
    )


def _needed(check: Check) -> str:
    ends = share_needed(check.id)
    return "" if ends is None else f"{ends[0]:.2f} to {ends[1]:.2f}".replace("-", "−")


def describe(result: Agreement) -> stage.Description:
    """Return the picture in words."""
    kind = (
        "each row's own share of pharmacology"
        if result.share is None
        else f"a share of {percent(result.share)} for all"
    )
    what = (
        f"Model against trials, {plural(len(result.checks), 'row')} {GROUP_WORDS[result.group]}, with {kind}, sorted "
        f"by {result.order}. Each mark says how far the model is from the published number: inside the grey strip it "
        "passes, to the right it promises more than was found."
    )
    told = "; ".join(
        f"{label(check)}: published {published(check)}, model {value(check, check.computed)}, {check.verdict}"
        for check in result.checks
    )
    trend = f"{counts(result)[0].upper()}{counts(result)[1:]}. {one_share()}"
    return stage.Description(what, f"{told}.", f"{trend} {finding(result)}.", f"{finding(result)}.")


def table(result: Agreement) -> stage.Table:
    """Return every row with its interval, rule, share and verdict."""
    columns = (
        "Number", "Trial", "What", "Compared with", "When", "Published", "Interval", "People", "Model",
        "Passes from to", "Verdict", "Share used", "Share it would need", "First trial run", "Role",
        "How known", "Reference",
    )  # fmt: skip
    lines = []
    for check in result.checks:
        row = check.row
        ends = [row["low"], row["high"]]
        printed = (
            " to ".join("open" if end is None else value(check, end) for end in ends)
            if any(e is not None for e in ends)
            else "not printed"
        )
        limits = " to ".join(
            "open" if end is None else value(check, end) for end in (check.pass_low, check.pass_high)
        )
        lines.append((
            check.number, short(check.ref), check.label, _comparison(check), _when(check), published(check), printed,
            f"{row['n']} ({words.meaning('n_of', row['n_of']).lower()})", value(check, check.computed), limits,
            check.verdict, f"{check.share:.2f}", _needed(check), row["first_run"] or "not run",
            words.meaning("mood_role", check.role), words.meaning("verified", row["verified"]),
            evidence.cite(check.ref),
        ))  # fmt: skip
    return stage.Table(f"The mood model against trials: {GROUP_WORDS[result.group]}", columns, tuple(lines))


def _comparison(check: Check) -> str:
    """Return what the published number was compared with, from the row that holds it."""
    named = check.row["outcomes"]
    if not named:
        return "control groups of the pooled trials"
    row = _published_rows()[named[0]]
    if row["comparator_kind"] == "none_open_label":
        return "no control group"
    return words.meaning("comparator_kind", row["comparator_kind"]).lower()


#: Hours after the dose that are told in their own words.
_HOURS = {0.7: "40 min", 4.0: "4 h"}


def _when(check: Check) -> str:
    """Return the day the number is read [days after the first dose]; several days for a mean."""
    if check.unit == "days":
        return "days after the last dose"
    read = days(check.row["read_days"])
    return " and ".join(_HOURS.get(round(24 * day, 1), f"day {day:g}") for day in read)


@cache
def _published_rows() -> dict[str, dict[str, Any]]:
    tables = ("psychological/outcomes", "psychological/course")
    return {row["id"]: row for table in tables for row in evidence.rows(table)}


def cards(result: Agreement) -> tuple[stage.Card, ...]:
    """Return one card for each row."""
    return tuple(_card(check.id, result.share) for check in result.checks)


@cache
def _card(name: str, share: float | None) -> stage.Card:
    check = find(name, share)
    row = check.row
    facts = [
        (
            "Published",
            f"{value(check, check.published)}, {row['n']} {words.meaning('n_of', row['n_of']).lower()}",
        ),
        ("Model", f"{value(check, check.computed)}: {VERDICT_WORDS[check.verdict]}"),
        ("Rule (for a pass, set before the model was run)", words.meaning("mood_rule", row["rule"])),
        ("What agreement would mean", words.meaning("mood_role", check.role)),
        ("Masking", words.meaning("masking", row["masking"])),
        ("Share of pharmacology used", f"{check.share:.2f}"),
        ("Share it would need to pass", _needed(check)),
        ("A first trial run of the model gave", (row["first_run"] or "").replace("-", "−")),
        ("Mind", row["note"] or ""),
        ("How known", words.meaning("verified", row["verified"])),
    ]
    body = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts if text)
    reference, source = evidence.reference(check.ref), escape(evidence.cite(check.ref))
    if reference.url:
        source = f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{source}</a>'
    return stage.Card(
        check.id, label(check), f"<h4>{escape(label(check))}</h4><dl>{body}</dl><p>Source: {source}</p>"
    )
