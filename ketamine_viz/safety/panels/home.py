"""Panel: ketamine at home against warnings and watched use, in two pans.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.words import HELP_LINE
from ketamine_viz.safety.figures.two_pans import KEEP_WORDS, READ_WORDS, LevelBalance
from ketamine_viz.safety.two_pans import KEEPS, READINGS, Pans, pans

_NOTE = (
    "Nothing is weighed: a thousand people who felt better and one person whose breathing slowed are not amounts of "
    "the same thing. Read what each can say, then what it cannot. "
)
_MODEL_CARD = """\
In: a large home study, a controlled trial with tablets mostly taken at home, and two warnings and a case.
Left out: company reports without a paper, and further home studies that compared nothing.
Missing altogether: a trial that sends people home or to a clinic by lot.
Gets wrong: a pan suggests that the answer is in here. It is not yet known.
"""


def home_or_clinic() -> stage.Panel:
    """Return the panel with the level balance.

    Sources: hull2022, glue2024, fda2023, spravatolabel2025, spravato_uspi2026, fedgchin2019
    """
    return stage.Panel(
        title="At home or in a clinic: what does each side know?",
        picture=LevelBalance(),
        compute=pans,
        controls=(
            stage.Choice(
                "read", label="Read", options=tuple((READ_WORDS[r], r) for r in READINGS), value="found"
            ),
            stage.Choice("keep", label="Keep", options=tuple((KEEP_WORDS[k], k) for k in KEEPS), value="all"),
            stage.Toggle("people", label="Draw the people", value=True),
        ),
        sources=_sources,
        note=f"{_NOTE}{HELP_LINE}",
        model_card=_MODEL_CARD,
    )


def _sources(result: Pans) -> tuple[evidence.Source, ...]:
    refs = dict.fromkeys(ref for one in (*result.home, *result.watched) for ref in one.refs)
    return tuple(evidence.source(ref) for ref in refs)
