"""What the model says an experiment would find."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import evidence
from ketamine_viz.evidence.library import library
from ketamine_viz.molecular.cascade.agents import Substitute
from ketamine_viz.molecular.cascade.ensemble import draws
from ketamine_viz.molecular.cascade.grid import graded
from ketamine_viz.molecular.cascade.inputs import POOL_OF, SUBUNITS, Drive, drive, events_h
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.cascade.run import Run, _run
from ketamine_viz.molecular.cascade.tables import members
from ketamine_viz.molecular.cascade.translate import Plan, course_of, plan
from ketamine_viz.molecular.cascade.wiring import DEFAULT, network
from ketamine_viz.molecular.names import known

Array = NDArray[np.float64]

ARMS = ("with_ketamine", "alone", "with_metabolite")
PERTURBATIONS = ("block", "enhance", "knockout", "knockdown", "reduce", "substitute")
_DRAWS, _SEED, _POINTS = 40, 1, 140
_LEAST_H = 48.0


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
    hypotheses: tuple[str, ...] | None = None,
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
        For an unknown perturbation, arm or system, or an impossible time.
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
    one = plan(target_node, perturbation, arm, system, time, readout, str(agent), wiring, hypotheses)
    shares = [_share(one, node, wiring, arm == "alone") for node in one.readouts]
    now, peak = (float(np.median([s[k] for s in shares])) for k in (0, 1))
    return _word(now, peak, arm == "alone")


def limits() -> Mapping[str, float]:
    """Return the limits between the words."""
    return {name: p.value for name, p in evidence.parameters("molecular", "class").items()}


def _word(now: float, peak: float, alone: bool) -> str:
    limit = limits()
    if alone or not np.isfinite(now):
        return "mimics" if now >= limit["mimics"] else "fails_to_mimic"
    if now < limit["abolished"]:
        return "abolished"
    if now < limit["reduced"]:
        return "reduced"
    if now <= limit["enhanced"]:
        return "unchanged"
    return "enhanced" if peak > limit["enhanced"] else "prolonged"


def _share(one: Plan, node: str, wiring: str, alone: bool) -> tuple[float, float]:
    """Return the share of ketamine's effect, at the time asked for and at its peak."""
    hours = max(_LEAST_H, min(one.time_h or 0.0, 2016.0) * 1.05)
    intact = _simulated(
        one.system, one.form if not alone else "racemic", one.share, one.hypotheses, wiring, (), hours
    )
    usual = intact.change(node)
    if alone:
        other = _alone(one, wiring, hours)
        changed = other.values(node) - intact.baseline.values(node)
    else:
        other = _simulated(one.system, one.form, one.share, one.hypotheses, wiring, one.interventions, hours)
        changed = other.change(node)
    middle = np.median(usual, axis=0)
    at_peak = int(np.abs(middle).argmax())
    if abs(middle[at_peak]) < 1e-4:  # ketamine does nothing here: nothing to change, nothing to copy
        return (0.0, 0.0) if alone else (1.0, 1.0)
    at = at_peak
    if one.time_h is not None:
        asked = int(np.abs(intact.time_h - one.time_h).argmin())
        # Where nothing is left of the intact effect there is nothing to compare with.
        if abs(middle[asked]) > 0.1 * abs(middle[at_peak]):
            at = asked
    times = other.time_h
    now = _ratio(changed[:, _near(times, intact.time_h[at])], usual[:, at])
    peak = _ratio(changed[:, _near(times, intact.time_h[at_peak])], usual[:, at_peak])
    return now, peak


def _near(times: Array, t: float) -> int:
    return int(np.abs(times - t).argmin())


def _ratio(changed: Array, usual: Array) -> float:
    enough = np.abs(usual) > 0.1 * np.median(np.abs(usual))
    return float(np.median(changed[enough] / usual[enough]))


def _alone(one: Plan, wiring: str, hours: float) -> Run:
    if one.instead is not None:
        return _simulated(one.system, one.instead, 1.0, one.hypotheses, wiring, (), hours)
    net, sample = network(wiring, one.hypotheses), draws(_DRAWS, _SEED)
    time_h = _grid("none", (), hours)
    given = _profile(one.substitute, time_h) if one.substitute else _nothing(time_h)
    return _run(net, sample, time_h, given, one.interventions)


@lru_cache(maxsize=256)
def _simulated(
    system: str,
    form: str,
    share: float,
    layers: tuple[str, ...],
    wiring: str,
    done: tuple[Intervention, ...],
    hours: float,
) -> Run:
    course = course_of(system, form, share)
    time_h = _grid(events_h(course), done, hours)
    return _run(network(wiring, layers), draws(_DRAWS, _SEED), time_h, drive(course, time_h), done)


def _grid(events: object, done: tuple[Intervention, ...], hours: float) -> Array:
    starts = [one.start_h for one in done if not one.inborn]
    return graded([*(events if isinstance(events, tuple) else ()), *starts], hours, _POINTS)


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
