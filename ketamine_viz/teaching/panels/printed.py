"""Panel: the citations of the popular articles, looked up.  Wiring only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching.articles import article
from ketamine_viz.teaching.panels.card_html import part

Row = Mapping[str, Any]

_NOTE = (
    "Citations as five popular articles print them, each looked up. A mistake in a list is easily made; what counts "
    "is what the paper says. Articles go by number. What could not be opened is said on the card."
)


def citations() -> stage.Browse:
    """Return the check of every citation the popular articles print.

    Sources: every row of ``teaching/citations_check``.
    """
    return stage.Browse(
        title="The articles’ own citations, looked up",
        rows=evidence.rows("teaching/citations_check"),
        columns=(
            ("As printed", lambda r: r["as_printed_short"]),
            ("What it really is", lambda r: r["true_citation"] or "nothing to look up"),
            ("Printed in", lambda r: article(r["seed"])),
            ("Is there such a paper?", _exists),
            ("Says what is claimed?", _says),
        ),
        filters=(
            stage.Filter("article", "Printed in", lambda r: article(r["seed"])),
            stage.Filter("exists", "Is there such a paper?", _exists),
            stage.Filter("says", "Says what is claimed?", _says),
        ),
        card=_card,
        search_in=lambda r: " ".join(str(value) for name, value in r.items() if value and name != "seed"),
        page=8,
        note=_NOTE,
        things=("citation", "citations"),
    )


def _exists(row: Row) -> str:
    return evidence.meaning("citation_exists", row["exists"])


def _says(row: Row) -> str:
    return evidence.meaning("citation_supports", row["says_what_seed_claims"])


def _card(row: Row) -> stage.Card:
    printed = row["as_printed_short"]
    parts = [part("As printed", printed), part("Such a paper", f"{_exists(row)}.")]
    if row["true_citation"]:
        parts.append(part("What it really is", row["true_citation"]))
    if row["doi"]:
        address = f"https://doi.org/{row['doi']}"
        parts.append(
            f'<p><a href="{escape(address)}" target="_blank" rel="noopener">{escape(address)}</a></p>'
        )
    parts.append(part("What is claimed", f"{_says(row)}."))
    if row["note"]:
        parts.append(part("What was found", row["note"]))
    label = f"{article(row['seed'])}: {printed}"
    return stage.Card(row["id"], label if len(label) <= 80 else f"{label[:77].rstrip()}…", "".join(parts))
