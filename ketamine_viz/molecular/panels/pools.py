"""Panel: from concentration to occupancy, pool by pool.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.channel import percent
from ketamine_viz.molecular.figures.pools import MOLECULE_WORDS, POOL_WORDS, PoolsPicture, regimen_words
from ketamine_viz.molecular.pools import Pools, pools, regimens

MODEL_CARD = (
    "In: several molecules that compete for one site (share = s / (1 + s), s the sum of level over half-occupying "
    "level), five pools of receptors, and peak levels from the blood model of the routes room.\n"
    "Measured: in living rats 1.42 µM unbound in plasma occupies half (Shaffer 2014); S binds 4.7 times more tightly "
    "than R (Ebert 1997); magnesium moves GluN2A and GluN2B from 0.32 to 5.2 µM (Kotermanski 2009).\n"
    "Assumed: that braking neurons, busy synapses and the habenula are what the rats' anchor shows, so that the "
    "three share one number; that receptors at rest and outside synapses feel all of the magnesium; free share of "
    "metabolites; brain like plasma.\n"
    "Ranges: every constant at the end that gives least or most. They are corners, not an interval of likely values.\n"
    "Left out: slow release in the habenula, nanomolar effects through the membrane, GluN2C and GluN2D, differences "
    "between people.\n"
    "Wrong, or unknown: everything about living people. The one scan that tried, in five people, could not show any "
    "occupancy (van der Aart 2018).\n"
)

_REFS = (
    "shaffer2014", "ebert1997", "kotermanski2009", "gideons2014", "gerhard2020", "lumsden2019", "dayton1983",
    "spravato_ch", "mion2013", "vanderaart2018",
)  # fmt: skip


def occupancy_by_pool() -> stage.Panel:
    """Return the panel on concentration and occupancy.

    Sources: shaffer2014, ebert1997, kotermanski2009, gideons2014, gerhard2020, lumsden2019, dayton1983,
    spravato_ch, mion2013, vanderaart2018, and those of the chosen regimen.
    """
    return stage.Panel(
        title="How many receptors does a level in the brain occupy?",
        picture=PoolsPicture(),
        compute=pools,
        controls=(
            stage.Choice(
                "lines",
                label="One line for each",
                options=(("pool of receptors", "pools"), ("molecule", "molecules")),
                value="pools",
            ),
            stage.Choice(
                "molecule",
                label="Molecule",
                options=tuple((words, key) for key, words in MOLECULE_WORDS.items()),
                value="racemic",
            ),
            stage.Choice(
                "pool",
                label="Pool",
                options=tuple((words, key) for key, words in POOL_WORDS.items()),
                value="interneuron",
            ),
            stage.Toggle("magnesium", label="Magnesium", value=True),
            stage.Choice(
                "regimen",
                label="Studied regimen",
                options=(*((regimen_words(one), one.id) for one in regimens()), ("none", "none")),
                value="rac_iv40",
            ),
        ),
        sources=_sources,
        note=(
            "Band and light bars: every constant at the end of its range. Take magnesium away and the five pools fall "
            "together: in this arithmetic it is all that tells them apart."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="At the end of 0.5 mg/kg over 40 minutes, what share of receptors on braking neurons does the "
            "arithmetic call occupied?",
            options=(
                ("tenth", "About a twentieth"),
                ("quarter", "About a fifth"),
                ("half", "About half"),
                ("most", "Nearly all"),
            ),
            answer=_answer,
            explain=_explain,
            run={
                "lines": "pools",
                "molecule": "racemic",
                "pool": "interneuron",
                "magnesium": True,
                "regimen": "rac_iv40",
            },
        ),
    )


def _answer(result: Pools) -> str:
    share = result.peak["interneuron"][1]
    return "tenth" if share < 0.1 else "quarter" if share < 0.35 else "half" if share < 0.7 else "most"


def _explain(result: Pools) -> str:
    low, middle, high = (percent(share) for share in result.peak["interneuron"])
    return (
        f"{middle}, or anything from {low} to {high} with each constant at an end of its range. So ketamine does not "
        "switch the receptor off. The assumption: people's receptors are like a rat's. Nobody has measured that."
    )


def _sources(result: Pools) -> list[evidence.Source]:
    keys = [*_REFS, *(result.regimen.refs if result.regimen else ())]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
