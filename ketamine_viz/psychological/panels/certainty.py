"""Panel: read short evidence cards and rate how sure one can be.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.certainty import ENOUGH, UNRATED, conditions, rate
from ketamine_viz.psychological.figures.certainty import NAME, PICK, CertaintyBoard

MODEL_CARD = (
    "In: five conditions and the trials of ketamine in each that we found, as short cards. No model.\n"
    f"Counted: was anybody compared by chance; were there {ENOUGH} people or more; do at least two trials agree; were "
    "most compared with something they can feel. One step of certainty for each yes after the first.\n"
    "Not GRADE: experts weigh more than this, such as how trials were run and how wide their intervals are.\n"
    f"Chosen by us: the four questions, and {ENOUGH} as a round number.\n"
    "Wrong: a count cannot see a bad trial. And a low rating does not mean that it fails: it means that one cannot "
    "tell.\n"
)


def other_conditions() -> stage.Panel:
    """Return the board of conditions.

    Sources: the references of data/psychological/condition_trials.csv with these conditions.
    """
    options = tuple((words, name) for name, words in PICK.items())
    picks = tuple(stage.Choice(c.id, label=NAME[c.id], options=options, value=UNRATED) for c in conditions())
    return stage.Panel(
        title="OCD, distress about dying, anxiety, PTSD, alcohol: how sure can one be?",
        picture=CertaintyBoard(),
        compute=rate,
        controls=(*picks, stage.Toggle("shown", label="Show our count", value=False)),
        sources=tuple(
            evidence.source(key) for key in dict.fromkeys(t.ref for c in conditions() for t in c.trials)
        ),
        note=(
            "Published data in people, not a model. Open the card of a row, rate it, then compare. Rings are yours. A "
            "low rating means not yet known, not that it fails."
        ),
        model_card=MODEL_CARD,
    )
