"""Published shares beside the popular number: nothing lost, nothing recalled, every control answers."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes.figures.availability import short, study
from ketamine_viz.routes.measured_share import FORMS, ORDER, measured_shares

# The estimate for the cheek repeats, number for number, the one that pools cheek and tongue.
SAME_ESTIMATE = {"o068"}


@pytest.fixture(scope="module")
def panel():
    return kv.routes.availability()


def test_every_published_share_is_drawn():
    published = {r["id"] for r in evidence.rows("routes/pk_observations") if r["parameter"] == "F"}
    drawn = {r["observation"] for r in evidence.rows("routes/availability_points")} - {None}
    assert drawn == published - SAME_ESTIMATE


def test_a_point_is_no_better_known_than_its_row():
    rows = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    for point in evidence.rows("routes/availability_points"):
        if point["observation"]:
            assert point["verified"] == rows[point["observation"]]["verified"], point["id"]
            assert (point["low"], point["high"]) == (None, None), point["id"]
        else:
            assert point["low"] < point["high"]
            assert point["fact"]


def test_at_least_seven_studies():
    assert len({r for lane in measured_shares().lanes for r in lane.refs}) >= 7


def test_people_who_were_reported_twice_count_once():
    chong = [lane for lane in measured_shares("oral").lanes if lane.people == "chong"]
    assert [lane.refs for lane in chong] == [("chong2006", "chong2009")]
    assert measured_shares("oral").inside == (2, 6)
    assert measured_shares("oral", models=False).inside == (2, 4)


def test_a_coefficient_of_variation_is_not_read_as_percent_of_the_dose():
    (fanta,) = [lane for lane in measured_shares("oral").lanes if lane.people == "fanta"]
    assert short(fanta.values[0]) == "8 (CV 11%)"
    assert fanta.ends == pytest.approx((7.12, 8.88))


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"route": "sc"}, "route='sc'.*allowed: all, oral"),
        ({"form": "arketamine"}, "form='arketamine'.*allowed: any"),
        ({"models": 1}, "models=1.*True or False"),
    ],
)
def test_bad_input_names_the_argument(named, words):
    with pytest.raises(ValueError, match=words):
        measured_shares(**named)


@pytest.mark.parametrize(
    "change",
    [*({"route": r} for r in ORDER), {"form": "racemic"}, {"form": "esketamine"}, {"models": False}],
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("route", ["all", *ORDER])
def test_no_lettering_overlaps_or_leaves_the_picture(panel, route, present, lettering_faults):
    for form in FORMS:
        panel.set(route=route, form=form)
        assert lettering_faults(panel, present) == []


def test_words_table_and_cards_carry_every_value(panel):
    text = panel.table_text
    for lane in panel.result.lanes:
        assert study(lane) in panel.alt
        for value in lane.values:
            assert short(value) in panel.alt
            assert evidence.cite(value.ref) in text
        panel.open_card(lane.id)
        assert lane.note.split(";")[0].rstrip(".") in panel.card.html
    assert text.count("\n") == 1 + sum(len(lane.values) for lane in panel.result.lanes)
    assert "what popular articles print" in panel.alt


def test_a_click_on_a_line_opens_its_card(panel):
    picture = panel._canvas.picture
    for k, lane in enumerate(panel.result.lanes):
        assert picture.card_at(picture.axes, 50.0, (k + 0.5) * picture.step) == lane.id
    assert picture.card_at(picture.axes, 50.0, -5.0) is None


def test_an_empty_choice_says_so(panel):
    panel.set(route="sublingual", form="esketamine")
    assert "No published value: under the tongue, S-ketamine" in panel.status
    assert panel.source_lines == ()


@pytest.mark.parametrize("guess", ["none", "third", "most", "all"])
def test_the_prediction_is_counted_from_the_rows(panel, guess):
    panel.set(route="im", models=False)
    panel.guess(guess)
    assert "What came out: About a third" in panel.status
    assert "2 of 6. The values run from 8 to 24%" in panel.status


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "models", (False, True)) < 0.06
