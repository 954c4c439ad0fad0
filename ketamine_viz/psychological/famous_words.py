"""Words of the picture of famous numbers: names, numbers, finding, table, cards."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import printed, words
from ketamine_viz.psychological.famous import Reading, Story
from ketamine_viz.stage.text import escape, number, plural

#: Stands on every picture and in every table about suicidal thoughts.
NOTICE = "Thoughts, not deaths. No trial has shown that ketamine or esketamine prevents suicide."
_HELP = words.HELP_LINE.partition("Elsewhere")
#: Where the short words for a comparison would mislead in a sentence.
_AGAINST = {
    "surgical_masking": "saline while asleep",
    "placebo_spray_and_new_antidepressant": "spray + tablet",
    "placebo_infusion": "placebo drip",
    "placebo_spray": "placebo spray",
}
#: Letters that fit left of the chart; the rest is in the table.
_FITS = 44
_FOOT = {
    "relief70": (
        "Lines through circles: 95% intervals where they can be known. Different trials, people and ways to give the\n"
        "drug: rows cannot be ranked. NNT: how many are treated for one more to be helped, computed here from the two\n"
        "percentages; not where the gap could be chance or chance cannot be judged."
    ),
    "norelief30": (
        "One study of treatment steps (STAR*D). Nobody had a placebo, so no row says what tablets did. Not in\n"
        "remission is not the same as no relief. Diamonds: worked out as if nobody had left; by step 3 most had.\n"
        "The reanalysis counts differently, and the first authors say it leaves out 941 people wrongly."
    ),
}


def figure(value: float) -> str:
    """Return a share as it is written: whole numbers, or one decimal where one was printed.

    Examples
    --------
    >>> figure(63.2), figure(55.0), figure(43.8648)
    ('63.2', '55', '43.9')
    """
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".0")


def kind(one: Reading) -> str:
    """Return how a result is drawn: ``drug``, ``open`` or ``theory``."""
    if one.theoretical:
        return "theory"
    return "open" if one.control is None else "drug"


def _whose(one: Reading) -> str:
    return printed.study(one.main) + (", pooled" if one.main.study_kind == "pooled" else "")


def name(one: Reading) -> str:
    """Return the study and what it compared with, for the first line of a row."""
    if one.theoretical:
        return f"{_whose(one)}, worked out"
    if one.control is None:
        return f"{_whose(one)}, no control group"
    return f"{_whose(one)}, v {_short(one)}"


def _short(one: Reading) -> str:
    kind_of = one.main.comparator_kind
    return _AGAINST.get(kind_of, words.short_comparison_of(kind_of))


def timing(one: Reading) -> str:
    """Return when it was measured and what was counted, for the second line."""
    if one.rule != "printed":
        return one.counted
    said = f"{printed.when(one.main).removeprefix('on ')}, {one.counted}"
    given = f"{printed.given(one.main)}, {said}"
    return given if len(given) <= _FITS else said


def numbers(one: Reading) -> str:
    """Return treated against control, or what kind of number stands alone."""
    if one.control is None:
        return f"{figure(one.value)}, {'never counted' if one.theoretical else 'open label'}"
    return f"{figure(one.value)} v {figure(one.control.value)}"


def people(one: Reading) -> str:
    """Return how many people stand behind a row."""
    return printed.people(one.drug[0] if one.rule == "product" else one.main, one.control)


def beside(result: Story, one: Reading) -> str:
    """Return people, and if wanted how many are treated for one more to be helped."""
    if not result.needed or one.control is None:
        return people(one)
    if one.needed is not None:
        return f"{people(one)}; NNT {number(one.needed, 2)}, computed"
    return f"{people(one)}; could be chance" if one.by_chance else people(one)


def closed(result: Story) -> str:
    """Return how much is not opened yet."""
    return f"{plural(result.closed, 'result')} not opened yet: slide “Open”"


def key(result: Story) -> str:
    """Return what the marks are."""
    if result.id == "norelief30":
        return "◇ worked out, as if nobody left\u2003▽ counted"
    return "● treated\u2003□ its control" + ("\u2003▽ no control" if result.practice else "")


def foot(result: Story) -> str:
    """Return the lines under the picture."""
    if result.id == "thoughts55":
        return f"{NOTICE}\n{_HELP[0].strip()}\n{''.join(_HELP[1:])}"
    return _FOOT[result.id]


def finding(result: Story) -> str:
    """Return the sentence above the picture, from what is drawn."""
    origin, told = result.origin, f"“{figure(result.told)}%”"
    if result.id == "norelief30":
        return _remainder(result, told)
    assert origin.control is not None
    first = f"{figure(origin.value)} v {figure(origin.control.value)} on {_short(origin)}"
    pairs = [one for one in result.others if one.control is not None]
    if not pairs:
        return f"{told} comes from one trial: {first}, {printed.people(origin.main, origin.control)}"
    drug = [round(one.value) for one in pairs]
    other = [round(one.control.value) for one in pairs if one.control]
    return (
        f"{told} was {first}; {plural(len(pairs), 'other result')}: {min(drug)} to {max(drug)}, "
        f"control {min(other)} to {max(other)}"
    )


def _remainder(result: Story, told: str) -> str:
    counted = [one for one in result.others if not one.theoretical and one.main.ref != result.origin.main.ref]
    if not counted:
        return f"{told} was never counted: it is what is left of {figure(100 - result.origin.value)}, had nobody left"
    return (
        f"{told} is {figure(result.origin.value)} worked out as if nobody had left; a reanalysis, which is disputed, "
        f"says {figure(counted[0].value)}"
    )


def full(one: Reading) -> str:
    """Return one result as a clause: never a number without its control, n, time and what was counted."""
    against = printed.against(one.main)
    if one.theoretical:
        value = f"{figure(one.value)} worked out as if nobody had left, {words.NO_CONTROL}"
    elif one.control is None:
        value = f"{figure(one.value)}, {words.NO_CONTROL}"
    else:
        value = f"{figure(one.value)} against {figure(one.control.value)} ({against})"
    given = "" if one.rule != "printed" else f"{printed.given(one.main)}, "
    return f"{given}{one.counted}, {printed.when(one.main)}: {value}, {people(one)}"


def describe(result: Story) -> stage.Description:
    """Return the picture in words."""
    what = (
        f"A line from 0 to 100 {result.scale}, with a dashed mark at {figure(result.told)}, the number as told: "
        f"{result.words}. One row a result: treated group and its control group. Ordered by "
        f"{'year' if result.order == 'year' else 'the gap from the control'}."
    )
    told = "; ".join(f"{_whose(one)}: {full(one)}{_extra(result, one)}" for one in result.readings) + "."
    closed = f" Not opened yet: {plural(result.closed, 'result')}." if result.closed else ""
    trend = f"{finding(result)}.{closed} {foot(result)}".replace("\n", " ")
    status = f"{finding(result)}." + (f" {NOTICE}" if result.id == "thoughts55" else "")
    return stage.Description(what, told, trend, status)


def _extra(result: Story, one: Reading) -> str:
    if not result.needed or one.control is None:
        return ""
    if one.needed is not None:
        return f", computed: {number(one.needed, 2)} treated for one more helped"
    return ", the gap could be chance" if one.by_chance else ""


def table(result: Story) -> stage.Table:
    """Return every result that is open."""
    rows = tuple(
        (
            _whose(one), one.main.condition, printed.given(one.main), printed.when(one.main), one.counted,
            figure(one.value),
            figure(one.control.value) if one.control else "no control group", printed.against(one.main), people(one),
            number(one.needed, 2) if one.needed is not None else "not computed",
            "worked out, never counted" if one.theoretical else words.meaning("masking", one.main.masking),
            evidence.cite(one.main.ref),
        )
        for one in result.readings
    )  # fmt: skip
    caption = f"Behind “{figure(result.told)}%”: {result.words}. Numbers are {result.scale}."
    if result.id == "thoughts55":
        caption += f" {NOTICE} {words.HELP_LINE}"
    columns = (
        "Study", "Who", "What was given", "When", "What was counted", "Treated", "Control", "Compared with", "People",
        "Treated for one more helped (computed)", "Masking", "Reference",
    )  # fmt: skip
    return stage.Table(caption, columns, rows)


def card(result: Story, one: Reading) -> stage.Card:
    """Return the card of one result."""
    lines = [f"{one.main.condition}. {full(one)}.", f"{words.how_known_of(one.main.verified).capitalize()}."]
    if one.main.dose_text:
        lines.insert(1, f"Study regimen: {one.main.dose_text}.")
    if one.main.note:
        lines.append(one.main.note)
    if result.id == "thoughts55":
        lines += [NOTICE, words.HELP_LINE]
    lines.append(f"{evidence.cite(one.main.ref)}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(one.id, name(one), f"<h4>{escape(name(one))}</h4>{body}")
