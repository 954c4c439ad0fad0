"""Panel: sayings about the brain, matched to what was measured.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.sayings import PICK, MetaphorBoard
from ketamine_viz.network.sayings import UNMATCHED, match
from ketamine_viz.network.sayings import metaphors as sayings

MODEL_CARD = (
    "In: five sayings that popular texts use, and the studies closest to each. No model.\n"
    "Sorted by us: “in people” means that the thing itself was measured in people; “with a catch” that it was, but is "
    "not special to ketamine or says less than the words; “only in animals” that people did not show it, "
    "or were not looked at in that way.\n"
    "Left out: what the sayings do for people. A picture can help somebody and still be no measurement.\n"
    "Wrong: a column is coarse. The card of each saying has the findings.\n"
)


def metaphors() -> stage.Panel:
    """Return the panel of sayings.

    Sources: the references of data/network/metaphors.csv
    """
    options = tuple((words, name) for name, words in PICK.items())
    picks = tuple(
        stage.Choice(saying.id, label=saying.metaphor, options=options, value=UNMATCHED)
        for saying in sayings()
    )
    return stage.Panel(
        title="Reset, rewire, quieten: which of these was measured?",
        picture=MetaphorBoard(),
        compute=match,
        controls=(*picks, stage.Toggle("shown", label="Show what was measured", value=False)),
        sources=tuple(evidence.source(key) for key in dict.fromkeys(r for s in sayings() for r in s.refs)),
        note=(
            "Match each saying first, then show what was measured. Rings are yours. Each row opens a card with "
            "the studies."
        ),
        model_card=MODEL_CARD,
    )
