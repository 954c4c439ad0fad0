"""Panel: approvals, rules, warnings and decisions to pay, on one line of time.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.safety.dated import ALL, Timeline, all_decisions, country_terms, decisions
from ketamine_viz.safety.figures.timeline import DatedFacts

_NOTE = (
    "Decisions that were found and read, not every decision there is. A licence says that benefit was judged to "
    "outweigh harm for that use, not that a drug is harmless; a warning has no count behind it. Click a line for its "
    "card."
)
_MODEL_CARD = """\
In: what regulators and payers decided on ketamine and on the spray, with the day where it was seen. No model.
Left out: countries whose decisions were not read; rules inside a country; licences for anaesthesia but the first.
Mid-year stands for a date of which only the year was seen.
Gets wrong: the list is in English and so leans to English-speaking countries.
"""


def regulation_timeline() -> stage.Panel:
    """Return the panel of approvals and warnings.

    Sources: the references of data/safety/regulation_events.csv and data/routes/spray_licences.csv
    """
    countries = tuple((evidence.meaning("safety_country", name), name) for name in country_terms())
    kinds = dict.fromkeys((mark.kind_words, mark.kind) for mark in all_decisions())
    return stage.Panel(
        title="Who approved what, and who warned?",
        picture=DatedFacts(),
        compute=decisions,
        controls=(
            stage.Choice("country", label="Country", options=(("all", ALL), *countries), value=ALL),
            stage.Choice("kind", label="Kind", options=(("all", ALL), *kinds), value=ALL),
            stage.Choice(
                "span",
                label="Years",
                options=(("since 1970", "whole"), ("since 2019", "spray")),
                value="whole",
            ),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question=(
                "Ketamine became a licensed anaesthetic in the United States in 1970. How long until a form of it was "
                "licensed there for depression?"
            ),
            options=(("9", "About 10 years"), ("29", "About 30 years"), ("49", "About 50 years")),
            run={"country": "us", "kind": "licence", "span": "whole"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _sources(result: Timeline) -> tuple[evidence.Source, ...]:
    return tuple(
        evidence.source(ref) for ref in dict.fromkeys(ref for mark in result.marks for ref in mark.refs)
    )


def _years(result: Timeline) -> int:
    first, second = result.marks[0], result.marks[1]
    return int(second.when) - int(first.when)


def _answer(result: Timeline) -> str:
    return min(("9", "29", "49"), key=lambda option: abs(int(option) - _years(result)))


def _explain(result: Timeline) -> str:
    return (
        f"{_years(result)} years, from {result.marks[0].date} to {result.marks[1].date}; and what was licensed is the "
        "S form as a spray. Ketamine itself has no licence for depression there, then or since, in what was read."
    )
