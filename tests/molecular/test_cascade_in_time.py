from __future__ import annotations

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.agents import interventions
from ketamine_viz.molecular.figures import moment_words as words
from ketamine_viz.molecular.moments import moment
from ketamine_viz.molecular.panels.cascade_in_time import TIMES_H
from ketamine_viz.stage import theme

CHANGES = [
    {"at_h": 0},
    {"at_h": 24},
    {"at_h": 336},
    {"view": "core"},
    {"view": "all"},
    {"account": "hnk"},
    {"account": "habenula"},
    {"agent": "rapamycin"},
    {"system": "mouse"},
    {"system": "rat"},
]


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.cascade_in_time()


@pytest.fixture
def fresh(panel):
    panel.reset()
    return panel


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_control_changes_picture_and_words(fresh, change):
    picture, said = fresh.png(), fresh.alt
    fresh.set(**change)
    assert fresh.png() != picture
    assert fresh.alt != said
    assert fresh.status
    fresh.reset()
    assert (fresh.png(), fresh.alt) == (picture, said)


def test_every_control_is_tried(fresh):
    assert {name for change in CHANGES for name in change} == set(fresh.values)


@pytest.mark.parametrize("change", [{}, *CHANGES], ids=str)
def test_what_is_drawn_is_what_is_said(fresh, change):
    fresh.set(**change)
    state, picture = fresh.result, fresh._canvas.picture
    layer, gauge = picture.layers[state.view], picture.gauges[state.view]
    drawn = dict(zip(words.gauged(state), gauge._fill.get_paths(), strict=True))
    for node, path in drawn.items():
        box = layer.boxes[node]
        right = np.asarray(path.vertices)[:, 0].max()
        assert right == pytest.approx(box.x - box.width / 2 + state.nodes[node].mid * box.width, abs=0.6)
    assert len(gauge._marks.get_paths()) == len(words.furthest(state))
    assert len(layer._lines.get_segments()) == len(state.active)
    for node in words.furthest(state):
        one = state.nodes[node]
        assert (
            f"{words.name(state.view, node)} {words.number(round(one.mid, 2), 2)} ({words.signed(one.change)})"
            in (fresh.alt)
        )
    assert len(fresh.table_text.splitlines()) == len(layer.boxes) + 1
    assert (
        f"{len(words.furthest(state)) or 'none'} of {len(layer.boxes)} boxes moved"
        in fresh.description.values
    )


def test_it_says_that_it_is_a_model(fresh):
    assert "model, not data" in [text.get_text() for text in fresh._canvas.figure.axes[0].texts]
    assert fresh.alt.startswith("Model, not data")
    assert "not data" in fresh._note
    assert len(fresh._note.split()) <= 40


def test_a_step_is_drawn_by_its_evidence(fresh):
    from ketamine_viz.molecular.figures.layer import DASHES

    fresh.set(account="trkb", view="more")
    active = fresh.result.active
    assert any(one.line == "dotted" for one in active)
    drawn = fresh._canvas.picture.layers["more"]._lines.get_linestyle()
    assert [style[1] is None for style in drawn] == [DASHES[one.line] == "-" for one in active]


def test_relief_of_people_who_had_a_blocker_is_an_empty_faded_box(fresh):
    fresh.set(agent="rapamycin", view="core")
    layer, gauge = fresh._canvas.picture.layers["core"], fresh._canvas.picture.gauges["core"]
    assert len(gauge._fill.get_paths()) == 10
    assert len(layer._veil.get_paths()) == 2
    assert "not simulated" in fresh.alt
    assert fresh.table_text.count("not simulated") == 2
    fresh.set(system="rat")
    assert len(gauge._fill.get_paths()) == 12
    assert "not simulated" not in fresh.alt


def test_cards_tell_the_state(fresh):
    card = next(card for card in fresh._canvas.picture.cards(fresh.result) if card.id == "node.mtorc1")
    one = fresh.result.nodes["mtorc1"]
    assert f"In the model now: {words.number(round(one.mid, 2), 2)} (" in card.html
    box = fresh._canvas.picture.layers["more"].boxes["mtorc1"]
    assert fresh._canvas.picture.card_at(fresh._canvas.figure.axes[0], box.x, box.y) == "node.mtorc1"


@pytest.mark.parametrize("present", [False, True])
def test_the_header_fits(fresh, present):
    fresh.png(present=present)
    scale, renderer = fresh._canvas.figure.dpi / 100, fresh._canvas._agg.get_renderer()
    legend = fresh._canvas.picture.legend
    tag = next(t for t in fresh._canvas.figure.axes[0].texts if t.get_text() == "model, not data")
    with theme.context():
        for hours in TIMES_H:
            for agent in ("none", *(one.id for one in interventions())):
                legend.update(moment(hours, agent=agent, view="all"))
                when = legend._when.get_window_extent(renderer)
                if legend._done.get_text():
                    done = legend._done.get_window_extent(renderer)
                    assert when.x1 + 6 * scale < done.x0, (hours, agent)
                    assert done.x1 < tag.get_window_extent(renderer).x0
                held = legend._held.get_window_extent(renderer)
                assert bool(legend._held.get_text()) == (agent != "none")
    line = [t for t in fresh._canvas.figure.axes[0].texts if abs(t.get_position()[1] - 430) < 1]
    key = [t.get_window_extent(renderer).x1 for t in line if t is not legend._held]
    assert max(key) + 6 * scale < held.x0


def test_words_stay_legible_on_the_fills(fresh):
    """Contrast of the words with the darkest fills: at least 4.5 to 1."""
    from ketamine_viz.molecular.figures.moment import colour
    from ketamine_viz.molecular.moments import State

    def light(rgb):
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    ink = light([0x22 / 255] * 3)
    for state in (State(0, 1, 0, 1), State(1, 0, 0, 1)):
        assert (light(colour(state)) + 0.05) / (ink + 0.05) >= 4.5


def test_the_prediction_is_answered_by_the_run(fresh):
    fresh.guess("glutamate")
    assert fresh.values["at_h"] == 24
    changes = {n: abs(fresh.result.nodes[n].change) for n in ("glutamate", "bdnf_rel", "mtorc1", "spines")}
    assert max(changes, key=changes.get) == "spines"
    assert "What came out: Spines (you predicted: Glutamate)" in fresh.status


def test_hidden_views_draw_nothing(fresh):
    fresh.set(view="core")
    picture = fresh._canvas.picture
    for view in ("more", "all"):
        assert not any(artist.get_visible() for artist in picture.gauges[view].artists)
        assert not any(artist.get_visible() for artist in picture.layers[view].face)
