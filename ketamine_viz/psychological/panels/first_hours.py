"""Panel: the first hours after a dose.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience import FirstHours, first_hours
from ketamine_viz.psychological.experience_rows import line, settings
from ketamine_viz.psychological.experience_words import BLOOD, percent
from ketamine_viz.psychological.figures.first_hours import FirstHoursPicture
from ketamine_viz.stage.text import number

MODEL_CARD = """\
In: the level of the routes model for one person of 70 kg; a straight line from level to ratings; published times.
Assumed: dissociation and blood pressure follow the level at once. Below 50 ng/mL the line was not measured: it is \
drawn from zero and from 50, and the grey between is open. S-ketamine, the spray and injections under the skin: no \
line was measured, so the shape of the level stands alone, dashed.
Left out: how people differ (scores spread as wide as their mean), sedation, nausea, what one expects, the room.
Fitted: nothing. Sizes of the rise in blood pressure are published means; their time course is the level's.
Checked: the level, against published concentrations, in the routes room.
Wrong: people report less, sooner, than blood of a vein would have it. Blood of an artery, which is what the brain \
gets, falls faster. Below some level people may feel nothing, and the brain may adapt within the hour: not modelled.
"""


def first_two_hours() -> stage.Panel:
    """Return the panel: level, dissociation and blood pressure over the first hours, beside what was measured.

    Sources: bowdle1998, bowdle_dose, and those of the marks and numbers in view.
    """
    return stage.Panel(
        title="How long does the strange part last?",
        picture=FirstHoursPicture(),
        compute=first_hours,
        controls=(
            stage.Choice(
                "regimen", label="Study regimen",
                options=tuple((one.label, key) for key, one in settings().items()), value="iv05",
            ),
            stage.Choice(
                "preset", label="Level in",
                options=tuple((words, key) for key, words in BLOOD.items()), value="venous",
            ),
            stage.Choice(
                "scale", label="Dissociation as",
                options=(("share of its first peak", "peak"), ("part of a rating line", "line")), value="peak",
            ),
            stage.Choice(
                "session", label="Session",
                options=(("the first", "first"), ("a later one", "later")), value="first",
            ),
        ),
        sources=_sources,
        note=(
            "Curves: model, not data. Bars and diamonds: when something was seen in people; dotted or hollow where "
            "there was no control group. Right: published numbers, drug beside control. Study regimens, no advice."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The spray: most side effects are over by 90 minutes. How much of the peak is then still in blood "
            "of a vein?",
            options=(("none", "Next to nothing"), ("quarter", "About a quarter"), ("most", "More than half")),
            run={"regimen": "spray84", "preset": "venous", "scale": "peak", "session": "first"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: FirstHours) -> str:
    left = result.left(90)
    return "most" if left > 0.5 else "quarter" if left > 0.1 else "none"


def _explain(result: FirstHours) -> str:
    artery = first_hours(result.setting.id, preset="arterial")
    return (
        f"{percent(result.left(90))}, says the model, and {percent(artery.left(90))} in blood of an artery, which is "
        "what the brain gets. So feeling follows the level up, and leaves before it does. The assumption: constants of "
        "the routes model, one person of 70 kg."
    )


def _sources(result: FirstHours) -> tuple[evidence.Source, ...]:
    known = line()
    span = f"{number(known.low)} to {number(known.high)} ng/mL"
    notes = {
        "bowdle1998": f"The straight line, {span}, {known.n} volunteers.",
        "bowdle_dose": "How far along the rating lines.",
    }
    keys = dict.fromkeys(notes)
    for lane in result.marks:
        keys |= dict.fromkeys(mark.ref for mark in result.marks[lane])
        keys |= dict.fromkeys(arm.ref for arm in result.arms[lane])
    if result.session == "later":
        keys |= dict.fromkeys((*result.setting.later_refs, *result.setting.pressure_refs))
    return tuple(evidence.source(key, notes.get(key, "")) for key in keys)
