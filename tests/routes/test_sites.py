"""One drip, three models: the numbers, the exploratory reading, and the panel."""

from __future__ import annotations

import re

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz import Dose
from ketamine_viz.routes import PRESETS, simulate
from ketamine_viz.routes.one_drip import DRIP, flow_l_per_h, one_drip, unmixed


@pytest.fixture(scope="module")
def panel():
    return kv.routes.sites()


def test_three_published_models_give_three_levels_and_nearly_one_exposure(panel):
    result = panel.result
    assert {p: round(result.end[p]) for p in PRESETS} == {"venous": 79, "arterial": 144, "nasal_label": 62}
    for preset in PRESETS:
        course = simulate([DRIP], preset=preset)
        assert result.end[preset] == pytest.approx(course.cmax(), rel=1e-9)
        assert result.exposure[preset] == pytest.approx(course.auc(), rel=1e-12)
    assert max(result.exposure.values()) / min(result.exposure.values()) < 1.25
    assert result.apart(DRIP.ends_h) > 2.2
    assert result.apart(1.0) < 1.3


def test_the_reading_is_artery_minus_rate_over_flow_and_only_while_the_drip_runs():
    result = one_drip(3, False, "none", True)
    assert flow_l_per_h() == pytest.approx(7.59 * 60)
    assert result.unmixed == pytest.approx(26.25 / 455.4 * 1000)
    drawn = ~np.isnan(result.mixed)
    assert (result.time_h[drawn] <= DRIP.ends_h + 1e-9).all()
    assert (result.mixed[drawn] > 0).all()
    np.testing.assert_allclose(result.mixed[drawn], result.level["arterial"][drawn] - result.unmixed)
    assert unmixed(Dose("esketamine", "iv_infusion", 35.0, 40.0)) == pytest.approx(2 * result.unmixed)


def test_the_reading_is_held_against_three_measured_drips():
    found = [(round(r.computed, 1), r.published) for r in one_drip(3, False, "none", True).readings]
    assert found == [
        (pytest.approx(182, abs=0.6), 185.0),
        (pytest.approx(59, abs=0.6), 56.0),
        (pytest.approx(12.8, abs=0.1), 15.6),
    ]


@pytest.mark.parametrize(
    "change",
    [{"hours": 1}, {"hours": 12}, {"log": True}, {"reading": True}, *({"front": p} for p in PRESETS)],
    ids=str,
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_the_reading_is_never_shown_without_its_warning(panel):
    assert "xploratory" not in panel.alt + panel.table_text
    panel.set(reading=True)
    assert "Exploratory, no published conversion" in panel.alt
    assert "no published conversion" in panel._canvas.picture.entries["mixed"].get_text()
    assert "Exploratory" in panel.table_text
    panel.open_card("mixed")
    assert "not a published conversion" in panel.card.html
    assert "measured 185 (Zarate 2006)" in panel.card.html


def test_nothing_says_that_any_of_it_is_the_brain(panel):
    panel.set(reading=True)
    assert not re.search(r"\bbrain\b", panel.alt + panel.table_text)


def test_cards_name_volume_and_clearance_from_the_data(panel):
    for preset, volume, clearance in (
        ("arterial", "11.6", 89),
        ("venous", "133", 95),
        ("nasal_label", "192", 109),
    ):
        panel.open_card(preset)
        assert f": {volume} L." in panel.card.html
        assert f"clearance of {clearance} L/h" in panel.card.html


def test_a_click_opens_the_nearest_line(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 0.6, 140.0) == "arterial"
    assert picture.card_at(picture.axes, 0.6, 74.0) == "venous"
    assert picture.card_at(picture.axes, 0.6, 180.0) is None
    panel.set(reading=True)
    assert picture.card_at(picture.axes, 0.6, 82.5) == "mixed"


def test_the_table_holds_the_levels_drawn(panel):
    assert "0.667,144,79,62.4" in panel.table_text
    panel.set(reading=True)
    assert "0.667,144,79,62.4,86.7" in panel.table_text
    assert "not drawn" in panel.table_text


def test_sources_follow_the_reading(panel):
    keys = {s.key for s in panel.source_lines}
    panel.set(reading=True)
    assert {s.key for s in panel.source_lines} == keys | {
        "henthorn2018",
        "zarate2006",
        "otto2021",
        "hasan2021",
    }


@pytest.mark.parametrize("guess", ["same", "half", "double", "ten"])
def test_the_prediction_is_answered_by_the_models(panel, guess):
    panel.set(hours=12, reading=True)
    panel.guess(guess)
    assert panel.values == {"hours": 3, "log": False, "front": "none", "reading": False}
    assert "What came out: More than twice" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "double")
    assert "144 against 62 ng/mL, 2.3 times" in panel.status
    assert "11.6 L in the first, 133 and 192 L in the other two" in panel.status


@pytest.mark.parametrize("present", [False, True], ids=["normal", "present"])
@pytest.mark.parametrize(
    "state",
    [
        {},
        {"hours": 1, "reading": True, "front": "venous"},
        {"hours": 12, "log": True, "reading": True, "front": "nasal_label"},
        {"hours": 2, "log": True},
    ],
    ids=str,
)
def test_no_words_overlap_or_leave_the_picture(panel, state, present, lettering_faults):
    panel.set(**state)
    assert lettering_faults(panel, present, air=(0, 0)) == []
