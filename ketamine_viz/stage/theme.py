"""One theme for the whole suite: one meaning per colour, never colour alone.

The six route colours are matplotlib's ``petroff6``, chosen for colour-blind
readers; routes of one family (into a vein, under the skin or into muscle)
share a hue and differ in line and marker.  Every other meaning stays clear of
those hues.  ``tests/stage/test_theme.py`` measures the distances.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl

#: Picture pixels per inch at normal size; text sizes are points at this density.
DPI = 100
#: How much larger everything is for a projector: 10.5 pt text becomes 14 pt.
PRESENT_SCALE = 14 / 10.5

sequential = "cividis"
diverging = "RdBu_r"


@dataclass(frozen=True)
class Style:
    """How one meaning is drawn: colour, line style, marker and its words."""

    colour: str
    linestyle: Any
    marker: str
    label: str
    filled: bool = True

    def line(self, **extra: Any) -> dict[str, Any]:
        """Keyword arguments for ``Axes.plot``: colour and line style."""
        return {"color": self.colour, "linestyle": self.linestyle, **extra}

    def points(self, **extra: Any) -> dict[str, Any]:
        """Keyword arguments for ``Axes.plot`` that draw markers only."""
        face = self.colour if self.filled else "white"
        return {
            "color": self.colour,
            "linestyle": "none",
            "marker": self.marker,
            "markerfacecolor": face,
            "markeredgecolor": "#222222" if self.filled else self.colour,
            "markeredgewidth": 0.8 if self.filled else 1.6,
            **extra,
        }


# petroff6, written out: matplotlib has it by name only from 3.11, and Pyodide brings 3.10.
_BLUE, _ORANGE, _RED, _PLUM, _GREY, _VIOLET = "#5790fc", "#f89c20", "#e42536", "#964a8b", "#9c9ca1", "#7a21dd"

MEANINGS: dict[str, Style] = {
    # routes
    "iv_infusion": Style(_BLUE, "-", "o", "drip into a vein"),
    "iv_bolus": Style(_BLUE, (0, (4, 2)), "P", "push into a vein"),
    "im": Style(_ORANGE, (0, (6, 1.5)), "^", "into muscle"),
    "sc": Style(_ORANGE, (0, (1, 1)), "v", "under the skin"),
    "intranasal": Style(_RED, (0, (4, 1.5, 1, 1.5)), "D", "nasal spray"),
    "oral": Style(_PLUM, (0, (2, 1)), "s", "swallowed"),
    "sublingual": Style(_GREY, (0, (5, 1, 1, 1, 1, 1)), "X", "under the tongue"),
    "film": Style(_VIOLET, (0, (3, 1)), "h", "film in the mouth"),
    # forms of the molecule
    "racemic": Style("#222222", "-", "o", "racemic ketamine"),
    "esketamine": Style("#00626b", (0, (5, 2)), "<", "S-ketamine (esketamine)"),
    "arketamine": Style("#7a4a00", (0, (1, 1)), ">", "R-ketamine (arketamine)"),
    # trial arms
    "drug": Style("#0b3c5d", "-", "o", "drug arm"),
    "control": Style("#6b6b6b", (0, (4, 2)), "s", "control arm", filled=False),
    "difference": Style("#222222", "-", "D", "drug minus control"),
    # states of the brain
    "healthy": Style("#222222", "-", "o", "healthy"),
    "depressed": Style("#7a4a00", (0, (5, 2)), "s", "depressed", filled=False),
    "before": Style("#6b6b6b", (0, (4, 2)), "o", "before", filled=False),
    "after": Style("#0b3c5d", "-", "o", "after"),
    # kinds of evidence and furniture
    "measured": Style("#222222", "none", "o", "measured"),
    "model": Style("#222222", "-", "", "model, not data"),
    "ink": Style("#222222", "-", "o", ""),
    "muted": Style("#767676", "-", "o", ""),
    "band": Style("#c9ced6", "-", "", "range"),
}


def style(meaning: str) -> Style:
    """Return the one way a meaning is drawn everywhere.

    Raises
    ------
    ValueError
        For a meaning the theme does not hold; nearest names are offered.

    Examples
    --------
    >>> style("oral").label
    'swallowed'
    """
    if meaning not in MEANINGS:
        near = get_close_matches(meaning, MEANINGS) or sorted(MEANINGS)
        raise ValueError(f"meaning {meaning!r} has no style; allowed: {', '.join(near)}")
    return MEANINGS[meaning]


def colours(name: str) -> mpl.colors.Colormap:
    """Return one of the theme's colour maps, ``sequential`` or ``diverging``, by name."""
    return mpl.colormaps[name]


@cache
def _look() -> mpl.RcParams:
    return mpl.rc_params_from_file(Path(__file__).with_name("style.mplstyle"), use_default_template=False)


_applied = False


@contextmanager
def context() -> Iterator[None]:
    """Apply the suite's look while artists are made or drawn; inside another such block, do nothing."""
    global _applied  # noqa: PLW0603 - matplotlib's parameters are global too
    if _applied:
        yield
        return
    with mpl.rc_context(_look()):
        _applied = True
        try:
            yield
        finally:
            _applied = False
