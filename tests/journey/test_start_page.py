"""The start page: every stop moves the picture and its words, and each number is the model's or a trial's."""

from __future__ import annotations

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.journey.panels.start import STOPS


@pytest.fixture(scope="module")
def page():
    return kv.journey.start_page()


def test_every_stop_has_its_own_picture_and_words(page):
    seen = []
    for _, hour in STOPS:
        page.set(time=hour)
        seen.append((page.png(), page.alt))
    assert len({png for png, _ in seen}) == len(STOPS)
    assert len({alt for _, alt in seen}) == len(STOPS)


def test_reset_restores_the_first_state_exactly():
    page = kv.journey.start_page()
    first = page.png(), page.alt
    page.set(time=24.0)
    page.reset()
    assert (page.png(), page.alt) == first


def test_the_surprise_is_said(page):
    page.set(time=24.0)
    trip = page.result.journey
    gap = trip.mood_points.control[1] - trip.mood_points.drug[1]
    assert f"{gap:.1f} points lower" in page.status
    assert page.result.ng_per_ml == pytest.approx(
        np.interp(24.0, trip.course.time_h, trip.course.ng_per_ml["ketamine"])
    )
    assert page.result.ng_per_ml < 0.02 * trip.course.cmax("ketamine")


def test_what_is_drawn_is_what_is_in_the_table(page):
    page.set(time=2 / 3)
    picture = page._canvas.picture
    assert picture._blood_parts[0].get_ydata()[-1] == pytest.approx(page.result.ng_per_ml, rel=0.02)
    table = page.table_text
    for point in page.result.measured:
        assert evidence.cite(point.ref) in table
    assert "control" in table
    assert "n 167 in both groups" in table


def test_links_and_activity_come_from_the_network_room(page):
    page.set(time=2 / 3)
    moment = page.result
    calm, now = moment.journey.network(0.0), moment.journey.network(2 / 3)
    for a, b in moment.rising:
        assert now.r(a, b) - calm.r(a, b) >= 0.02
    for a, b in moment.falling:
        assert now.r(a, b) - calm.r(a, b) <= -0.02
    assert moment.rate_change["LHb"] == pytest.approx(now.rates_hz["LHb"] - calm.rates_hz["LHb"])


def test_what_rests_on_assumed_growth_is_called_assumed(page):
    for hours in (24.0, 168.0):
        page.set(time=hours)
        assert "assumed growth" in page.alt
        assert "(assumed)" in page.result.strips[2].said
    page.set(time=2 / 3)
    assert "assumed" not in page.alt


def test_a_regimen_without_a_mood_trial_shows_an_empty_hatched_frame():
    from ketamine_viz.journey.figures.strips import FourStrips
    from ketamine_viz.journey.moment import look
    from ketamine_viz.stage.canvas import Canvas

    other = kv.Dose(form="racemic", route="im", mg=35.0)
    canvas = Canvas(FourStrips())
    canvas.update(look(kv.journey.run([other], hours=24.0), 1.0, "1 hour"))
    assert canvas.picture._mood.patch.get_hatch() == "//"
    words = canvas.picture.describe(look(kv.journey.run([other], hours=24.0), 1.0, "1 hour")).alt
    assert "not studied" in words
    canvas.update(kv.journey.start_page().result)
    assert not canvas.picture._mood.patch.get_hatch()


def test_nothing_overlaps_or_leaves_the_picture(page):
    for _, hour in STOPS:
        page.set(time=hour)
        figure = page._canvas.figure
        renderer = page._canvas._agg.get_renderer()
        labels = [part for axes in figure.axes for part in (*axes.texts, axes.xaxis.label, axes.yaxis.label)]
        words = [text for text in (*figure.texts, *labels) if text.get_text()]
        boxes = [text.get_window_extent(renderer) for text in words]
        for place, box in enumerate(boxes):
            assert box.x0 >= 0
            assert box.x1 <= figure.bbox.width
            assert box.y0 >= 0
            assert box.y1 <= figure.bbox.height
            for other in range(place + 1, len(boxes)):
                assert not box.overlaps(boxes[other]), (words[place].get_text(), words[other].get_text())


def test_the_prediction_is_answered_by_the_trials_and_stays_on_the_picture():
    page = kv.journey.start_page()
    before = page.png()
    page.guess("gone")
    mood = page.result.journey.mood_points
    gaps = mood.control - mood.drug
    assert page.values == {"time": 24.0}
    assert gaps[list(mood.day).index(1.0)] == pytest.approx(gaps.max(), abs=0.05)
    assert "What came out: It is at its widest (you predicted: It is gone with the drug)" in page.status
    assert (
        f"the gap is {gaps[list(mood.day).index(1.0)]:.1f} points after a day and {gaps[-1]:.1f} on day 7"
        in page.status
    )
    assert "Your prediction: It is gone with the drug" in page.alt
    page.set(time=48.0)
    assert "Your prediction: It is gone with the drug" in page.alt
    page.reset()
    assert page.png() == before


@pytest.mark.parametrize(
    ("gaps", "answer"),
    [((0.0, 0.4, 0.3, 0.1), "gone"), ((0.0, 3.0, 4.0, 6.0), "later"), ((0.0, 6.0, 4.0, 2.0), "widest")],
)
def test_the_answer_follows_the_numbers(gaps, answer):
    from types import SimpleNamespace

    from ketamine_viz.journey.panels.start import _answer

    points = SimpleNamespace(day=(0.0, 1.0, 2.0, 7.0), drug=(0.0,) * 4, control=gaps)
    assert _answer(SimpleNamespace(journey=SimpleNamespace(mood_points=points))) == answer
