"""Panel: immune signals, sorted into piles by species.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.species_piles import PilesPicture
from ketamine_viz.molecular.species_piles import SPECIES, Piles, piles

MODEL_CARD = (
    "In: findings of our tables on immune signals after ketamine, in people, rats and mice.\n"
    "Rule of the bar: each finding counts once, large or small, good or poor. Its length is a share of findings, not "
    "a probability that the claim is true.\n"
    "Left out: reviews, which would count the same studies again (one found 22 studies of mice and rats and 9 of "
    "people, and calls the human ones mixed), and every study we have not read.\n"
    "Fitted and simulated: nothing.\n"
    "Wrong: findings that something fell are printed more easily than findings that nothing did. The bar is too "
    "long, and nobody knows by how much.\n"
)


def immune_signals() -> stage.Panel:
    """Return the panel of immune signals: cards in piles by species, and a bar that counts them.

    Sources: the references of ``molecular/inflammation_findings``; kopra2021.
    """
    return stage.Panel(
        title="Does ketamine calm inflammation, and in whom?",
        picture=PilesPicture(),
        compute=piles,
        controls=(
            stage.Choice(
                "question",
                label="Question",
                options=(("does it lower immune signals?", "calms"), ("is that why mood lifts?", "explains")),
                value="calms",
            ),
            stage.Several(
                "species",
                label="Piles that count",
                options=(("people", "human"), ("rats", "rat"), ("mice", "mouse")),
                value=SPECIES,
            ),
            stage.Toggle("controlled", label="Only with a control group", value=False),
        ),
        sources=_sources,
        note=(
            "Each card is a measured finding. Switch piles off and watch the bar: it counts cards, one each, and "
            "says nothing about how likely the claim is. Click a card to open it."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Every rat card says that ketamine lowers immune signals. How many cards on people say that "
            "this is why mood lifts?",
            options=(
                ("all", "All of them"),
                ("most", "More than half"),
                ("few", "Half or fewer"),
                ("none", "None"),
            ),
            run={"question": "explains", "species": ("human",), "controlled": False},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Piles) -> str:
    share = result.share or 0.0
    return "all" if share == 1 else "most" if share > 0.5 else "few" if share > 0 else "none"


def _explain(result: Piles) -> str:
    rats = piles(species=("rat",))
    return (
        f"{result.count('for')} of {len(result.counted)}. In rats {rats.count('for')} of {len(rats.counted)} cards "
        "say that the signals fall, which answers another question. The assumption responsible: that what falls "
        "together belongs together, and does so in every species."
    )


def _sources(result: Piles) -> tuple[evidence.Source, ...]:
    keys = {one.ref for one in result.cards} | {"kopra2021"}
    return tuple(evidence.source(key) for key in sorted(keys))
