"""Panel: which links changed in whom, scan by scan.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.scans import STEP, AfterKetamine, short
from ketamine_viz.network.scans import STEPS, Scans, changes, scan

MODEL_CARD = (
    "In: measured links and whole-brain averages in people, each with its number of people and its control arm. No "
    "model.\n"
    "Where: results on a whole network or a larger area are drawn at its hubs, with a hollow number and ≈; a number "
    "without a line is an average over all links of that place. “Deep” is anaesthesia, more drug than is used for "
    "mood. MEG is a recording of the "
    "brain's magnetic field.\n"
    "Control arm: “subtracted” means that the result is drug minus control; “not seen” that the text we read does not "
    "tell what happened without the drug.\n"
    "Left out: tasks, predictors of benefit, animals, and results without a direction.\n"
    "Wrong: these are different people, scanners and analyses. Stepping from one to the next is not a film of one "
    "brain.\n"
)


def after_ketamine() -> stage.Panel:
    """Return the panel on connectivity before, during and after ketamine.

    Sources: the references of data/network/after_ketamine.csv
    """
    return stage.Panel(
        title="Which links change after ketamine, and in whom?",
        picture=AfterKetamine(),
        compute=scan,
        controls=(
            stage.Range(
                "step", label="When", value=2, stops=tuple((STEP[name], k) for k, name in enumerate(STEPS))
            ),
            stage.Choice(
                "show", label="Lines show",
                options=(("ketamine", "drug"), ("the control arm", "control")), value="drug",
            ),
            stage.Toggle("contested_only", label="Only where studies disagree", value=False),
        ),
        sources=_sources,
        note=(
            "Measured in people. Different studies, not a film of one brain. Control “subtracted”: the result is drug "
            "minus control; “not seen”: not told in the text we read."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="In depression, a link of the insula moved towards that of healthy people two days after "
            "ketamine. And after ten?",
            options=(("stays", "Still there"), ("more", "Stronger still"), ("gone", "Gone again")),
            run={"step": STEPS.index("day_10"), "show": "drug", "contested_only": False},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _late(result: Scans) -> str:
    return result.changes["depressed"][0].direction


def _answer(result: Scans) -> str:
    return {"no_change": "gone", "increase": "more"}.get(_late(result), "stays")


def _explain(result: Scans) -> str:
    change = result.changes["depressed"][0]
    same = next(c for c in changes() if c.step == "days_1_2" and c.drawn == change.drawn)
    return (
        f"{short(change)} scanned {change.n} people with depression: at two days the link had moved towards healthy "
        f"people{', and not after placebo' if same.control == 'no_change' else ''}; at ten days it was back. The "
        "assumption: that this link has to do with mood at all. One study."
    )


def _sources(result: Scans) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(c.ref for found in result.changes.values() for c in found)
    return tuple(evidence.source(key) for key in keys)
