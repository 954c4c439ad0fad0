"""Panel: how many cells use which messenger, and how far they reach.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.abundance import MONOAMINES, Abundance, abundance, counts, gaba_shares, reach
from ketamine_viz.molecular.figures.abundance import AbundancePicture
from ketamine_viz.molecular.figures.channel import percent

MODEL_CARD = (
    "In: counts of neurons in human brains, shares of GABA cells in the cortex of cats, monkeys and rodents, and axons "
    "of single cells in rats and mice.\n"
    "Counted: cortex from 86.1 billion neurons and 19% of them. Serotonin: what was counted in the pons; at most with "
    "every cell of the dorsal raphe, not all of which make serotonin. Noradrenaline: locus coeruleus. Dopamine: the "
    "midbrain of one man.\n"
    "Left out: other parts of the brain, cells outside these nuclei, and messengers that share a cell.\n"
    "Wrong: light dots are called glutamate because they are not GABA; few cells are counted in more than one "
    "laboratory; reach in rats and mice is not reach in people.\n"
)


def messengers() -> stage.Panel:
    """Return the panel on the brain's messengers by number and reach.

    Sources: azevedo2009, attwell2001, fitzpatrick1987, gabbott1986, german1983, baker1989, baker1990, baker1991,
    german1988, gagnon2014, winnubst2019, matsuda2009.
    """
    return stage.Panel(
        title="How many cells use glutamate, and how many use serotonin?",
        picture=AbundancePicture(),
        compute=abundance,
        controls=(
            stage.Choice(
                "focus",
                label="Messenger in focus",
                options=tuple((group, group) for group in MONOAMINES),
                value="serotonin",
            ),
            stage.Choice(
                "count",
                label="Draw of the counts",
                options=(("the most", "high"), ("the least", "low")),
                value="high",
            ),
            stage.Range(
                "gaba",
                label="GABA cells in the cortex",
                minimum=gaba_shares()[0][0],
                maximum=gaba_shares()[-1][0],
                value=gaba_shares()[-1][0],
                stops=tuple(
                    (f"{percent(share)}, {evidence.cite(ref).split(',')[0]}", share)
                    for share, ref in gaba_shares()
                ),
                source="Published shares",
            ),
        ),
        sources=_sources,
        note=(
            "Counts, not a model. Each dot is an equal share of the cortex; the large square is one of them. The bands "
            "in it hold every cell of a kind in the whole brain."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Let 10,000 dots stand for the neurons of the cortex. How many dots would all serotonin cells of "
            "the brain fill?",
            options=(
                ("thousand", "About 1,000"),
                ("hundred", "About 100"),
                ("ten", "About 10"),
                ("less", "Less than one"),
            ),
            answer=_answer,
            explain=_explain,
            run={"focus": "serotonin", "count": "high"},
        ),
    )


def _answer(result: Abundance) -> str:
    dots = result.dots("serotonin", "high")
    return "less" if dots < 1 else "ten" if dots < 30 else "hundred" if dots < 300 else "thousand"


def _explain(result: Abundance) -> str:
    most = percent(result.dots("serotonin", "high"))
    far = max(one.centimetres for one in result.reach)
    return (
        f"At most {most} of one dot. They are few, but one of them can send {far:g} cm of axon through a rat's brain. "
        "The assumption: counts from a handful of brains hold for others."
    )


def _sources(result: Abundance) -> list[evidence.Source]:  # noqa: ARG001 - all are drawn, always
    keys = ["azevedo2009", *(ref for _, ref in gaba_shares())]
    for count in counts().values():
        keys += count.refs
    keys += [*(one.ref for one in reach()), "matsuda2009"]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
