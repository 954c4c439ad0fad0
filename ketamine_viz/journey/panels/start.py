"""The start page: one studied dose, one control, four levels."""

from __future__ import annotations

from ketamine_viz import evidence, routes, stage
from ketamine_viz.journey.figures.strips import FourStrips
from ketamine_viz.journey.moment import Moment, look
from ketamine_viz.journey.thread import run
from ketamine_viz.routes.compare import points
from ketamine_viz.stage.text import number

#: Times the slider stops at: the drip, the hours after it, and the days the trials measured.
STOPS = (
    ("before the dose", 0.0),
    ("10 minutes", 1 / 6),
    ("20 minutes", 1 / 3),
    ("40 minutes (end)", 2 / 3),
    ("1 hour", 1.0),
    ("2 hours", 2.0),
    ("4 hours", 4.0),
    ("1 day", 24.0),
    ("2 days", 48.0),
    ("3 days", 72.0),
    ("7 days", 168.0),
)
#: The regimen most trials studied, a row of data/routes/studied_regimens.csv.
REGIMEN = "rac_iv40"
MODEL_CARD = """
In: a published model of ketamine in blood (venous samples); receptor binding from published constants; an \
18-region brain model; the pooled means of placebo-controlled trials.
Joints, each an assumption: the free share of the drug in blood equals its concentration at the receptor; the \
interneurons' blocked share drives the brain model; how selective the block is was set to one third; new spines of \
the cascade model loosen the brain model's links, by 0.6 of the most after a day; mood is never computed from the rest.
Left out: differences between people. What one of these models does not hold, the next cannot know.
What it gets wrong: the model's peak in blood lies below both measured peaks drawn beside it, though inside the \
measured range; several published imaging findings go against the brain model (listed in the network notebook). \
Nobody has measured receptor block in a living human brain at this dose.
"""


def start_page() -> stage.Panel:
    """Return the start page's panel: racemic ketamine, 0.5 mg/kg over 40 minutes into a vein.

    The dose is the regimen most trials studied; a 70 kg adult is drawn.

    Returns
    -------
    Panel

    Sources
    -------
    wilkinson2018a, fanta2015, otto2021, deco2014
    """
    regimen = next(one for one in routes.studied() if one.id == REGIMEN)
    trip = run([regimen.dose()], hours=STOPS[-1][1], read=["spines"])
    measured = points(regimen, "ketamine")
    words = {hour: name for name, hour in STOPS}

    def moment(*, time: float) -> Moment:
        return look(trip, time, words[time], measured)

    keys = dict.fromkeys(
        [*(point.ref for point in measured), "fanta2015", "otto2021", "shaffer2014", "ebert1997", "deco2014"]
        + ([trip.mood_points.ref] if trip.mood_points else [])
    )
    return stage.Panel(
        title="One studied dose: ketamine 0.5 mg/kg dripped into a vein over 40 minutes. Move time.",
        picture=FourStrips(),
        controls=(stage.Range("time", label="Time after the dose", value=2 / 3, stops=STOPS),),
        compute=moment,
        sources=tuple(evidence.source(key) for key in keys),
        note=(
            "A study regimen, not advice. Lines are models, markers are measurements in people. Control group: "
            "saline or midazolam. Within a day the drug is gone; the gap in mood is not, and narrows over the week."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="A day later the blood is all but empty. And the gap in depression score to the control group?",
            options=(
                ("gone", "It is gone with the drug"),
                ("widest", "It is at its widest"),
                ("later", "It is there, and widens over the week"),
            ),
            run={"time": 24.0},
            answer=_answer,
            explain=_explain,
        ),
    )


#: A gap below this is called gone [points of 60], and gaps closer than this are called alike.
_POINT, _ALIKE = 1.0, 0.05


def _gaps(result: Moment) -> dict[float, float]:
    """Points by which the control group's score lies above the drug group's, by day after the dose."""
    mood = result.journey.mood_points
    if mood is None:
        return {}
    days = zip(mood.day, mood.control, mood.drug, strict=True)
    return {float(day): float(control - drug) for day, control, drug in days}


def _answer(result: Moment) -> str:
    gaps = _gaps(result)
    if gaps[1.0] < _POINT:
        return "gone"
    return "widest" if gaps[1.0] >= max(gaps.values()) - _ALIKE else "later"


def _explain(result: Moment) -> str:
    gaps = _gaps(result)
    last = max(gaps)
    return (
        f"Blood holds {number(result.ng_per_ml, 2)} ng/mL, yet the gap is {gaps[1.0]:.1f} points after a day and "
        f"{gaps[last]:.1f} on day {number(last)}. The assumption in calling it the drug's: that nobody in the control "
        "group could tell what they got."
    )
