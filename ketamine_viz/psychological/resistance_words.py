"""Words of the picture of treatment resistance: finding, rows, table, cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import printed, words
from ketamine_viz.psychological.resistance import Definition, Group, Result, definitions
from ketamine_viz.stage.text import escape, number, plural

COUNT = {
    "theory": "if nobody left the study (worked out)",
    "entered": "who began the next step (counted)",
}
_MEASURE = {"remission": "in remission", "response": "score halved (response)"}


def value(one: float) -> str:
    """Return a printed number with a true minus sign.

    Examples
    --------
    >>> value(-14.5), value(27.1)
    ('−14.5', '27.1')
    """
    return number(one).replace("-", "−")


def size(group: Group) -> str:
    """Return how large the group is, in words."""
    if group.definition.id == "points":
        return "a score, no group"
    if group.size is None:
        return "not counted"
    return f"{number(group.size, 2)} of 100"


def strip(definition: Definition, count: str) -> str:
    """Return what stands in the row of all definitions."""
    one = definition.left if count == "theory" else definition.began
    return number(one, 2) if one is not None else "?" if definition.id != "points" else "score"


def scale(group: Group) -> str:
    """Return what the line from 0 to 100 counts."""
    return f"of each 100 people, {_MEASURE[group.measure]}"


def name(one: Result) -> str:
    """Return study, treatment and comparison for the first line of a row."""
    short = (
        "no control" if one.control is None else f"v {words.short_comparison_of(one.drug.comparator_kind)}"
    )
    return f"{printed.study(one.drug)}, {short}"


def under(one: Result) -> str:
    """Return what was given and when, for the second line of a row."""
    return f"{one.treatment}, {printed.when(one.drug)}"


def numbers(one: Result) -> str:
    """Return treated against control."""
    if one.control is None:
        return f"{value(one.drug.value)}, open label"
    unit = "" if one.shares else " points"
    return f"{value(one.drug.value)} v {value(one.control.value)}{unit}"


def people(one: Result) -> str:
    """Return how many people stand behind a row."""
    if one.people is not None:
        return f"n {one.people.value:,.0f}"
    return printed.people(one.drug, one.control)


def empty(group: Group) -> str:
    """Return why no result is drawn, and what to widen."""
    if group.results:
        return ""
    if group.hidden and not group.open_label:
        return "Nothing fits. To see more:\ntick the groups without a control,\nor choose the other measure."
    if group.hidden:
        return "Nothing fits. To see more:\nchoose the other measure."
    return "No trial in our tables chose\nits people by this rule."


def finding(group: Group) -> str:
    """Return the sentence above the picture, from what is drawn."""
    label = f"“{group.definition.label}”"
    if group.definition.id == "points":
        return f"{label}: a score has no yes or no, so no group of 100 can be drawn"
    if group.size is None:
        return f"{label}: how many began a next step was not counted"
    if group.count == "entered":
        assert group.definition.left is not None
        return (
            f"{label}: {number(group.size, 2)} of 100 were there for the next step; "
            f"{number(group.definition.left, 2)} had nobody left"
        )
    if group.disputed is not None:
        other = f"a disputed reanalysis says {number(group.disputed, 2)}"
        return f"{label}: {number(group.size, 2)} of 100 if nobody left; {other}"
    return f"{label}: {number(group.size, 2)} of 100 people carry the label, if nobody left the study"


def full(one: Result) -> str:
    """Return one result as a clause: never a number without its control, n and time."""
    what = _MEASURE[one.measure] if one.shares else "change in points"
    return (
        f"{printed.study(one.drug)}, {one.treatment}, {what}, {printed.when(one.drug)}: {numbers(one)} "
        f"({printed.against(one.drug)}), {people(one)}, asked for {one.asked}"
    )


def describe(group: Group) -> stage.Description:
    """Return the picture in words."""
    definition = group.definition
    what = (
        "Left, 100 people who start the steps of STAR*D; filled: those called resistant, counted "
        f"{COUNT[group.count]}. Right, results {scale(group)}, of studies that chose people by this rule, each beside "
        "its control group. "
        f"The rule: {definition.asks}."
    )
    every = "; ".join(f"{one.label}: {strip(one, group.count)}" for one in definitions().values())
    told = f"This rule: {size(group)}. All rules: {every}. "
    told += "; ".join(full(one) for one in group.results) or empty(group).replace("\n", " ")
    hidden = f" Not shown: {plural(group.hidden, 'result')}." if group.hidden else ""
    values = f"{told.rstrip('.')}.{hidden}"
    return stage.Description(what, values, f"{finding(group)}. {definition.says}", f"{finding(group)}.")


def table(group: Group) -> stage.Table:
    """Return the results under the rule, or that there is none."""
    rows = tuple(
        (
            group.definition.label, printed.study(one.drug), one.treatment, one.asked,
            _MEASURE[one.measure] if one.shares else "change in points", printed.when(one.drug), value(one.drug.value),
            value(one.control.value) if one.control else "none", printed.against(one.drug), people(one),
            evidence.cite(one.drug.ref), evidence.cite(one.asked_ref),
        )
        for one in group.results
    )  # fmt: skip
    columns = (
        "Rule", "Study", "What was given", "Failed treatments asked for", "Measure", "When", "Treated", "Control",
        "Compared with", "People", "Reference", "Where the rule was seen",
    )  # fmt: skip
    return stage.Table(f"{group.definition.label}: {size(group)}, {COUNT[group.count]}", columns, rows)


def card(one: Result) -> stage.Card:
    """Return the card of one result."""
    lines = [
        f"{full(one)}.",
        f"{words.how_known_of(one.drug.verified).capitalize()}.",
        f"{evidence.cite(one.drug.ref)}.",
        f"The rule: {evidence.cite(one.asked_ref)}.",
    ]
    if one.drug.note:
        lines.insert(2, one.drug.note)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(one.id, name(one), f"<h4>{escape(name(one))}</h4>{body}")
