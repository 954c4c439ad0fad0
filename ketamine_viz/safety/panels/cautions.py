"""List: what the labels of the spray warn of: facts about labels, no check of the reader.  Wiring only."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.safety.panels.facts import card, searched
from ketamine_viz.safety.plain_rows import cautions, known, line

_NOTE = (
    "What two labels of the licensed spray say, in our words; read in November 2026, the US part from copies of "
    "several years. It is not the whole label, it says nothing of ketamine outside a licence, and it decides nothing "
    "about you: that takes somebody who knows the person. “Must not be given” is the word contraindicated on a label."
)


def who_should_not() -> stage.Browse:
    """Return the list of cautions and contraindications of the US and the EU label.

    Sources: spravato_label, spravato_uspi2026, spravato_guide2024, spravato_smpc, spravato_leaflet_pt
    """
    return stage.Browse(
        title="Whom do the labels of the spray warn of?",
        rows=cautions(),
        columns=(
            ("Condition", lambda fact: fact.head),
            ("Label", lambda fact: fact.topic),
            ("Kind", lambda fact: fact.group),
            ("What it says", lambda fact: line(fact, "The label says")),
            ("Why", lambda fact: line(fact, "Why")),
            ("How it is known", known),
        ),
        filters=(
            stage.Filter("country", "Where", lambda fact: fact.place),
            stage.Filter("kind", "Kind", lambda fact: fact.group),
        ),
        card=card,
        search_in=searched,
        page=8,
        note=_NOTE,
        things=("caution", "cautions"),
    )
