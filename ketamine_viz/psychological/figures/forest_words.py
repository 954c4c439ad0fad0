"""The forest plot in words: its title, labels, description, table and cards."""

from __future__ import annotations

import re

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import telling, words
from ketamine_viz.psychological.differences import Gap
from ketamine_viz.psychological.forest_view import FILTERS, GROUPS, MOST, Forest, group_of
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.stage.text import join, number, plural

NOT_SEEN = "n not seen"
NOBODY = "none: nobody to compare with"


def signed(value: float, places: int = 1) -> str:
    """Return a number with its sign.

    Examples
    --------
    >>> signed(-3.95), signed(4.0, 0), signed(0.04)
    ('−4.0', '+4', '0.0')
    """
    text = f"{abs(value):.{places}f}"
    if not float(text):
        return text
    return f"{'−' if value < 0 else '+'}{text}"


def places(view: Forest) -> int:
    """Return how many decimals the measure needs."""
    return {"madrs": 1, "size": 2}.get(view.sort, 0)


def ends(one: Gap, digits: int) -> str:
    """Return the interval, or that there is none."""
    if one.low is None or one.high is None:
        return "no interval"
    return f"{signed(one.low, digits)} to {signed(one.high, digits)}"


def ninety(one: Gap) -> bool:
    """Return whether the printed interval is one of 90%."""
    return bool(one.pair.difference and one.pair.difference.interval == "ci90")


def short_time(outcome: Outcome) -> str:
    """Return when it was measured, in a few letters."""
    hours = outcome.time_h
    if hours is None:
        return "any time" if outcome.time_text == "at any point" else "several times"
    if hours < 24:
        return f"{number(hours)} h" if hours >= 1 else f"{number(60 * hours, 2)} min"
    if hours < 24 * 57:
        return "1 day" if hours == 24 else f"{number(hours / 24)} days"
    return f"{number(hours / 168)} weeks"


def _dose(outcome: Outcome) -> str:
    found = re.search(r"[\d.]+(?:-[\d.]+)? mg(?:/kg)?(?=\W|$)(?:; \dx)?|men|women", outcome.dose_text or "")
    return found.group().replace("; ", ", ") if found else ""


def label(one: Gap, view: Forest) -> str:
    """Return trial and time; the dose too, where one trial stands there twice at one time."""
    name, year = telling.short_trial(one.main)
    alike = [
        other
        for other in view.drawn
        if (other.main.ref, other.main.time_h) == (one.main.ref, one.main.time_h)
    ]
    extra = f", {_dose(one.main)}" if len(alike) > 1 and _dose(one.main) else ""
    return f"{name} {year.rstrip('*')}, {short_time(one.main)}{extra}"


def people(pair: Pair) -> str:
    """Return how many people stand behind a comparison, in a few letters."""
    drug, control = pair.drug, pair.control
    if drug and control and drug.n_of == control.n_of == "arm" and drug.n and control.n:
        return f"{drug.n} + {control.n}"
    return f"{pair.main.n}" if pair.main.n else "not seen"


def in_turn(one: Gap) -> str:
    """Return how many people stand behind a row; those of a crossover trial are counted once."""
    return f"{one.pair.main.n} in turn" if one.crossover and one.pair.main.n else people(one.pair)


def group_label(one: Gap) -> str:
    """Return the kind of control, or that somebody pooled trials."""
    return "Pooled by others" if one.pooled else GROUPS[group_of(one.main)][0]


def finding(view: Forest) -> str:
    """Return the title: how many intervals leave out "no difference", and how far the differences run."""
    if not view.drawn:
        return "Nothing to draw"
    known = [one for one in view.drawn if one.clear is not None]
    values = sorted(one.value for one in view.drawn)
    digits = places(view)
    span = signed(values[0], digits)
    if values[0] != values[-1]:
        span += f" to {signed(values[-1], digits)}"
    unit = view.spec.short
    if not known:
        return f"Differences of {span} {unit}; no interval is known"
    clear = sum(bool(one.clear) for one in known)
    leave = "leaves" if clear == 1 else "leave"
    return f"{clear} of {len(known)} intervals {leave} out “no difference”; differences run {span} {unit}"


def filters(view: Forest) -> str:
    """Return the filters in words."""
    chosen = [options[view.filters[name]][0] for name, options in FILTERS.items()]
    return " · ".join(chosen)


def foot(view: Forest) -> str:
    """Return what stands under the picture: what is left to the table, and what can never be drawn here."""
    if not view.drawn:
        return ""
    total = len(view.drawn) + len(view.rest)
    parts = [
        f"{len(view.drawn)} of {plural(total, 'comparison')} drawn (at most {MOST}); all are in the table."
    ]
    if any(ninety(one) for one in view.drawn):
        parts.append("°: 90% interval.")
    if any(one.crossover for one in view.drawn):
        parts.append("In turn: the same people got both.")
    if view.unpooled:
        parts.append(
            f"\n{plural(len(view.unpooled), 'pooled result')} without a printed difference: table only."
        )
    if view.uncontrolled:
        count, lead = plural(len(view.uncontrolled), "open-label result"), "" if view.unpooled else "\n"
        parts.append(f"{lead}Never drawn here: {count} with nobody to compare with.")
    return " ".join(parts).replace(" \n", "\n")


def _clause(one: Gap, view: Forest) -> str:
    digits = places(view)
    main = one.main
    n = in_turn(one) if one.crossover else words.people(one.pair)
    how = one.how if one.low is None else f"{ends(one, digits)}; {one.how}"
    told = f"{words.trial(main)}, {words.time(main)}" + (f", {_dose(main)}" if _dose(main) else "")
    return (
        f"{told}: {signed(one.value, digits)} ({how}) against {words.comparison(main)}, "
        f"{f'n {n}' if n else NOT_SEEN}"
    )


def describe(view: Forest) -> stage.Description:
    """Return the picture in words, from the numbers that are drawn."""
    what = (
        f"Forest plot. {view.spec.axis}; {_sides(view)}. One row a comparison, grouped by kind of control. "
        f"Filters: {filters(view)}."
    )
    if not view.drawn:
        return stage.Description(what, "Empty frame.", view.widen, view.widen)
    told = "; ".join(_clause(one, view) for one in view.drawn) + "."
    trend = f"{finding(view)}. {foot(view)}".replace("\n", " ")
    if view.sort == "thoughts":
        trend += (
            f" Suicidal thoughts, not deaths: prevention of suicide has not been shown. {words.HELP_LINE}"
        )
    return stage.Description(what, told, trend, f"{finding(view)}.")


def _sides(view: Forest) -> str:
    return f"{'less' if view.spec.better < 0 else 'more'} than nothing means better with the drug"


COLUMNS = (
    "Trial", "In the picture", "Who", "Regimen", "Time", "Drug group", "Control group", "Drug minus control",
    "Interval", "Where the interval comes from", "Compared with", "People (drug and control)", "Masking",
    "How known", "Reference",
)  # fmt: skip


def _row(pair: Pair, drawn: str, value: str, interval: str, how: str, n: str = "") -> tuple[str, ...]:
    main = pair.main
    open_label = main.comparator_kind == "none_open_label"
    return (
        words.trial(main), drawn, main.condition, telling.regimen(main), words.time(main),
        words.value(pair.drug) or "not in this row",
        words.NO_CONTROL if open_label else words.value(pair.control) or "not in this row",
        value, interval, how, words.comparison(main), n or words.people(pair) or NOT_SEEN, words.masking(main),
        words.how_known(main), evidence.reference(main.ref).url or evidence.cite(main.ref),
    )  # fmt: skip


def table(view: Forest) -> stage.Table:
    """Return every comparison that fits, drawn or not, then the open-label results that have no difference."""
    digits, unit = places(view), view.spec.short
    rows = [
        _row(
            one.pair,
            drawn,
            f"{signed(one.value, digits)} {unit}",
            ends(one, digits),
            one.how,
            f"{in_turn(one)}: the same people got both" if one.crossover else "",
        )
        for drawn, some in (("yes", view.drawn), ("no: too many to draw", view.rest))
        for one in some
    ]
    rows += [
        _row(
            pair,
            "no: pooled, and the difference was not printed",
            "not printed",
            "no interval",
            "not printed",
        )
        for pair in view.unpooled
    ]
    rows += [_row(pair, "no: open label", NOBODY, NOBODY, NOBODY) for pair in view.uncontrolled]
    return stage.Table(f"{view.spec.label}: {filters(view)}", COLUMNS, tuple(rows))


def card(one: Gap, view: Forest) -> stage.Card:
    """Return the card of one row: that of the comparison, with where its interval comes from."""
    made = telling.card(one.pair)
    digits = places(view)
    added = (
        f"<dt>Difference drawn</dt><dd>{signed(one.value, digits)} {view.spec.short} ({ends(one, digits)}); "
        f"{one.how}</dd></dl>"
    )
    return stage.Card(made.id, made.label, made.html.replace("</dl>", added, 1))


def shown(view: Forest) -> str:
    """Return which kinds of control stand in the picture, in words."""
    return join(dict.fromkeys(group_label(one).lower() for one in view.drawn))
