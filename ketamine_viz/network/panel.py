"""The panel of the network level: controls wired to model and picture."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.comparison import Comparison, compare
from ketamine_viz.network.figures.before_after import BeforeAfter
from ketamine_viz.network.model_card import model_card
from ketamine_viz.network.published import about_group
from ketamine_viz.network.schematic import groups
from ketamine_viz.network.words import SYSTEM_WORDS, way
from ketamine_viz.stage.text import number

_MODEL_SOURCES = (
    ("deco2014", "Constants of the mean field."),
    ("gerhard2020", "Why selectivity is a knob: interneurons lose more at low dose, both lose at high dose."),
    ("fan2018", "Interneuron synapses lose more than pyramidal ones."),
    ("yang2018", "Why the habenula is treated the other way round."),
)

_EVEN = (0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9)
# Below 0.3 the model leaves its range; steps are finer where the sign of the effect flips.
_SELECTIVITIES = (
    ("0.3", 0.3),
    ("one third", 1 / 3),
    *((f"{stop:g}", stop) for stop in _EVEN),
    ("1 (even)", 1.0),
)


def before_and_after() -> stage.Panel:
    """Return the panel: the brain's networks before and after ketamine.

    Sources: deco2014, gerhard2020, driesen2013, adhikari2020 and those of the cards
    """
    return stage.Panel(
        title="Does ketamine tie the brain's networks together, or loosen them?",
        picture=BeforeAfter(),
        compute=compare,
        controls=(
            stage.Range(
                "block",
                "Block on inhibitory cells",
                value=0.3,
                minimum=0.0,
                maximum=0.5,
                step=0.02,
                source="share of NMDA drive; slices lost about half at one micromolar",
            ),
            stage.Range(
                "selectivity",
                "Selectivity (1 is even)",
                value=1 / 3,
                stops=_SELECTIVITIES,
                source="block on exciting cells relative to inhibitory ones; the start value is assumed",
            ),
            stage.Choice(
                "brain",
                "Brain",
                options=(("Healthy", "healthy"), ("Depressed (assumed lesion)", "depressed")),
                value="healthy",
            ),
            stage.Choice(
                "moment",
                "When",
                options=(("During the infusion", "during"), ("A day later (drug gone)", "later")),
                value="during",
            ),
            stage.Choice(
                "view",
                "Right brain shows",
                options=(("State after", "after"), ("Change from before", "change")),
                value="after",
            ),
            stage.Choice(
                "system",
                "Links of",
                options=tuple((words, system) for system, words in SYSTEM_WORDS.items()),
                value="all",
            ),
        ),
        sources=_sources,
        note=(
            "Line: correlation r between two regions, solid red positive, dashed blue negative. "
            "Model, not data; the wiring is assumed. Right column: published studies of people, both directions."
        ),
        model_card=model_card(),
        prediction=stage.Prediction(
            question="Make the block a little more even (selectivity one half): where does mean connectivity end?",
            options=(
                ("rises", "Higher than before"),
                ("hardly moves", "About as before"),
                ("falls", "Lower than before"),
            ),
            run={"selectivity": 0.5, "block": 0.3, "brain": "healthy", "moment": "during"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Comparison) -> str:
    return way(result.before.measures["mean_z"], result.after.measures["mean_z"])


def _explain(result: Comparison) -> str:
    before, after = result.before.measures["mean_z"], result.after.measures["mean_z"]
    third = compare(result.after.block, 1 / 3, result.brain, "during").after.measures["mean_z"]
    return (
        f"Mean connectivity was {number(before)} before the drug, {number(third)} with selectivity one third, "
        f"and is {number(after)} now. The assumption responsible: inhibitory cells lose a fixed share of drive, "
        "and the knob says how much excitatory cells lose with them. Past about 0.44 the loss of excitation "
        "wins. This is how the model reads two camps of studies; it is not evidence for either."
    )


def _sources(result: Comparison) -> tuple[evidence.Source, ...]:
    keys: dict[str, str] = dict(_MODEL_SOURCES)
    for group in groups():
        for finding in about_group(group.id):
            if finding.moment in (result.moment, "unstated"):
                keys.setdefault(finding.ref, "")
    return tuple(evidence.source(key, note) for key, note in keys.items())
