"""Thinking and belief over time, in words: what is said, tabled and read on cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_timeline import LAST_H, Finding, TimeLine
from ketamine_viz.stage.text import escape, number

DIRECTION = {"worse": "worse", "no_difference": "no difference", "better": "better or more hopeful"}
HEADS = {"thinking": "Thinking: memory, attention, speed", "beliefs": "Beliefs and negative bias"}
COMPARED = {
    "placebo": "v placebo, hidden",
    "sedative": "v midazolam, hidden",
    "pooled": "controls not seen",
    "ect": "v ECT, open",
    "none": "no placebo",
}
UNTIL = {"acting": "an hour", "hours": "half a day", "day": "a day and a half", "weeks": "three weeks"}


def describe(result: TimeLine) -> stage.Description:
    """Return the picture in words."""
    what = (
        "Published findings on a time line from about 20 minutes to four weeks after a dose, on a logarithmic "
        f"axis, uncovered up to {UNTIL[result.until]}; above it the blood level of a drip of 40 minutes, a model, "
        "falling to near nothing within a day."
    )
    lines = [f"{_sentence(f)}" for f in result.shown]
    values = "; ".join(lines) + "." if lines else f"{result.widen}"
    return stage.Description(what, values, f"{finding(result)}.", f"{finding(result)}.")


def table(result: TimeLine) -> stage.Table:
    """Return every mark."""
    rows = tuple(
        (
            when(f), short(f), f.label, f.people, f.n_text, COMPARED[f.compared], DIRECTION[f.direction], f.says,
            _size(f), evidence.cite(f.ref),
        )
        for f in result.shown
    )  # fmt: skip
    columns = ("When", "Study", "Tested", "People", "Number", "Compared", "Direction", "What came out",
               "Effect size", "Reference")  # fmt: skip
    return stage.Table("Thinking and belief after ketamine, by time", columns, rows)


def short(found: Finding) -> str:
    """Return first author and year."""
    return evidence.cite(found.ref).split(",")[0].replace(" et al.", "")


def when(found: Finding) -> str:
    """Return the time after the dose in words.

    Examples
    --------
    >>> from ketamine_viz.psychological.belief_timeline import everything
    >>> [when(f) for f in everything() if f.ref == "morrison2018"]
    ['40 min', '2 h', '4 h', '6 h']
    """
    hours = found.time_h
    if hours is None:
        return "drug acting"
    if hours < 1:
        return f"{round(60 * hours / 5) * 5} min"
    if hours < 24:
        return f"{number(hours)} h"
    days = hours / 24
    if days < 7:
        return "1 day" if days == 1 else f"{number(days)} days"
    return "1 week" if days == 7 else f"{number(days / 7)} weeks"


def sayings(result: TimeLine, lane: int) -> list[str]:
    """Return what came out on a line, one entry for each finding that differs, with its time if there are two."""
    groups: dict[str, list[Finding]] = {}
    for f in result.shown:
        if f.lane == lane:
            groups.setdefault(f.says, []).append(f)
    if len(groups) < 2:
        return list(groups)
    return [f"{when(g[0])}{'–' + when(g[-1]) if len(g) > 1 else ''}: {says}" for says, g in groups.items()]


def finding(result: TimeLine) -> str:
    """Return the sentence above the picture."""
    if not result.shown:
        return "No study here fits"
    acting, later = (0.0, 1.0), (24.0, LAST_H)
    if result.part == "beliefs":
        moved = [f for f in result.shown if f.direction == "better"]
        studies = list(dict.fromkeys(short(f) for f in moved))
        blind = list(dict.fromkeys(short(f) for f in moved if f.hidden))
        return (
            f"More hopeful: {len(studies)} of {_studies(result)} studies, {len(blind)} with a hidden control"
        )
    pieces: list[str] = []
    for words, (low, high) in (("While the drug acts", acting), ("a day and more later", later)):
        total = len({f.lane for f in result.shown if f.part == "thinking" and low <= f.at_h < high})
        if total:
            share = _share(result.count("worse", "thinking", low, high), total)
            pieces.append(f"{words} {share}" if pieces else f"{words} thinking is worse {share} studies")
    if not pieces:
        return "Hours after the dose the studies here find different things"
    text = "; ".join(pieces).replace("one studies", "one study")
    return text[0].upper() + text[1:]


def _share(count: int, total: int) -> str:
    if total == 1:
        return "in the one" if count else "in none of one"
    return f"in {'none of ' if not count else 'all ' if count == total else f'{count} of '}{total}"


def _studies(result: TimeLine) -> int:
    return len({f.ref for f in result.shown})


def _size(found: Finding) -> str:
    if found.size is None or not found.unit:
        return "none seen"
    return f"{number(found.size).replace('-', '−')} {found.unit}"


def _sentence(found: Finding) -> str:
    return (
        f"{when(found)}: {short(found)}, {found.label}, {found.people}, {found.n_text}, {COMPARED[found.compared]}: "
        f"{found.says}"
    )


def card(found: Finding) -> stage.Card:
    """Return the card of a mark."""
    label = f"{short(found)}, {when(found)}: {found.label}"
    lines = [
        f"{found.says[0].upper()}{found.says[1:]}. Direction: {DIRECTION[found.direction]}.",
        f"Who: {found.group}; {found.n_text}. Compared: {COMPARED[found.compared]}.",
        f"Effect size: {_size(found)}."
        + (f" {found.note[0].upper()}{found.note[1:]}." if found.note else ""),
        f"{evidence.cite(found.ref)}.",
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(found.id, label, f"<h4>{escape(label)}</h4>{body}")
