"""Colours keep their distance for every kind of colour vision, and nothing is told by colour alone."""

from __future__ import annotations

import itertools

import matplotlib as mpl
import numpy as np
import pytest

from ketamine_viz.stage import theme

# Full dichromacy, as published by Machado and others (2009, doi 10.1109/TVCG.2009.113), on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
ROUTE_HUES = ("iv_infusion", "im", "intranasal", "oral", "sublingual", "film")
ROUTES = (*ROUTE_HUES, "iv_bolus", "sc")
PAIRS = (("drug", "control"), ("healthy", "depressed"), ("before", "after"), ("racemic", "esketamine"),
         ("esketamine", "arketamine"), ("racemic", "arketamine"))  # fmt: skip

# What may be drawn in one axes: every pair of each group has to be told apart.
TOGETHER = (
    (*ROUTES, "measured", "model", "muted"),
    ("racemic", "esketamine", "arketamine", "measured", "muted"),
    ("drug", "control", "difference", "measured", "muted"),
    ("healthy", "depressed", "before", "after", "muted"),
)
PALEST = 2.0  # contrast on white below which help does not help


def linear(colour: str) -> np.ndarray:
    rgb = np.array(mpl.colors.to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str) -> np.ndarray:
    rgb = np.clip(VISION[vision] @ linear(colour), 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    x, y, z = (
        np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz / np.array([0.9505, 1, 1.089])
    )
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, vision: str) -> float:
    a, b = (lab(theme.style(name).colour, vision) for name in (one, other))
    return float(np.linalg.norm(a - b))


def contrast_on_white(colour: str) -> float:
    return 1.05 / (np.array([0.2126, 0.7152, 0.0722]) @ linear(colour) + 0.05)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(ROUTE_HUES, 2)))
def test_route_hues_stay_apart(one, other, vision):
    assert distance(one, other, vision) >= 15


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_pairs_stay_apart(one, other, vision):
    assert distance(one, other, vision) >= 15


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("group", TOGETHER, ids=lambda group: group[0])
def test_what_stands_together_differs_in_hue_or_in_more_than_hue(group, vision):
    for one, other in itertools.combinations(group, 2):
        a, b = theme.style(one), theme.style(other)
        beyond_hue = str(a.linestyle) != str(b.linestyle) or (a.marker, a.filled) != (b.marker, b.filled)
        assert distance(one, other, vision) >= 15 or beyond_hue, (one, other)


def test_every_meaning_stands_in_a_group():
    assert set(theme.MEANINGS) - {name for group in TOGETHER for name in group} == {"ink", "band"}


@pytest.mark.parametrize("group", [ROUTES, ("drug", "control", "difference"), ("before", "after")])
def test_nothing_is_told_by_colour_alone(group):
    styles = [theme.style(name) for name in group]
    marks = [(one.marker, one.filled) for one in styles]
    assert len(set(marks)) == len(marks)
    lines = [str(one.linestyle) for one in styles if one.label != "drug minus control"]
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("name", theme.MEANINGS)
def test_pale_colours_get_help(name):
    style = theme.style(name)
    if name == "band":
        return  # a filled area behind a line, never a line
    assert contrast_on_white(style.colour) >= PALEST
    # Below 3:1 on white a colour is drawn only as a thick line with dark-edged markers.
    if contrast_on_white(style.colour) < 3:
        assert style.points()["markeredgecolor"] == "#222222"
        with theme.context():
            assert mpl.rcParams["lines.linewidth"] >= 2.5


def test_text_is_large_enough():
    with theme.context():
        sizes = [
            mpl.rcParams[key]
            for key in ("font.size", "xtick.labelsize", "ytick.labelsize", "legend.fontsize")
        ]
        assert min(sizes) >= 10
        assert mpl.rcParams["font.size"] * theme.PRESENT_SCALE >= 14
        assert mpl.rcParams["figure.facecolor"] == "white"
        assert mpl.rcParams["axes.grid"]


def test_an_unknown_meaning_is_named():
    with pytest.raises(ValueError, match=r"'orall'.*allowed: oral"):
        theme.style("orall")
