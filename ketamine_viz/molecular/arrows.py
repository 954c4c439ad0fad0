"""The arrows as they are drawn: one step of the tables, or several folded into one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.graph import LINES, VIEWS, graph
from ketamine_viz.molecular.names import known

Point = tuple[float, float]

#: Words for the sign of an arrow.
SIGNS = {"activates": "raises", "inhibits": "lowers", "modulates": "changes"}


@dataclass(frozen=True)
class Arrow:
    """An arrow of one view.

    Attributes
    ----------
    edges
        Ids of the tables' arrows; several are steps that this view folds.
    sign
        activates, inhibits or modulates; of folded steps, their product.
    story
        Hypothesis it belongs to; of folded steps, that of the last step that
        is not shared by most stories.
    line
        solid, dashed or dotted: the weakest of its steps.
    human
        Whether every step is shown in people.
    strong
        Whether every step rests on strong evidence.
    cause
        False if it states what something is made of.
    path
        Corners of its line [px], from source to target.
    """

    id: str
    edges: tuple[str, ...]
    source: str
    target: str
    sign: str
    story: str
    line: str
    human: bool
    strong: bool
    cause: bool
    path: tuple[Point, ...]

    @property
    def ends(self) -> tuple[str, str]:
        """Source and target."""
        return self.source, self.target

    @property
    def folded(self) -> bool:
        """True if steps are left out of the drawing."""
        return len(self.edges) > 1


@dataclass(frozen=True)
class Box:
    """A node of one view: its place and words; a late one waits for the last step of its view."""

    node: str
    x: float
    y: float
    width: float
    height: float
    words: str
    kind: str
    late: bool = False

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Return True if a point lies inside, or within ``margin`` [px] of, the box."""
        return abs(x - self.x) <= self.width / 2 + margin and abs(y - self.y) <= self.height / 2 + margin


@cache
def steps() -> dict[str, dict[str, Any]]:
    """Return the attributes of every arrow of the tables by id, with its ends."""
    return {
        key: {**attributes, "source": source, "target": target}
        for source, target, key, attributes in graph().edges(keys=True, data=True)
    }


@cache
def arrows(view: str) -> tuple[Arrow, ...]:
    """Return the arrows of a view.

    Raises
    ------
    ValueError
        For an unknown view.

    Examples
    --------
    >>> first = arrows("core")[1]
    >>> first.source, first.sign, first.target, first.edges
    ('nmdar_gaba', 'activates', 'gaba', ('e018', 'e020'))
    """
    known("view", view, VIEWS)
    rows = evidence.rows("molecular/layout_arrows")
    return tuple(_arrow(row) for row in rows if row["view"] == view)


@cache
def boxes(view: str) -> tuple[Box, ...]:
    """Return the boxes of a view.

    Raises
    ------
    ValueError
        For an unknown view.
    """
    known("view", view, VIEWS)
    kinds = dict(graph().nodes(data="kind"))
    return tuple(
        Box(
            row["node"],
            row["x"],
            row["y"],
            row["width"],
            row["height"],
            row["words"].replace("|", "\n"),
            kinds[row["node"]],
            row["late"] == "yes",
        )
        for row in evidence.rows("molecular/layout")
        if row["view"] == view
    )


def _arrow(row: dict[str, Any]) -> Arrow:
    chain = [steps()[key] for key in row["edges"]]
    rivals = [step["hypothesis"] for step in chain if step["hypothesis"] != "core"]
    return Arrow(
        id=row["id"].partition(".")[2],
        edges=row["edges"],
        source=chain[0]["source"],
        target=chain[-1]["target"],
        sign=_sign([step["sign"] for step in chain]),
        story=rivals[-1] if rivals else "core",
        line=max((step["line"] for step in chain), key=LINES.index),
        human=all(
            "human" in step["species"] and step["strength"] in ("strong", "moderate") for step in chain
        ),
        strong=all(step["strength"] == "strong" for step in chain),
        cause=any(step["relation"] != "composition" for step in chain),
        path=_path(row["path"]),
    )


def _sign(signs: list[str]) -> str:
    if "modulates" in signs:
        return "modulates"
    return "inhibits" if signs.count("inhibits") % 2 else "activates"


def _path(text: str) -> tuple[Point, ...]:
    corners = [corner.split() for corner in text.split(" > ")]
    return tuple((float(x), float(y)) for x, y in corners)
