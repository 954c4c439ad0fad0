"""Panel: mirror-image molecules.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.mirror import WORDS, MirrorForms
from ketamine_viz.routes.mirror import GROUPS, STEP_DEG, Overlay, overlay, ranked

MODEL_CARD = (
    "In: the carbon that carries the chlorophenyl ring, its four neighbours at the angles of a tetrahedron, and the "
    "rank of each by atomic number (rules of Cahn, Ingold and Prelog).\n"
    "Left out: true lengths and angles, the pucker of the ring, hydrogens, movement. The four arms are drawn equally "
    "long, which helps the reader's case: real arms match even less.\n"
    "Computed: which form each molecule is (sign of a volume), the distance between partner groups, and the most "
    "groups that can coincide after any turn about the central carbon (best fit of every set of groups).\n"
    "Wrong: nothing here says how tightly either form binds; that is measured, not seen from a drawing.\n"
)


def mirror_forms() -> stage.Panel:
    """Return the panel on laying R-ketamine over S-ketamine.

    Sources: none; geometry and the definition of the ranks.
    """
    return stage.Panel(
        title="Can a molecule be laid over its mirror image?",
        picture=MirrorForms(),
        compute=overlay,
        controls=(
            stage.Range(
                "turn_deg",
                label="Turn the second molecule",
                minimum=0,
                maximum=360,
                step=STEP_DEG,
                value=0,
                unit="°",
                source=f"A full turn in steps of {STEP_DEG}°",
            ),
            stage.Choice(
                "about",
                label="Turn about its bond to",
                options=tuple((WORDS[group][0], group) for group in GROUPS),
                value="amine",
            ),
            stage.Toggle("mirrored", label="Mirror the second molecule", value=True),
        ),
        sources=(evidence.source("zanos2018"),),
        note=(
            "Thick bonds point towards you, thin and pale ones away. Ringed groups lie on their partners. A schematic: "
            "real lengths and angles differ, the handedness does not."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Turn the mirror image any way you like: how many of its four groups can lie on their partners at "
            "once?",
            options=(("4", "All four"), ("3", "Three"), ("2", "Two"), ("1", "Only one")),
            answer=lambda result: str(result.best),
            explain=_explain,
            run={"mirrored": True, "about": "aryl", "turn_deg": 120},
        ),
    )


def _explain(result: Overlay) -> str:
    first, second = (WORDS[group][0] for group in ranked()[:2])
    return (
        f"Of all turns about the central carbon the best brings {result.best} groups together, for example {first} and "
        f"{second}; the other two have then changed places. This turn brings {len(result.same)}. The assumption: four "
        "arms of equal length."
    )
