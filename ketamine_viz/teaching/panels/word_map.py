"""Panel of a word and the words beside it: wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.teaching.figures.word_map import WordMap
from ketamine_viz.teaching.glossary import words
from ketamine_viz.teaching.neighbourhood import around

_FIRST = "NMDA receptor"
_NOTE = (
    "The word you chose stands in the middle with its meaning. To the left are words whose entry names it, to the "
    "right words it names; one step further, below, are the words that those name in turn. A broken frame marks a word "
    "from another part of the subject."
)
_MODEL_CARD = """\
In: every word of the glossary, and which words each entry names as worth a look.
Left out: how often words meet in papers. Nothing here was counted in the literature.
Gets wrong: a line says that we thought two words belong together, and not how.
"""


def word_map() -> stage.Panel:
    """Return the panel of a word and the words beside it.

    Sources: the reference of the word shown, a row of ``teaching/glossary``.
    """
    return stage.Panel(
        title="Which words belong together?",
        picture=WordMap(),
        controls=(
            stage.Choice("word", label="Word", options=tuple((one, one) for one in words()), value=_FIRST),
            stage.Toggle("further", label="Words one step further", value=False),
        ),
        compute=around,
        note=_NOTE,
        sources=lambda shown: [evidence.source(shown.word.ref)] if shown.word.ref else [],
        model_card=_MODEL_CARD,
    )
