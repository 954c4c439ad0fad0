"""A moment of the cascade in words: header, description, table."""

from __future__ import annotations

from ketamine_viz.molecular.arrows import boxes
from ketamine_viz.molecular.cascade.agents import hypotheses, interventions
from ketamine_viz.molecular.figures.wording import name
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.moments import OUTCOMES, Moment, State
from ketamine_viz.stage import Description, Table
from ketamine_viz.stage.text import join, number, plural

#: What was given, by system.
DOSES = {
    "human": "people: 0.5 mg/kg into a vein over 40 minutes",
    "rat": "rats: one injection",
    "mouse": "mice: one injection",
}
_VIEWS = {"core": "the chain in short", "more": "the chain with its rivals", "all": "the whole map"}
_MOST = 3


def clock(hours: float) -> str:
    """Return a time after the dose in words.

    Examples
    --------
    >>> clock(0), clock(0.25), clock(1), clock(24), clock(336)
    ('before the dose', '15 minutes', '1 hour', '1 day', '14 days')
    """
    if hours == 0:
        return "before the dose"
    if hours < 1:
        return plural(round(hours * 60), "minute")
    return plural(round(hours), "hour") if hours < 24 else plural(round(hours / 24), "day")


def account(moment: Moment) -> str:
    """Return the name of the account."""
    return next(one.name for one in hypotheses() if one.id == moment.account)


def agent(moment: Moment) -> str:
    """Return what was done beside the drug; nothing if nothing was."""
    return next((one.name for one in interventions() if one.id == moment.agent), "")


def shown(moment: Moment) -> dict[str, State]:
    """Return the nodes that the view shows."""
    return {box.node: moment.nodes[box.node] for box in boxes(moment.view)}


def gauged(moment: Moment) -> dict[str, State]:
    """Return those of them whose state is drawn: all but what is not simulated."""
    return {node: one for node, one in shown(moment).items() if not (moment.withheld and node in OUTCOMES)}


def furthest(moment: Moment) -> list[str]:
    """Return the nodes of the view that have moved, the furthest first."""
    moved = [node for node, state in shown(moment).items() if state.moved]
    return sorted(moved, key=lambda node: -abs(moment.nodes[node].change))


def signed(change: float) -> str:
    """Return a change with its sign."""
    return f"{'+' if change > 0 else '−'}{number(abs(round(change, 2)), 2)}"


def when_line(moment: Moment) -> str:
    """Return when it is and how much has moved."""
    when = "Before the dose" if moment.at_h == 0 else f"{clock(moment.at_h)} after the dose"
    return f"{when}: {len(furthest(moment)) or 'none'} of {len(shown(moment))} boxes moved"


def headline(moment: Moment) -> str:
    """Return the same with the boxes that moved furthest."""
    named = [f"{name(moment.view, n)} {signed(moment.nodes[n].change)}" for n in furthest(moment)[:_MOST]]
    return f"{when_line(moment)}{', furthest ' + join(named) if named else ''}."


def describe(moment: Moment) -> Description:
    """Return the picture in words."""
    what = (
        f"Model, not data: activity of {_VIEWS[moment.view]}, {len(shown(moment))} boxes, in {DOSES[moment.system]}; "
        f"account: {account(moment)}. Each box is a gauge from 0 to 1 with a tick at its level before the dose."
    )
    if agent(moment):
        what += f" Given as well: {agent(moment)}."
    if moment.withheld:
        what += " Relief and dissociation of people who had a blocker as well are not simulated."
    parts = []
    for words, sign in (("Higher", 1), ("Lower", -1)):
        nodes = [node for node in furthest(moment) if moment.nodes[node].change * sign > 0]
        if nodes:
            parts.append(f"{words} than before: {join(_told(moment, node) for node in nodes)}.")
    values = " ".join(parts) or "Every box stands where it stood before."
    still = len(shown(moment)) - len(furthest(moment))
    trend = f"{plural(still, 'box', 'boxes')} unmoved; {plural(len(moment.active), 'arrow')} between boxes that moved."
    return Description(what, f"{when_line(moment)}. {values}", trend, headline(moment))


def table(moment: Moment) -> Table:
    """Return the state of every box that is drawn."""
    rows = [
        (
            name(moment.view, node),
            graph().nodes[node]["label"],
            *(number(round(value, 3)) for value in (state.before, state.mid, state.low, state.high)),
            _change(moment, node),
        )
        for node, state in shown(moment).items()
    ]
    columns = ("Box", "Full name", "Before", "Median", "Lowest tenth", "Highest tenth", "Change")
    when = "before the dose" if moment.at_h == 0 else f"{clock(moment.at_h)} after the dose"
    return Table(f"Activity in the model, 0 to 1, {when}", columns, tuple(rows))


def _change(moment: Moment, node: str) -> str:
    if moment.withheld and node in OUTCOMES:
        return "not simulated"
    state = moment.nodes[node]
    return signed(state.change) if state.moved else "unmoved"


def card_line(moment: Moment, node: str) -> str:
    """Return the state of one node as a sentence."""
    if moment.withheld and node in OUTCOMES:
        return "Not simulated in people who had a blocker as well."
    state = moment.nodes[node]
    values = [number(round(v, 2), 2) for v in (state.mid, state.low, state.high, state.before)]
    return (
        f"In the model now: {values[0]} ({values[1]} to {values[2]} in 8 of 10 draws); before: {values[3]}."
    )


def _told(moment: Moment, node: str) -> str:
    state = moment.nodes[node]
    return f"{name(moment.view, node)} {number(round(state.mid, 2), 2)} ({signed(state.change)})"
