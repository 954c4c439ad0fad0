"""The picture: nothing overlaps, nothing is clipped, links are what the numbers say."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import ketamine_viz as kv
from ketamine_viz.network import routing
from ketamine_viz.network.comparison import LINKS, SYSTEMS, compare
from ketamine_viz.network.figures import before_after
from ketamine_viz.network.figures.before_after import BeforeAfter
from ketamine_viz.network.schematic import groups, index, regions
from ketamine_viz.stage import theme
from ketamine_viz.stage.canvas import Canvas

START = {"block": 0.3, "selectivity": 1 / 3, "brain": "healthy", "moment": "during"}
STATES = [
    {},
    {"selectivity": 1.0, "view": "change"},
    {"brain": "depressed", "system": "reward"},
    {"brain": "depressed", "moment": "later", "view": "change"},
    {"brain": "depressed", "block": 0.5, "selectivity": 0.3},
    {"block": 0.0},
]


@pytest.fixture(scope="module")
def canvas():
    return Canvas(BeforeAfter())


def _result(**news):
    return compare(**{**START, **news})


def _texts(canvas):
    for axes in canvas.figure.axes:
        for text in axes.findobj(Text):
            if text.get_visible() and text.get_text().strip():
                yield text


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scale", [1.0, theme.PRESENT_SCALE])
def test_no_words_overlap_or_leave_the_picture(canvas, state, scale):
    result = _result(**state)
    canvas.update(result)
    canvas.png(scale)
    width, height = (side * scale for side in BeforeAfter.size)
    covered = [] if result.drawn else [canvas.picture._brains[1]["axes"]]
    boxes = []
    for text in _texts(canvas):
        if text.axes in covered and text.zorder < 8 and text is not canvas.picture._brains[1]["title"]:
            continue
        extent = text.get_window_extent()
        boxes.append((text.get_text(), extent))
        assert extent.x0 >= 0, text
        assert extent.y0 >= 0, text
        assert extent.x1 <= width, text
        assert extent.y1 <= height, text
    for (one, a), (two, b) in combinations(boxes, 2):
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 2 or b.y1 <= a.y0 + 2
        assert apart, (one, two)


def test_labels_do_not_overlap_and_no_link_runs_through_one(canvas):
    boxes, curves = canvas.picture._boxes, canvas.picture._curves
    for a, b in combinations(boxes, 2):
        apart_x = abs(a.x - b.x) >= a.half_width + b.half_width
        assert apart_x or abs(a.y - b.y) >= a.half_height + b.half_height
    assert len(curves) == 153
    for (i, j), curve in curves.items():
        others = [box for k, box in enumerate(boxes) if k not in (i, j)]
        assert routing.crossings(curve, others) == 0, (list(index())[i], list(index())[j])
        assert curve.min() > 0
        assert (curve < before_after._BRAIN).all()


def test_text_is_at_least_ten_points(canvas):
    assert min(text.get_fontsize() for text in _texts(canvas)) >= 10


@pytest.mark.parametrize("state", [{}, {"selectivity": 1.0}, {"view": "change"}])
def test_links_carry_sign_twice_and_size_by_width(canvas, state):
    result = _result(**state)
    canvas.update(result)
    for brain, values in zip(canvas.picture._brains, (result.before.fc, result.right), strict=True):
        links = brain["links"]
        assert len(links.get_segments()) == len(result.links) <= LINKS
        for pair, width, (_, dashes), colour in zip(
            result.links, links.get_linewidth(), links.get_linestyle(), links.get_edgecolor(), strict=True
        ):
            value = values[pair]
            view = result.view if brain is canvas.picture._brains[1] else "after"
            assert width == pytest.approx(before_after.link_width(value, view))
            assert (dashes is None) == (value > 0)
            assert (colour[0] > colour[2]) == (value > 0)


@pytest.mark.parametrize("value", [-1.0, -0.05, 0.05, 1.0])
def test_link_colours_stand_out_from_the_paper(value):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in before_after.link_colour(value)[:3]
    ]
    light = np.dot([0.2126, 0.7152, 0.0722], linear)
    assert 1.05 / (light + 0.05) > 4.5


def test_bars_follow_rates(canvas):
    result = _result()
    canvas.update(result)
    for brain, state in zip(canvas.picture._brains, (result.before, result.after), strict=True):
        lengths = [np.ptp(path.vertices[:, 0]) for path in brain["rates"].get_paths()]
        room = [2 * (box.half_width - 2) for box in canvas.picture._boxes]
        shares = np.array(lengths) / room
        assert np.allclose(shares, np.array(list(state.rates_hz.values())) / before_after.FULL_BAR_HZ)


@pytest.mark.parametrize("system", SYSTEMS[1:])
def test_a_chosen_system_shows_only_its_links(system):
    inside = {i for i, region in enumerate(regions()) if region.system == system}
    links = _result(system=system).links
    assert links
    assert all(i in inside or j in inside for i, j in links)


def test_a_flagged_state_is_never_drawn(canvas):
    result = _result(brain="depressed", block=0.5, selectivity=0.3)
    assert not result.drawn
    canvas.update(result)
    right = canvas.picture._brains[1]
    assert right["links"].get_segments() == []
    assert right["rates"].get_paths() == []
    assert np.isnan(canvas.picture._strip["after"].get_xdata()).all()
    assert all(artist.get_visible() for artist in canvas.picture._not_drawn)
    assert "Not drawn" in canvas.picture.describe(result).alt
    assert {row[3] for row in canvas.picture.table(result).rows} == {None}
    canvas.update(_result())
    assert not any(artist.get_visible() for artist in canvas.picture._not_drawn)


@pytest.mark.parametrize("state", STATES)
def test_table_holds_what_is_drawn(canvas, state):
    result = _result(**state)
    rows = canvas.picture.table(result).rows
    assert len(rows) == len(groups()) + len(result.links) + 18
    assert rows[0][2] == pytest.approx(result.before.measures["mean_z"], abs=5e-5)


def test_clicks_find_regions_and_groups(canvas):
    picture = canvas.picture
    for name, box in zip(index(), picture._boxes, strict=True):
        for brain in picture._brains:
            assert picture.card_at(brain["axes"], box.x, box.y) == name
    assert picture.card_at(picture._brains[0]["axes"], 1, 1) is None
    for row, group in enumerate(groups()):
        assert picture.card_at(picture._strip["axes"], 0.1, row + 0.2) == group.id
    assert picture.card_at(Figure().add_subplot(), 0, 0) is None


def test_each_region_and_group_has_a_card_with_both_camps(canvas):
    cards = {card.id: card for card in canvas.picture.cards(_result())}
    assert set(cards) == set(index()) | {group.id for group in groups()}
    for card in cards.values():
        assert "model, not data" in card.html
        if "Published findings" in card.html:
            assert "<strong>Up</strong>" in card.html
            assert "<strong>Down</strong>" in card.html
            assert "<strong>Unchanged</strong>" in card.html
    assert "misses it" in cards["dmn_within_z"].html


def test_redraw_is_in_place_and_cheaper_than_building(canvas):
    def best(work, times):
        spent = []
        for k in range(times):
            start = time.perf_counter()
            work(k)
            spent.append(time.perf_counter() - start)
        return min(spent)

    artists = [id(artist) for artist in canvas.figure.findobj()]

    def again(k):
        canvas.update(_result(block=0.02 * (k + 1)))
        canvas.png()

    assert best(again, 6) < best(lambda _: Canvas(BeforeAfter()), 2)
    assert len(artists) == len(canvas.figure.findobj())


@pytest.mark.parametrize("name", ["brain", "moment", "view", "system"])
def test_unknown_words_are_named(name):
    with pytest.raises(ValueError, match=f"{name}='nowhere'.*allowed"):
        _result(**{name: "nowhere"})


@pytest.mark.parametrize("depression", [0.0, 1.0])
@pytest.mark.parametrize("block", [0.1, 0.3, 0.5])
@pytest.mark.parametrize("selectivity", [0.3, 0.36, 1.0])
def test_group_measures_stay_on_their_axis(block, selectivity, depression):
    state = kv.network.simulate(block=block, selectivity=selectivity, depression=depression)
    values = [value for name, value in state.measures.items() if name != "dmn_rate_hz"]
    if state.flag is None:
        assert min(values) >= -0.6
        assert max(values) <= 1.5
