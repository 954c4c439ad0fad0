"""Which arrows a reader sees: a view, one or two rival stories, an evidence filter, an experiment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import Arrow, Box, arrows, boxes
from ketamine_viz.molecular.experiments import Tally, tally
from ketamine_viz.molecular.graph import VIEWS
from ketamine_viz.molecular.names import known

FILTERS = ("all", "human", "strong")

#: Step of the reveal → view, and whether its late boxes are there too.
STEPS = {1: ("core", True), 2: ("more", False), 3: ("more", True), 4: ("all", False), 5: ("all", True)}


@dataclass(frozen=True)
class Cascade:
    """One state of the cascade picture.

    Attributes
    ----------
    hidden
        Boxes of the view that a later step brings.
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
    hidden: frozenset[str] = frozenset()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes that are drawn."""
        return tuple(box for box in boxes(self.view) if box.node not in self.hidden)

    @property
    def active(self) -> frozenset[str]:
        """Nodes that an arrow of the chosen stories touches."""
        return frozenset(end for arrow in (*self.shown, *self.faint) for end in arrow.ends)

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
    *,
    whole: bool = True,
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
    whole
        False leaves out the view's late boxes, unless a chosen story needs them.

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
    rivals_ends = {end for arrow in arrows(view) if arrow.story in layers - {"core"} for end in arrow.ends}
    late = {box.node for box in boxes(view) if box.late and not whole}
    hidden = frozenset(late - rivals_ends)
    chosen = [a for a in arrows(view) if a.story in layers and not hidden.intersection(a.ends)]
    passed = [arrow for arrow in chosen if _passes(arrow, evidence)]
    return Cascade(
        view,
        story,
        beside,
        evidence,
        tuple(passed),
        tuple(arrow for arrow in chosen if arrow not in passed),
        None if experiment == "none" else tally(experiment),
        hidden,
    )


def step(view: int, **choices: str) -> Cascade:
    """Return what is drawn at a step of the reveal, 1 (12 boxes) to 5 (all).

    Raises
    ------
    ValueError
        For a step or a name that is not known.
    """
    if view not in STEPS:
        raise ValueError(f"view={view!r} is not a step; allowed: {', '.join(map(str, STEPS))}")
    name, whole = STEPS[int(view)]
    return cascade(name, **choices, whole=whole)


def _passes(arrow: Arrow, level: str) -> bool:
    return level == "all" or (arrow.human if level == "human" else arrow.strong)
