"""Panel: the steps of a memory, and who was tested.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.memories import STEP, WHO, MemorySteps
from ketamine_viz.psychological.memories import NOTHING, Trace, run, studies

MODEL_CARD = (
    "In: a rule of four lines for what recall, a blocker and storing again do to a memory, and five studies. Theory.\n"
    "The rule: recall opens a memory unless a blocker is already there; a blocker disturbs only what is open; storing "
    "again closes it, weaker if disturbed; an open memory closes by itself.\n"
    "Left out: how long a memory stays open, how strong or old it is, and the many studies that did not repeat it.\n"
    "Fitted: nothing. Sizes of circles are illustrative.\n"
    "Wrong: rats got other blockers than ketamine. A weaker response to a cue is not a memory that was erased.\n"
)


def memory_steps() -> stage.Panel:
    """Return the panel: order the steps, then see who was tested.

    Sources: das2019, duek2023, benmamou2006, milton2013, alaghband2014
    """
    options = tuple((words, name) for name, words in STEP.items())
    places = (("first", "First"), ("second", "Second"), ("third", "Third"))
    return stage.Panel(
        title="Can ketamine weaken a memory? Order the steps, then see who was tested",
        picture=MemorySteps(),
        compute=run,
        controls=(
            *(stage.Choice(name, label=label, options=options, value=NOTHING) for name, label in places),
            stage.Toggle("shown", label="Show what studies found", value=False),
            stage.Choice("who", label="Studies of", options=tuple((text, name) for name, text in WHO.items()),
                         value="all"),
        ),
        sources=tuple(evidence.source(key) for key in dict.fromkeys(s.ref for s in studies())),
        note=(
            "Above: theory. Below: published studies. We found nobody who showed that ketamine erases a memory in "
            "people."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="People with PTSD recalled the trauma, then got ketamine or midazolam, then exposure therapy. "
            "After ketamine their symptoms …",
            options=(
                ("more", "improved more"),
                ("equal", "improved equally"),
                ("less", "improved less"),
            ),
            run={"first": "retrieve", "second": "drug", "third": "restabilise", "shown": True, "who": "human"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Trace) -> str:  # noqa: ARG001 - the study's answer, whatever is in view
    (study,) = (s for s in studies() if s.ref == "duek2023")
    return {"for": "more", "mixed": "equal", "no_difference": "equal"}[study.answer]


def _explain(result: Trace) -> str:  # noqa: ARG001
    (trauma,) = (s for s in studies() if s.ref == "duek2023")
    (drinking,) = (s for s in studies() if s.ref == "das2019")
    return (
        f"{trauma.says} n {trauma.n}. In {drinking.who.lower()} (n {drinking.n}) it was different: {drinking.says} "
        "The assumption: that all memories open in the same way, which is not known."
    )
