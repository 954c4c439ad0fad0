"""Panel: loss and repair of synapses, by species and way of looking.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.synapse_evidence import SynapsePicture
from ketamine_viz.molecular.synapse_evidence import Evidence, synapses

MODEL_CARD = (
    "In: directions (more, no change, fewer) from studies of mice, rats, monkeys and people, against controls.\n"
    "Left out: how much more or fewer, since the abstracts print no sizes; and studies we have not read.\n"
    "Fitted and simulated: nothing.\n"
    "Wrong: a spine under the microscope and the signal of a scan are different things, and a circle (no change) can "
    "mean too small to see. Time in people and in mice is not the same time.\n"
)


def synapses_seen() -> stage.Panel:
    """Return the panel on synapses: animals, scans and brains after death in one picture.

    Sources: the references of ``molecular/synapse_findings``.
    """
    return stage.Panel(
        title="Does ketamine regrow synapses? In whom has anybody looked?",
        picture=SynapsePicture(),
        compute=synapses,
        controls=(
            stage.Choice(
                "look",
                label="Look at",
                options=(
                    ("everything", "all"),
                    ("mice and rats under the microscope", "microscope"),
                    ("scans of the marker SV2A", "pet"),
                    ("people only", "human"),
                ),
                value="all",
            ),
            stage.Toggle("loss", label="Stress or depression", value=True),
            stage.Toggle("repair", label="After ketamine", value=True),
        ),
        sources=_sources,
        note=(
            "Measured directions, not a model. Go from mice under the microscope to scans and read what each allows "
            "us to say, and what it does not. Click a mark for its card."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Spines under the microscope had increased a day after ketamine. In how many scans at that time "
            "had the marker of synapses?",
            options=(("all", "In all of them"), ("some", "In some of them"), ("none", "In none of them")),
            run={"look": "pet", "loss": True, "repair": True},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Evidence) -> str:
    more, of = result.tally("pet", 24.0)
    return "none" if not more else "all" if more == of else "some"


def _explain(result: Evidence) -> str:
    more, of = result.tally("pet", 24.0)
    spines, looked = synapses("microscope").tally("microscope", 24.0)
    return (
        f"In {more} of {of} (mice, monkeys, people), against {spines} of {looked} under the microscope at the same "
        "time. The assumption responsible: that a scan of nerve endings would show new spines. It may not."
    )


def _sources(result: Evidence) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in sorted({one.ref for one in result.seen}))
