"""What the model says an experiment would find."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.evidence.library import library
from ketamine_viz.molecular.cascade.agents import Substitute
from ketamine_viz.molecular.cascade.ensemble import draws
from ketamine_viz.molecular.cascade.grid import graded
from ketamine_viz.molecular.cascade.inputs import POOL_OF, SUBUNITS, Drive, drive, events_h
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.cascade.run import LONGEST_H, Run, solved
from ketamine_viz.molecular.cascade.tables import members
from ketamine_viz.molecular.cascade.translate import Plan, course_of, plan
from ketamine_viz.molecular.cascade.wiring import DEFAULT, WIRINGS, checked, network
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]

ARMS = ("with_ketamine", "alone", "with_metabolite")
PERTURBATIONS = ("block", "enhance", "knockout", "knockdown", "reduce", "substitute")
_DRAWS, _SEED, _POINTS = 60, 1, 140
_LEAST_H = 48.0
#: Below this share of its peak nothing is left of an effect.
_LEFT = 0.2
#: An effect that is larger this late lasts longer [h].
_LATE_H = 168.0
#: No effect counts as smaller than this where another is measured by it.
_LEAST = 0.01


def predict(
    target_node: str,
    perturbation: str,
    arm: str = "with_ketamine",
    system: str = "mouse",
    time_after_dose_h: float | None = None,
    readout: str = "behaviour",
    agent: str = "",
    *,
    wiring: str = DEFAULT,
    hypotheses: Iterable[str] | None = None,
) -> str | None:
    """Return what the model says an experiment would find.

    The experiment is run with ketamine and with vehicle, perturbed and intact.
    The share of ketamine's effect that is left (or, without ketamine, what the
    perturbation alone does over what ketamine does) is read at the time and
    readout given, as the median of a small ensemble, and put into words by the
    limits of ``data/molecular/model_parameters.csv``.  No published result is
    looked up.

    Parameters
    ----------
    target_node
        Node of the map.
    perturbation
        block, enhance, knockout, knockdown, reduce or substitute.
    arm
        with_ketamine, alone or with_metabolite.
    system
        mouse, rat, slice or human.
    time_after_dose_h
        When it is measured [h]; None: when the intact effect is largest.
    readout, agent
        In words.  What is not recognised counts as behaviour, or as the plain
        operation on the node.
    wiring, hypotheses
        Which model; by default the first account in which the node matters.

    Returns
    -------
    str or None
        abolished, reduced, unchanged, enhanced or prolonged with ketamine,
        mimics or fails_to_mimic alone; None if the model has no such node.

    Raises
    ------
    ValueError
        For an unknown perturbation, arm, system or wiring, hypotheses that
        cannot run, or an impossible time.

    Examples
    --------
    >>> predict("mtorc1", "block", system="rat", time_after_dose_h=24.0, agent="rapamycin")
    'abolished'

    Sources: the tables of the cascade; no row of ``data/molecular/interventions.csv``.
    """
    known("perturbation", perturbation, PERTURBATIONS)
    known("arm", arm, ARMS)
    known("system", system, sorted(library().vocabularies()["molecular_system"]))
    time = time_after_dose_h
    if time is not None and (
        isinstance(time, bool) or not isinstance(time, int | float) or not 0 <= time < 1e5
    ):
        raise ValueError(f"time_after_dose_h={time!r} is not allowed; allowed: None, or hours from 0")
    if not members(target_node):
        return None
    known("wiring", wiring, WIRINGS)
    layers = None if hypotheses is None else checked(hypotheses)
    one = plan(target_node, perturbation, arm, system, time, str(readout), str(agent), wiring, layers)
    shares = [_share(one, node, wiring, arm == "alone") for node in one.readouts]
    late = time is not None and time >= _LATE_H
    return _word(float(np.median(shares)), arm == "alone", late)


def limits() -> Mapping[str, float]:
    """Return the limits between the words."""
    return {name: p.value for name, p in evidence.parameters("molecular", "class").items()}


def _word(share: float, alone: bool, late: bool) -> str:
    limit = limits()
    if alone:
        return "mimics" if share >= limit["mimics"] else "fails_to_mimic"
    if share < limit["abolished"]:
        return "abolished"
    if share < limit["reduced"]:
        return "reduced"
    if share <= limit["enhanced"]:
        return "unchanged"
    return "prolonged" if late else "enhanced"


def _share(one: Plan, node: str, wiring: str, alone: bool) -> float:
    """Return the share of ketamine's effect at a node, at the time asked for."""
    intact, other = both(one, wiring, alone, (node,))
    usual = intact.change(node)
    # Without ketamine, and where something that pushes the same way is given on top of it, what counts is all
    # that is changed; else what the drug changes in the same animals.
    whole = alone or one.added
    changed = other.values(node) - intact.baseline.values(node)[:, :1] if whole else other.change(node)
    middle = np.median(usual, axis=0)
    at_peak = int(np.abs(middle).argmax())
    if not alone and abs(middle[at_peak]) < 1e-3:  # ketamine does nothing here: there is nothing to change
        return 1.0
    at = at_peak
    if one.time_h is not None:
        asked = int(np.abs(intact.time_h - one.time_h).argmin())
        # Where nothing is left of the intact effect there is nothing to compare with.
        if abs(middle[asked]) > _LEFT * abs(middle[at_peak]):
            at = asked
    # A draw in which ketamine does little says little of what becomes of its effect.
    size = np.abs(usual[:, at_peak])
    kept = size >= 0.5 * np.median(size)
    then = int(np.abs(other.time_h - intact.time_h[at]).argmin())
    return _ratio(changed[kept, then], usual[kept, at])


def both(one: Plan, wiring: str, alone: bool, read: tuple[str, ...] | None = None) -> tuple[Run, Run]:
    """Return the run with ketamine as usual and the run that is compared with it.

    Parameters
    ----------
    read
        Nodes that will be read; all by default.
    """
    hours = max(_LEAST_H, min(one.time_h or 0.0, LONGEST_H) * 1.05)
    if alone:
        usual = _usual(one.system, "racemic", one.share, one.hypotheses, wiring, hours, read)
        return usual, _alone(one, wiring, hours, read)
    intact = _usual(one.system, one.form, one.share, one.hypotheses, wiring, hours, read)
    course = course_of(one.system, one.form, one.share)
    return intact, _given(course, one.hypotheses, wiring, hours, one.interventions, read, intact)


def _ratio(changed: Array, usual: Array) -> float:
    """Return the median change over the median change by ketamine."""
    size = float(np.median(usual))
    return float(np.median(changed)) / (size if abs(size) > _LEAST else math.copysign(_LEAST, size))


def _alone(one: Plan, wiring: str, hours: float, read: tuple[str, ...] | None) -> Run:
    if one.instead is not None:
        return _usual(one.system, one.instead, 1.0, one.hypotheses, wiring, hours, read)
    net, sample = network(wiring, one.hypotheses), draws(_DRAWS, _SEED)
    time_h = _grid((), one.interventions, hours)
    given = _profile(one.substitute, time_h) if one.substitute else _nothing(time_h)
    return solved(net, sample, time_h, given, one.interventions, read)


@lru_cache(maxsize=32)
def _usual(
    system: str,
    form: str,
    share: float,
    layers: tuple[str, ...],
    wiring: str,
    hours: float,
    read: tuple[str, ...] | None,
) -> Run:
    return _given(course_of(system, form, share), layers, wiring, hours, (), read)


def _given(
    course: Any,
    layers: tuple[str, ...],
    wiring: str,
    hours: float,
    done: tuple[Intervention, ...],
    read: tuple[str, ...] | None,
    beside: Run | None = None,
) -> Run:
    time_h = _grid(events_h(course), done, hours)
    given = drive(course, time_h)
    return solved(network(wiring, layers), draws(_DRAWS, _SEED), time_h, given, done, read, beside)


def _grid(events: tuple[float, ...], done: tuple[Intervention, ...], hours: float) -> Array:
    edges = [t for one in done if not one.inborn for t in (one.start_h, one.end_h) if t is not None]
    return graded([*events, *edges], hours, _POINTS)


def _nothing(time_h: Array) -> Drive:
    return drive(SimpleNamespace(time_h=[0.0, 1e6], ng_per_ml={"s_ketamine": [0.0, 0.0]}), time_h)


def _profile(drug: Substitute, time_h: Array) -> Drive:
    """Return what a drug with a profile of its own does: its block of each pool, and no ketamine."""
    none = _nothing(time_h)
    tone = none.inputs["nmdar_gaba"][0]
    level = drug.level_um * np.exp2(-time_h / drug.half_life_h)
    block = {pool: level / (level + half) for pool, half in drug.half_um.items()}
    for pool in ("interneuron", "habenula"):
        block[pool] = drug.trapped * block[pool]
    inputs = dict(none.inputs)
    for node, pool in POOL_OF.items():
        inputs[node] = np.concatenate([[tone], tone * (1 - block[pool])])
    for subunit in SUBUNITS:
        inputs[subunit.lower()] = inputs["nmdar_gaba"]
    return Drive(block, inputs)
