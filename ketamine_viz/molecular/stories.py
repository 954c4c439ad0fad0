"""Which arrows a reader sees: a view, one or two rival stories, an evidence filter, an experiment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import Arrow, arrows, boxes
from ketamine_viz.molecular.experiments import Tally, tally
from ketamine_viz.molecular.graph import VIEWS
from ketamine_viz.molecular.names import known

FILTERS = ("all", "human", "strong")


@dataclass(frozen=True)
class Cascade:
    """One state of the cascade picture.

    Attributes
    ----------
    shown
        Arrows that are drawn in full.
    faint
        Arrows of the chosen stories that the evidence filter takes away;
        drawn as hairlines, so that the gap is seen.
    experiment
        Published experiments on the marked node, if one is marked.
    """

    view: str
    story: str
    beside: str
    evidence: str
    shown: tuple[Arrow, ...]
    faint: tuple[Arrow, ...]
    experiment: Tally | None

    @property
    def active(self) -> frozenset[str]:
        """Nodes that an arrow of the chosen stories touches."""
        return frozenset(end for arrow in (*self.shown, *self.faint) for end in (arrow.source, arrow.target))

    def rival(self, which: str) -> tuple[Arrow, ...]:
        """Return the drawn arrows of a rival story; none for the shared part, all or none."""
        return tuple(arrow for arrow in self.shown if arrow.story == which and which != "core")


@cache
def stories() -> dict[str, dict[str, Any]]:
    """Return the hypotheses of the tables by id, the shared part first."""
    rows = sorted(evidence.rows("molecular/stories"), key=lambda row: int(row["rank"]))
    return {row["id"]: row for row in rows}


def rivals() -> tuple[str, ...]:
    """Return the rival stories."""
    return tuple(name for name in stories() if name != "core")


@cache
def cascade(
    view: str = "core",
    story: str = "disinhibition",
    beside: str = "none",
    evidence: str = "all",
    experiment: str = "none",
) -> Cascade:
    """Return what is drawn for a choice of view, stories, evidence and experiment.

    Parameters
    ----------
    view
        core (12 boxes), more or all (58 boxes).
    story
        A hypothesis, ``core`` for the shared part alone, or ``all``.
    beside
        A second hypothesis drawn with equal weight, or ``none``.
    evidence
        all, human (shown in people) or strong.
    experiment
        A node whose published experiments are marked, or ``none``.

    Raises
    ------
    ValueError
        For a name that is not known; the nearest are given.

    Examples
    --------
    >>> len(cascade().shown), len(cascade(evidence="human").shown)
    (12, 0)
    """
    known("view", view, VIEWS)
    known("story", story, ("all", *stories()))
    known("beside", beside, ("none", *rivals()))
    known("evidence", evidence, FILTERS)
    layers = set(stories()) if story == "all" else {"core", story, beside}
    chosen = [arrow for arrow in arrows(view) if arrow.story in layers]
    passed = [arrow for arrow in chosen if _passes(arrow, evidence)]
    return Cascade(
        view,
        story,
        beside,
        evidence,
        tuple(passed),
        tuple(arrow for arrow in chosen if arrow not in passed),
        None if experiment == "none" else tally(experiment),
    )


def in_view(view: str, node: str) -> bool:
    """Return True if a view has a box for a node."""
    return any(box.node == node for box in boxes(view))


def _passes(arrow: Arrow, level: str) -> bool:
    return level == "all" or (arrow.human if level == "human" else arrow.strong)
