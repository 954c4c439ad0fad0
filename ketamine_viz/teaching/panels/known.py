"""Panels of the teaching part: wiring only."""

from __future__ import annotations

from functools import cache

from ketamine_viz import evidence, stage
from ketamine_viz.evidence.citing import recalled_rows
from ketamine_viz.evidence.counts import LEVELS, crosstab
from ketamine_viz.teaching.figures.known import Counted, CountsPicture

_ALL = "all"
_NOTE = (
    "Counts of rows in our tables, not of papers or of importance: one trial may fill dozens of rows. "
    "A share of people says who was studied, not that the finding is sure."
)
_MODEL_CARD = """\
Counted: each row of a table that rests on at least one reference.
Who: the row's own species; where it has none, that of its references.
How known: the row's own word; where it has none, that of its surest reference.
Left out: rows that were only recalled, or whose references all were.
Gets wrong: the same finding may stand in two tables and is then counted twice.
Nobody: rules, labels, theory and computer models.
"""


@cache
def _recalled() -> int:
    return recalled_rows()


@cache
def counted(level: str) -> Counted:
    """Return the counts of one part of the subject, or of ``all``."""
    uses = evidence.statements(None if level == _ALL else level)
    return Counted(LEVELS.get(level, "The whole suite"), crosstab(uses), _recalled())


def evidence_counts() -> stage.Panel:
    """Return the panel that counts statements by who was studied and how they are known.

    Sources: every row that cites a reference; `kv.teaching.references` lists them.
    """
    return stage.Panel(
        title="How much of this was shown in people?",
        picture=CountsPicture(),
        controls=(
            stage.Choice(
                "level",
                label="Part",
                options=(("The whole suite", _ALL), *((words, level) for level, words in LEVELS.items())),
                value=_ALL,
            ),
        ),
        compute=counted,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question="Of all statements of this suite, which share was shown in people alone?",
            options=(
                ("third", "Less than a third"),
                ("half", "A third to a half"),
                ("more", "A half to two thirds"),
                ("most", "More than two thirds"),
            ),
            run={"level": _ALL},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Counted) -> str:
    share = result.group("People") / result.total
    return "third" if share < 1 / 3 else "half" if share < 1 / 2 else "more" if share < 2 / 3 else "most"


def _explain(result: Counted) -> str:
    molecular = counted("molecular")
    return (
        f"{result.share(result.group('People'))} of {result.total:,} statements, but "
        f"{molecular.share(molecular.group('People'))} of those on molecules and cells. What is counted is rows of our "
        "tables, so a part with many small rows weighs more than it should."
    )
