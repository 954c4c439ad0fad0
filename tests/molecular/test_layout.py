from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from scipy.spatial import cKDTree

from ketamine_viz.molecular.arrows import arrows, boxes
from ketamine_viz.molecular.experiments import broken_nodes
from ketamine_viz.molecular.figures import geometry
from ketamine_viz.molecular.figures.cascade import CascadePicture
from ketamine_viz.molecular.graph import VIEWS
from ketamine_viz.molecular.stories import cascade, rivals, stories
from ketamine_viz.stage import theme

WIDTH, HEIGHT = CascadePicture.size
#: How far two arrows may share one line [px]: about the width of a short box.
MOST_SHARED = 30
LEAST_POINTS = {"core": 10.0, "more": 10.0, "all": 10.0}


@pytest.fixture(scope="module", params=[1.0, theme.PRESENT_SCALE], ids=["normal", "present"])
def drawn(request):
    """The picture laid out at normal or projector size, and a function from artist to its box in nominal pixels."""
    with theme.context():
        figure = Figure(figsize=(WIDTH / theme.DPI, HEIGHT / theme.DPI), dpi=theme.DPI)
        canvas = FigureCanvasAgg(figure)
        picture = CascadePicture()
        picture.build(figure)
        figure.set_dpi(theme.DPI * request.param)
        canvas.draw()

    def extent(artist):
        box = artist.get_window_extent(canvas.get_renderer())
        return np.array([box.x0, box.y0, box.x1, box.y1]) / request.param

    return picture, extent


def apart(a, b, gap=0.0):
    return a[2] + gap <= b[0] or b[2] + gap <= a[0] or a[3] + gap <= b[1] or b[3] + gap <= a[1]


def rectangle(box, margin=0.0):
    return np.array(
        [
            box.x - box.width / 2 - margin,
            box.y - box.height / 2 - margin,
            box.x + box.width / 2 + margin,
            box.y + box.height / 2 + margin,
        ]
    )


def inside(points, box, margin=0.0):
    low_x, low_y, high_x, high_y = rectangle(box, margin)
    return (points[:, 0] > low_x) & (points[:, 0] < high_x) & (points[:, 1] > low_y) & (points[:, 1] < high_y)


def sampled(points):
    """A line as points at most one pixel apart."""
    parts = [
        np.linspace(a, b, max(int(np.hypot(*(b - a))) + 2, 2))
        for a, b in itertools.pairwise(np.asarray(points))
    ]
    return np.vstack(parts)


def every_pixel(points):
    """A line as points one pixel apart."""
    corners = np.asarray(points)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    places = np.arange(0.0, along[-1], 1.0)
    return np.column_stack([np.interp(places, along, corners[:, axis]) for axis in (0, 1)])


@pytest.mark.parametrize("view", VIEWS)
def test_boxes_are_disjoint_and_on_the_picture(view):
    found = boxes(view)
    for box in found:
        left, low, right, high = rectangle(box)
        assert left >= 60
        assert right <= WIDTH
        assert low >= 64
        assert high <= 422
    for a, b in itertools.combinations(found, 2):
        assert apart(rectangle(a), rectangle(b), gap=4.0), (a.node, b.node)


@pytest.mark.parametrize("view", VIEWS)
def test_words_fit_their_boxes(drawn, view):
    picture, extent = drawn
    layer = picture.layers[view]
    assert layer.size >= LEAST_POINTS[view] - 0.01
    for node, words in layer.words().items():
        left, low, right, high = extent(words)
        box = rectangle(layer.boxes[node])
        assert left >= box[0] + 2, node
        assert right <= box[2] - 2, node
        assert low >= box[1] - 1, node
        assert high <= box[3] + 1, node


@pytest.mark.parametrize("view", VIEWS)
def test_no_arrow_runs_through_a_box(drawn, view):
    layer = drawn[0].layers[view]
    for arrow in arrows(view):
        points = sampled(layer.lines[arrow.id])
        for node, box in layer.boxes.items():
            if node in (arrow.source, arrow.target):
                kernel = replace(box, width=box.width - 6, height=box.height - 6)
                assert not geometry.outline(kernel).contains_points(points).any(), (arrow.id, node)
            else:
                assert not inside(points, box, 1.0).any(), (arrow.id, node)


@pytest.mark.parametrize("story", rivals())
@pytest.mark.parametrize("view", VIEWS)
def test_the_band_of_a_rival_is_clear_of_other_boxes(drawn, view, story):
    """Laid over any other story, at either place: the band under its arrows, at full width, meets no other box."""
    layer = drawn[0].layers[view]
    for state in (cascade(view, story, "none"), cascade(view, "core", story)):
        layer.update(state)
        bands = [*layer._band.get_segments(), *layer._beads.get_segments()]
        assert len(bands) == len(state.rival(story))
        for arrow, band in zip(state.rival(story), bands, strict=True):
            points = sampled(band)
            for node, box in layer.boxes.items():
                if node not in arrow.ends:
                    assert not inside(points, box, 2.5).any(), (arrow.id, node)


@pytest.mark.parametrize("view", VIEWS)
def test_no_two_arrows_run_on_top_of_each_other(view):
    """They may cross, and meet at a box; side by side they keep apart."""
    lines = [every_pixel(arrow.path) for arrow in arrows(view)]
    owner = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    near = cKDTree(np.vstack(lines)).query_pairs(1.5, output_type="ndarray")
    near = np.vstack([near, near[:, ::-1]])
    met = np.unique(
        np.column_stack([near[:, 0], owner[near[:, 1]]]), axis=0
    )  # a point, and an arrow close to it
    met = met[owner[met[:, 0]] != met[:, 1]]
    shared = Counter(zip(owner[met[:, 0]].tolist(), met[:, 1].tolist(), strict=True))
    for (a, b), length in shared.items():
        assert length <= MOST_SHARED, (arrows(view)[a].id, arrows(view)[b].id)


@pytest.mark.parametrize("view", VIEWS)
def test_arrows_touch_the_shapes_they_join(drawn, view):
    layer = drawn[0].layers[view]
    for arrow in arrows(view):
        shapes = [geometry.outline(layer.boxes[end]) for end in (arrow.source, arrow.target)]
        real = geometry.touching(arrow, *shapes)
        for point, ring in zip((real.path[0], real.path[-1]), shapes, strict=True):
            corners = np.asarray(ring.vertices)
            assert layer_distance(corners, point) < 0.6, arrow.id


def layer_distance(corners, point):
    start, step = corners[:-1], np.diff(corners, axis=0)
    share = np.clip(((point - start) * step).sum(axis=1) / (step**2).sum(axis=1), 0, 1)
    return np.hypot(*(start + share[:, None] * step - point).T).min()


@pytest.mark.parametrize("view", VIEWS)
def test_band_names_are_free(drawn, view):
    picture, extent = drawn
    layer = picture.layers[view]
    names = [extent(text) for text in layer.bands]
    for a, b in itertools.combinations(names, 2):
        assert apart(a, b)
    for name in names:
        assert all(apart(name, rectangle(box)) for box in layer.boxes.values())
        for arrow in arrows(view):
            points = sampled(layer.lines[arrow.id])
            hit = (points > name[:2]).all(axis=1) & (points < name[2:]).all(axis=1)
            assert not hit.any(), arrow.id


@pytest.mark.parametrize("view", VIEWS)
def test_arrowheads_do_not_overlap(view):
    least = {"core": 9.0, "more": 7.5, "all": 6.5}[view]
    for a, b in itertools.combinations(arrows(view), 2):
        gap = np.hypot(*np.subtract(a.path[-1], b.path[-1]))
        assert gap >= least, (a.id, b.id)


@pytest.mark.parametrize("view", VIEWS)
def test_marks_of_folded_steps_are_free(view):
    for arrow in arrows(view):
        if arrow.folded:
            ring = geometry.mark(arrow, 4.0)
            assert not any(inside(ring, box).any() for box in boxes(view)), arrow.id


def test_key_and_time_axis_do_not_overlap(drawn):
    picture, extent = drawn
    axes = picture.layers["core"].bands[0].axes
    held = {id(text) for layer in picture.layers.values() for text in (*layer.words().values(), *layer.bands)}
    moving = {id(one) for one in picture.legend.moving}
    fixed = [extent(text) for text in axes.texts if id(text) not in held | moving and text.get_text()]
    for a, b in itertools.combinations(fixed, 2):
        assert apart(a, b)
    assert all(box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT for box in fixed)


def test_the_header_always_fits(drawn):
    picture, extent = drawn
    story, beside, experiment = picture.legend.moving[2:]
    tag = next(extent(t) for t in story.axes.texts if t.get_text().startswith("published claims"))
    states = [
        cascade(view, name, other) for view in VIEWS for name in ("all", *stories()) for other in rivals()[:2]
    ]
    states += [cascade("core", name, other) for name in stories() for other in rivals()]
    states += [cascade(view, experiment=node) for view in VIEWS for node in broken_nodes()]
    with mpl.rc_context():
        for state in states:
            picture.legend.update(state)
            parts = [extent(text) for text in (story, beside, experiment) if text.get_text()]
            for a, b in itertools.combinations([*parts, tag], 2):
                assert apart(a, b), (state.story, state.beside)
            assert all(part[2] <= WIDTH - 4 for part in parts), state.experiment
