"""Panel: an open channel and its plugs.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.channel import (
    HIGHEST_MV,
    LEVELS_UM,
    LOWEST_MV,
    REST_MV,
    STEP_MV,
    Channel,
    channel,
)
from ketamine_viz.molecular.figures.channel import ChannelPicture, percent

MODEL_CARD = (
    "In: a gate that is open if glutamate and glycine are both bound; magnesium (1 mM) and ketamine, which compete for "
    "one pore and are drawn in by a negative inside.\n"
    "Measured: the IC50 of ketamine at human GluN1/GluN2A without magnesium, 0.71 µM at −70 mV, and how deep it sits "
    "in the field, 0.79 (Gilling 2009). For magnesium 3.57 mM and 0.062 per mV, as computer models cite Jahr and "
    "Stevens (1990); we saw these two numbers in such code, not in the paper.\n"
    "Assumed: room temperature, a current that turns round at 0 mV, full occupation of the two keys, enough time to "
    "settle.\n"
    "Left out: how often an unplugged gate really opens (rarely), desensitisation, GluN2B to GluN2D, calcium's own "
    "effect, and ketamine that reaches sites through the membrane.\n"
    "Checked: at −66 mV it makes magnesium weaken ketamine 18-fold; GluN2A and GluN2B gave 16-fold. Wrong for GluN2C "
    "and GluN2D, where cells gave 2- and 4-fold.\n"
)

_REFS = ("jahr1990", "nowak1984", "furukawa2005", "gilling2009", "zhang2021", "kotermanski2009")


def open_channel() -> stage.Panel:
    """Return the panel on two keys, a voltage and two plugs.

    Sources: jahr1990, nowak1984, furukawa2005, gilling2009, zhang2021, kotermanski2009.
    """
    return stage.Panel(
        title="What opens an NMDA channel, and what plugs it?",
        picture=ChannelPicture(),
        compute=channel,
        controls=(
            stage.Toggle("glutamate", label="Glutamate", value=False),
            stage.Toggle("glycine", label="Glycine", value=True),
            stage.Toggle("magnesium", label="Magnesium", value=True),
            stage.Range(
                "voltage_mV",
                label="Voltage inside",
                minimum=LOWEST_MV,
                maximum=HIGHEST_MV,
                step=STEP_MV,
                value=REST_MV,
                unit="mV",
                source="A resting cell is near −70 mV; −20 mV stands for an excited one",
            ),
            stage.Range(
                "ketamine_uM",
                label="Ketamine outside",
                minimum=0,
                maximum=10,
                value=0.0,
                unit="µM",
                stops=tuple((f"{level:g} µM" if level else "none", level) for level in LEVELS_UM),
                source="From none to ten micromolar, the range that slices were tested in",
            ),
        ),
        sources=[evidence.source(key) for key in _REFS],
        note=(
            "Switch glutamate on, then raise the voltage: only both together let current through. Then add ketamine: "
            "the current stops and glutamate stays where it is."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Glutamate and glycine are bound, the cell is at rest and magnesium is there. How much of the "
            "current gets through?",
            options=(
                ("all", "All of it"),
                ("half", "About half"),
                ("little", "Less than a tenth"),
                ("none", "Nothing at all"),
            ),
            answer=_answer,
            explain=_explain,
            run={
                "glutamate": True,
                "glycine": True,
                "magnesium": True,
                "voltage_mV": REST_MV,
                "ketamine_uM": 0.0,
            },
        ),
    )


def _answer(result: Channel) -> str:
    if result.flow <= 0.001:
        return "none"
    return "little" if result.flow < 0.1 else "half" if result.flow < 0.8 else "all"


def _explain(result: Channel) -> str:
    return (
        f"{percent(result.flow)}. The gate is open, but magnesium is in the pore {percent(result.pore.magnesium)} of "
        f"the time. Excite the cell and {percent(result.cases[True, True])} gets through. The assumption: constants of "
        "magnesium's block as computer models use them."
    )
