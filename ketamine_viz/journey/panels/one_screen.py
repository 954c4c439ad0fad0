"""Panel: follow one studied regimen through every level, save it, load it, share it.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.journey.figures.one_screen import OneScreen, Screen
from ketamine_viz.journey.followed import BLOCKERS, SELECTIVITY, SETTINGS, Knobs, followed
from ketamine_viz.journey.panels.keeping import KeepingPanel
from ketamine_viz.journey.plans import USUAL, plans
from ketamine_viz.journey.screen_words import keys
from ketamine_viz.journey.stretch import STOPS
from ketamine_viz.psychological.mood import constants

MODEL_CARD = """
In: ketamine in blood (venous constants, 70 kg); receptor binding from published constants; the dynamic cascade, \
40 draws; an 18-region brain model at each stop; published rows of the session; the mood model fitted to trials.
Joints, each an assumption: the free share of the drug in blood equals its concentration at the receptor; the \
interneurons' blocked share drives the brain model; its selectivity is yours to set; new spines of the cascade \
loosen the brain model's links, by 0.6 of the most after a day; dissociation and blood pressure follow the blood; \
a dose's strength on mood is its exposure over that of the usual drip.
Left out: how people differ; what one model does not hold, the next cannot know; the share of pharmacology is that of \
the chosen control group.
How sure: rows of our tables that were seen in people. Down the chain from blood to brain the shares are multiplied, \
a reading rule and no probability. Experience and mood were measured in people; they are not computed from the brain.
What it gets wrong: a blocker ends at the molecular level; nothing above it is computed. Blood peaks lie below \
the two measured ones after the usual drip. Each room lists its own misses.
"""


def follow() -> stage.Panel:
    """Return the panel that follows one studied regimen through every level.

    Sources: those of the rooms; wilkinson2018a, fanta2015, otto2021, shaffer2014, deco2014.
    """
    return KeepingPanel(
        title="Follow one studied regimen from blood to mood",
        picture=OneScreen(),
        compute=screen,
        controls=(
            stage.Choice(
                "plan", label="Studied regimen", value=USUAL,
                options=tuple((one.words, one.id) for one in plans().values()),
            ),
            stage.Range("at_h", label="Time after the first dose", value=2 / 3, stops=STOPS),
            stage.Choice(
                "blocker", label="Block in the cascade", value="none",
                options=tuple((words, name) for name, words in BLOCKERS.items()),
            ),
            *knob_controls(),
        ),
        sources=lambda result: tuple(evidence.source(key) for key in keys(result.found)),
        note=(
            "A study regimen, not advice. Lines are models; round markers are measurements in people, diamonds the "
            "model's value now. Change one thing: each level says whether it still equals the usual drip (dotted). "
            "A hatched frame: nothing to draw."
        ),
        model_card=MODEL_CARD,
    )  # fmt: skip


def knob_controls() -> tuple[stage.Choice | stage.Toggle, ...]:
    """Return the controls of brain model and control group, which both panels of the journey have."""
    return (
        stage.Choice(
            "selectivity", label="Block on pyramidal cells", value=SELECTIVITY,
            options=(("none", 0.0), ("a third of that on interneurons", SELECTIVITY), ("as much", 1.0)),
        ),
        stage.Choice(
            "setting", label="Control group gets", value="midazolam",
            options=tuple((constants.setting(name).label, name) for name in SETTINGS),
        ),
        stage.Toggle("depressed", label="Brain model starts depressed", value=False),
    )  # fmt: skip


def screen(
    *, plan: str, at_h: float, blocker: str, selectivity: float, setting: str, depressed: bool
) -> Screen:
    """Return the state of the panel."""
    found = followed(plan, Knobs(blocker, selectivity, setting, depressed))
    return Screen(found, at_h, followed(USUAL, Knobs()))
