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
from ketamine_viz.molecular.cascade.tables import members, states
from ketamine_viz.molecular.cascade.wiring import network, upstream
from ketamine_viz.molecular.constants import LIGANDS

#: Nodes that are the drug itself or one of its forms: in place of ketamine they are given, not held.
GIVEN = {
    "ketamine": "racemic",
    "s_ketamine": "esketamine",
    "r_ketamine": "arketamine",
    "hnk": "hydroxynorketamine",
    "norketamine": "norketamine",
}
RECEPTORS = frozenset({"nmdar_gaba", "nmdar_rest", "nmdar_extra", "nmdar_evoked", "nmdar_lhb"})
#: Outcomes up to this time are the early ones [h].
EARLY_UNTIL_H = 36.0
#: From this time on an outcome may be either [h].
DAY_FROM_H = 18.0
#: How long a drug or light that is given in place of ketamine acts [h].
BRIEF_H = 2.0
_OUTCOMES = ("ad_rapid", "ad_sust")
_WEAK = re.compile(r"sub-?threshold|sub-?effective|low[- ]dose|sub-?active|ineffective dose", re.IGNORECASE)
_LATER = re.compile(
    r"after ketamine|following ketamine|post-?dose|post-?treatment|post-?ketamine", re.IGNORECASE
)
_R_FORM = re.compile(r"(?<![A-Za-z0-9])\(?R\)?-(?:d2-)?ketamine|arketamine|r_ketamine", re.IGNORECASE)
_S_FORM = re.compile(r"(?<![A-Za-z0-9])\(?S\)?-ketamine|esketamine|s_ketamine", re.IGNORECASE)
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
    added
        Whether something acute pushes its node the way ketamine does: then it
        is an addition, and both together are compared with ketamine alone.
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
    added: bool = False


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
            hit = next(
                (node for words, node in _readout_words() if any(_in(w, part) for w in words)), outcome
            )
            found.append(hit)
    return tuple(dict.fromkeys(found)) or (outcome,)


def _in(word: str, text: str) -> bool:
    """Whether a word is in a text; a short one has to stand alone, or omega would be a scan by MEG."""
    return word in text if len(word) > 3 else re.search(rf"\b{re.escape(word)}\b", text) is not None


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
    """Return the first account in which drug and target both reach a readout; the first of all if none does."""
    named = set(targets)
    for preset in hypotheses():
        if metabolite and "hnk_metabolite" not in preset.layers:
            continue
        sources = reach(readout, wiring, preset.layers)
        if named & sources and sources & _inputs():
            return preset.layers
    return next(p.layers for p in hypotheses() if not metabolite or "hnk_metabolite" in p.layers)


def _lasting_only(node: str, targets: Iterable[str], wiring: str, time_h: float | None) -> str:
    """Return the lasting outcome in place of the early one, where the target can only matter there.

    A day after the dose both are meant by "behaviour", and so they are where no time is given.
    """
    if node != "ad_rapid" or not (time_h is None or time_h >= DAY_FROM_H):
        return node
    early, late = (any(set(targets) & reach(x, wiring, p.layers) for p in hypotheses()) for x in _OUTCOMES)
    return "ad_sust" if late and not early else node


@cache
def reach(readout: str, wiring: str, layers: tuple[str, ...]) -> frozenset[str]:
    """Return the states on which a readout depends, itself among them."""
    return upstream(network(wiring, layers), frozenset({readout}))


@cache
def _inputs() -> frozenset[str]:
    return frozenset(s.id for s in states().values() if s.kind == "input")


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
    targets = _targets(target_node, agent, wiring)
    metabolite = arm == "with_metabolite"
    read = tuple(
        _lasting_only(node, targets, wiring, time_after_dose_h)
        for node in readouts(readout, time_after_dose_h)
    )
    # The drug itself belongs to every account: the first one serves.
    named = ("nmdar_gaba",) if target_node in GIVEN and target_node != "hnk" else targets
    on = layers or layers_for(named, read[0], wiring, metabolite)
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
                Intervention(t, "lower" if _way(t, wiring, on) < 0 else "raise", start) for t in targets
            )
    else:
        brief = arm == "alone" and perturbation in ("block", "enhance")
        end = start + BRIEF_H if brief else None
        done = tuple(Intervention(t, perturbation, start, end) for t in targets)
    added = arm != "alone" and perturbation in _ACUTE and any(_same_way(one, wiring, on) for one in done)
    return Plan(system, form, share, on, read, time_after_dose_h, done, substitute, instead, added)


def _targets(node: str, agent: str, wiring: str) -> tuple[str, ...]:
    if node == "nmdar_gaba":
        read = {rule.source for rule in network(wiring).rules}
        named = tuple(state for state, words in _SUBUNITS if state in read and re.search(words, agent))
        if named:
            return named
    return (node,) if members(node) else ()


def _profile(agent: str, system: str) -> Substitute | None:
    text = agent.lower()
    hits = [s for s in substitutes() if any(word in text for word in s.words)]
    return next((s for s in hits if system in s.systems), hits[0] if hits else None)


_ACUTE = ("block", "enhance")


def _same_way(one: Intervention, wiring: str, layers: tuple[str, ...]) -> bool:
    way = _way(one.targets[0], wiring, layers)
    return way != 0 and (way > 0) == (one.operation == "enhance")


@cache
def _way(state: str, wiring: str, layers: tuple[str, ...]) -> int:
    """Return 1 if ketamine raises a state, -1 if it lowers it, 0 if it does nothing."""
    from ketamine_viz.molecular.cascade.run import simulate

    run = simulate(rodent(10.0), 24.0, (), layers, 1, wiring=wiring, points=100, read=(state,))
    change = run.change(state)[0]
    largest = float(change[abs(change).argmax()])
    return 0 if abs(largest) < 1e-3 else 1 if largest > 0 else -1


@lru_cache(maxsize=64)
def course_of(system: str, form: str, share: float = 1.0) -> Any:
    """Return the course of the usual dose in a system: 10 mg/kg in animals, 0.5 mg/kg over 40 minutes in people."""
    given = evidence.parameters("molecular", "rodent")
    if system != "human" or form in LIGANDS:
        species = system if system in ("mouse", "rat", "slice") else "mouse"
        return rodent(given["dose"].value * share, species, form)
    dose = routes.Dose(form=form, route="iv_infusion", mg=35.0 * share, over_min=40.0)
    return routes.simulate([dose], times_h=[0.0, 1.0])
