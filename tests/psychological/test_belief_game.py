"""The estimate game: what counts, what is drawn and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.psychological.belief_game import NEWS, NOT_YET, findings, play
from ketamine_viz.psychological.figures.good_news_words import SHIFT, cited, two

PLAYED = {f"guess_{k}": float(guess) for k, guess in enumerate((50, 65, 60, 70, 65, 65))}
GUESS = st.sampled_from([NOT_YET, *(float(g) for g in range(0, 101, 5))])


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.good_news_bad_news()


@given(st.lists(GUESS, min_size=6, max_size=6))
def test_guesses_count_up_to_the_first_gap(guesses):
    game = play(*guesses)
    gap = guesses.index(NOT_YET) if NOT_YET in guesses else 6
    assert game.guesses == tuple(guesses[:gap])
    assert len(game.news) == min(gap, len(NEWS))
    assert len(game.steps) == max(0, gap - 1)
    assert all(guesses[place] == value != NOT_YET for place, value in game.waiting)
    assert (game.fit is None) == (not game.steps)


def test_news_brings_good_and_bad_to_whoever_begins_in_the_middle():
    for first in range(35, 70, 5):
        kinds = {"good" if news > first else "bad" for news in NEWS}
        assert kinds == {"good", "bad"}
    assert sum(NEWS) / len(NEWS) == 55


def test_leaning_needs_both_kinds_of_news():
    assert play(50, 65).lean == "unknown"
    assert play(**PLAYED).lean == "good"
    assert play(50, 52, 32, 35, 35, 37).lean == "bad"
    assert play(50, 60, 45, 60, 48, 56).lean == "unclear"


@pytest.mark.parametrize(("value", "named"), [(101, "0 to 100"), (-5, "-1 for not yet"), (True, "0 to 100")])
def test_bad_input_is_named(value, named):
    with pytest.raises(ValueError, match=f"guess_2={value!r}.*{named}"):
        play(guess_2=value)


@pytest.mark.parametrize("name", PLAYED)
def test_every_control_answers(panel, answers, name):
    assert set(PLAYED) == set(panel.values)
    answers(panel, {name: PLAYED[name]})


def test_no_news_is_told_before_its_guess(panel):
    assert "70" not in panel.alt.split("Published")[0]
    panel.set(guess_0=50.0)
    assert "news 1 says 70" in panel.alt
    assert "30" not in panel.alt.split("Published")[0].replace("1.5", "")


def test_words_equal_what_is_drawn(panel):
    panel.set(**PLAYED)
    picture, result = panel._canvas.picture, panel.result
    good = picture.rates["good"]
    assert good[3].get_xdata()[0] == pytest.approx(result.fit.good.mid)
    assert f"rate for good news {two(result.fit.good.mid)}" in panel.alt
    assert good[0].get_text().startswith(f"good news: {two(result.fit.good.mid)}")
    assert list(picture.guessed.get_ydata()) == [PLAYED[f"guess_{k}"] for k in range(6)]
    low, high = good[2].get_xdata()
    assert f"95% {two(low)} to {two(high)}" in panel.alt
    assert "invented" in panel.alt
    assert "five answers are few" in panel.alt


def test_a_guess_ahead_of_its_turn_is_seen_and_waits(panel):
    seen = set()
    for guess in (0.0, 5.0, 100.0):
        panel.set(guess_3=guess)
        assert f"{guess:g} after news 3" in panel.alt
        seen.add(panel.png())
    assert len(seen) == 3
    assert "70" not in panel.alt.split("Published")[0]


def test_reset_forgets(panel):
    panel.set(**PLAYED)
    panel.reset()
    assert set(panel.values.values()) == {NOT_YET}
    assert panel.result.fit is None


def test_directions_come_with_sources_and_no_numbers_of_the_model():
    shown = {f.id: f for f in findings()}
    assert {f.shift for f in shown.values()} == set(SHIFT)
    rows = {row["id"]: row for row in evidence.rows("psychological/cognition")}
    for row in evidence.rows("psychological/belief_findings"):
        for effect in row["effects"]:
            assert rows[effect]["ref"] in row["refs"]
    assert not shown["bf3"].controlled  # bottemanne2022 had no placebo, and says so
    assert "no placebo" in shown["bf3"].compared
    assert "rate" not in " ".join(f.says for f in shown.values())


def test_the_one_number_is_that_of_its_row():
    size = next(r["value"] for r in evidence.rows("psychological/cognition") if r["id"] == "c019")
    says = next(f.says for f in findings() if "harvey2023" in f.refs)
    assert f"d {abs(size)}" in says


def test_each_study_has_a_card(panel):
    for found in findings():
        panel.open_card(found.id)
        assert cited(found).split(";")[0].split(" ")[0] in panel.card.html
        assert found.says in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"guess_0": 50.0}, PLAYED, {f"guess_{k}": 100.0 * (k % 2) for k in range(6)}, {"guess_4": 20.0}],
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
