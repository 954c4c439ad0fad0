"""Panel: who relapsed, and when.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.afterwards import Afterwards
from ketamine_viz.psychological.afterwards import afterwards as compute
from ketamine_viz.psychological.figures.relapse import RelapsePicture
from ketamine_viz.stage.text import number

_NOTE = (
    "Published points in people, joined by us; not a model and not the papers' own curves. Slide the level and read "
    "the day. Only people who had done well were followed or randomised. Open triangles: nobody to compare with."
)
_MODEL_CARD = """\
In: shares, medians, quartiles and one hazard ratio as printed in abstracts; a card says which.
Worked out: where a median holds only for those who relapsed, half of their share; from the hazard ratio, the share \
of the other group at the median, as if the ratio never changed. Both are open diamonds and can be hidden.
Joined by us: steps keep everybody well until the next point; lines spread relapses evenly. Neither is known.
Left out: curves that only the full papers draw; a second group of the spray trial whose days are not printed (in the \
table); people with suicidal thoughts.
Who: people who had responded or remitted. Most people who started are not in these curves.
The spray trial: the felt effect stops when the drug stops, so people could tell that they were switched.
What it cannot say: how long one person stays well; whether going on is worth its harms.
"""


def relapse_curves() -> stage.Panel:
    """Return the panel of relapse after ketamine, esketamine or ECT, on small curves with a level to read at.

    Sources: daly2019, glue2024, murrough2013b, ekstrand2022, mathew2010
    """
    return stage.Panel(
        title="When it has worked: how many stay well, and for how long?",
        picture=RelapsePicture(),
        compute=compute,
        controls=(
            stage.Range(
                "level",
                label="Read where this many are still well",
                value=50,
                minimum=10,
                maximum=90,
                step=5,
                unit="in each 100",
                source="one in ten to nine in ten; 50 reads the median",
            ),
            stage.Choice(
                "question",
                label="Studies",
                options=(
                    ("all", "all"),
                    ("go on or stop", "continue"),
                    ("everybody stopped", "stop"),
                ),
                value="all",
            ),
            stage.Choice(
                "join",
                label="Join points by",
                options=(("straight lines", "lines"), ("steps", "steps")),
                value="lines",
            ),
            stage.Choice(
                "until",
                label="Days shown",
                options=(("to day 400", 400), ("to day 120", 120)),
                value=400,
            ),
            stage.Toggle("worked_out", label="Points worked out here", value=True),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question=(
                "After 16 weeks on the spray, people in steady remission were split: half went on, half got a placebo "
                "spray instead, and nobody was told. How many in each 100 of the switched relapsed in the study?"
            ),
            options=(("few", "about 15"), ("half", "about 45"), ("most", "about 85")),
            run={"level": 50, "question": "continue", "join": "lines", "until": 400, "worked_out": True},
            answer=_answer,
            explain=_explain,
        ),
    )


def _sources(result: Afterwards) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(curve.ref) for curve in result.curves)


def _relapsed(result: Afterwards, arm: str) -> float:
    curve = result.curves[0]
    points = curve.drug if arm == "active" else curve.control
    return next(100 - point.well for point in points if point.day is None)


def _answer(result: Afterwards) -> str:
    switched = _relapsed(result, "control")
    return "few" if switched < 30 else "half" if switched < 65 else "most"


def _explain(result: Afterwards) -> str:
    return (
        f"{number(_relapsed(result, 'control'))} in each 100 on placebo spray relapsed against "
        f"{number(_relapsed(result, 'active'))} of those who went on (n {result.curves[0].people_text}, those who went "
        "on first). Many of the switched stayed well on their tablet. The assumption to doubt: "
        "that nobody noticed the switch, though the felt effect stopped."
    )
