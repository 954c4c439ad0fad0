"""Panel: how much of the gap is the drug?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.share import SharePicture
from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.choices import Look, courses, look, masked
from ketamine_viz.psychological.mood.scenarios import check
from ketamine_viz.psychological.mood_card import MODEL_CARD
from ketamine_viz.psychological.share_words import short
from ketamine_viz.stage.text import number


def share_of_pharmacology() -> stage.Panel:
    """Return the panel whose central slider is doubt: the share of the gap that is the drug's own action.

    Sources: wilkinson2018a, wilkinson2019, lii2023 and the trials of ``psychological/mood_regimens``.
    """
    return stage.Panel(
        title="How much of the gap is the drug?",
        picture=SharePicture(),
        compute=look,
        controls=(
            stage.Range(
                "share", label="Share of the gap that is pharmacology", value=0.68, minimum=0, maximum=1, step=0.01,
                source="none of it to all of it; 0.68 is what trials against midazolam leave",
            ),
            stage.Choice(
                "setting", label="Control group",
                options=tuple((found.label, name) for name, found in constants.settings().items()),
                value="midazolam",
            ),
            stage.Choice(
                "course", label="Study regimen",
                options=tuple((row["label"], name) for name, row in courses().items()), value="drip1",
            ),
        ),
        sources=_sources,
        note=(
            "Lines and shade: a model, not data; the shade holds 90 of 100 sets of constants that fit early trials, "
            "and is no spread between people. Markers: published means; bars: 95% (or 90%) intervals. Dotted ground: "
            "later than any trial of this regimen measured. Trials of one day stand side by side. Trials "
            "fix only the drug group's sum of drug and context. The split is your slider; only better masking tells."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question=(
                "Set the share to zero: the drug itself does nothing, and people are treated as in a trial against "
                "midazolam. How many in each 100 respond a day after the drip?"
            ),
            options=(("none", "None"), ("some", "About one in six"), ("many", "About four in ten")),
            run={"share": 0.0, "setting": "midazolam", "course": "drip1"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Look) -> tuple[evidence.Source, ...]:
    notes = {
        "wilkinson2019": "Responders after saline and after midazolam.",
        masked()[3]: "The fully masked trial.",
    }
    keys = dict.fromkeys([*(trial.ref for trial in result.mood.trials), *result.mood.setting.refs, *notes])
    return tuple(evidence.source(key, notes.get(key, "")) for key in keys)


def _answer(result: Look) -> str:
    people = result.control_of_100 or 0.0
    return "none" if people < 5 else "some" if people < 30 else "many"


def _explain(result: Look) -> str:
    seen = check("c09b")
    return (
        f"{round(result.control_of_100 or 0.0)} in each 100, in the model: as many as in the control group, because "
        f"the two groups are then the same. In pooled trials {number(seen.published)} in each 100 responded to "
        f"midazolam (n {seen.row['n']} in all groups; {short(seen.ref)}). The assumption: "
        "hope, care and time act alike in both."
    )
