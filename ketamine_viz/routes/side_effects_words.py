"""What the picture of side effects says: finding, description, table, cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.routes.side_effects import KEEP, WAYS, Compared, Harms, Rate, compared
from ketamine_viz.routes.words import who
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, number, plural

#: Way in → short words, for names beside lines and cells.
SHORT = {
    "vein": "vein",
    "muscle": "muscle",
    "skin": "skin",
    "nose": "nose",
    "tongue": "tongue",
    "film": "film",
    "swallowed": "swallowed",
}
LONG = {
    "vein": "into a vein",
    "muscle": "into muscle",
    "skin": "under the skin",
    "nose": "nasal spray",
    "tongue": "under the tongue",
    "film": "film in the mouth",
    "swallowed": "swallowed",
}
#: Way in → where a number comes from.
FROM = {
    "vein": "a drip or push into a vein",
    "muscle": "injection into muscle",
    "skin": "injection under the skin",
    "nose": "the nasal spray",
    "tongue": "a lozenge under the tongue",
    "film": "a film in the mouth",
    "swallowed": "a swallowed dose",
}
KEPT = {
    "all": "every number reported",
    "control": "with a control arm beside it",
    "one_study": "two ways in one study",
    "same_people": "two ways, same people",
}
#: The same for the boxes of the funnel, on two lines.
BOXES = {
    "all": "numbers\nreported",
    "control": "with a\ncontrol arm",
    "one_study": "studies with\ntwo ways in",
    "same_people": "in the same\npeople",
}
DESIGN = {
    "same_people": "the same people had both",
    "one_trial": "one trial, different people",
    "not_randomised": "one study, not randomised",
}


def effect_words(effect: str) -> str:
    """Return the words of a side effect."""
    return "All side effects" if effect == "all" else evidence.meaning("side_effect", effect)


def finding(result: Harms) -> str:
    """Return the sentence above the picture."""
    counts, name = result.counts, effect_words(result.effect)
    count = counts[result.keep]
    if result.keep in ("one_study", "same_people"):
        where = " the same people" if result.keep == "same_people" else ""
        return f"{name}: {plural(count, 'study', 'studies') if count else 'no study'} compared two ways in{where}"
    kind = " with a control arm" if result.keep == "control" else ""
    if not count:
        return f"{name}: no number{kind} beside it"
    most = max(result.by_way, key=lambda way: result.by_way[way])
    share = "all" if result.by_way[most] == count > 1 else f"{result.by_way[most]}"
    return f"{name}: {plural(count, 'number')}{kind}, {share} from {FROM[most]}"


def study(rate: Rate) -> str:
    """Return who reported a number, of what, and when."""
    return ": ".join(part for part in (author(rate.ref), told(rate)) if part)


def author(ref: str) -> str:
    """Return author and year; the journal where the authors are not known, "label" for a label."""
    r = evidence.reference(ref)
    if r.study_type == "label":
        return f"{'EU' if r.first_author == 'EMA' else 'US'} label {r.year}"
    return who(ref) if r.first_author else f"{r.journal} {r.year}"


def told(rate: Rate) -> str:
    """Return what was counted and when, in few words; nothing where the source has words only."""
    if rate.value is None:
        return ""
    if rate.effect in ("dizziness", "nausea", "sleepiness") and rate.strength != "label":
        return f"{rate.named}, {rate.when}"
    return rate.named if rate.effect in ("any", "other", "sleepiness") else rate.when or rate.named


def sizes(rate: Rate) -> str:
    """Return the sizes of the two groups, short enough for a column; a star where n is that of the whole trial."""
    drug = rate.n_words.replace(" in trial", "*").replace(" both arms", "*").replace("n unknown", "?")
    if rate.value is None or (rate.control is not None and rate.n is None):
        return drug
    if rate.control is None:
        return f"{drug} | none"
    return f"{drug} | {rate.control_n if rate.control_n is not None else '?'}"


def sizes_said(rate: Rate) -> str:
    """Return the sizes of the two groups in words."""
    if rate.control is None or rate.n is None:
        return rate.n_words if rate.n_words == "n unknown" else f"n = {rate.n_words}"
    return f"n = {rate.n_words} and {rate.control_n if rate.control_n is not None else 'unknown'}"


def value(rate: Rate) -> str:
    """Return a number with its unit, its interval and its control."""
    if rate.value is None:
        return f"in words: {rate.in_words}"
    unit = rate.unit if rate.unit == "%" else f" {rate.unit}"
    text = (
        f"{number(rate.value)}{unit}"
        if rate.high is None
        else f"{number(rate.value)} to {number(rate.high)}{unit}"
    )
    if rate.ends is not None:
        text += f" (95% interval {number(rate.ends[0], 2)} to {number(rate.ends[1], 2)})"
    if rate.control is None:
        return f"{text}, no control arm"
    return f"{text} against {number(rate.control)}{unit} in the control arm"


def describe(result: Harms) -> stage.Description:
    """Return the picture in words."""
    c = result.counts
    what = (
        f"{effect_words(result.effect)}. A row of four boxes that narrows: {c['all']} numbers reported, {c['control']} "
        f"with a control arm beside them, {plural(c['one_study'], 'study', 'studies')} with two ways in, "
        f"{c['same_people']} of them in the same people. Kept now: {KEPT[result.keep]}. {_left(result)} Right, a "
        "triangle of 21 pairs of ways in: how many studies compared their side effects; on its edge, how many numbers "
        "each way has."
    )
    return stage.Description(what, _values(result), _trend(result), f"{finding(result)}.")


def _left(result: Harms) -> str:
    if result.keep in ("one_study", "same_people"):
        return "Left, the studies themselves in words."
    if result.effect == "all":
        return "Left, one lane a way in, a dot for each percentage from 0 to 100 and a square for its control arm."
    return (
        "Left, one line a report: drug arm with its 95% interval, control arm, and how many people each had."
    )


def _values(result: Harms) -> str:
    if result.keep in ("one_study", "same_people"):
        lines = [f"{said(one)}." for one in result.studies] or ["No study in our tables."]
        if result.elsewhere:
            lines.append(f"On other side effects: {plural(len(result.elsewhere), 'study', 'studies')}.")
        return " ".join(lines)
    if result.effect == "all":
        return " ".join(f"{lane(result, way)}." for way in WAYS)
    lines = [f"{LONG[r.way].capitalize()}, {study(r)}: {value(r)}; {sizes_said(r)}." for r in result.rates]
    empty = [LONG[way] for way, count in result.by_way.items() if not count]
    return " ".join([*lines, f"No number: {join(empty)}." if empty else ""]).strip()


def lane(result: Harms, way: str) -> str:
    """Return what one way in has, in words."""
    mine = [r for r in result.rates if r.way == way and r.value is not None]
    if not mine:
        return f"{LONG[way].capitalize()}: no number"
    shares = [r.value for r in mine if r.unit == "%" and r.value is not None]
    with_control = sum(r.control is not None for r in mine)
    text = f"{LONG[way].capitalize()}: {plural(len(mine), 'number')}, {with_control} with a control arm"
    return f"{text}; percentages from {number(min(shares))} to {number(max(shares))}" if shares else text


def said(one: Compared) -> str:
    """Return a study in words."""
    n = f", n = {one.n}" if one.n else ""
    return f"{versus(one).capitalize()} ({DESIGN[one.design]}{n}; {evidence.cite(one.ref)}): {one.finding}"


def versus(one: Compared) -> str:
    """Return the ways of a study."""
    return join([LONG[way] for way in one.ways])


def _trend(result: Harms) -> str:
    named = [f"{join([LONG[w] for w in WAYS if w in pair])} {count}" for pair, count in result.side.items()]
    strict = " in the same people" if result.keep == "same_people" else ""
    never = 21 - len(result.side.keys() | result.other.keys())
    return (
        f"Pairs with side effects compared{strict}: {join(named)}. Pairs compared otherwise only (levels in blood, mood"
        f"{', or different people' if strict else ''}): {len(result.other.keys() - result.side.keys())}. Pairs never "
        f"compared in our tables: {never} of 21."
    )


def table(result: Harms) -> stage.Table:
    """Return every number that is kept, and every comparison."""
    rows: list[tuple[object, ...]] = []
    for r in result.rates:
        control = r.control_words or "none in this row" if r.value is not None else ""
        rows.append(
            (
                LONG[r.way],
                effect_words(r.effect),
                study(r),
                value(r),
                control,
                sizes(r),
                evidence.cite(r.ref),
            )
        )
    for one in (*result.studies, *result.elsewhere):
        what = effect_words(one.effect) if one.effect else ""
        rows.append(
            (
                versus(one),
                what,
                DESIGN[one.design],
                one.finding,
                "the other way in",
                _groups(one),
                evidence.cite(one.ref),
            )
        )
    return stage.Table(
        f"{effect_words(result.effect)}: {KEPT[result.keep]}",
        ("Way in", "Side effect", "What and when", "Result", "Comparison group", "People", "Source"),
        tuple(rows),
    )


def _groups(one: Compared) -> str:
    return f"{one.n or '?'}{f' ({groups(one)})' if one.people else ''}"


def groups(one: Compared) -> str:
    """Return how many people had each way."""
    return join([f"{one.people[way]} {LONG[way]}" for way in one.ways if way in one.people])


def cards(result: Harms) -> tuple[stage.Card, ...]:
    """Return a card for each line, lane or study that is drawn, and for each pair that was compared."""
    found = [_study_card(one) for one in (*result.studies, *result.elsewhere)]
    if result.keep in ("all", "control") and result.effect == "all":
        found = [_lane_card(result, way) for way in WAYS]
    elif result.keep in ("all", "control"):
        found = [_rate_card(r) for r in result.rates]
    return (
        *found,
        *(_pair_card(pair) for pair in sorted(result.side.keys() | result.other.keys(), key=pair_id)),
    )


def pair_id(pair: frozenset[str]) -> str:
    """Return the id of a pair's card."""
    return "+".join(way for way in WAYS if way in pair)


def _rate_card(r: Rate) -> stage.Card:
    form = f", {theme.style(r.form).label}" if r.form in theme.MEANINGS else ""
    lines = [
        f"{LONG[r.way].capitalize()}{form}: {r.named}{f', {r.when}' if r.when else ''}.",
        f"{value(r)[0].upper()}{value(r)[1:]}.",
        f"People: {sizes_said(r)}.{f' Control: {r.control_words}.' if r.control is not None else ''}",
        f"Source: {evidence.cite(r.ref)}.",
        *(f"Mind: {note}." for note in r.notes),
    ]
    return _card(r.id, f"{LONG[r.way]}: {study(r)}", lines)


def _lane_card(result: Harms, way: str) -> stage.Card:
    mine = [r for r in result.rates if r.way == way]
    lines = [f"{lane(result, way)}."]
    by_study: dict[str, int] = {}
    for r in mine:
        by_study[r.ref] = by_study.get(r.ref, 0) + 1
    lines += [
        f"{evidence.cite(ref)}: {plural(count, 'entry', 'entries')}." for ref, count in by_study.items()
    ]
    lines += [f"{study(r)}: {value(r)}." for r in mine if r.value is None]
    return _card(way, LONG[way], lines)


def _study_card(one: Compared) -> stage.Card:
    return _card(one.ref, f"{author(one.ref)}: {versus(one)}", _study_lines(one))


def _study_lines(one: Compared) -> list[str]:
    lines = [f"{said(one)}.", f"What was compared: {evidence.meaning('compared_what', one.what).lower()}."]
    if one.people:
        lines.append(f"People: {_groups(one)}.")
    if one.note:
        lines.append(f"Mind: {one.note}.")
    return lines


def _pair_card(pair: frozenset[str]) -> stage.Card:
    mine = [one for one in compared() if any(frozenset(p) == pair for p in one.pairs)]
    lines = [line for one in mine for line in _study_lines(one)]
    return _card(pair_id(pair), f"Pair: {join([LONG[way] for way in WAYS if way in pair])}", lines)


def _card(id_: str, label: str, lines: list[str]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(id_, label, f"<h4>{escape(label)}</h4>{body}")


def counted(result: Harms) -> tuple[str, ...]:
    """Return the four numbers of the boxes, as text."""
    return tuple(f"{result.counts[keep]:,}" for keep in KEEP)
