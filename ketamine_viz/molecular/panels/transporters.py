"""Panel: transporters of serotonin and dopamine, drug by drug.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.transporters import TransportersPicture
from ketamine_viz.molecular.transporters import Comparison, comparison

MODEL_CARD = (
    "In: PET scans of the serotonin transporter in people and monkeys, with the numbers their abstracts print.\n"
    "Measured: every filled or open bar. The size of the fall in monkeys was read in a paper that cites it.\n"
    "Reckoned: hatched bars. Unbound level after 0.5 mg/kg over 40 minutes against the affinity in cells, or against "
    "the rats' anchor for NMDA receptors.\n"
    "Left out: noradrenaline (no scan in our tables), and everything ketamine does to serotonin by other ways, such as "
    "more of it let go in rodents.\n"
    "Wrong: a bar is not an effect. How many transporters must be blocked to help is another question. A scan also "
    "cannot tell a pump that is filled from one that left the surface, or from serotonin that competes with "
    "the tracer.\n"
)


def transporter_occupancy() -> stage.Panel:
    """Return the panel on monoamine transporters.

    Sources: meyer2001, meyer2004, sorensen2022, spies2018, schlosser2025, yamamoto2013, nishimura1998, can2016.
    """
    return stage.Panel(
        title="Does ketamine block the serotonin pump, as most antidepressants do?",
        picture=TransportersPicture(),
        compute=comparison,
        controls=(
            stage.Choice(
                "transporter",
                label="Transporter",
                options=(("serotonin", "serotonin"), ("dopamine", "dopamine")),
                value="serotonin",
            ),
            stage.Choice(
                "who",
                label="Who was scanned",
                options=(("people and monkeys", "all"), ("people", "people"), ("monkeys", "monkeys")),
                value="all",
            ),
            stage.Toggle("cells", label="Add arithmetic from cells", value=False),
            stage.Toggle("receptors_too", label="Add NMDA receptors (arithmetic)", value=False),
        ),
        sources=_sources,
        note=(
            "Measured results; hatched bars are arithmetic. People and monkeys disagree, and both are drawn. An open "
            "bar is a limit: the truth may be anything from nothing to its end."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Common antidepressants fill about 80% of serotonin transporters. And "
            "ketamine, at 0.5 mg/kg, in people?",
            options=(
                ("much", "About as many"),
                ("half", "About half as many"),
                ("few", "Fewer than 10%"),
            ),
            answer=_answer,
            explain=_explain,
            run={"transporter": "serotonin", "who": "all", "cells": False, "receptors_too": False},
        ),
    )


def _answer(result: Comparison) -> str:
    most = max(bar.reaches for bar in result.of("ketamine", "people"))
    return "few" if most <= 10 else "half" if most <= 60 else "much"


def _explain(result: Comparison) -> str:
    studies = result.of("ketamine", "people")
    people = sum(bar.n or 0 for bar in studies)
    return (
        f"{len(studies)} studies with {people} people could not tell it from nothing. In monkeys it was more, while "
        "the drug ran in. The assumption: what the tracer loses, the drug has taken."
    )


def _sources(result: Comparison) -> list[evidence.Source]:
    keys = [*(bar.ref for bar in result.bars), *(("can2016",) if result.cells else ())]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
