"""Panel: two regimens side by side.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.journey.figures.pairs import SideBySideLanes
from ketamine_viz.journey.pairings import Pair, options, pair
from ketamine_viz.journey.panels.one_screen import MODEL_CARD, knob_controls
from ketamine_viz.journey.screen_words import keys
from ketamine_viz.journey.stretch import STOPS
from ketamine_viz.stage.text import number


def two_regimens() -> stage.Panel:
    """Return the panel that sets two studied regimens side by side under one question.

    Sources: those of the rooms; clements1982, grant1981, loo2023, singh2016b, singh2016a, jelovac2025.
    """
    return stage.Panel(
        title="Two regimens side by side: what differs, and where?",
        picture=SideBySideLanes(),
        compute=_compute,
        controls=(
            stage.Choice("key", label="Question", options=options(), value="way_sc"),
            stage.Range("at_h", label="Time after the first dose", value=2 / 3, stops=STOPS),
            *knob_controls(),
        ),
        sources=_sources,
        note=(
            "Study regimens, not advice. Blood is relative: percent of the highest level on the left. Equal exposure "
            "means an equal area under the blood curve, in the model only; such a dose was given to nobody here, so no "
            "mood and no session are drawn. A blocker stops at the cascade."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The same study dose by body weight is swallowed instead of dripped. In the model its peak is …",
            options=(("same", "About as high"), ("half", "About half"), ("eighth", "About an eighth")),
            run={"key": "way_oral", "at_h": 2 / 3},
            answer=_answer,
            explain=_explain,
        ),
    )


def _compute(*, key: str, at_h: float, selectivity: float, setting: str, depressed: bool) -> Pair:
    return pair(key, at_h, selectivity, setting, depressed)


def _answer(result: Pair) -> str:
    peak = float(result.right.molecules.ng_per_ml.max())
    return "same" if peak > 75 else "half" if peak > 30 else "eighth"


def _explain(result: Pair) -> str:
    peak = float(result.right.molecules.ng_per_ml.max())
    return (
        f"{number(peak, 2)}% of the peak after the drip: gut and liver take most of it first, and the rest comes "
        "slowly. Each lane below follows the blood, by assumption. Mood has no curve on the right: no controlled mood "
        "trial of it is in our tables, and the blood cannot stand in for one."
    )


def _sources(result: Pair) -> tuple[evidence.Source, ...]:
    both = [*keys(result.left), *keys(result.right)]
    return tuple(evidence.source(key) for key in dict.fromkeys(both))
