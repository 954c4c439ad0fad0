"""An Agg canvas that remembers how words look.

Two thirds of a redraw goes into shaping and rasterising the same labels again.
Here each label is rasterised once, on whole pixels, and stamped from then on;
a font's file and its heights are looked up once.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.font_manager import findfont, get_font


@lru_cache(maxsize=4096)
def _stamp(path: str, size: float, dpi: float, words: str) -> tuple[np.ndarray, float, float, float]:
    """Return a label's grey values, its offset from the text's origin, and its descent [pixels]."""
    font = get_font(path)
    font.clear()
    font.set_size(size, dpi)
    font.set_text(words, 0.0, flags=get_hinting_flag())
    font.draw_glyphs_to_bitmap(antialiased=True)
    right, down = font.get_bitmap_offset()
    return np.array(font.get_image()), right / 64, down / 64, font.get_descent() / 64


# The whole suite is drawn under one theme, so the properties alone tell the file.
_FILES: dict[int, str] = {}


def _file(prop: Any) -> str:
    """Return the file of a font."""
    key = hash(prop)
    if key not in _FILES:
        _FILES[key] = findfont(prop)
    return _FILES[key]


@lru_cache(maxsize=32)
def _heights(path: str) -> tuple[int, int, int, int]:
    """Return how far a font reaches up and down, the gap between its lines, and the units of its size."""
    font: Any = get_font(path)
    unit = font.get_sfnt_table("head")["unitsPerEm"]
    if found := font.get_sfnt_table("OS/2"):
        return found["sTypoAscender"], -found["sTypoDescender"], found["sTypoLineGap"], unit
    found = font.get_sfnt_table("hhea")
    return found["ascent"], -found["descent"], found["lineGap"], unit


class StampingRenderer(RendererAgg):
    """Agg, with labels stamped instead of drawn glyph by glyph."""

    def _get_font_height_metrics(self, prop: Any) -> tuple[float, float, float]:
        """Return ascent, descent and line gap [pixels].

        matplotlib 3.11 asks for them before it reads the font's file, which it would do for every word drawn.
        """
        up, down, gap, unit = _heights(_file(prop))
        scale = 1 / unit * prop.get_size_in_points() * self.dpi / 72
        return up * scale, down * scale, gap * scale

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw one line of text with its origin at (x, y), y downwards [pixels]."""
        if ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        image, right, down, descent = _stamp(_file(prop), prop.get_size_in_points(), self.dpi, s)
        if not image.size:
            return  # white space only
        turn = radians(angle)
        self._renderer.draw_text_image(
            image,
            round(x + right + descent * sin(turn)),
            round(y + down + descent * cos(turn)) + 1,
            angle,
            gc,
        )


class StampingCanvas(FigureCanvasAgg):
    """A canvas whose renderer remembers its labels."""

    _made_for: tuple[float, float, float] | None = None

    def get_renderer(self) -> StampingRenderer:
        """Return the renderer for the figure's present size and density."""
        size = (*self.figure.bbox.size, self.figure.dpi)
        if self._made_for != size:
            self.renderer = StampingRenderer(*size)
            self._made_for = size
        return self.renderer
