"""Panel: fast and slow in one run, under two accounts.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.figures.finding_words import when
from ketamine_viz.molecular.figures.unfolding import UnfoldingPicture
from ketamine_viz.molecular.unfolding import (
    LANES,
    LAST_H,
    NONE,
    STOPS,
    Unfolding,
    agent_names,
    marks,
    unfolding,
)

MODEL_CARD = """\
In: the cascade as a logic model; an account is a set of arrows that is switched on. Animals get 10 mg/kg at once,
people the drip of 0.5 mg/kg over 40 minutes from the room of routes.
Drawn: what the drug changes, as a share of the step's own largest change by ketamine alone, in the same draw and
account. So lines tell when, not how much: how strongly an account moves a step nobody knows. A step that an account
moves by less than 0.2% of full activity is drawn flat: not moved.
Bands: 8 in 10 of 40 draws of unknown half-way points, steepness and time constants. The block has no band.
Block: of the receptors the account starts from (on braking neurons, at rest, outside the synapse, in the habenula).
Not a test: time constants lean on some of the marks shown.
Left out: marks without a time, several doses, other drugs given with ketamine; relief in people with a blocker, which
is shown as data elsewhere and never simulated.
Wrong: animals and people share one set of time constants; a swim test is not mood. For AMPA current our tables hold no
measurement over time.
"""
_SYSTEMS = (("mice, 10 mg/kg", "mouse"), ("rats, 10 mg/kg", "rat"), ("people, drip of 0.5 mg/kg", "human"))


def over_time() -> stage.Panel:
    """Return the cascade from minutes to two weeks under two accounts, with measured directions.

    Sources: the references of ``molecular/time_marks`` and of the accounts in view.
    """
    accounts = tuple((preset.name, preset.id) for preset in hypotheses())
    agents = tuple((words, name) for name, words in agent_names().items())
    return stage.Panel(
        title="From minutes to two weeks: what moves when, and what each account says of it",
        picture=UnfoldingPicture(),
        compute=unfolding,
        controls=(
            stage.Choice("system", label="In", options=_SYSTEMS, value="mouse"),
            stage.Choice("first", label="One account", options=accounts, value="disinhibition"),
            stage.Choice(
                "second", label="Another", options=(*accounts, ("only one", NONE)), value="resting_block"
            ),
            stage.Choice("agent", label="Beside ketamine", options=(("nothing", NONE), *agents), value=NONE),
            stage.Range(
                "until_h",
                label="Time after the dose",
                minimum=STOPS[0],
                maximum=STOPS[-1],
                value=LAST_H,
                stops=tuple((when(stop), stop) for stop in STOPS),
                source="From five minutes to the last time at which anybody counted spines",
            ),
        ),
        sources=_sources,
        note=(
            "Lines: a model. Marks: measured, species in their cards. Scrub the time and compare spines with early "
            "relief. Then block AMPA receptors and watch what goes dark. Neither account wins."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="AMPA receptors are blocked before ketamine, in mice. Which steps go dark in the model?",
            options=(
                ("relief", "Only relief"),
                ("after", "All that come after AMPA"),
                ("all", "All, the NMDA block too"),
                ("none", "None"),
            ),
            run={
                "system": "mouse",
                "first": "disinhibition",
                "second": "resting_block",
                "agent": "nbqx",
                "until_h": LAST_H,
            },
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Unfolding) -> str:
    dark = set(result.accounts[0].dark)
    if not dark:
        return "none"
    if "block" in dark:
        return "all"
    return "after" if dark >= set(LANES[LANES.index("bdnf_rel") :]) else "relief"


def _explain(result: Unfolding) -> str:
    counts = " and ".join(f"{len(one.dark)} of {len(LANES)} ({one.name})" for one in result.accounts)
    return (
        f"Dark, with less than a quarter left: {counts}. The block is still there: ketamine alone is not enough. The "
        "assumption responsible: that AMPA current is the only way on to calcium and BDNF, in both accounts."
    )


def _sources(result: Unfolding) -> tuple[evidence.Source, ...]:
    given = {preset.id: preset.refs for preset in hypotheses()}
    keys = [m.ref for m in marks() if m.lane not in result.hidden]
    for account in result.accounts:
        keys += given[account.id]
    return tuple(evidence.source(key) for key in sorted(set(keys)))
