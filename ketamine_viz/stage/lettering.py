"""An Agg canvas that remembers how words look.

Two thirds of a redraw goes into shaping and rasterising the same labels again.
Here each label is rasterised once, on whole pixels, and stamped from then on.
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


class StampingRenderer(RendererAgg):
    """Agg, with labels stamped instead of drawn glyph by glyph."""

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
        image, right, down, descent = _stamp(findfont(prop), prop.get_size_in_points(), self.dpi, s)
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
