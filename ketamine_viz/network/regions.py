"""Eighteen regions: from NMDA block to rates and functional connectivity.

The block acts on interneurons (``block``) and on pyramidal cells
(``selectivity`` times ``block``); in the habenula, whose NMDA receptors sit on
the projecting cells, it acts on those cells only.  Depression is an assumed
lesion, plasticity an assumed repair of it.  Connection weights are ours.

Sources: deco2014, deco2013, gerhard2020, yang2018
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from ketamine_viz.network.mean_field import Wiring, follow, linearise
from ketamine_viz.network.schematic import index, schematic, value
from ketamine_viz.network.state import State

_LIMITS = {"block": 0.5, "selectivity": 1.0, "depression": 1.0, "plasticity": 1.0}


def simulate(
    block: float = 0.3, selectivity: float = 1 / 3, depression: float = 0.0, plasticity: float = 0.0
) -> State:
    """Return activity and connectivity of the 18 regions.

    Parameters
    ----------
    block
        Share of NMDA drive blocked on interneurons, 0 to 0.5.
    selectivity
        Block on pyramidal cells relative to interneurons, 0 to 1.
    depression
        Assumed lesion, 0 (healthy) to 1.
    plasticity
        Assumed repair after the drug has gone, 0 to 1.

    Returns
    -------
    State
        Look at ``flag`` first: a flagged state is not a result.

    Raises
    ------
    ValueError
        For an argument that is not a number in its range.

    Examples
    --------
    >>> before, after = simulate(block=0.0), simulate(block=0.3)
    >>> round(before.measures["mean_z"], 3), round(after.measures["mean_z"], 3)
    (0.084, 0.136)

    Sources: deco2014, gerhard2020, yang2018
    """
    knobs = {"block": block, "selectivity": selectivity, "depression": depression, "plasticity": plasticity}
    return _simulate(*(_checked(name, given) for name, given in knobs.items()))


def _checked(name: str, given: object) -> float:
    top = _LIMITS[name]
    if isinstance(given, bool | np.bool_) or not isinstance(given, int | float | np.integer | np.floating):
        raise ValueError(f"{name}={given!r} is not a number; allowed: 0 to {top:g}")
    if not math.isfinite(given) or not 0 <= given <= top:
        raise ValueError(f"{name}={given!r} is out of range; allowed: 0 to {top:g}")
    return float(given) + 0.0  # -0.0 and 0.0 are one state


def _wiring(block: float, selectivity: float, depression: float, plasticity: float) -> Wiring:
    s, v, at = schematic(), value(), index()
    lesion = depression * (1 - plasticity)
    excitatory, onto, inhibition = s.excitatory.copy(), s.onto_interneurons.copy(), s.inhibition.copy()
    for name in ("dlPFC", "PPC", "NAc"):
        excitatory[at[name]] *= 1 - v["lesion.inputs"] * lesion
    onto[:, at["dlPFC"]] *= 1 - v["lesion.inputs"] * lesion
    for name in ("sgACC", "vmPFC"):
        inhibition[at[name]] *= 1 - v["lesion.inhibition"] * lesion
        # "Healthy" fades into "depressed": the two published columns are the ends of this line.
        inhibition[at[name]] *= 1 + v["plasticity.inhibition"] * plasticity * (1 - depression)
    inhibition[at["LHb"]] *= 1 - v["lesion.habenula"] * lesion

    wiring = s.wiring(excitatory, onto, inhibition)
    on_I, on_E = np.full(len(at), block), np.full(len(at), selectivity * block)
    on_I[at["LHb"]], on_E[at["LHb"]] = 0.0, block
    return Wiring((1 - on_E)[:, None] * wiring.onto_E, (1 - on_I)[:, None] * wiring.onto_I, inhibition)


@lru_cache(maxsize=512)
def _simulate(block: float, selectivity: float, depression: float, plasticity: float) -> State:
    s, names = schematic(), tuple(index())
    wiring = _wiring(block, selectivity, depression, plasticity)
    rates = follow(s.rest, s.before, wiring, s.constants)
    n = len(names)
    if rates is None:
        nothing = np.full((n, n), np.nan)
        lost = dict.fromkeys(names, math.nan)
        return State(block, selectivity, depression, plasticity, lost, nothing, math.nan, False, "unstable")
    fc, growth = linearise(rates, wiring, s.constants)
    fc.setflags(write=False)
    state = State(
        block,
        selectivity,
        depression,
        plasticity,
        dict(zip(names, map(float, rates[:n]), strict=True)),
        fc,
        growth,
        growth < 0,
        None if growth < 0 else "unstable",
    )
    if state.flag is None and state.measures["dmn_rate_hz"] > value()["limit.dmn_rate"]:
        return State(
            block, selectivity, depression, plasticity, state.rates_hz, fc, growth, True, "high_rate"
        )
    return state
