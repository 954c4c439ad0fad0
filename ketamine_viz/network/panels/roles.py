"""Panel: what each region is thought to do, what was found there, and in whom.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.figures.roles import RegionsAndRoles
from ketamine_viz.network.figures.roles_words import GROUP, KIND, SPECIES_WORDS, regions_with
from ketamine_viz.network.roles import Roles, areas, roles
from ketamine_viz.stage.text import join

MODEL_CARD = (
    "In: 29 regions, and every finding of our tables that names one of them or its network: scans in depression, scans "
    "and recordings after ketamine, fibres traced, studies of pain. No model is run.\n"
    "Itself or not: a finding on a whole network is shown at its hubs with a hollow shape. Fibres count for the region "
    "itself if tracers or imaging showed them between the two places.\n"
    "Role: what textbooks and reviews think it does. A region does more than one thing, and one thing needs more than "
    "one region.\n"
    "Names across species: areas of monkeys and rats stand for regions of people; some pairings are disputed.\n"
    "Left out: findings without a place, findings of which we know only from memory, and most of the literature. No "
    "shape means nothing in our tables, not nothing in the world.\n"
    "Wrong: places are a sketch in one plane. Left and right, and deep and shallow, lie beside each other.\n"
)


def regions_and_roles(kind: str = "all") -> stage.Panel:
    """Return the panel on regions, their roles and the evidence.

    Parameters
    ----------
    kind
        What the results that are drawn first are about: ``all``, or a term of `KINDS`.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Sources: the references of data/network/region_findings.csv, connectivity_effects.csv and connections.csv
    """
    roles(kind=kind)  # says what is allowed
    pain = kind == "pain"
    return stage.Panel(
        title="Do pain and low mood share a place?"
        if pain
        else "Which regions, what do they do, and in whom was it seen?",
        picture=RegionsAndRoles(),
        compute=roles,
        controls=(
            stage.Choice(
                "region", "Region",
                options=(("all regions", "all"), *((f"{a.id}: {a.label}", a.id) for a in areas())), value="all",
            ),
            stage.Choice(
                "group", "Group",
                options=(("all groups", "all"), *((words, name) for name, words in GROUP.items())), value="all",
            ),
            stage.Choice(
                "species", "In whom",
                options=(("anyone", "all"), *((words, name) for name, words in SPECIES_WORDS.items())), value="all",
            ),
            stage.Choice(
                "kind", "Results on",
                options=(("everything", "all"), *((words, name) for name, words in KIND.items())), value=kind,
            ),
        ),
        sources=_sources,
        note="Evidence, not a model. Open a card, by click or from the list, for every result with its source.",
        model_card=MODEL_CARD,
        prediction=_on_pain() if pain else _on_wiring(),
    )  # fmt: skip


def _on_wiring() -> stage.Prediction:
    return stage.Prediction(
        question="Fibres between regions were traced: for most of these regions in whom?",
        options=(("people", "People"), ("monkeys", "Monkeys"), ("rodents", "Rats and mice")),
        run={"region": "all", "group": "all", "species": "all", "kind": "wiring"},
        answer=_answer,
        explain=_explain,
    )


def _on_pain() -> stage.Prediction:
    return stage.Prediction(
        question="Someone lies in a scanner and the dACC lights up. What is she feeling?",
        options=(("pain", "Pain"), ("sad", "Low mood"), ("open", "That cannot be told")),
        run={"region": "dACC", "group": "all", "species": "all", "kind": "all"},
        answer=_read_off,
        explain=_explain_pain,
    )


def _read_off(result: Roles) -> str:
    own = {one.kind for one in result.results if one.region == "dACC" and one.itself}
    return "open" if {"pain", "depression"} <= own else "pain" if "pain" in own else "sad"


def _explain_pain(result: Roles) -> str:
    own = [one for one in result.results if one.region == "dACC" and one.itself]
    counts = join(
        f"{sum(one.kind == kind for one in own)} on {KIND[kind].split(',')[0].lower()}"
        for kind in ("pain", "depression", "ketamine")
    )
    return (
        f"Our tables hold for this one region {counts}, and it answers in tasks of control and reward too. One group "
        "read pain off it from over 10,000 studies, another answered that this cannot be done. The assumption "
        "that misleads: one region, one feeling."
    )


def _answer(result: Roles) -> str:
    return max(SPECIES_WORDS, key=lambda species: len(regions_with(result, species)))


def _explain(result: Roles) -> str:
    counts = [
        f"{words} for {len(regions_with(result, species))} of {len(result.areas)} regions"
        for species, words in SPECIES_WORDS.items()
    ]
    return (
        f"Fibres seen in {join(counts)}. A tracer must be injected, so people are out: in them water is followed with "
        "a scanner, which cannot tell which way a fibre runs. Results after ketamine come mostly from people. The "
        "assumption that joins the two: that our wiring is like a monkey's."
    )


def _sources(result: Roles) -> tuple[evidence.Source, ...]:
    shown = [one for one in result.results if result.region in ("all", one.region)]
    return tuple(evidence.source(key) for key in dict.fromkeys(key for one in shown for key in one.refs))
