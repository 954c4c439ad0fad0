"""The PNG writer gives back each picture exactly, however the one before looked."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ketamine_viz.stage import png


def unpacked(content: bytes) -> bytes:
    """Return the lines as they stand in the file; a wrong check sum is an error."""
    at = content.index(b"IDAT")
    length = int.from_bytes(content[at - 4 : at], "big")
    return zlib.decompress(content[at + 4 : at + 4 + length])


def read(content: bytes) -> np.ndarray:
    assert unpacked(content)
    image = Image.open(io.BytesIO(content))
    assert image.mode == "RGB"
    return np.asarray(image)


def white(height: int, width: int) -> np.ndarray:
    return np.full((height, width, 4), 255, dtype=np.uint8)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 70), st.integers(1, 30), st.integers(0, 255), st.integers(0, 2**31)),
        min_size=1,
        max_size=5,
    )
)
def test_pictures_of_one_writer_come_back_exactly(frames):
    writer = png.PngWriter()
    for height, width, grey, seed in frames:
        draw = np.random.default_rng(seed)
        pixels = white(height, width)
        top = draw.integers(0, height)
        pixels[top : top + 9, :, :3] = draw.integers(0, 256, (len(pixels[top : top + 9]), width, 3))
        pixels[:top, : width // 2, :3] = grey
        assert np.array_equal(read(writer.write(pixels)), pixels[..., :3])


@pytest.mark.parametrize("row", [0, png.STRIP_LINES - 1, png.STRIP_LINES, 54])
def test_one_changed_line_packs_one_strip_again(row, monkeypatch):
    writer, pixels = png.PngWriter(), white(55, 40)
    writer.write(pixels)
    packed = []
    pack = writer._pack
    monkeypatch.setattr(writer, "_pack", lambda part, changed: packed.extend(changed) or pack(part, changed))
    pixels[row, 3] = (10, 20, 30, 255)
    assert np.array_equal(read(writer.write(pixels)), pixels[..., :3])
    assert packed == [row // png.STRIP_LINES * png.STRIP_LINES]
    first = writer.write(pixels)
    assert writer.write(pixels) == first
    assert len(packed) == 1  # the same again: nothing is packed


def test_a_picture_does_not_depend_on_the_one_before():
    draw = np.random.default_rng(1)
    pixels = draw.integers(0, 256, (45, 33, 4), dtype=np.uint8)
    used = png.PngWriter()
    used.write(white(45, 33))
    assert used.write(pixels) == png.PngWriter().write(pixels)


def test_the_callers_array_may_be_drawn_on_afterwards():
    writer, pixels = png.PngWriter(), white(30, 30)
    writer.write(pixels)
    pixels[5, 5] = 0
    assert read(writer.write(pixels))[5, 5].tolist() == [0, 0, 0]


def test_the_stream_is_one_that_any_reader_takes():
    content = png.PngWriter().write(white(100, 50))
    assert unpacked(content) == (b"\0" + b"\xff" * 150) * 100
    assert len(content) < 1000
