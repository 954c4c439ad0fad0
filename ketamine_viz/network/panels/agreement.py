"""Panel: which published directions the models get right.  Wiring only."""

from __future__ import annotations

from functools import lru_cache

from ketamine_viz import evidence, stage
from ketamine_viz.network.directions import GOAL, LISTS, RULES, TABLES, Agreement, agreement
from ketamine_viz.network.figures.agreement import LISTED, AgreementOfDirections

MODEL_CARD = (
    "In: every row of our two tables of findings that has a direction, and what the models say for its link or "
    "measure, its group of people and its moment. One dose is one block; the default selectivity is used.\n"
    "Counted: rows that no other row contradicts. Where studies contradict each other no model can be right about all, "
    "so these stand apart and do not count.\n"
    "Not tuned: no number of the models was set to turn a miss into a hit. A miss stays.\n"
    f"The goal of {100 * GOAL:.0f} % was set before it was counted.\n"
    "Left out: sizes. Going the right way is a low bar: by chance about half of ups and downs would be right. Rows "
    "of one study are not independent, and results that were never published cannot be counted.\n"
    "No answer: animals, anaesthesia, hours between two and twelve, measures and places the models do not have.\n"
)
_RULES = {
    "same": "Same people and moment say otherwise",
    "anyone": "Anyone at that moment says otherwise",
    "said": "… or our table says conflicting",
}


def agreement_of_directions() -> stage.Panel:
    """Return the panel: published directions, and whether the models go the same way.

    Sources: those of ``data/network/connectivity_effects.csv`` and ``signal_effects.csv``
    """
    return stage.Panel(
        title="How often is the model right?",
        picture=AgreementOfDirections(),
        compute=agreement,
        controls=(
            stage.Choice(
                "table", label="Findings", value="both",
                options=tuple(zip(("Links and signals", "Links and activity", "Signals"), TABLES, strict=True)),
            ),
            stage.Choice(
                "people", label="People", value="all",
                options=(("Everyone", "all"), ("Healthy", "healthy"), ("With depression", "depressed")),
            ),
            stage.Choice("rule", label="Contested if", value="same", options=tuple((_RULES[r], r) for r in RULES)),
            stage.Choice("listed", label="List", value="misses", options=tuple((LISTED[one], one) for one in LISTS)),
        ),
        sources=_sources,
        note=(
            "Each square is a published direction. Change what counts as contested and see how little or how much the "
            "share depends on it. Open a card to read the finding and who disagrees."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Of the directions that no other study contradicts, how many does the model get right?",
            options=(("most", "At least 80 %: the goal"), ("some", "60 to 80 %"), ("half", "About half, as by chance")),
            run={"table": "both", "people": "all", "rule": "same"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Agreement) -> str:
    share = result.share or 0.0
    return "most" if share >= GOAL else "some" if share >= 0.6 else "half"


def _explain(result: Agreement) -> str:
    missed = len(result.alone) - result.right
    return (
        f"{result.right} of {len(result.alone)}; {missed} are missed and {len(result.contested)} more are contested, "
        "where no model can please everyone. The assumption behind several misses: one selectivity for every link."
    )


def _sources(result: Agreement) -> tuple[evidence.Source, ...]:
    return _cited(tuple(dict.fromkeys(row.ref for row in (*result.alone, *result.contested))))


@lru_cache(maxsize=32)
def _cited(keys: tuple[str, ...]) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in keys)
