"""Ticks worked out once a drawing.

While an axis is drawn, matplotlib finds and places its ticks, and measures
their labels, three times or more: for the ticks, for the axis' label and for
the frame.  Nothing moves in between, so the first answer serves them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib.figure import Figure

_WORKINGS = ("_update_ticks", "_get_ticklabel_bboxes")


@contextmanager
def ticks_once(figure: Figure) -> Iterator[None]:
    """Let each axis of a figure work its ticks out once, until the block ends.

    Limits, scales and sizes must not change inside the block.
    """
    kept = [
        (axis, name)
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for name in _WORKINGS
        if hasattr(axis, name)  # another matplotlib may do without; then it is only slower
    ]
    for axis, name in kept:
        setattr(axis, name, _first_answer(getattr(axis, name)))
    try:
        yield
    finally:
        for axis, name in kept:
            delattr(axis, name)


def _first_answer(work: Callable[..., Any]) -> Callable[..., Any]:
    answers: dict[tuple[int, ...], tuple[Any, Any]] = {}

    def again(*given: Any) -> Any:
        key = tuple(map(id, given))
        if key not in answers:
            answers[key] = work(*given), given  # what was given is kept, so that no other thing takes its id
        return answers[key][0]

    return again
