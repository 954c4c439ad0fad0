"""The picture of trials in words: description, table, cards, the line under it."""

from __future__ import annotations

from textwrap import shorten, wrap

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.intervals import interval
from ketamine_viz.psychological.options import COMPARATORS, CONDITIONS, FORMS, ROUTES
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.psychological.view import View, is_open, step, step_words
from ketamine_viz.stage.text import escape, join, number, plural

_PERCENT = "in each 100"
#: With so few comparisons, findings in words stand under the picture too; how long its line may be [letters].
_FEW, _LINE = 3, 128


def wrapped(text: str, width: int) -> str:
    """Return text with line breaks."""
    return "\n".join(wrap(text, width))


def short_trial(outcome: Outcome) -> tuple[str, str]:
    """Return a first author of at most ten letters, and the year, starred where trials were pooled."""
    reference = evidence.reference(outcome.ref)
    family = [part for part in (reference.first_author or "").split() if not part.isupper()]
    name = " ".join(family)
    if len(name) > 10:
        name = family[0]
    if len(name) > 10:
        name = f"{name[:8]}."
    return name, f"{reference.year}*" if outcome.study_kind == "pooled" else str(reference.year)


def regimen(outcome: Outcome) -> str:
    """Return form, route and study regimen in words."""
    form = outcome.form_text or words.meaning("form", outcome.form)
    form = {
        "racemic": "racemic ketamine",
        "S-ketamine alone": "esketamine",
        "R-ketamine alone": "arketamine",
    }.get(outcome.form_text or outcome.form, form)
    route = outcome.route_text or words.meaning("route", outcome.route)
    return f"{form[0].upper()}{form[1:]}, {route[0].lower()}{route[1:]}: {outcome.dose_text}"


def _side(outcome: Outcome) -> str:
    ends = interval(outcome)
    text = words.value(outcome)
    if ends:
        text += f" ({ends.low:.1f} to {ends.high:.1f})".replace("-", "−")
    return text


def gap_words(pair: Pair) -> str:
    """Return how far drug and control are apart, in absolute terms."""
    gap = pair.gap
    if gap is None:
        return ""
    if pair.main.unit == "%":
        size = number(abs(gap))
        return (
            f"{size} {'more' if gap > 0 else 'fewer'} {_PERCENT} than with control"
            if gap
            else "no difference"
        )
    return f"{number(gap)} {pair.main.unit}".replace("-", "−")


def sentence(pair: Pair) -> str:
    """Return one comparison as one clause: never a drug number without its control group, n and time."""
    main = pair.main
    who = f"{words.trial(main)}, {words.time(main)}"
    if main.unit_of:
        who += f", {main.unit_of}"
    if is_open(pair):
        return f"{who}: {words.value(pair.drug)}, {words.NO_CONTROL}, n {words.people(pair)}"
    against = f"{words.comparison(main)}, n {words.people(pair)}"
    if pair.drug is None:
        return f"{who}: {_side(main)} against {against}"
    return f"{who}: {words.value(pair.drug)} against {words.value(pair.control)} ({against})"


def _chosen(view: View) -> dict[str, str]:
    options = {"condition": CONDITIONS, "form": FORMS, "route": ROUTES, "comparator": COMPARATORS}
    return {name: table[view.filters[name]][0] for name, table in options.items()}


def filters(view: View) -> str:
    """Return the filters in words."""
    extra = ", groups without a control shown too" if view.filters["open_label"] == "True" else ""
    return ", ".join(_small(text) for text in _chosen(view).values()) + extra


def _small(text: str) -> str:
    return text if text[:2].isupper() else text[0].lower() + text[1:]


def corner(view: View) -> str:
    """Return the filters that are not at their widest, so that each change shows even where nothing else moves."""
    widest = {"condition": "depression", "form": "any", "route": "any", "comparator": "any"}
    said = [_small(text) for name, text in _chosen(view).items() if view.filters[name] != widest[name]]
    if view.filters["open_label"] == "True" and not any(map(is_open, view.drawn)):
        said.append("no open-label group fits")
    return f"Only: {', '.join(said)}" if said and said != ["no open-label group fits"] else ", ".join(said)


def foot(view: View) -> str:
    """Return what stands under the picture: how many are drawn, or whom to call where thoughts are shown."""
    if view.measure == "thoughts":
        return (
            "Suicidal thoughts, not deaths: prevention of suicide has not been shown. In danger now: your local "
            "emergency number.\nUS: call or text 988. UK and Ireland: Samaritans 116 123. "
            "Elsewhere: findahelpline.com. Checked 2026-11-24."
        )
    if not view.drawn:
        return ""
    total = len(view.drawn) + len(view.rest)
    text = f"{len(view.drawn)} of {plural(total, 'comparison')} drawn; all are in the table."
    if view.no_control_number:
        text += f" Left out: {plural(view.no_control_number, 'drug result')}, control number not known here."
    if view.in_words and len(view.drawn) <= _FEW:
        text += "\n" + shorten(f"Also, in words: {in_words(view.in_words[0])}.", _LINE, placeholder=" …")
    return text


def in_words(outcome: Outcome) -> str:
    """Return a finding that was published here in words only."""
    people = f", {outcome.n} people" if outcome.n else ""
    finding = (outcome.finding or "").split(";")[0]
    return f"{words.trial(outcome)} (control: {words.short_comparison(outcome)}{people}): {finding}"


def describe(view: View) -> stage.Description:
    """Return the picture in words, from the numbers that are drawn."""
    spec = view.spec
    what = (
        f"{spec.label}. Drug groups beside their control groups over time, in steps from hours to months; "
        f"{spec.better} is better. Filters: {filters(view)}."
    )
    if not view.drawn:
        return stage.Description(what, "Empty frame.", view.widen, view.widen)
    by_step: dict[int, list[Pair]] = {}
    for pair in view.drawn:
        by_step.setdefault(step(pair.main), []).append(pair)
    told = [
        f"{step_words(number)}: {'; '.join(sentence(p) for p in group)}" for number, group in by_step.items()
    ]
    left = f" {plural(len(view.rest), 'comparison')} more in the table only." if view.rest else ""
    if view.in_words:
        left += " Found in words only: " + "; ".join(in_words(one) for one in view.in_words[:_FEW]) + "."
    if view.measure == "thoughts":
        left += f" Thoughts, not deaths. {words.HELP_LINE}"
    return stage.Description(what, ". ".join(told) + ".", _trend(view) + left, _headline(view))


def _trend(view: View) -> str:
    """Return the gap between drug and control, time step by time step."""
    by_step: dict[int, list[float]] = {}
    for pair in view.controlled:
        if pair.gap is not None:
            by_step.setdefault(step(pair.main), []).append(pair.gap)
    if not by_step:
        return "No group here has a control group."
    told = []
    for when, gaps in by_step.items():
        low, high = (number(end).replace("-", "−") for end in (min(gaps), max(gaps)))
        told.append(f"{step_words(when)} {low}" + (f" to {high}" if high != low else ""))
    unit = "in each 100" if view.spec.unit == "%" else view.spec.unit
    return f"Drug minus control, {unit}: {', '.join(told)}. Different trials stand at different times."


def _headline(view: View) -> str:
    return f"{plural(len(view.drawn), 'comparison')} drawn. {_trend(view)}"


def table(view: View) -> stage.Table:
    """Return every comparison that fits, with its control group, n, time and reference."""
    columns = (
        "Trial",
        "In the picture",
        "Who",
        "Regimen",
        "Time",
        "Drug group",
        "Control group",
        "Drug minus control",
        "Compared with",
        "People (drug and control)",
        "Masking",
        "How known",
        "Reference",
    )
    drawn = {id(pair) for pair in view.drawn}
    rows = []
    for pair in (*view.drawn, *view.rest):
        main = pair.main
        rows.append(
            (
                words.trial(main),
                "yes" if id(pair) in drawn else _why_not(pair, view),
                main.condition,
                regimen(main),
                words.time(main),
                _side(pair.drug) if pair.drug else "not in this row",
                _side(pair.control)
                if pair.control
                else words.NO_CONTROL
                if is_open(pair)
                else "not in this row",
                _side(pair.difference) if pair.difference else gap_words(pair),
                words.comparison(main),
                words.people(pair),
                words.masking(main),
                words.how_known(main),
                evidence.reference(main.ref).url or evidence.cite(main.ref),
            )
        )
    return stage.Table(f"{view.spec.label}: {filters(view)}", columns, tuple(rows))


def _why_not(pair: Pair, view: View) -> str:
    return "no: its people are in another row" if pair.main.id in view.repeated else "no: too many to draw"


def card(pair: Pair) -> stage.Card:
    """Return the card of one comparison."""
    main, reference = pair.main, evidence.reference(pair.main.ref)
    lines: list[tuple[str, str]] = [
        ("Who", main.condition),
        ("Study regimen", regimen(main)),
        ("When", words.time(main)),
    ]
    if main.unit_of:
        lines.append(("Counted", main.unit_of))
    for name, outcome in (("Drug group", pair.drug), ("Control group", pair.control)):
        if outcome:
            ends = interval(outcome)
            how = (
                f"; {ends.how}" if ends else (f"; SD {number(outcome.sd)}" if outcome.sd is not None else "")
            )
            lines.append((name, _side(outcome) + how))
    if is_open(pair):
        lines.append(("Control group", words.NO_CONTROL))
    if pair.difference:
        ends = interval(pair.difference)
        lines.append(("Difference as printed", _side(pair.difference) + (f"; {ends.how}" if ends else "")))
    if pair.drug and pair.control:
        lines.append(("Drug minus control", gap_words(pair)))
    lines += [
        ("Compared with", words.comparison(main)),
        ("People", words.people(pair)),
        ("Masking", words.masking(main)),
    ]
    if main.estimate in ("model_estimate", "ls_mean"):
        lines.append(("Kind of number", words.meaning("estimate", main.estimate)))
    if main.shares_people_with:
        inside = join([evidence.cite(key) for key in main.shares_people_with])
        lines.append(("Holds the people of", inside))
    if main.note:
        lines.append(("Mind", main.note))
    lines.append(("How known", words.how_known(main)))
    body = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in lines)
    source = escape(evidence.cite(main.ref))
    if reference.url:
        source = f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{source}</a>'
    label = f"{words.trial(main)}, {words.time(main)}" + (f", {main.dose_text}" if main.dose_text else "")
    return stage.Card(main.id, label, f"<h4>{escape(label)}</h4><dl>{body}</dl><p>Source: {source}</p>")
