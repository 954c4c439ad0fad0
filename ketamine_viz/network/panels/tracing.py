"""Panel: which of the model's connections anatomists have seen.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.anatomy import connections
from ketamine_viz.network.figures.tracing import TracedWiring
from ketamine_viz.network.schematic import regions
from ketamine_viz.network.tracing import Tracing, trace
from ketamine_viz.stage.text import join

MODEL_CARD = (
    "In: every connection of the network model, and the studies that traced it, or looked and did not find it. No "
    "model is run here.\n"
    "How known: abstracts of the studies, read for this; where a paper was known from another one, its reference "
    "says so.\n"
    "Names: areas of the monkey stand for regions of people: 25 for sgACC, 10, 14 and 32 for vmPFC, 9 and 8B for "
    "dmPFC, 23 and 31 for PCC, 7a or PG for AG, 46 and 9/46 for dlPFC, the intraparietal sulcus for PPC. Others "
    "would pair some of them differently.\n"
    "Left out: how strong a path is. That a fibre exists does not give the model's weight.\n"
    "Wrong: the model runs most links both ways and with exciting cells at both ends. Many were seen one way only; "
    "the striatum sends nothing straight back to the cortex, and dopamine does not simply excite.\n"
)


def traced_wiring() -> stage.Panel:
    """Return the panel on the anatomy behind the network model's wiring.

    Sources: the references of data/network/connections.csv
    """
    names = (("all regions", "all"), *((f"{r.id}: {r.label}", r.id) for r in regions()))
    onto = sum(one.kind == "X" for one in connections())
    return stage.Panel(
        title="Which of the model's connections has anyone seen?",
        picture=TracedWiring(),
        compute=trace,
        controls=(
            stage.Choice("region", "Region", options=names, value="all"),
            stage.Choice(
                "seen",
                "What was seen",
                options=(("everything", "all"), ("traced", "traced"), ("not traced", "open")),
                value="all",
            ),
            stage.Choice(
                "ends",
                "Ends on",
                options=(("any cells", "all"), ("exciting cells", "C"), ("inhibitory cells", "X")),
                value="all",
            ),
        ),
        sources=_sources,
        note="Evidence on fibres, not on function. The weights of the lines are assumed in the model.",
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question=f"The model lets {onto} connections end on inhibitory cells. For how many were such endings seen?",
            options=(("all", "All of them"), ("most", "More than half"), ("few", "Less than half")),
            run={"region": "all", "seen": "all", "ends": "X"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _seen(result: Tracing) -> list[str]:
    return [f"{one.source} to {one.target}" for one in result.chosen if one.cell_type == "partly_seen"]


def _answer(result: Tracing) -> str:
    seen, every = len(_seen(result)), len(result.chosen)
    return "all" if seen == every else "most" if 2 * seen > every else "few"


def _explain(result: Tracing) -> str:
    seen = _seen(result)
    return (
        f"For {len(seen)} of {len(result.chosen)}: {join(seen)}; and there fibres met other cells too. For the rest "
        "the fibre was seen, or something near it, but not the cell it ends on. The assumption responsible: the "
        "model needs brakes between networks that oppose each other, and we put them where they work."
    )


def _sources(result: Tracing) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(key for one in result.chosen for key in (*one.refs, *one.refs_against))
    return tuple(evidence.source(key) for key in keys)
