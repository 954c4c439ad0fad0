"""Panel: drugs sorted by main target, and where ketamine falls.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.safety.figures.receptor_boxes import BY_WORDS, SortedDrugs
from ketamine_viz.safety.receptor_boxes import SORTS, Boxes, boxes, drugs

_NOTE = (
    "“Psychedelic” is a label, not a receptor: some use it for whatever changes perception, others only for drugs "
    "that act at the serotonin 2A receptor. Which word is right is a choice; which receptor is a question of fact. "
    "Sort both ways and see what moves."
)
_MODEL_CARD = """\
In: the main target of nine drugs and how it is known; strengths of binding of ketamine from cells and membranes.
Left out: weaker targets of the other drugs, doses, and how the drugs feel. Binding is not effect.
That the serotonin 2A receptor is missing below means that no number was found that we could check, not that it is none.
Gets wrong: “main target” is one word for drugs that touch many; memantine blocks the same pore and has another name.
"""


def which_receptors() -> stage.Panel:
    """Return the panel that sorts drugs by receptor.

    Sources: the references of data/safety/receptor_sorting.csv and of ketamine in data/molecular/receptor_affinity.csv
    """
    return stage.Panel(
        title="Is ketamine a psychedelic? Sort the drugs by receptor, then by name",
        picture=SortedDrugs(),
        compute=boxes,
        controls=(
            stage.Choice(
                "by", label="Sort by", options=tuple((BY_WORDS[by], by) for by in SORTS), value="word"
            ),
            stage.Choice(
                "mark",
                label="Mark",
                options=tuple((drug.name, drug.id) for drug in drugs()),
                value="ketamine",
            ),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question="For how many of these nine drugs is the serotonin 2A receptor, where LSD acts, the main target?",
            options=(("2", "Two"), ("5", "Five"), ("9", "All nine")),
            run={"by": "family", "mark": "ketamine"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _sources(result: Boxes) -> tuple[evidence.Source, ...]:
    keys = [ref for _, found in result.boxes for drug in found for ref in drug.refs]
    keys += ["zamberlan2018", *(one.ref for one in result.bindings)]
    return tuple(evidence.source(key) for key in dict.fromkeys(keys))


def _count(result: Boxes, family: str) -> int:
    return sum(drug.family == family for _, found in result.boxes for drug in found)


def _answer(result: Boxes) -> str:
    return min(("2", "5", "9"), key=lambda option: abs(int(option) - _count(result, "serotonin_2a")))


def _explain(result: Boxes) -> str:
    return (
        f"{_count(result, 'serotonin_2a')}; {_count(result, 'nmda')} block the NMDA receptor instead, ketamine among "
        "them. For psilocybin and LSD it was shown in people, by taking the effect away with a blocker."
    )
