"""The balance: it never tips, people are drawn as they were counted, and each side says what it cannot say."""

from __future__ import annotations

import itertools

import pytest

from ketamine_viz import safety
from ketamine_viz.safety.figures.two_pans import DOT
from ketamine_viz.safety.two_pans import KEEPS, READINGS, SIDES, pans, weights


@pytest.fixture(scope="module")
def panel():
    return safety.home_or_clinic()


@pytest.mark.parametrize("keep", KEEPS)
def test_each_weight_lies_on_its_side(keep):
    found = pans(keep=keep)
    for side in SIDES:
        for one in getattr(found, side):
            assert one.side == side
            assert keep == "all" or (one.design == "controlled") == (keep == "controlled")


def test_keeping_splits_and_loses_nothing():
    parts = [
        one.id
        for keep in ("controlled", "uncontrolled")
        for side in SIDES
        for one in getattr(pans(keep=keep), side)
    ]
    assert sorted(parts) == sorted(one.id for one in weights())


def test_the_open_study_says_that_it_has_no_control():
    (hull,) = (one for one in weights() if one.id == "hull")
    assert (hull.n, hull.design) == (1247, "open")
    assert "no control group" in hull.control
    assert "improved anyway" in hull.cannot_say


@pytest.mark.parametrize(("name", "value"), [("read", "tea leaves"), ("keep", "mine"), ("people", 1)])
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=f"{name}={value!r} is not allowed; allowed: "):
        pans(**{name: value})


@pytest.mark.parametrize("change", [{"read": "cannot_say"}, {"keep": "controlled"}, {"people": False}])
def test_every_control_answers(panel, answers, change):
    answers(panel, change)


def test_dots_are_the_people_counted(panel):
    picture = panel._canvas.picture
    drawn = {name: len(line.get_xdata()) for name, line in picture.dots.items()}

    def dots(controlled):
        return sum(
            max(1, round(one.n / DOT))
            for one in weights()
            if one.n is not None and (one.design == "controlled") == controlled
        )

    assert drawn == {
        "filled": dots(True), "hollow": dots(False), "unknown": sum(one.n is None for one in weights())
    }  # fmt: skip
    panel.set(people=False)
    assert not any(len(line.get_xdata()) for line in picture.dots.values())


def test_the_beam_is_level_whatever_is_kept(panel):
    """No arithmetic pretends to weigh: nothing but words and dots moves."""
    beams = []
    for keep in KEEPS:
        panel.set(keep=keep)
        beams.append([*panel._canvas.figure.axes[0].lines[0].get_ydata()])
    assert all(beam == beams[0] and beam[0] == beam[1] for beam in beams)


@pytest.mark.parametrize("read", READINGS)
def test_words_equal_what_is_drawn(panel, read):
    panel.set(read=read)
    for one in weights():
        assert getattr(one, read).rstrip(".") in panel.alt
        assert one.label in panel.alt


def test_help_is_in_sight_and_cards_name_sources(panel):
    words = " ".join(
        getattr(child, "value", "")
        for child in panel.children
        if isinstance(getattr(child, "value", ""), str)
    )
    assert "988" in words
    assert "Samaritans" in words
    panel.open_card("case")
    assert "seen in a review" in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(("read", "keep", "people"), [*itertools.product(READINGS, KEEPS, (True, False))])
def test_lettering_is_clear(panel, lettering_faults, read, keep, people, present):
    panel.set(read=read, keep=keep, people=people)
    assert lettering_faults(panel, present) == []
