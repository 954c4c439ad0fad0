"""The laboratory panel: wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.figures.lab import COLUMNS, LabPicture, clock, named
from ketamine_viz.molecular.lab import READOUTS, TIMES_H, Experiment, breaks, experiment

_MODEL_CARD = """\
In: the cascade as a logic model; each arrow is a row of the tables. A part is held down to a tenth, missing from birth,
or turned up, as the surest of its published experiments did it.
Read: what the drug changes in one part, as a share of ketamine's own peak in each draw; bands hold 8 in 10 draws.
Classes: under 75% weaker, up to 125% unchanged, above stronger. Without ketamine: 30% or more is like ketamine.
Left out: people, whose answers to blockers are shown as published and not simulated; sex, strain, brain region, dose of
the agent; experiments that only observed.
Not fitted: this panel. How the whole model was made and scored stands in the notebook.
Wrong: it disagrees with many experiments, and they with each other. Half of all undisputed rows say that losing one
part abolishes the effect; work that finds nothing is published less often, so the picture is too tidy.
"""
_SYSTEMS = (("mice", "mouse"), ("rats", "rat"))


def break_it() -> stage.Panel:
    """Return the laboratory: break one part, predict, run, compare with what was published.

    Sources: the rows of ``molecular/interventions``; those in view are listed in the panel.
    """
    own = ("as fits the part", "own")
    return stage.Panel(
        title="What is left of ketamine's effect when one part is broken?",
        picture=LabPicture(),
        controls=(
            stage.Choice(
                "what",
                label="Break",
                options=tuple((named(one), one.id) for one in breaks()),
                value="ampar:less:with",
            ),
            stage.Choice("system", label="Model of", options=_SYSTEMS, value="mouse"),
            stage.Choice(
                "readout",
                label="Read",
                options=tuple((words, node) for node, words in READOUTS.items()),
                value="ad_rapid",
            ),
            stage.Choice(
                "account",
                label="Account",
                options=(own, *((preset.name, preset.id) for preset in hypotheses())),
                value="own",
            ),
            stage.Range(
                "at_h",
                label="Compare after",
                value=24.0,
                stops=tuple((clock(hours), hours) for hours in TIMES_H),
                source="when most experiments look",
            ),
        ),
        compute=experiment,
        sources=_sources,
        note="Curves: a model. Dots: published experiments, mostly in mice. Choose a part, guess, run, and see who "
        "agrees. Where studies disagree, no model can be right.",
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question="Rapamycin blocks mTORC1 before ketamine. Relief a day later, in the model of a rat?",
            options=tuple((name, words) for name, words in COLUMNS[False].items()),
            run={
                "what": "mtorc1:less:with",
                "system": "rat",
                "readout": "ad_rapid",
                "account": "own",
                "at_h": 24.0,
            },
            answer=lambda result: "same" if result.word == "none" else result.word,
            explain=_explain,
        ),
    )


def _sources(result: Experiment) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in dict.fromkeys(row["ref"] for row in result.what.rows))


def _explain(result: Experiment) -> str:
    share = (
        "nothing to compare" if result.share is None else f"{round(100 * result.share)}% of ketamine's effect"
    )
    return (
        f"The model leaves {share}. In rats rapamycin abolished the effect; in people relief a day later was no "
        "weaker, and at two weeks more of those who had rapamycin were still better. One switch cannot be both."
    )
