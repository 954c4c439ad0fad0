"""Panel: the trial in which nobody could tell, beside the others.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.ladder import CONTROL, MaskedTrial
from ketamine_viz.psychological.ladder import DAYS, RUNGS, Ladder, ladder

MODEL_CARD = (
    "In: published responders with ketamine and with its own control group. No model of ours.\n"
    "Saline and midazolam: nine trials of one infusion pooled, 367 people; percentages and intervals are estimates of "
    "the authors' model, and group sizes were not seen.\n"
    "Left out: trials that measured other things; esketamine spray.\n"
    "What it cannot say: the columns are different people, places and days. A climb from column to column is no "
    "randomised comparison; only drug against control inside a column is.\n"
    "Wrong: under anaesthesia people were asked to guess only after two weeks, when they knew how they felt.\n"
)


def masked_trial() -> stage.Panel:
    """Return the panel on control groups that hide the drug better and better.

    Sources: wilkinson2019, jelovac2025, lii2023
    """
    return stage.Panel(
        title="And if nobody can tell?",
        picture=MaskedTrial(),
        compute=ladder,
        controls=(
            stage.Several(
                "rungs", label="Open",
                options=tuple((CONTROL[name], name) for name in RUNGS), value=("saline", "midazolam"),
            ),
            stage.Range(
                "day", label="Day, for the trial with people asleep", value=1,
                stops=tuple((f"day {day}", day) for day in DAYS), source="days on which it rated people",
            ),
            stage.Several(
                "arms", label="Show", options=(("ketamine", "drug"), ("its control", "control")),
                value=("drug", "control"),
            ),
        ),
        sources=lambda _: tuple(evidence.source(key) for key in dict.fromkeys(ref for ref, _ in RUNGS.values())),
        note=(
            "Published data in people. Responder: symptoms at least halved. Compare inside a column; from column to "
            "column people and places differ. Click a column, or open a card."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="40 people with depression got ketamine or salt water while under anaesthesia for surgery. A day "
            "later, of each 100 on salt water had responded …",
            options=(("few", "About 1"), ("some", "About 18"), ("half", "About 50")),
            run={"rungs": tuple(RUNGS), "day": 1, "arms": ("drug", "control")},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _masked(result: Ladder) -> tuple[float, float]:
    (rung,) = (rung for rung in result.rungs if rung.id == "anaesthesia")
    return float(rung.control.value or 0), float(rung.drug.value or 0)


def _answer(result: Ladder) -> str:
    offered = {"few": 1.0, "some": 18.0, "half": 50.0}
    return min(offered, key=lambda name: abs(offered[name] - _masked(result)[0]))


def _explain(result: Ladder) -> str:
    control, drug = _masked(result)
    return (
        f"{control:.0f} in each 100 on salt water, {drug:.0f} on ketamine, 20 people a group. Whether that is hope, or "
        "a trial too small to show the drug, cannot be told from it: read both boxes. The assumption: responders are "
        "counted in the same way everywhere."
    )
