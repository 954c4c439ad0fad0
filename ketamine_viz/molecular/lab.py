"""The laboratory: break one part, run the model, and lay what was published beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.predict import both, limits
from ketamine_viz.molecular.cascade.translate import Plan, plan
from ketamine_viz.molecular.cascade.wiring import DEFAULT
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]

#: What is read off, and where it stands in the model.
READOUTS = {
    "ad_rapid": "relief in the first days",
    "ad_sust": "relief that lasts",
    "spines": "spines",
    "bdnf_rel": "BDNF released",
    "mtorc1": "mTORC1",
    "dissoc": "dissociation",
}
#: Perturbations of the tables → the way they are broken here.
WAYS = {
    "block": "less",
    "knockout": "less",
    "knockdown": "less",
    "reduce": "less",
    "enhance": "more",
    "substitute": "instead",
}
TIMES_H = (1.0, 24.0, 168.0)
#: Animals the model is run for.  What a blocker did in people is shown as data and never simulated.
SYSTEMS = ("mouse", "rat")
#: Share of its own peak below which nothing of ketamine's effect is left to compare with.
LEAST = 0.1


@dataclass(frozen=True)
class Break:
    """One way of breaking one part, and who has published it.

    Attributes
    ----------
    id
        node:way:arm
    node
        Of the map.
    way
        less, more or instead (given or done in place of ketamine).
    alone
        Whether it was done without ketamine.
    rows
        Rows of ``data/molecular/interventions.csv``; observations are left out.
    """

    id: str
    node: str
    way: str
    alone: bool
    rows: tuple[dict[str, Any], ...]

    @property
    def label(self) -> str:
        """Return what the part is called on the map."""
        return str(graph().nodes[self.node]["label"])

    @property
    def row(self) -> dict[str, Any]:
        """Return the surest row, which gives the model its agent and its way of breaking."""
        return min(self.rows, key=lambda row: (row["direction_confidence"] != "high", row["id"]))


@dataclass(frozen=True, eq=False)
class Experiment:
    """What the model does to one readout, as shares of ketamine's own peak.

    Attributes
    ----------
    what
        What is broken.
    system, readout, account
        In whom, what is read, and under which account.
    account_name
        The account in words; said when it was chosen to fit the part.
    time_h
        Times [h], shape (n,).
    ketamine, broken
        Low (10 %), middle and high (90 %) over the draws, each of shape (n,).
    at_h
        When both are compared [h].
    share
        Middle of the broken effect over ketamine's there; None if nothing of ketamine's is left by then.
    word
        less, same or more; for ``alone`` like or unlike; none where there is nothing to compare.
    """

    what: Break
    system: str
    readout: str
    account: str
    account_name: str
    time_h: Array
    ketamine: tuple[Array, Array, Array]
    broken: tuple[Array, Array, Array]
    at_h: float
    share: float | None
    word: str


@cache
def breaks() -> tuple[Break, ...]:
    """Return every way of breaking a part that an experiment has tried, in the order of the map."""
    groups: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in evidence.rows("molecular/interventions"):
        if row["scored"] == "yes" and row["arm"] != "with_metabolite":
            key = (row["target_node"], WAYS[row["perturbation"]], row["arm"] == "alone")
            groups.setdefault(key, []).append(row)
    order = list(graph().nodes)
    found = sorted(groups.items(), key=lambda item: (item[0][2], order.index(item[0][0]), item[0][1]))
    return tuple(
        Break(f"{node}:{way}:{'alone' if alone else 'with'}", node, way, alone, tuple(rows))
        for (node, way, alone), rows in found
    )


@lru_cache(maxsize=64)
def experiment(
    what: str, system: str = "mouse", readout: str = "ad_rapid", account: str = "own", at_h: float = 24.0
) -> Experiment:
    """Return what the model does when one part is broken.

    Parameters
    ----------
    what
        Id of one of `breaks`.
    system
        mouse or rat: whose kinetics the usual dose follows.
    readout
        One of `READOUTS`.
    account
        A preset of hypotheses, or ``own``: the first one in which the part matters.
    at_h
        When the two are compared [h]; the run is twice as long.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.
    """
    by_id = {one.id: one for one in breaks()}
    broken = by_id[known("what", what, by_id)]
    if at_h not in TIMES_H:
        raise ValueError(f"at_h={at_h!r} is not allowed; allowed: {', '.join(f'{t:g}' for t in TIMES_H)} h")
    known("system", system, SYSTEMS)
    known("readout", readout, READOUTS)
    layers = {preset.id: preset.layers for preset in hypotheses()}
    chosen = None if known("account", account, ("own", *layers)) == "own" else layers[account]
    row = broken.row
    arm = "alone" if broken.alone else "with_ketamine"
    end_h = 2 * at_h / 1.05  # a run is a little longer than the time asked for
    one = plan(
        broken.node, row["perturbation"], arm, system, end_h, READOUTS[readout], row["agent"], DEFAULT, chosen
    )
    time_h, usual, changed = _traces(one, readout, broken.alone)
    # Each draw is a share of its own peak; draws in which ketamine does next to nothing say nothing.
    peak = np.abs(usual).max(axis=1)
    kept = peak > max(0.1 * float(np.median(peak)), 1e-6)
    scale = np.where(kept, peak, np.inf)[:, None]
    way = np.sign(np.median(np.take_along_axis(usual, np.abs(usual).argmax(axis=1)[:, None], axis=1))) or 1.0
    bands = [_band(way * part / scale, kept) for part in (usual, changed)]
    left, now = (float(np.interp(at_h, time_h, band[1])) for band in bands)
    share = now / left if left > LEAST else None
    word = _word(share, broken.alone)
    name = next(preset.name for preset in hypotheses() if preset.layers == one.hypotheses)
    name = f"{name}, as fits the part" if chosen is None else name
    return Experiment(
        broken, system, readout, account, name, time_h, bands[0], bands[1], float(at_h), share, word
    )


def _band(shares: Array, kept: NDArray[np.bool_]) -> tuple[Array, Array, Array]:
    if not kept.any():
        none = np.zeros(shares.shape[1])
        return none, none, none
    low, middle, high = np.quantile(shares[kept], (0.1, 0.5, 0.9), axis=0)
    return low, middle, high


def _traces(one: Plan, node: str, alone: bool) -> tuple[Array, Array, Array]:
    """Return times, what ketamine changes, and what is left or done when the part is broken; one row a draw."""
    intact, other = both(one, DEFAULT, alone, (node,))
    # As in `predict`: what pushes the same way by itself counts with what the drug adds.
    whole = alone or one.added
    changed = other.values(node) - intact.baseline.values(node)[:, :1] if whole else other.change(node)
    same_times = [np.interp(intact.time_h, other.time_h, draw) for draw in changed]
    return intact.time_h, intact.change(node), np.array(same_times)


def class_of(row: dict[str, Any]) -> str:
    """Return less, same, more, like or unlike for a published row."""
    return {
        "abolished": "less",
        "reduced": "less",
        "unchanged": "same",
        "enhanced": "more",
        "prolonged": "more",
        "mimics": "like",
        "fails_to_mimic": "unlike",
    }[row["result_on_ketamine_effect"]]


def _word(share: float | None, alone: bool) -> str:
    if share is None:
        return "none"
    limit = limits()
    if alone:
        return "like" if share >= limit["mimics"] else "unlike"
    return "less" if share < limit["reduced"] else "same" if share <= limit["enhanced"] else "more"
