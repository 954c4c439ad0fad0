"""What the picture of R-ketamine in mice and people says: finding, description, table, cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.routes.arketamine import FORMS, Count, Crossing, HumanTrial
from ketamine_viz.routes.form_contrasts import signed
from ketamine_viz.stage.text import escape, join, number, plural

NAME = {"arketamine": "R-ketamine", "esketamine": "S-ketamine"}
#: Ends of the axis in people [MADRS points].
AXIS = (-29.0, 1.5)


def finding(result: Crossing) -> str:
    """Return the finding above the picture."""
    if result.where == "mice":
        r, s = (result.lasted(form) for form in FORMS)
        first = (
            f"In mice, a week after one injection: R-ketamine {'still helped' if r else 'no longer helped'}"
        )
        second = "too" if s == r else "no longer" if r else "still did"
        return f"{first}, S-ketamine {second}" if result.both else first
    largest = result.largest
    gap = -(largest.gap or 0.0)
    side = "ahead of" if gap >= 0 else "behind"
    return f"In people, a day later: R-ketamine {number(abs(gap))} points {side} salt water (n = {largest.n})"


def time(hours: float) -> str:
    """Return a time after the dose, as hours for two days and as days beyond."""
    return f"after {number(hours)} hours" if hours <= 48 else f"after {number(hours / 24)} days"


def numbers(one: HumanTrial) -> str:
    """Return the gap of a study and how many people it had."""
    people = plural(one.n or 0, "person", "people")
    if one.n_drug and one.n_control:
        people = f"n {one.n_drug} and {one.n_control}"
    if not one.compared and one.drug is not None:
        return f"{signed(one.drug)} before to after; {people}"
    if one.gap is None:
        return people
    return f"gap {signed(one.gap)}; {people}"


def describe(result: Crossing) -> stage.Description:
    """Return the scene in words."""
    headline = f"{finding(result)}."
    if result.where == "mice":
        what = (
            "In mice. Above: five tests after one injection, at 27, 29 and 48 hours and after 7 days; a filled mark "
            "is better than mice that had salt water, a hollow one no different. Below: later studies of two kinds "
            "in mice and rats that one review lists, a mark a study. Sizes of effects are not in the sources we read."
        )
        values = " ".join(_mouse_words(form, result) for form in FORMS[: 1 + result.both])
        trend = (
            "Each test is measured against mice that had salt water. A test of giving up is not depression."
        )
        if result.both:
            trend += " The review does list later studies in which S-ketamine still worked."
        return stage.Description(what, values, trend, headline)
    what = (
        "In people: change of the depression scale MADRS (0 to 60, lower is better) a day after one dose, axis "
        f"{signed(AXIS[0])} to {number(AXIS[1])} points. Filled marks: drug. Hollow squares: comparison group. A "
        "study without a comparison group is a hollow mark with a dashed line."
    )
    values = " ".join(f"{NAME[one.form]}, {_sentence(one)}" for one in result.trials)
    return stage.Description(what, values, _compared(result), headline)


def table(result: Crossing) -> stage.Table:
    """Return what is drawn, a row a mark."""
    return _mouse_table(result) if result.where == "mice" else _human_table(result)


def cards(result: Crossing) -> tuple[stage.Card, ...]:
    """Return a card for each study."""
    if result.where == "people":
        return tuple(_card(one) for one in result.trials)
    first = result.tests[0]
    study = [
        f"One injection in {first.animals}; compared with such mice that had salt water.",
        *(_mouse_words(form, result).partition(" Later")[0] for form in FORMS[: 1 + result.both]),
        "Sizes of effects and groups are not in the abstract, which is what we read.",
        f"{evidence.cite(first.refs[0])}; {evidence.source(first.refs[0]).grade}.",
    ]
    review = [
        "Studies one review lists for later effects; a study may stand in both columns.",
        *(f"{NAME[one.form]}: {_counted(one)}." for one in result.counts),
        f"{evidence.cite(result.counts[0].refs[0])}; its table 1 was read.",
    ]
    return (
        _lines_card("mouse", "Zhang 2014, five tests", study),
        _lines_card("review", "Johnston 2023, a count", review),
    )


def _mouse_table(result: Crossing) -> stage.Table:
    rows = [
        (
            NAME[one.form],
            one.test,
            f"{number(one.time_h)} h",
            _result(one.helped),
            "salt water",
            join(map(evidence.cite, one.refs)),
        )
        for one in result.tests
    ]
    rows += [
        (
            NAME[one.form],
            f"later studies: {one.behaviour}",
            "as the review sorts them",
            f"helped in {one.helped}, no effect in {one.no_effect}",
            "as each study chose",
            join(map(evidence.cite, one.refs)),
        )
        for one in result.counts
    ]
    columns = ("Form", "Test", "After the dose", "Result", "Against", "Source")
    return stage.Table("Tests in mice, and later studies in mice and rats", columns, tuple(rows))


def _human_table(result: Crossing) -> stage.Table:
    rows = [
        (
            NAME[one.form],
            one.label,
            one.given,
            _cell(one.drug),
            _interval(one),
            _cell(one.control),
            _cell(one.gap),
            one.n or "not stated",
            one.words,
            f"{evidence.cite(one.refs[0])}; {one.graded}",
        )
        for one in result.trials
    ]
    columns = (
        "Form", "Study", "Given", "Drug group [points]", "Its interval", "Comparison group [points]",
        "Drug minus comparison", "People", "What came out", "Source and how known",
    )  # fmt: skip
    return stage.Table("Change of MADRS a day after one dose, in people", columns, tuple(rows))


def _result(helped: bool) -> str:
    return "better than salt water" if helped else "no different from salt water"


def _mouse_words(form: str, result: Crossing) -> str:
    mine = [one for one in result.tests if one.form == form]
    tests = "; ".join(f"{one.test} {time(one.time_h)}: {_result(one.helped)}" for one in mine)
    counts = join([_counted(one) for one in result.counts if one.form == form])
    return f"{NAME[form]}: {tests}. Later studies that helped: {counts}."


def _counted(one: Count) -> str:
    return f"{one.helped} of {one.helped + one.no_effect} for {one.behaviour}"


def _cell(value: float | None) -> str:
    return "" if value is None else signed(value)


def _interval(one: HumanTrial) -> str:
    return "" if one.low is None or one.high is None else f"{signed(one.low)} to {signed(one.high)}"


def _sentence(one: HumanTrial) -> str:
    head = f"{one.label} ({one.given}; {numbers(one)})"
    if one.drug is None:
        return f"{head}: {one.words}; no sizes in what we read."
    drug = f"{signed(one.drug)} points"
    if one.control is None:
        reach = f" (95% interval {_interval(one)})" if one.low is not None else ""
        return f"{head}: {drug}{reach}; {one.words}."
    return f"{head}: {drug} against {signed(one.control)} with {one.against}; {one.words}."


def _compared(result: Crossing) -> str:
    largest = result.largest
    trend = (
        f"In the largest trial of R-ketamine salt water alone moved the score by {number(abs(largest.control or 0.0))} "
        f"points. How known: {largest.graded}."
    )
    s = [one.gap for one in result.trials if one.form == FORMS[1] and one.gap is not None]
    if s:
        trend += (
            f" The gaps of S-ketamine run from {signed(max(s))} to {signed(min(s))} points, in other trials with "
            "other people."
        )
    return trend


def _card(one: HumanTrial) -> stage.Card:
    lines = [_sentence(one), f"How known: {one.graded}.", f"Source: {evidence.cite(one.refs[0])}."]
    if one.gap is not None and not one.printed:
        lines.insert(1, "The gap is our subtraction of the two changes.")
    return _lines_card(one.id, f"{NAME[one.form]}: {one.label}", lines)


def _lines_card(key: str, label: str, lines: list[str]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(key, label, f"<h4>{escape(label)}</h4>{body}")
