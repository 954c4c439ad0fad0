"""The panel of agreement: wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.agreed import ALL, Agreement, agree
from ketamine_viz.routes.figures.agreement import PRESETS, PublishedAgainstComputed
from ketamine_viz.routes.panels import sources

MODEL_CARD = (
    "In: every published number in our tables that the model can be asked for, run anew each time.\n"
    "Left out: numbers that were only recalled, not read; medicines whose effect would have to be "
    "put in as the answer.\n"
    "Fitted: some of these numbers set a constant; choose “set no constant” to see the ones that did not.\n"
    "Checked: the spreads are as published where one is printed, an allowance of ours where none is. They are wide, so "
    "“met” means not contradicted, not proved. Several numbers come from one study and err together.\n"
    "Wrong: the misses are known, named, and not tuned away.\n"
)


def agreement() -> stage.Panel:
    """Return the panel: what was published against what the model gives.

    Sources: the `ref` of ``data/routes/validation_targets.csv``.
    """
    return stage.Panel(
        title="How often is the model right?",
        picture=PublishedAgainstComputed(),
        compute=agree,
        controls=(
            stage.Choice(
                "role",
                label="Numbers that",
                options=(
                    ("are in our tables (all)", ALL),
                    ("set no constant", "held_out"),
                    ("come from the constants' own studies", "transcription"),
                    ("set a constant", "calibration"),
                    ("are asked of another study's constants", "cross_check"),
                    ("are effects of a medicine", "interaction"),
                ),
                value=ALL,
            ),
            stage.Choice(
                "kind",
                label="Of what",
                options=(
                    ("everything", ALL),
                    ("highest level", "peak"),
                    ("exposure", "exposure"),
                    ("level at a time", "level"),
                    ("time of the peak", "time"),
                    ("share that arrives, piling up", "share"),
                ),
                value=ALL,
            ),
            stage.Several(
                "presets",
                label="Constants",
                options=tuple((words, preset) for preset, words in PRESETS.items()),
                value=tuple(PRESETS),
                least=1,
            ),
        ),
        sources=_sources,
        note=(
            "Each marker: one number measured in people, across, and the model's, upwards. A bar that reaches the "
            "diagonal is met. Open a card for any of them."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Of the published numbers that never set a constant, how many does the model meet within "
            "their published spread?",
            options=(
                ("all", "All of them"),
                ("most", "About five in six"),
                ("half", "About half"),
                ("few", "About one in six"),
            ),
            answer=_answer,
            explain=_explain,
            run={"role": "held_out", "kind": ALL, "presets": tuple(PRESETS)},
        ),
    )


def _share(result: Agreement) -> float:
    return sum(c.within for c in result.checks) / len(result.checks)


def _answer(result: Agreement) -> str:
    marks = {"all": 1.0, "most": 5 / 6, "half": 0.5, "few": 1 / 6}
    return min(marks, key=lambda k: abs(marks[k] - _share(result)))


def _explain(result: Agreement) -> str:
    met, allowed = sum(c.within for c in result.checks), [c.tolerance_percent for c in result.checks]
    swallowed = sum(c.row["route"] == "oral" for c in result.misses)
    return (
        f"{met} of {len(result.checks)} are met, but the spreads allow {min(allowed):.0f} to {max(allowed):.0f}% "
        f"either way. {swallowed} of the {len(result.misses)} misses are swallowed doses. The assumption "
        "responsible: one share that passes the gut and liver, the same in every study."
    )


def _sources(result: Agreement) -> Iterable[evidence.Source]:
    model = [ref for preset in result.presets for ref in sources.OF_PRESET[preset]]
    return sources.lines([c.ref for c in result.checks], model)
