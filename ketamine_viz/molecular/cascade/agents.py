"""What can be run by name: agents, presets of hypotheses, drugs given in place of ketamine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.interventions import Intervention
from ketamine_viz.molecular.constants import POOLS
from ketamine_viz.molecular.names import known


@dataclass(frozen=True)
class Agent:
    """Something that can be given or done by name.

    Attributes
    ----------
    id, name
        For `simulate`, and for the screen.
    intervention
        What it does: node, operation, window [h], strength.
    refs
        Where it was used.
    """

    id: str
    name: str
    intervention: Intervention
    refs: tuple[str, ...]

    @property
    def node(self) -> str:
        """The node it acts on."""
        return self.intervention.node

    @property
    def operation(self) -> str:
        """What it does to the output of its node."""
        return self.intervention.operation

    @property
    def window_h(self) -> tuple[float, float | None]:
        """Start and end [h]; None is the end of the run."""
        return self.intervention.start_h, self.intervention.end_h


@dataclass(frozen=True)
class Preset:
    """A set of hypotheses that stands for one account.

    Attributes
    ----------
    layers
        Hypotheses that are switched on.
    """

    id: str
    name: str
    layers: tuple[str, ...]
    words: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Substitute:
    """A drug given in place of ketamine.

    Attributes
    ----------
    level_um
        Unbound level in the brain at a dose of the studies [µM].
    half_um
        Pool → level that blocks half of it, magnesium present [µM].
    trapped
        Share that stays in a closed channel [0..1].
    half_life_h
        Of the level [h].
    """

    id: str
    name: str
    words: tuple[str, ...]
    systems: tuple[str, ...]
    level_um: float
    half_um: Mapping[str, float]
    trapped: float
    half_life_h: float


@cache
def interventions() -> tuple[Agent, ...]:
    """Return what `simulate` knows by name."""
    return tuple(
        Agent(
            row["id"],
            row["name"],
            Intervention(
                row["node"], row["operation"], row["start_h"], row["end_h"], row["strength"], row["name"]
            ),
            row["refs"],
        )
        for row in evidence.rows("molecular/interventions_runnable")
    )


@cache
def hypotheses() -> tuple[Preset, ...]:
    """Return the accounts of how ketamine works that can be switched on, none of them as the winner."""
    return tuple(
        Preset(row["id"], row["name"], row["layers"], row["words"], row["refs"])
        for row in evidence.rows("molecular/hypothesis_presets")
    )


@cache
def substitutes() -> tuple[Substitute, ...]:
    """Return drugs with a profile of their own."""
    return tuple(
        Substitute(
            row["id"],
            row["name"],
            tuple(word.strip() for word in row["words"].split(";")),
            row["system"],
            row["level_uM"],
            {pool: row[f"{pool}_uM"] for pool in POOLS},
            row["trapped"],
            row["half_life_h"],
        )
        for row in evidence.rows("molecular/substitutes")
    )


def resolve(given: Iterable[str | Intervention]) -> tuple[Intervention, ...]:
    """Return interventions for names and objects.

    Raises
    ------
    ValueError
        For a name that is not known; the nearest are given.
    """
    if isinstance(given, str | Intervention):
        raise ValueError(f"interventions={given!r} is a single one; allowed: a list, such as ['rapamycin']")
    by_name = {agent.id: agent.intervention for agent in interventions()}
    return tuple(
        one if isinstance(one, Intervention) else by_name[known("interventions", one, by_name)]
        for one in given
    )
