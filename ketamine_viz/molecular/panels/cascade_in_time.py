"""Panel: the cascade at any moment of a run of the model.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.cascade.agents import hypotheses, interventions
from ketamine_viz.molecular.figures.moment import MomentPicture
from ketamine_viz.molecular.figures.moment_words import clock, signed
from ketamine_viz.molecular.moments import DRAWS, Moment, moment

#: Stops of the slider [h].
TIMES_H = (0, 1 / 12, 1 / 4, 1 / 2, 2 / 3, 1, 2, 4, 8, 12, 24, 48, 72, 168, 336)
_ASKED = {"glutamate": "Glutamate", "bdnf_rel": "Released BDNF", "mtorc1": "mTORC1", "spines": "Spines"}
MODEL_CARD = f"""
In: the logic model of the cascade, {DRAWS} draws of what nobody has measured: half-way points, steepness, speeds.
Shown: the median activity of every box, 0 to 1, its level before the dose, and the range that 8 in 10 draws keep to.
An activity is a share of what a part can do. It is no concentration and no count, and two boxes cannot be compared.
Left out: place in the brain, sex, repeated doses, and what an account switches off.
Fitted: nothing here. How the model was made and scored stands in the notebook on breaking it.
Wrong: the times of early steps are guesses within a factor of two; most come from mice and rats, also where the \
dose is that of people.
"""


def cascade_in_time() -> stage.Panel:
    """Return the panel that shows the model's state on the map, moment by moment.

    Sources: those of the account and of what is given beside the drug.
    """
    accounts = tuple((one.name, one.id) for one in hypotheses())
    agents = tuple((one.name, one.id) for one in interventions())
    return stage.Panel(
        title="Which part of the cascade moves when?",
        picture=MomentPicture(),
        compute=moment,
        controls=(
            stage.Range(
                "at_h",
                label="After the dose",
                value=1.0,
                stops=tuple((clock(hours), hours) for hours in TIMES_H),
                source="from the first minutes to two weeks",
            ),
            stage.Choice(
                "view",
                label="Show",
                options=(("12 boxes", "core"), ("33 boxes", "more"), ("all 58 boxes", "all")),
                value="more",
            ),
            stage.Choice("account", label="Account", options=accounts, value="standard"),
            stage.Choice("agent", label="Break it", options=(("nothing", "none"), *agents), value="none"),
            stage.Choice(
                "system",
                label="Drug as in",
                options=(("people", "human"), ("rats", "rat"), ("mice", "mouse")),
                value="human",
            ),
        ),
        sources=sources,
        note=(
            "A model, not data. Red and a triangle up: more active than before the dose; blue and down: less. Step "
            "through time and watch the change run from left to right."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="A day after one dose, which of these is furthest from where it stood before?",
            options=tuple(_ASKED.items()),
            answer=lambda state: max(_ASKED, key=lambda node: abs(state.nodes[node].change)),
            explain=_explain,
            run={"at_h": 24.0, "account": "standard", "agent": "none", "system": "human", "view": "more"},
        ),
    )


def sources(state: Moment) -> tuple[evidence.Source, ...]:
    """Return the references of the account and of what is done beside the drug."""
    keys = [ref for one in hypotheses() if one.id == state.account for ref in one.refs]
    keys += [ref for one in interventions() if one.id == state.agent for ref in one.refs]
    return tuple(evidence.source(key) for key in dict.fromkeys(keys))


def _explain(state: Moment) -> str:
    changes = ", ".join(f"{words} {signed(state.nodes[node].change)}" for node, words in _ASKED.items())
    return (
        f"Change of activity: {changes}. The early signals are over within hours; what they built stays. "
        "That the model keeps spines for days is an assumption taken from mice."
    )
