"""Card: what the spray costs and who pays, each number with its date and country.  Wiring only."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.safety.panels.facts import card, cited, searched
from ketamine_viz.safety.plain_rows import costs, line

_NOTE = (
    "Prices age fast: each stands with its date and country, and none is converted into another currency. Payer and "
    "patient can see the same treatment the opposite way round. What a clinic charges for ketamine outside a licence "
    "is left out: no number was found that could be checked."
)


def what_it_costs() -> stage.Browse:
    """Return the card on costs, with the views of payers, patients and assessors.

    Sources: nice2020, nice2022, icer2019, ross2020, brendle2022, pharmacydaily2025, pbs2025
    """
    return stage.Browse(
        title="What the spray costs, and who says so",
        rows=costs(),
        columns=(
            ("What", lambda fact: fact.head),
            ("Country", lambda fact: fact.place),
            ("When", lambda fact: fact.date),
            ("Whose view", lambda fact: fact.group),
            ("Amount or decision", lambda fact: line(fact, "Amount")),
            ("Read beside", lambda fact: line(fact, "Read beside")),
            ("Source", cited),
        ),
        filters=(
            stage.Filter("country", "Country", lambda fact: fact.place),
            stage.Filter("view", "View", lambda fact: fact.group),
        ),
        card=card,
        search_in=searched,
        page=8,
        note=_NOTE,
        things=("number or decision", "numbers and decisions"),
    )
