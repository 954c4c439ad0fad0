"""The panel of the two-cell lesson: wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.two_cells import TwoCellsPicture
from ketamine_viz.molecular.two_cells import TwoCells, two_cells

_MODEL_CARD = """\
In: two activities between nothing and full. The brake needs NMDA receptors and falls silent at 60% block (50 to 70%).
The pyramidal cell is excited, in part through NMDA receptors, and held down by the brake.
Block of both cells' receptors: concentration over the half-occupying one in rats, 1.42 µM.
Left out: every other cell, time, feedback, GluN2 subunits, the difference between SST and PV neurons, magnesium.
Fitted: three assumed constants, chosen so that the two regimes of the mouse slices come out. So nothing is tested.
Bands: all corners of the ranges of these constants.
Wrong: real pyramidal cells are many and differ; in people nobody has recorded this. Two cells cannot say why.
"""


def disinhibition() -> stage.Panel:
    """Return the two-cell lesson: what happens to the braked cell when the brake is blocked.

    Sources: gerhard2020, homayoun2007, widman2018, shaffer2014.
    """
    return stage.Panel(
        title="What happens when the brake is braked?",
        picture=TwoCellsPicture(),
        controls=(
            stage.Range(
                "ketamine_um",
                label="Ketamine around the cells",
                value=0.0,
                stops=tuple((f"{level:g} µM", level) for level in (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)),
                source="the slices had 1 and 10 µM",
            ),
            stage.Choice(
                "reaches",
                label="It blocks",
                options=(
                    ("both cells", "both"),
                    ("only the braking neuron", "brake"),
                    ("only the pyramidal cell", "main"),
                ),
                value="both",
            ),
            stage.Toggle("connected", label="Brake connected", value=True),
        ),
        compute=two_cells,
        sources=tuple(
            evidence.source(key) for key in ("gerhard2020", "homayoun2007", "widman2018", "shaffer2014")
        ),
        note="Raise the concentration slowly, then cut the link. Arrows above the frame: direction measured in mouse "
        "slices. All else is a schematic model.",
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question="Ketamine blocks only the braking neuron. What does the pyramidal cell do?",
            options=(("more", "It does more"), ("less", "It does less"), ("same", "Nothing changes")),
            run={"ketamine_um": 1.0, "reaches": "brake", "connected": True},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: TwoCells) -> str:
    change = round(100 * result.change["main"])
    return "same" if not change else "more" if change > 0 else "less"


def _explain(result: TwoCells) -> str:
    return (
        f"At {result.ketamine_um:g} µM the brake goes from {100 * result.before['brake']:.0f} to "
        f"{100 * result.after['brake']:.0f}%, the pyramidal cell from {100 * result.before['main']:.0f} to "
        f"{100 * result.after['main']:.0f}%. How much depends on three assumed constants; the direction follows from "
        "the link."
    )
