"""Panel: which moves first in mice, behaviour or spines?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.finding_words import when
from ketamine_viz.molecular.figures.spines_and_mood import MoodAndSpines
from ketamine_viz.molecular.spines_and_mood import STOPS, Timeline, timeline

MODEL_CARD = (
    "In: times at which behaviour or spines of mice were compared with a control group after ketamine.\n"
    "Left out: how large the change was, since the abstracts print no sizes; and every time nobody looked.\n"
    "Fitted and simulated: nothing; no line joins the points.\n"
    "Wrong: a swim test is not mood, and the lanes come from different laboratories, stresses and doses. Between two "
    "points anything may have happened. One study with R-ketamine saw spines already at 3 hours.\n"
)


def first_to_move() -> stage.Panel:
    """Return the two-week timeline of behaviour and spines in mice.

    Sources: the references of ``molecular/mood_spine_points``.
    """
    return stage.Panel(
        title="Two weeks in mice: which moves first, behaviour or spines?",
        picture=MoodAndSpines(),
        compute=timeline,
        controls=(
            stage.Range(
                "until_h",
                label="Time after the dose",
                minimum=STOPS[0],
                maximum=STOPS[-1],
                value=3.0,
                stops=tuple(("the dose" if hour == 0 else when(hour), hour) for hour in STOPS),
                source="The times at which anybody looked",
            ),
            stage.Toggle("mirror_forms", label="S- and R-ketamine too", value=False),
        ),
        sources=_sources,
        note=(
            "Measured points, not a model; each stands beside its own control group. Scrub the time: points fill as "
            "they are reached. Click a point for its card."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="After one dose of ketamine, which changes first in mice?",
            options=(
                ("mood", "Behaviour"),
                ("spines", "Spines in the prefrontal cortex"),
                ("both", "Both at once"),
            ),
            run={"until_h": STOPS[-1], "mirror_forms": False},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Timeline) -> str:
    mood, spines = result.first("mood"), result.first("prefrontal")
    assert mood is not None
    assert spines is not None
    return "both" if mood == spines else "mood" if mood < spines else "spines"


def _explain(result: Timeline) -> str:
    return (
        f"Behaviour was better at {when(result.first('mood'))}, spines had increased at "
        f"{when(result.first('prefrontal'))}. So new spines cannot have started it. The assumption responsible: that a "
        "swim or an escape shows what we call mood."
    )


def _sources(result: Timeline) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in sorted({p.ref for p in result.points}))
