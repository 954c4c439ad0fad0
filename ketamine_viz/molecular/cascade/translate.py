"""From the words of an experiment to what the model runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ketamine_viz import evidence, routes
from ketamine_viz.molecular.cascade.agents import Substitute, hypotheses, substitutes
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.cascade.rodent import rodent
from ketamine_viz.molecular.cascade.tables import members
from ketamine_viz.molecular.cascade.wiring import network

#: Nodes that are the drug itself or one of its forms: in place of ketamine they are given, not held.
GIVEN = {
    "ketamine": "racemic",
    "s_ketamine": "esketamine",
    "r_ketamine": "arketamine",
    "hnk": "hydroxynorketamine",
}
RECEPTORS = frozenset({"nmdar_gaba", "nmdar_rest", "nmdar_extra", "nmdar_evoked", "nmdar_lhb"})
#: Outcomes up to this time are the early ones [h].
EARLY_UNTIL_H = 36.0
_WEAK = re.compile(r"sub-?threshold|sub-?effective|low[- ]dose|sub-?active|ineffective dose", re.IGNORECASE)
_LATER = re.compile(
    r"after ketamine|following ketamine|post-?dose|post-?treatment|post-?ketamine", re.IGNORECASE
)
_R_FORM = re.compile(r"(?<![A-Za-z])\(?R\)?-(?:d2-)?ketamine|arketamine|r_ketamine", re.IGNORECASE)
_S_FORM = re.compile(r"(?<![A-Za-z])\(?S\)?-ketamine|esketamine|s_ketamine", re.IGNORECASE)
_RACEMATE = re.compile(r"racem|\(R,S\)", re.IGNORECASE)
_SUBUNITS = (("glun2a", r"GluN2A|NR2A"), ("glun2b", r"GluN2B|NR2B"), ("glun2d", r"GluN2D|NR2D"))


@dataclass(frozen=True)
class Plan:
    """What is run for one experiment.

    Attributes
    ----------
    system, form, share
        In whom; form of ketamine; share of the usual dose.
    hypotheses
        Layers that are switched on.
    readouts
        Nodes that are read.
    time_h
        When [h]; None where the experiment does not say.
    interventions
        What is done beside the drug.
    substitute
        A drug given in place of ketamine, with a profile of its own.
    instead
        A form of ketamine or metabolite that is given in place of racemic ketamine.
    """

    system: str
    form: str
    share: float
    hypotheses: tuple[str, ...]
    readouts: tuple[str, ...]
    time_h: float | None
    interventions: tuple[Intervention, ...]
    substitute: Substitute | None = None
    instead: str | None = None


@cache
def _readout_words() -> tuple[tuple[tuple[str, ...], str], ...]:
    rows = evidence.rows("molecular/cascade_readouts")
    return tuple((tuple(w.strip() for w in row["words"].split(";")), row["node"]) for row in rows)


def readouts(text: str, time_h: float | None) -> tuple[str, ...]:
    """Return the nodes a readout in words stands for: its parts, or else the outcome of that time.

    Examples
    --------
    >>> readouts("BDNF release", None), readouts("forced swim", 24.0), readouts("MADRS", 168.0)
    (('bdnf_rel',), ('ad_rapid',), ('ad_sust',))
    """
    late = (time_h is not None and time_h > EARLY_UNTIL_H) or "sustained" in text.lower()
    outcome = "ad_sust" if late else "ad_rapid"
    found = []
    for part in re.split(r",|;|\band\b", text.lower()):
        if part.strip():
            hit = next((node for words, node in _readout_words() if any(w in part for w in words)), outcome)
            found.append(hit)
    return tuple(dict.fromkeys(found)) or (outcome,)


def form_in(text: str) -> str:
    """Return the form of ketamine that an agent's name mentions; racemic if none or several.

    Examples
    --------
    >>> form_in("GluN2D knockout, R-ketamine"), form_in("Rapamycin")
    ('arketamine', 'racemic')
    """
    r, s = bool(_R_FORM.search(text)), bool(_S_FORM.search(text))
    if _RACEMATE.search(text) or r == s:
        return "racemic"
    return "arketamine" if r else "esketamine"


def layers_for(
    targets: Iterable[str], readout: str, wiring: str, metabolite: bool = False
) -> tuple[str, ...]:
    """Return the first account in which a change of a target reaches a readout; the first of all if none does."""
    named = set(targets)
    for preset in hypotheses():
        if metabolite and "hnk_metabolite" not in preset.layers:
            continue
        if named & reach(readout, wiring, preset.layers):
            return preset.layers
    return next(p.layers for p in hypotheses() if not metabolite or "hnk_metabolite" in p.layers)


@cache
def reach(readout: str, wiring: str, layers: tuple[str, ...]) -> frozenset[str]:
    """Return the states on which a readout depends, itself among them."""
    needs: dict[str, set[str]] = {}
    for rule in network(wiring, layers).rules:
        needs.setdefault(rule.target, set()).add(rule.source)
    found, front = set(), {readout}
    while front:
        found |= front
        front = {s for name in front for s in needs.get(name, ())} - found
    return frozenset(found)


def plan(
    target_node: str,
    perturbation: str,
    arm: str,
    system: str,
    time_after_dose_h: float | None,
    readout: str,
    agent: str,
    wiring: str,
    layers: tuple[str, ...] | None = None,
) -> Plan:
    """Return what is run for an experiment in words."""
    read = readouts(readout, time_after_dose_h)
    targets = _targets(target_node, agent)
    metabolite = arm == "with_metabolite"
    on = layers or layers_for(targets, read[0], wiring, metabolite)
    form = "hydroxynorketamine" if metabolite else form_in(agent) if arm == "with_ketamine" else "racemic"
    share = 0.3 if _WEAK.search(agent) and arm == "with_ketamine" else 1.0
    start = 2.0 if _LATER.search(agent) else 0.0
    done: tuple[Intervention, ...] = ()
    substitute, instead = None, None
    if perturbation == "substitute":
        if target_node in GIVEN:
            instead = GIVEN[target_node]
        elif target_node in RECEPTORS:
            substitute = _profile(agent, system)
        if instead is None and substitute is None:
            done = tuple(
                Intervention(t, "lower" if _falls(t, wiring, on) else "raise", start) for t in targets
            )
    else:
        done = tuple(Intervention(t, perturbation, start) for t in targets)
    return Plan(system, form, share, on, read, time_after_dose_h, done, substitute, instead)


def _targets(node: str, agent: str) -> tuple[str, ...]:
    if node == "nmdar_gaba":
        named = tuple(state for state, words in _SUBUNITS if re.search(words, agent))
        if named:
            return named
    return (node,) if members(node) else ()


def _profile(agent: str, system: str) -> Substitute | None:
    text = agent.lower()
    hits = [s for s in substitutes() if any(word in text for word in s.words)]
    return next((s for s in hits if system in s.systems), hits[0] if hits else None)


@cache
def _falls(state: str, wiring: str, layers: tuple[str, ...]) -> bool:
    """Whether ketamine lowers a state."""
    from ketamine_viz.molecular.cascade.run import simulate

    run = simulate(rodent(10.0), 24.0, (), layers, 1, wiring=wiring, points=100)
    change = run.change(state)[0]
    return bool(change[abs(change).argmax()] < 0)


@lru_cache(maxsize=64)
def course_of(system: str, form: str, share: float = 1.0) -> Any:
    """Return the course of the usual dose in a system: 10 mg/kg in animals, 0.5 mg/kg over 40 minutes in people."""
    given = evidence.parameters("molecular", "rodent")
    if system != "human" or form == "hydroxynorketamine":
        species = system if system in ("mouse", "rat", "slice") else "mouse"
        return rodent(given["dose"].value * share, species, form)
    dose = routes.Dose(form=form, route="iv_infusion", mg=35.0 * share, over_min=40.0)
    return routes.simulate([dose], times_h=[0.0, 1.0])
