"""The panel: every control changes picture and words; reset restores both; nothing recalled is shown."""

from __future__ import annotations

import re

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes.dose import ROUTES
from ketamine_viz.routes.words import head, minutes_or_hours


@pytest.fixture(scope="module")
def panel():
    return kv.routes.side_by_side()


@pytest.mark.parametrize(
    "change",
    [
        {"form": "esketamine"},
        {"form": "arketamine"},
        {"analyte": "norketamine"},
        {"analyte": "hydroxynorketamine"},
        {"preset": "arterial"},
        {"routes": ("oral",)},
        {"routes": ROUTES},
        {"hours": 12},
        {"hours": 1},
        {"log": True},
    ],
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_the_words_carry_the_numbers_that_are_drawn(panel):
    drip = panel.result.curves["iv_infusion"]
    assert f"peak {drip.peak:.0f} ng/mL at 40 min" in panel.alt
    assert "185 at 40 min and 100 to 250 at 40 min" in panel.alt
    assert "20% of the dose reaches the blood as ketamine" in panel.alt
    panel.set(form="arketamine")
    assert "Swallowed: not studied with R-ketamine in our tables." in panel.alt


def test_the_table_holds_curves_points_and_gaps(panel):
    panel.set(routes=ROUTES)
    text = panel.table_text
    assert "Route,Regimen,Study,Kind,Time [h],Level [ng/mL],Low,High,People" in text
    assert 'swallowed,0.5 mg/kg,"Grant et al. 1981' in text
    assert '"not stated, so not drawn",120' in text  # a measured peak whose moment nobody printed
    assert "film in the mouth,not studied in this form" in text


def test_cards_open_by_route_and_hide_what_was_recalled(panel):
    panel.set(routes=ROUTES)
    recalled = {
        str(r["value"]) + " ng/mL"
        for r in evidence.rows("routes/pk_observations", memory=True)
        if r["verified"] == "memory" and r["unit"] == "ng/mL"
    }
    for route in ROUTES:
        panel.open_card(route)
        assert not any(number in panel.card.html for number in recalled)
        assert "recalled, not yet" not in panel.card.html
    panel.open_card("im")
    assert "0.5 mg/kg" in panel.card.html
    frame = panel._canvas.picture.frames[2].axes
    assert panel._canvas.picture.card_at(frame, 1.0, 1.0) == "im"


def test_sources_follow_what_is_shown(panel):
    panel.set(routes=("oral",))
    oral = panel._sources_html.value
    panel.set(routes=("sc",))
    assert panel._sources_html.value != oral
    assert "Loo" in panel._sources_html.value


@pytest.mark.parametrize("guess", ["all", "half", "fifth", "none"])
def test_the_prediction_is_answered_by_the_model(panel, guess):
    panel.set(form="arketamine", log=True)
    panel.guess(guess)
    assert panel.values["routes"] == ("iv_infusion", "oral")
    assert "What came out: About a fifth" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "fifth")
    assert "20% of the swallowed drug arrives" in panel.status


def test_no_frame_needs_more_than_its_four_lines(panel):
    for form in ("racemic", "esketamine", "arketamine"):
        panel.set(form=form, routes=ROUTES)
        for route, curve in panel.result.curves.items():
            for analyte in ("ketamine", "norketamine"):
                assert max(map(len, head(route, curve, analyte))) <= 26


def test_nothing_drawn_leaves_the_picture_or_runs_into_its_neighbour(panel):
    canvas = panel._canvas
    for change in (
        {},
        {"routes": ROUTES},
        {"routes": ROUTES, "form": "esketamine"},
        {"log": True, "routes": ROUTES},
    ):
        panel.set(**change)
        renderer = canvas._agg.get_renderer()
        boxes = []
        for frame in canvas.picture.frames:
            if frame.axes.get_visible():
                boxes += [t.get_window_extent(renderer) for t in frame.head if t.get_text()]
        for k, box in enumerate(boxes):
            assert box.x0 >= 0
            assert box.x1 <= canvas.figure.bbox.x1
            assert not any(box.overlaps(other) and k != j for j, other in enumerate(boxes) if abs(k - j) > 1)


def test_times_are_spoken_in_minutes_then_hours():
    assert [minutes_or_hours(t) for t in (0.05, 1.99, 2.0, 12.4)] == ["3 min", "119 min", "2 h", "12 h"]


def test_no_milligram_of_one_route_is_equated_with_another(panel):
    panel.set(routes=ROUTES)
    text = panel.alt + panel.table_text + "".join(c.html for c in panel._cards.values())
    assert not re.search(r"equivalent|equals? to|same as \d", text)
