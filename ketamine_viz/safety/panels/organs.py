"""Panel: bladder and liver.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.safety.figures.harm_map import GROUPS, HarmMap
from ketamine_viz.safety.organs import PEOPLE, Organs
from ketamine_viz.safety.organs import organs as compute

MODEL_CARD = (
    "In: counts of bladder and liver trouble that papers, a maker and a reference book print, and reports without a "
    "count. No model is run.\n"
    "Worked out here: 95% intervals (Wilson) where the number of people is known. None of 1,148 still leaves room "
    "for about 3 in 1,000.\n"
    "Left out: animals; what happens in the tissue; how it is treated.\n"
    "Easy to misread: denominators differ. Readers of a dance-music site, people in rehabilitation, and people who "
    "came because of their bladder are not all users. Trial patients are not all patients either.\n"
    "Heavy use differs from treatment in dose, frequency, purity and years at once; which of these matters most is "
    "not known here.\n"
)


def bladder_and_liver() -> stage.Panel:
    """Return the panel of bladder and liver harm by group of people.

    Sources: the `ref` of ``data/safety/organ_findings.csv``
    """
    return stage.Panel(
        title="Bladder and liver: what was seen in heavy use, and what in treatment?",
        picture=HarmMap(),
        compute=compute,
        controls=(
            stage.Choice("organ", label="Organ", options=(("bladder", "bladder"), ("liver", "liver")), value="bladder"),
            stage.Choice(
                "people", label="In whom", options=(("everybody", "all"), *((GROUPS[p], p) for p in PEOPLE)),
                value="all",
            ),
            stage.Choice(
                "scale", label="Axis", options=(("to 75 in 100", "whole"), ("to 5 in 100", "near_zero")), value="whole",
            ),
        ),
        sources=_sources,
        note=(
            "Published data in people, not advice. Blood in the urine, pain or going very often are for a doctor, and "
            "soon. Groups were counted in different ways: compare within a group, not across."
        ),
        model_card=MODEL_CARD,
    )  # fmt: skip


def _sources(result: Organs) -> Iterable[evidence.Source]:
    return [evidence.source(key) for key in dict.fromkeys(one.ref for one in result.findings)]
