"""How good news and bad news look: one colour, marker and line each, wherever beliefs move."""

from __future__ import annotations

from typing import Any

GOOD: dict[str, Any] = {"color": "#2b6b2b", "linestyle": "-"}
BAD: dict[str, Any] = {"color": "#8a5a00", "linestyle": (0, (3, 1.4))}
GOOD_MARK: dict[str, Any] = {
    "marker": "^", "color": "#2b6b2b", "markerfacecolor": "#2b6b2b", "linestyle": "none", "markeredgewidth": 1.4,
}  # fmt: skip
BAD_MARK: dict[str, Any] = {
    "marker": "v", "color": "#8a5a00", "markerfacecolor": "white", "linestyle": "none", "markeredgewidth": 1.8,
}  # fmt: skip
