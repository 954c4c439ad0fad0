"""Build the trial: power is right, rules are monotonic, the published trials come out as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological.trial_design import (
    ARMS,
    NO,
    PARTLY,
    RIVALS,
    UNSEEN,
    YES,
    answers,
    plan,
    power,
    trials,
)

CHANGES = {
    "arms": "four", "drug_control": "active", "rated_by": "masked_rater", "people": 200, "follow_up_d": 180,
    "sessions": 16,
}  # fmt: skip
RANK = {NO: 0, UNSEEN: 0, PARTLY: 1, YES: 2}


@pytest.fixture(scope="module")
def panel():
    return psychological.build_the_trial()


@given(st.floats(0, 2), st.floats(2, 500))
def test_power_is_a_chance_that_grows(effect, n):
    found = power(effect, n)
    assert 0.05 - 1e-9 <= found <= 1 + 1e-12
    assert power(effect + 0.1, n) >= found
    assert power(effect, n + 10) >= found - 1e-12


@pytest.mark.parametrize(("effect", "n"), [(0.5, 25), (0.8, 14), (0.2, 100)])
def test_power_is_what_simulated_trials_show(effect, n):
    rng = np.random.default_rng(3)
    one, other = rng.normal(effect, 1, (20_000, n)), rng.normal(0, 1, (20_000, n))
    z = (one.mean(1) - other.mean(1)) / np.sqrt(2 / n)
    assert power(effect, n) == pytest.approx(np.mean(np.abs(z) > 1.96), abs=0.02)


@given(st.sampled_from(list(ARMS)), st.integers(20, 390))
def test_more_people_never_rule_out_less(arms, people):
    few, more = plan(arms, people=people), plan(arms, people=people + 10)
    assert RANK[few.mine["chance"]] <= RANK[more.mine["chance"]]


@given(st.sampled_from(list(ARMS)))
def test_a_masked_rater_and_a_felt_control_never_rule_out_less(arms):
    plain = plan(arms, "saline", "own_clinic").mine
    better = plan(arms, "active", "masked_rater").mine
    assert all(RANK[plain[rival.id]] <= RANK[better[rival.id]] for rival in RIVALS)


def test_what_each_group_is_for():
    assert plan("open").mine["time"] == NO
    assert plan("usual_care").mine["drug"] == YES
    assert plan("usual_care").mine["hours"] == NO
    assert plan("same_hours").mine["hours"] == YES
    assert plan("drug_or_not").mine["drug"] == NO
    assert plan("four", "active").mine["therapy"] == YES
    assert plan("four", "saline").mine["therapy"] == PARTLY
    assert plan("open").seen == {}


def test_no_plan_lacks_what_it_says_it_has():
    best = plan("four", "active", "masked_rater", 400, 180, 16)
    assert [rival.id for rival in RIVALS if best.mine[rival.id] != YES] == ["hope"]


def test_published_trials_as_they_are():
    found = {trial.ref: answers(trial.design) for trial in trials()}
    assert set(found) == {
        "price2022", "wilkinson2021", "grabski2022", "das2019", "dakwar2019", "dakwar2020", "krupitsky2002", "dore2019",
    }  # fmt: skip
    assert set(found["dore2019"].values()) == {NO, UNSEEN}
    assert found["price2022"]["drug"] == YES
    assert found["dakwar2019"]["drug"] == NO
    assert found["wilkinson2021"]["chance"] == NO
    assert not any(rules["drug"] == YES and rules["therapy"] == YES for rules in found.values())


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("arms", "five", "open, usual_care"), ("drug_control", "none", "saline, active"), ("people", 10, "20 to 400"),
     ("rated_by", "me", "own_clinic"), ("sessions", 0, "1 to 40"), ("follow_up_d", 1000, "1 to 730")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        plan(**{name: value})


@pytest.mark.parametrize(
    ("effect", "n", "name"), [(-1, 10, "effect_sd"), (0.5, 0, "per_group"), (float("nan"), 5, "eff")]
)
def test_impossible_power_is_named(effect, n, name):
    with pytest.raises(ValueError, match=name):
        power(effect, n)


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_cells_say_what_the_rules_say(panel):
    panel.set(arms="three")
    picture = panel._canvas.picture
    words = {YES: "yes", PARTLY: "partly", NO: "no", UNSEEN: "?"}
    rows = [
        (picture.mine, panel.result.mine),
        *zip(picture.theirs, (f for _, f in panel.result.theirs), strict=True),
    ]
    for cells, found in rows:
        assert [text.get_text() for _, text in cells] == [words[found[rival.id]] for rival in RIVALS]
    for (mark, _), rival in zip(picture.mine, RIVALS, strict=True):
        assert mark.get_fillstyle() == ("left" if panel.result.mine[rival.id] == PARTLY else "full")
    assert [bar.get_width() for bar in picture.bars] == [100 * value for value in panel.result.seen.values()]


def test_a_click_opens_the_trial_of_the_row_or_the_rival_of_the_column(panel):
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 3.0, 1.5) == trials()[0].id
    assert picture.card_at(picture.axes, 0.5, 0.5) == "rival_time"
    assert {picture.card_at(picture.axes, 3.0, 1.5), "rival_time"} <= set(panel._cards)


@pytest.mark.parametrize("guess", ["none", "some", "half", "most"])
def test_the_prediction_is_computed(guess):
    panel = psychological.build_the_trial()
    panel.guess(guess)
    assert "What came out: None" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"arms": "open"}, {"arms": "four", "people": 400, "drug_control": "active"}, {"arms": "three"}],
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
