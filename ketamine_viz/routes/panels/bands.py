"""Live panel: dose ranges by use."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.bands import DoseLadder
from ketamine_viz.routes.ladder import Ladder, ladder
from ketamine_viz.routes.panels import controls, sources
from ketamine_viz.stage.text import number

MODEL_CARD = (
    "In: the blood model of the routes room, 70 kg, one dose; it is linear, so the ends of a range are enough.\n"
    "Left out: the brain, the monitoring, repeated doses and infusions over days, and how people differ. "
    "What a level does to a person is not in this picture.\n"
    "Wrong, and kept in sight: for the first ten minutes after a push the drug is not yet mixed and no model "
    "here holds, so the bar shows minute ten, when the peak has passed. After the highest label doses it "
    "shows 1,700 ng/mL; a review gives a peak of 1,200 to 2,400 for less than half of them. How fast a dose "
    "leaves the muscle is assumed.\n"
)


def dose_bands() -> stage.Panel:
    """Return the panel: published dose ranges from pain relief to anaesthesia.

    Sources: the rows that ``data/routes/dose_bands.csv`` points to.
    """
    return stage.Panel(
        title="Same drug as in surgery: how far apart are the doses?",
        picture=DoseLadder(),
        compute=lambda *, use, preset, log: ladder(use, preset, log),
        controls=(
            stage.Choice(
                "use",
                label="Use",
                options=(
                    ("All", "all"),
                    ("Pain relief", "pain"),
                    ("Depression", "depression"),
                    ("Anaesthesia", "anaesthesia"),
                ),
                value="all",
            ),
            controls.preset(),
            controls.log(True, "Logarithmic axes"),
        ),
        sources=_sources,
        note=(
            "Left: doses as studied or on a label. Right: what the model gives a typical adult, and levels that were "
            "published. After a push: the level at 10 minutes. Education, not dosing."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Into a vein, racemic: how do the ranges for pain relief, depression and anaesthesia lie?",
            options=(
                ("steps", "Three separate steps"),
                ("meet", "Pain relief lies within depression; anaesthesia begins where that ends"),
                ("one", "All three cover the same range"),
                ("most", "Depression takes the highest doses"),
            ),
            answer=_answer,
            explain=_explain,
            run={"use": "all", "preset": "venous", "log": True},
        ),
    )


def _answer(result: Ladder) -> str:
    pain, mood, sleep = (result.span(use) for use in ("pain", "depression", "anaesthesia"))
    if mood[1] > sleep[1]:
        return "most"
    if pain[1] < mood[0] and mood[1] < sleep[0]:
        return "steps"
    return "meet" if mood[1] <= sleep[0] else "one"


def _explain(result: Ladder) -> str:
    pain, mood, sleep = (result.span(use) for use in ("pain", "depression", "anaesthesia"))
    drip = next(b for b in result.bands if b.use == "depression" and b.route == "iv_infusion")
    push = next(b for b in result.bands if b.use == "anaesthesia" and b.route == "iv_bolus")
    return (
        f"{number(pain[0])} to {number(pain[1])}, {number(mood[0])} to {number(mood[1])} and {number(sleep[0])} to "
        f"{number(sleep[1])} mg/kg. Pace parts them: {number(mood[1])} mg/kg dripped over 40 minutes reaches "
        f"{number(drip.level_high, 2)} ng/mL in the model; pushed, {number(push.level_low, 2)} are left ten minutes "
        "later. The assumption: a typical adult of 70 kg."
    )


def _sources(result: Ladder) -> Iterable[evidence.Source]:
    keys = [r for b in result.bands for r in (*b.refs, *(s.ref for s in b.seen))]
    return sources.lines(keys, sources.OF_PRESET[result.preset])
