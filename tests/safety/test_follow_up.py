"""Follow-up: lengths fit together, control groups are told, what was not said is not counted."""

from __future__ import annotations

from itertools import product

import pytest

from ketamine_viz import safety
from ketamine_viz.safety.figures.long_watch import YEAR
from ketamine_viz.safety.followed import SCALES, SHOWN, SORTS, WATCHED, followed, longest_controlled, studies

CHANGES = {"shown": "controlled", "sort": "way", "scale": "stretched", "asked": "bladder"}


@pytest.fixture(scope="module")
def panel():
    return safety.how_long_followed()


def test_lengths_fit_together():
    for one in studies():
        assert one.treated_weeks <= one.longest_weeks
        assert one.usual_weeks is None or one.usual_weeks < one.longest_weeks
        assert (one.design == "open_label") == (one.control_weeks is None)
        assert one.n_end is None or one.n_end <= one.n_start


def test_nobody_kept_a_control_group_beside_treatment_for_a_year():
    assert longest_controlled().label == "SUSTAIN-1"
    assert longest_controlled().control_weeks < YEAR


def test_the_longest_is_open_label():
    assert followed().studies[0].ref == "zaki2025"
    assert followed().studies[0].design == "open_label"


@pytest.mark.parametrize("shown", SHOWN)
def test_filters(shown):
    found = followed(shown).studies
    assert [one.longest_weeks for one in found] == sorted((one.longest_weeks for one in found), reverse=True)
    if shown == "controlled":
        assert all(one.control_weeks for one in found)


def test_what_was_not_said_is_not_counted():
    for asked in WATCHED[1:]:
        assert {one.id for one in followed(asked=asked).asking} == {
            o.id for o in studies() if asked in o.watched
        }
    assert not followed(asked="liver").asking


@pytest.mark.parametrize(
    ("name", "allowed"), [("shown", "controlled"), ("sort", "way"), ("scale", "even"), ("asked", "bladder")]
)
def test_bad_input_is_named(name, allowed):
    with pytest.raises(ValueError, match=f"{name}='x'.*{allowed}"):
        followed(**{name: "x"})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.reset()
    picture = panel._canvas.picture
    for k, one in enumerate(followed().studies):
        assert picture.after[k].get_width() == pytest.approx(one.longest_weeks)
        assert picture.treated[k].get_width() == pytest.approx(one.treated_weeks)
        assert one.label in panel.alt
        if one.control_weeks:
            low, high = picture.compared[k].get_xdata()
            assert high - low == pytest.approx(one.control_weeks)
    assert "no control group; 1,148 began" in panel.alt


def test_table_and_cards(panel):
    panel.reset()
    found = followed()
    assert len(panel._canvas.picture.table(found).rows) == len(found.studies)
    assert {card.id for card in panel._canvas.picture.cards(found)} == {one.id for one in found.studies}
    assert panel._canvas.picture.card_at(panel._canvas.picture.axes, 1, 0.5) == found.studies[0].id


@pytest.mark.parametrize("guess", ["quarter", "year", "three", "six"])
def test_the_prediction_is_computed(guess):
    panel = safety.how_long_followed()
    panel.guess(guess)
    assert "What came out: Under a year" in panel.status
    assert panel.values["shown"] == "controlled"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(("shown", "sort", "scale"), list(product(SHOWN, SORTS, SCALES)))
def test_lettering_is_clear(panel, lettering_faults, shown, sort, scale, present):
    for asked in ("any", "blood_pressure"):
        panel.set(shown=shown, sort=sort, scale=scale, asked=asked)
        assert lettering_faults(panel, present) == []
