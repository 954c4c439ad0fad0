"""From a picture to pixels: one Agg figure, kept, redrawn in place."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from ketamine_viz.stage import theme
from ketamine_viz.stage.lettering import StampingCanvas
from ketamine_viz.stage.picture import Picture
from ketamine_viz.stage.png import PngWriter
from ketamine_viz.stage.ticks import ticks_once

#: Height of the strip that keeps the reader's prediction on the figure [pixels].
STRIP = 26


class Canvas:
    """Draws one :class:`Picture` into PNG or SVG bytes.

    Parameters
    ----------
    picture
        What to draw.
    strip
        Whether a strip for the reader's prediction is kept under the picture.
    """

    def __init__(self, picture: Picture, strip: bool = False) -> None:
        self.picture = picture
        width, height = picture.size
        self.figure = Figure(figsize=(width / theme.DPI, height / theme.DPI), dpi=theme.DPI)
        self._agg = StampingCanvas(self.figure)
        with theme.context():
            moving = picture.build(self.figure)
        self._moving = None if moving is None else tuple(moving)
        self._animate(True)
        self._background: Any = None
        self._writer = PngWriter()
        self._strip = strip
        self._strip_pixels: np.ndarray | None = None
        self.guess = ""

    def size(self, scale: float = 1.0) -> tuple[int, int]:
        """Width and height of the image [pixels]."""
        width, height = self.picture.size
        return round(width * scale), round((height + STRIP * self._strip) * scale)

    def update(self, result: Any) -> None:
        """Hand a new result to the picture; the background is redrawn only if it says so."""
        with theme.context():
            if self.picture.update(result):
                self._background = None

    def set_guess(self, guess: str) -> None:
        """Keep the reader's prediction on the figure."""
        self.guess, self._strip_pixels = guess, None

    def png(self, scale: float = 1.0, small: bool = False) -> bytes:
        """Return the picture as PNG.

        Parameters
        ----------
        scale
            Pixels per nominal pixel: larger for a projector or a dense screen.
        small
            Spend a little more time on 256 colours and a smaller file.
        """
        pixels = self._pixels(scale)
        if self._strip:
            pixels = np.vstack([pixels, self._strip_at(scale, pixels.shape[1])])
        if not small:
            return self._writer.write(pixels)
        shape = (pixels.shape[1], pixels.shape[0])
        image = Image.frombuffer("RGBA", shape, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        buffer = io.BytesIO()
        image.quantize(256).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()

    def svg(self) -> bytes:
        """Return the picture as SVG, with the reader's prediction if there is one."""
        note = self.figure.text(0.995, 0.004, self.guess, ha="right", va="bottom") if self.guess else None
        buffer = io.BytesIO()
        self._animate(False)  # an animated artist that stands on no axes is left out of what is saved
        with theme.context():
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        self._animate(True)
        if note is not None:
            note.remove()
        self._background = None
        return buffer.getvalue()

    def locate(self, x: float, y: float) -> tuple[Axes, float, float] | None:
        """Turn a place on the image (shares from its left and top) into axes and data coordinates."""
        width, height = self.picture.size
        dpi = self.figure.dpi / theme.DPI
        column = x * width * dpi
        row = (height - y * (height + STRIP * self._strip)) * dpi
        for axes in sorted(self.figure.axes, key=lambda one: one.get_zorder(), reverse=True):
            if axes.get_visible() and axes.bbox.contains(column, row):
                at = axes.transData.inverted().transform((column, row))
                return axes, float(at[0]), float(at[1])
        return None

    def _animate(self, on: bool) -> None:
        for artist in self._moving or ():
            artist.set_animated(on)

    def _pixels(self, scale: float) -> np.ndarray:
        dpi = theme.DPI * scale
        if self.figure.dpi != dpi:
            self.figure.set_dpi(dpi)
            self._background = None
        with theme.context(), ticks_once(self.figure):
            if self._moving is None:
                self._agg.draw()
            else:
                if self._background is None:
                    self._agg.draw()
                    self._background = self._agg.copy_from_bbox(self.figure.bbox)
                self._agg.restore_region(self._background)
                renderer = self._agg.get_renderer()
                # Sorted anew: a picture may bring another of its lines to the front.
                for artist in sorted(self._moving, key=Artist.get_zorder):
                    artist.draw(renderer)
        return np.asarray(self._agg.buffer_rgba())

    def _strip_at(self, scale: float, width: int) -> np.ndarray:
        if self._strip_pixels is None or self._strip_pixels.shape[1] != width:
            dpi = theme.DPI * scale
            figure = Figure(figsize=(width / dpi, STRIP / theme.DPI), dpi=dpi, facecolor="white")
            agg = FigureCanvasAgg(figure)
            with theme.context():
                words = self.guess or "Your prediction will stay here."
                figure.text(
                    0.01, 0.5, words, va="center", style="normal" if self.guess else "italic", color="#444444"
                )
                agg.draw()
            self._strip_pixels = np.asarray(agg.buffer_rgba()).copy()
        return self._strip_pixels
