"""List: misuse, law and help, without doses and without methods.  Wiring only."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.psychological.words import HELP_LINE
from ketamine_viz.safety.panels.facts import card, cited, searched
from ketamine_viz.safety.plain_rows import line, misuse_facts

_NOTE = (
    "Ketamine is an essential medicine and a drug that some people misuse; both are facts. Thoughts, attempts and "
    "deaths are kept apart: none of them stands for another. Counts of reports are not rates, since nobody knows how "
    "many use it. "
)


def misuse() -> stage.Browse:
    """Return the list of facts on misuse and law, with lines of help.

    Sources: the references of data/safety/misuse_facts.csv and data/safety/regulation_events.csv
    """
    return stage.Browse(
        title="Misuse, law and help",
        rows=misuse_facts(),
        columns=(
            ("Fact", lambda fact: fact.head),
            ("Kind", lambda fact: fact.group),
            ("Country", lambda fact: fact.place),
            ("When", lambda fact: fact.date),
            ("Read beside", lambda fact: line(fact, "Read beside") or line(fact, "To mind")),
            ("Source", cited),
        ),
        filters=(
            stage.Filter("kind", "Kind", lambda fact: fact.group),
            stage.Filter("country", "Country", lambda fact: fact.place),
            stage.Filter("topic", "Thoughts, attempts or deaths", lambda fact: fact.topic),
        ),
        card=card,
        search_in=searched,
        page=8,
        note=f"{_NOTE}{HELP_LINE}",
        things=("fact", "facts"),
    )
