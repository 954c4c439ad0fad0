"""Which of the model's connections are drawn, and what was seen of them: a choice of rows, no model."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz.network.anatomy import Connection, connections
from ketamine_viz.network.schematic import index

#: Choice → words.
SEEN = {
    "all": "all connections",
    "traced": "traced between the two places",
    "open": "not traced between them",
}
ENDS = {"all": "any cells", "C": "exciting cells", "X": "inhibitory cells"}


@dataclass(frozen=True)
class Tracing:
    """What is drawn.

    Attributes
    ----------
    region, seen, ends
        The choices: a region or ``all``; a key of `SEEN`; a key of `ENDS`.
    chosen
        Connections that fit all three, in the order of the table.
    """

    region: str
    seen: str
    ends: str
    chosen: tuple[Connection, ...]


def trace(region: str = "all", seen: str = "all", ends: str = "all") -> Tracing:
    """Return the connections that fit.

    Parameters
    ----------
    region
        ``all``, or a region that the connection starts or ends in.
    seen
        ``traced``: fibres between the two places themselves were traced in an
        animal; ``open``: they were not; ``all``.
    ends
        ``X``: the model lets them end on inhibitory cells; ``C``: on exciting
        cells; ``all``.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [one.id for one in trace("LHb", ends="X").chosen]
    ['k62', 'k63']
    """
    _check("region", region, ("all", *index()))
    _check("seen", seen, tuple(SEEN))
    _check("ends", ends, tuple(ENDS))
    return Tracing(
        region,
        seen,
        ends,
        tuple(
            one
            for one in connections()
            if region in ("all", one.source, one.target)
            and (seen == "all" or one.traced == (seen == "traced"))
            and ends in ("all", one.kind)
        ),
    )


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
