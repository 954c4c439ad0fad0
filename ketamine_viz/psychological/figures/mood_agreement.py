"""Picture: the mood model against published trials, one line a number."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from ketamine_viz import stage
from ketamine_viz.psychological import agreement_words as told
from ketamine_viz.psychological.mood.agreement import GROUPS, MASKING, VERDICTS, Agreement
from ketamine_viz.psychological.mood.scenarios import rows
from ketamine_viz.stage import theme

_WIDTH, _HEIGHT = 900, 540
_PLACE = (446, 46, 286, 432)
_REACH = 3.6
#: Tallest and lowest line [pixels]; few lines do not drift apart.
_TALLEST = 34.0
_MOST = max(sum(row["role"] in roles for row in rows()) for roles in GROUPS.values())
_LOOK: dict[str, dict[str, Any]] = {
    "pass": {"marker": "o", "markersize": 7, "markerfacecolor": "#222222"},
    "near": {"marker": "D", "markersize": 7, "markerfacecolor": "white"},
    "fail": {"marker": "X", "markersize": 10, "markerfacecolor": "#222222"},
}
_KEY = {"pass": "passes", "near": "near", "fail": "fails"}


class AgreementPicture(stage.Picture):
    """Marks in, near and outside the published interval; right of it the model promises too much."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Make every artist once."""
        self.small = small = mpl.rcParams["xtick.labelsize"]
        self._lines: tuple[str, ...] = ()
        self._moving: list[Any] = []
        self._title = self._keep(fig.text(12 / _WIDTH, 1 - 10 / _HEIGHT, "", va="top", weight="bold"))
        self._title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _PLACE
        self._axes = axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        axes.set(xlim=(-_REACH, _REACH), ylim=(height, 0), yticks=[])
        axes.set_xticks([-3, -2, -1, 0, 1, 2, 3], ["3", "2", "1", "0", "1", "2", "3"])
        axes.spines["left"].set_visible(False)
        axes.axvspan(-1, 1, color=theme.style("band").colour, alpha=0.55, linewidth=0, zorder=0)
        axes.axvline(0, color="#444444", linewidth=1.2, zorder=1)
        axes.set_xlabel("off by half-widths of the interval", fontsize=small, labelpad=1)
        head: dict[str, Any] = {"fontsize": small, "va": "center", "weight": "bold"}
        for x, text, where in (
            (12, "trial and what was measured", "left"), (left + width / 2 - 8, "← too little", "right"),
            (left + width / 2 + 8, "too much →", "left"), (806, "published", "right"), (888, "model", "right"),
        ):  # fmt: skip
            fig.text(x / _WIDTH, 491 / _HEIGHT, text, ha=where, **head)
        self._rules = self._keep(LineCollection([], colors="#aaaaaa", linewidths=1.0, zorder=1))
        axes.add_collection(self._rules, autolim=False)
        self._marks = {
            verdict: self._keep(
                axes.plot(
                    [], [], linestyle="none", markeredgecolor="#222222", markeredgewidth=1.5, zorder=5, **look
                )[0]
            )
            for verdict, look in _LOOK.items()
        }
        self._beyond = self._keep(
            axes.plot(
                [], [], linestyle="none", marker=">", markersize=6, color="#222222", clip_on=False, zorder=5
            )[0]
        )
        self._before = self._keep(
            axes.plot(
                [], [], linestyle="none", marker="<", markersize=6, color="#222222", clip_on=False, zorder=5
            )[0]
        )
        self._words = [
            tuple(
                fig.text(x / _WIDTH, 0, "", ha=where, fontsize=small, va="center")
                for x, where in ((12, "left"), (806, "right"), (888, "right"))
            )
            for _ in range(_MOST)
        ]  # fmt: skip
        # What the model gives moves with the share; the rest only when other rows, or another order, are chosen.
        self._moving += [got for _, _, got in self._words]
        plain = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8}
        tag: dict[str, Any] = {
            "ha": "right",
            "va": "center",
            "style": "italic",
            "color": "#444444",
            "bbox": plain,
            "zorder": 2,
        }
        self._tags = [self._keep(axes.text(_REACH, 0, "", fontsize=small, **tag)) for _ in MASKING]
        self._build_key(fig)
        return self._moving

    def _build_key(self, fig: Figure) -> None:
        key = fig.add_axes((12 / _WIDTH, 4 / _HEIGHT, 420 / _WIDTH, 24 / _HEIGHT))
        key.set(xlim=(0, 420), ylim=(0, 1))
        key.set_axis_off()
        x = 8.0
        for verdict, look in _LOOK.items():
            key.plot([x], [0.5], linestyle="none", markeredgecolor="#222222", markeredgewidth=1.5, **look)
            key.text(x + 12, 0.5, _KEY[verdict], va="center", fontsize=self.small)
            x += 90.0

    def _keep(self, artist: Any) -> Any:
        self._moving.append(artist)
        return artist

    # -- a new result ------------------------------------------------------------------------

    def update(self, result: Agreement) -> bool:
        """Move every artist to the new state."""
        self._title.set_text(told.finding(result))
        height, bottom = _PLACE[3], _PLACE[1]
        step = min(_TALLEST, height / len(result.checks))
        before, self._lines = self._lines, tuple(check.id for check in result.checks)
        self._step = step
        places = {check.id: step * (k + 0.5) for k, check in enumerate(result.checks)}
        for verdict in VERDICTS:
            mine = [check for check in result.checks if check.verdict == verdict]
            self._marks[verdict].set_data(
                [max(min(check.off, _REACH - 0.3), 0.3 - _REACH) for check in mine],
                [places[check.id] for check in mine],
            )
        self._beyond.set_data(*_ends(result, places, 1.0))
        self._before.set_data(*_ends(result, places, -1.0))
        self._draw_tags(result)
        for k, (name, seen, got) in enumerate(self._words):
            check = result.checks[k] if k < len(result.checks) else None
            y = (bottom + height - step * (k + 0.5)) / _HEIGHT
            for text, content in (
                (name, check and told.label(check)), (seen, check and told.published(check)),
                (got, check and told.value(check, check.computed)),
            ):  # fmt: skip
                text.set(text=content or "", y=y)
            got.set_fontweight("bold" if check and check.verdict == "fail" else "normal")
        return before != self._lines

    def _draw_tags(self, result: Agreement) -> None:
        """Say where one way of masking ends and the next begins."""
        kinds = [check.row["masking"] for check in result.checks]
        starts = [k for k, kind in enumerate(kinds) if k == 0 or kind != kinds[k - 1]]
        shown = starts if result.order == "masking" else []
        for tag, kind in zip(self._tags, [*shown, *[-1] * (len(self._tags) - len(shown))], strict=True):
            tag.set(text="" if kind < 0 else told.MASKING_WORDS[kinds[kind]], y=self._step * (kind + 0.5))
        self._rules.set_segments([[(-_REACH, self._step * k), (_REACH, self._step * k)] for k in shown if k])

    def describe(self, result: Agreement) -> stage.Description:
        """Return the picture in words."""
        return told.describe(result)

    def table(self, result: Agreement) -> stage.Table:
        """Return every row with its rule and verdict."""
        return told.table(result)

    def cards(self, result: Agreement) -> tuple[stage.Card, ...]:
        """Return one card for each row."""
        return told.cards(result)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:  # noqa: ARG002  (a line is as long as the axes)
        """Return the card of the line that was clicked."""
        place = int(y // self._step) if axes is self._axes else -1
        return self._lines[place] if 0 <= place < len(self._lines) else None


def _ends(result: Agreement, places: dict[str, float], side: float) -> tuple[list[float], list[float]]:
    """Return arrowheads at the rim for marks that lie beyond it."""
    far = [check for check in result.checks if side * check.off > _REACH - 0.3]
    return [side * (_REACH - 0.05)] * len(far), [places[check.id] for check in far]
