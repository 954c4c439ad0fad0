"""Panel: what the popular articles leave out.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.stage import html
from ketamine_viz.stage.text import join
from ketamine_viz.teaching.cards import where
from ketamine_viz.teaching.omissions import Omission, omissions
from ketamine_viz.teaching.panels.card_html import cited, part, show_me

_NOTE = (
    "None of the five articles mentions these eight. One sentence and one number each, with its comparison; open a "
    "card for the sources and for the notebook that shows more."
)


def left_out() -> stage.Browse:
    """Return the eight subjects that all five popular articles leave out.

    Sources: every row of ``teaching/left_out``.
    """
    return stage.Browse(
        title="What none of the five articles mentions",
        rows=omissions(),
        columns=(
            ("Left out", lambda one: one.topic),
            ("In one sentence", lambda one: one.says),
            ("One number, with its comparison", lambda one: one.number),
            ("Seen in", _whom),
        ),
        filters=(stage.Filter("species", "Seen in", lambda one: one.species),),
        card=_card,
        search_in=lambda one: " ".join((one.topic, one.says, one.number, _whom(one), cited(one.refs))),
        page=8,
        note=_NOTE,
        things=("subject", "subjects"),
    )


def _whom(one: Omission) -> str:
    return join(one.species).capitalize()


def _card(one: Omission) -> stage.Card:
    parts = [
        part(one.topic, one.says),
        part("One number, with its comparison", f"{one.number}."),
        part("Seen in", f"{_whom(one)}."),
    ]
    if one.stem:
        parts.append(show_me(one.stem, where(one.stem, one.panel)))
    parts.append(html.sources(evidence.source(key) for key in one.refs))
    return stage.Card(one.id, one.topic, "".join(parts))
