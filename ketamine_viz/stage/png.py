"""A PNG writer for one picture that changes little from one moment to the next.

A general writer tries five filters on each line and packs the whole picture
anew; on a redraw that took longer than much of the drawing.  Here lines are
packed unfiltered, which suits flat colours, in strips that stand for
themselves, and a strip whose pixels are those of the picture before is not
packed again.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from PIL import Image

#: Lines of a strip: smaller ones change more seldom, larger ones pack better.
STRIP_LINES = 20
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD, _LAST_BLOCK = b"\x78\x01", b"\x03\x00"  # of a zlib stream
_TRUECOLOUR = 2
_ADLER = 65521  # both halves of an Adler-32 sum are counted modulo this


class PngWriter:
    """Writes pictures of any size, quickest where one is like the one before.

    Examples
    --------
    >>> white = np.full((40, 30, 4), 255, dtype=np.uint8)
    >>> PngWriter().write(white)[1:4]
    b'PNG'
    """

    def __init__(self) -> None:
        self._pixels = np.empty((0, 0), dtype=np.uint32)
        self._lines = np.empty((0, 0), dtype=np.uint8)
        self._strips: list[tuple[bytes, int]] = []  # packed, and the check sum of its lines

    def write(self, pixels: np.ndarray) -> bytes:
        """Return a PNG of opaque colours.

        Parameters
        ----------
        pixels
            Red, green, blue and alpha of each pixel, 0 to 255; shape (height, width, 4), contiguous. Alpha is dropped.
        """
        height, width, _ = pixels.shape
        words = pixels.view(np.uint32)[..., 0]
        starts = range(0, height, STRIP_LINES)
        if self._pixels.shape == words.shape:
            rows = (self._pixels != words).any(axis=1)
            changed = [start for start in starts if rows[start : start + STRIP_LINES].any()]
        else:
            self._pixels = np.empty_like(words)
            self._lines = np.zeros(
                (height, 1 + 3 * width), dtype=np.uint8
            )  # a line starts with its filter: 0, none
            self._strips = [(b"", 1)] * len(starts)
            changed = list(starts)
        if changed:
            np.copyto(self._pixels, words)
            self._pack(pixels, changed)
        check = struct.pack(">I", self._check())
        return b"".join(
            (
                _SIGNATURE,
                _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, _TRUECOLOUR, 0, 0, 0)),
                _chunk(
                    b"IDAT", b"".join((_HEAD, *(packed for packed, _ in self._strips), _LAST_BLOCK, check))
                ),
                _chunk(b"IEND", b""),
            )
        )

    def _pack(self, pixels: np.ndarray, changed: list[int]) -> None:
        """Pack the strips that start at the given lines."""
        first, end = changed[0], min(changed[-1] + STRIP_LINES, len(pixels))
        part = pixels[first:end]
        # Pillow drops the alpha channel several times as quickly as slicing it off in numpy.
        image = Image.frombuffer("RGBA", (part.shape[1], part.shape[0]), part, "raw", "RGBA", 0, 1)
        colours = np.frombuffer(image.tobytes("raw", "RGB"), dtype=np.uint8)
        self._lines[first:end, 1:] = colours.reshape(len(part), -1)
        # Raw deflate: a full flush ends a strip on a whole byte and forgets what came before it.
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
        for start in changed:
            lines = self._lines[start : start + STRIP_LINES].data
            packed = packer.compress(lines) + packer.flush(zlib.Z_FULL_FLUSH)
            self._strips[start // STRIP_LINES] = packed, zlib.adler32(lines)

    def _check(self) -> int:
        """Return the Adler-32 sum of all lines, put together from those of the strips."""
        low, high = 1, 0
        for k, (_, check) in enumerate(self._strips):
            length = self._lines[k * STRIP_LINES : (k + 1) * STRIP_LINES].size
            high = (high + (check >> 16) + length * (low - 1)) % _ADLER
            low = (low + (check & 0xFFFF) - 1) % _ADLER
        return high << 16 | low


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(content, zlib.crc32(kind)))
    )
