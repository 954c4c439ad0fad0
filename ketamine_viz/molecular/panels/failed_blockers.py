"""Panel: does any NMDA blocker do?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.failed_blockers import SITES, Trials, trials
from ketamine_viz.molecular.figures.failed_blockers import BlockersPicture

MODEL_CARD = (
    "In: trials in people of nine other drugs that act on the NMDA receptor, each against its control, and two of "
    "ketamine as a yardstick.\n"
    "Left out: smaller trials we have not read, trials in other illnesses, side effects.\n"
    "Computed by us: the interval of esmethadone, from printed standard deviations; drug minus control where only "
    "the two groups were printed. Nothing is simulated.\n"
    "Wrong: the trials differ in people, length, control and year, and lie from one day to eight weeks after the "
    "start; the axis makes them look comparable. A missing number is not zero. Doses may have been too low to "
    "block enough.\n"
)


def other_blockers() -> stage.Panel:
    """Return the panel of other drugs on the NMDA receptor.

    Sources: the references of ``molecular/blocker_trials``; mealing1999.
    """
    return stage.Panel(
        title="If ketamine works by blocking NMDA receptors, should any blocker do?",
        picture=BlockersPicture(),
        compute=trials,
        controls=(
            stage.Several(
                "sites",
                label="Drugs that act at",
                options=(("the pore", "pore"), ("the GluN2B part", "glun2b"), ("the glycine site", "glycine"),
                         ("helpers, no block", "enhancer")),
                value=SITES,
            ),
            stage.Choice(
                "order",
                label="Order",
                options=(("by mechanism", "mechanism"), ("most people first", "size"), ("best result first", "effect")),
                value="mechanism",
            ),
            stage.Toggle("ketamine", label="Ketamine for comparison", value=True),
        ),
        sources=_sources,
        note=(
            "Measured results. Each row is a trial with its control. Full circle: better than the control; empty: no "
            "better. Where a number was printed it is drawn with its interval."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Other blockers were tried in people. In the largest trial of each, how many beat their control?",
            options=(("most", "Most of them"), ("half", "About half"), ("few", "A few"), ("none", "None")),
            run={"sites": ("pore", "glun2b", "glycine"), "order": "mechanism", "ketamine": True},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Trials) -> str:
    won = sum(trial.verdict == "better" for trial in result.largest)
    share = won / len(result.largest)
    return "none" if not won else "few" if share < 0.4 else "half" if share <= 0.6 else "most"


def _explain(result: Trials) -> str:
    won = [trial.name for trial in result.largest if trial.verdict == "better"]
    return (
        f"{len(won)} of {len(result.largest)}: {' and '.join(won)}. So blocking the receptor is not enough, or not "
        "in every way. The assumption responsible: that all blockers reach the same receptors, as strongly and for "
        "as long."
    )


def _sources(result: Trials) -> tuple[evidence.Source, ...]:
    keys = {trial.ref for trial in result.shown}
    if any(trial.trapped is not None for trial in result.shown):
        keys.add("mealing1999")
    return tuple(evidence.source(key) for key in sorted(keys))
