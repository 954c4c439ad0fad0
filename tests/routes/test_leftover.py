"""Half-life by length of sampling, what twice a week leaves, and the panel that shows both."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes import half_life as hl

LONG = {"sampled_h": 48.0, "limit": 0.1}


@given(st.floats(0.2, 20.0), st.floats(1.0, 500.0))
def test_one_exponential_has_one_half_life(hours, height):
    times = np.array(hl.DRAWN_H)
    for count in range(hl.FITTED, len(times) + 1):
        found = hl.half_life(times[:count], height * 0.5 ** (times[:count] / hours))
        assert found == pytest.approx(hours, rel=1e-9)


def test_too_few_samples_or_a_rise_print_nothing():
    times = np.array([1.0, 2.0])
    assert hl.half_life(times, times) is None
    assert hl.half_life(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0])) is None
    assert hl.watch(limit=1000.0).printed_h is None


@pytest.mark.parametrize("followed", hl.FOLLOWED)
@pytest.mark.parametrize("limit", hl.LIMITS_NG_PER_ML)
def test_longer_sampling_never_prints_a_shorter_half_life_nor_one_beyond_the_slow_part(followed, limit):
    result = hl.watch(followed=followed, limit=limit)
    printed = [hours for hours in result.by_length.values() if hours is not None]
    assert printed == sorted(printed)
    assert printed[-1] <= result.slowest_h * 1.001


@pytest.mark.parametrize("followed", hl.FOLLOWED)
def test_a_coarser_assay_never_prints_a_longer_half_life(followed):
    printed = [
        hl.watch(followed=followed, sampled_h=48.0, limit=limit).printed_h for limit in hl.LIMITS_NG_PER_ML
    ]
    assert printed == sorted(printed, reverse=True)
    assert printed[0] > 3 * printed[-1]


@pytest.mark.parametrize("twice", [False, True])
def test_the_exponentials_of_the_drip_add_up_to_its_level(twice):
    result = hl.watch(twice_weekly=twice)
    times = result.modes[0].time_h
    total = sum(mode.level for mode in result.modes)
    assert [mode.name for mode in result.modes] == ["slow", "middle", "fast"]
    assert total == pytest.approx(result.course.at("ketamine", times), rel=1e-6)


def test_the_exponentials_of_s_ketamine_are_those_of_the_published_constants():
    # Rates of Fanta 2015 after a push: 3.2246, 0.4651 and 0.0941 per hour.
    result = hl.watch()
    rates = [math.log(2) / mode.half_lives_h[0] for mode in result.modes]
    assert rates == pytest.approx([0.0941, 0.4651, 3.2246], abs=5e-5)


def test_late_after_the_spray_only_the_two_slow_parts_are_left():
    result = hl.watch(followed="spray")
    times = result.modes[0].time_h[40:]
    total = sum(mode.level[40:] for mode in result.modes)
    assert total == pytest.approx(result.course.at("ketamine", times), rel=1e-3)
    assert [mode.name for mode in result.modes] == ["slow", "middle"]


def test_followed_for_two_days_the_spray_falls_in_the_range_of_its_label():
    row = next(one for one in hl.published() if one.sampled_h == 48.0)
    assert row.low <= hl.watch(followed="spray", **LONG).printed_h <= row.high


@pytest.mark.parametrize("followed", hl.FOLLOWED)
def test_twice_a_week_does_not_build_up(followed):
    result = hl.watch(followed=followed, twice_weekly=True)
    assert result.doses_h == (0.0, 72.0, 168.0, 240.0)
    assert result.peak_last / result.peak_first == pytest.approx(1.0, abs=0.01)
    assert 0 < result.before_last < 0.002 * result.peak_first
    alone = hl.watch(followed=followed)
    # Superposition: what is left before the last dose is the sum of the three falls.
    falls = alone.course.at("ketamine", np.array([72.0, 168.0, 240.0]) - 1e-3)
    assert result.before_last == pytest.approx(falls.sum(), rel=1e-6)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"followed": "film"}, "followed='film' .* drip, spray"),
        ({"twice_weekly": 1}, "twice_weekly=1 .* True or False"),
        ({"sampled_h": 5.0}, "sampled_h=5.0 .* 3, 6, 12, 24, 48"),
        ({"limit": 0}, "limit=0 .* above 0"),
        ({"limit": math.inf}, "limit=inf"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        hl.watch(**bad)


def test_published_half_lives_are_of_ketamine_in_adults_and_seen():
    rows = {row["id"]: row for row in evidence.rows("routes/pk_observations", memory=True)}
    for mine in evidence.rows("routes/half_lives", memory=True):
        row = rows[mine["observation"]]
        assert row["parameter"] == "t_half"
        assert row["verified"] != "memory"
        assert "children" not in (row["population"] or "")
        assert row["analyte"] in {"ketamine", "esketamine", "arketamine"}
        assert mine["sampled_h"] is None or f"{mine['sampled_h']:g} h" in row["note"]


@pytest.fixture(scope="module")
def panel():
    return kv.routes.leftover()


@pytest.mark.parametrize(
    "change",
    [{"followed": "spray"}, {"sampled_h": 6.0}, {"limit": 5.0}, {"twice_weekly": True}, {"sampled_h": 48.0}],
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_words_and_table_carry_what_is_drawn(panel):
    result = panel.result
    assert f"The study prints {result.printed_h:.1f} h" in panel.alt
    assert '"published: spray, US label",sampled for 48 h' in panel.table_text
    picture = panel._canvas.picture
    assert picture.samples.get_ydata() == pytest.approx(result.seen)
    panel.set(limit=10.0)
    assert len(picture.samples.get_ydata()) == len(panel.result.seen) < len(result.seen)
    assert panel.result.unseen > 0
    assert f"{panel.result.unseen} below the limit" in panel.alt


def test_cards_name_each_published_half_life(panel):
    for one in hl.published():
        panel.open_card(one.id)
        assert one.label in panel.card.html


@pytest.mark.parametrize("guess", ["1", "2", "4", "8"])
def test_the_prediction_is_answered_by_the_model(panel, guess):
    panel.set(followed="spray", twice_weekly=True)
    panel.guess(guess)
    assert "What came out: About 2 hours" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "2")


def test_no_words_touch_or_leave_the_picture(panel, lettering_faults):
    for followed in hl.FOLLOWED:
        for twice in (False, True):
            for hours in hl.SAMPLED_H:
                for limit in (0.1, 1.0, 10.0):
                    panel.set(followed=followed, twice_weekly=twice, sampled_h=hours, limit=limit)
                    assert lettering_faults(panel, air=(0, 0)) == [], panel.values
