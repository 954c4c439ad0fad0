"""The estimate game in words: what is said, tabled and read on cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief import Step
from ketamine_viz.psychological.belief_game import NEWS, BeliefFinding, Game, findings
from ketamine_viz.stage.text import escape, join, number, plural

SHIFT = {
    "to_good": "towards good news or less negative",
    "to_bad": "towards bad outcomes",
    "gone": "the lead of good news is missing",
    "disputed": "disputed",
}


def describe(result: Game) -> stage.Description:
    """Return the picture in words."""
    what = (
        "A game with an invented town: your guesses of sunny mornings of 100, from 0 to 100, and the made-up "
        "counts told between them; below, how far you go towards good and towards bad news, from −0.5 to 1.5 of "
        "the gap; beside it, what studies found, as directions."
    )
    parts = [f"First guess {number(result.guesses[0])}" if result.guesses else "No guess yet"]
    parts += [_told(k, step) for k, step in enumerate(result.steps)]
    if len(result.news) > len(result.steps):
        parts.append(f"news {len(result.news)} says {number(result.news[-1])}: guess again")
    if result.waiting:
        early = join([f"{number(value)} after news {place}" for place, value in result.waiting])
        parts.append(f"guessed ahead of its turn, and waiting: {early}")
    parts.append(rates(result))
    studies = "; ".join(f"{f.who} ({cited(f)}, {f.compared}): {f.says.rstrip('.')}" for f in findings())
    trend = f"{finding(result)}. Published, direction only: {studies}."
    return stage.Description(what, "; ".join(parts) + ".", trend, f"{finding(result)}. {rates(result)}.")


def table(result: Game) -> stage.Table:
    """Return guesses, news, rates, then the studies."""
    rows: list[tuple[object, ...]] = [("First guess", number(result.guesses[0]) if result.guesses else "not yet",
                                       "", "", "")]  # fmt: skip
    rows += [
        (f"News {k + 1}: {s.kind}", number(s.news), number(s.after), signed(s.gap), signed(s.move))
        for k, s in enumerate(result.steps)
    ]
    for kind, rate in result.rates:
        value = f"{two(rate.mid)} ({two(rate.low)} to {two(rate.high)})" if rate else "not known"
        rows.append((f"Your rate for {kind} news (95%)", value, "", "", ""))
    rows += [(f"{f.who}; {f.compared}", f.says, SHIFT[f.shift], cited(f), "") for f in findings()]
    return stage.Table(
        "Your guesses, your two rates, and published directions",
        ("What", "News or finding", "Guess after it, or direction", "Gap, or source", "Your move"),
        tuple(rows),
    )


def signed(value: float) -> str:
    """Return points with their sign."""
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def two(value: float) -> str:
    """Return a rate with two digits after the point.

    Examples
    --------
    >>> two(-0.234), two(0.001)
    ('−0.23', '0.00')
    """
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and text != "0.00" else text


def cited(found: BeliefFinding) -> str:
    """Return author and year of each source."""
    return "; ".join(evidence.cite(ref).split(",")[0].replace(" et al.", "") for ref in found.refs)


def rates(result: Game) -> str:
    """Return both rates in a sentence."""
    parts = []
    for kind, rate in result.rates:
        if rate:
            parts.append(
                f"rate for {kind} news {two(rate.mid)}, 95% {two(rate.low)} to {two(rate.high)}, from "
                f"{plural(rate.answers, 'answer')}"
            )
    return join(parts) if parts else "no rate known yet"


def finding(result: Game) -> str:
    """Return the sentence above the picture."""
    count, left = len(result.guesses), len(NEWS) + 1 - len(result.guesses)
    if not count:
        return "You booked a week in sunny Umbra. How sunny is it? Give your first guess"
    told = f"News {len(result.news)} says {number(result.news[-1])}. "
    if result.lean == "unknown":
        missing = " or ".join(kind for kind, rate in result.rates if rate is None)
        if left:
            return f"{told}Guess again" + ("" if count <= 2 else f": no {missing} news came your way yet")
        return f"No {missing} news came your way: press Reset and begin between 40 and 60"
    lean = {
        "good": "Your answers lean towards good news",
        "bad": "Your answers lean towards bad news",
        "unclear": "Your answers do not tell good news from bad",
    }[result.lean]
    return f"{told}So far: {lean[0].lower()}{lean[1:]}" if left else f"{lean}, and five answers are few"


def _told(k: int, step: Step) -> str:
    if step.kind == "neither":
        return f"news {k + 1} was what you believed, {number(step.news)}; then {number(step.after)}"
    went = f"you went from {number(step.before)} to {number(step.after)}"
    return f"news {k + 1} was {step.kind}, {number(step.news)}; {went}"


def card(found: BeliefFinding) -> stage.Card:
    """Return the card of a study."""
    control = "Compared with a placebo or a sedative, assignment hidden." if found.controlled else (
        "No placebo, or no drug at all."
    )  # fmt: skip
    lines = [f"{found.compared[0].upper()}{found.compared[1:]}. {control}", f"What came out: {found.says}.",
             f"Direction: {SHIFT[found.shift]}. Numbers of the learning model are not known to us."]  # fmt: skip
    lines += [f"{evidence.cite(ref)}." for ref in found.refs]
    label = f"{found.who} ({cited(found)})"
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(found.id, label, f"<h4>{escape(label)}</h4>{body}")
