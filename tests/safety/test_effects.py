"""Side effects in a hundred: differences are right, the control group is always beside, nothing hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, safety
from ketamine_viz.safety.risks import SORTS, effects, names, risk_difference, risks, severe_effects, studies

CHANGES = {"study": "upkeep", "sort": "difference", "focus": "headache"}
STATES = [
    {},
    *({"study": name} for name in studies()),
    {"focus": "tingling"},
    {"study": "hospital", "focus": "headache"},
]
SHARES, SIZES = st.floats(0, 100), st.integers(5, 2000)


@pytest.fixture(scope="module")
def panel():
    return safety.side_effects()


@given(SHARES, SIZES, SHARES, SIZES)
def test_the_interval_holds_the_difference_and_turns_round(p, n, q, m):
    there, back = risk_difference(p, n, q, m), risk_difference(q, m, p, n)
    assert there[1] <= there[0] + 1e-9 <= there[2] + 2e-9
    assert there == pytest.approx((-back[0], -back[2], -back[1]), abs=1e-9)
    assert there[1] >= -100 - 1e-9
    assert there[2] <= 100 + 1e-9


@given(SHARES, SIZES)
def test_more_people_make_it_surer(p, n):
    small, large = risk_difference(p, n, 50, n), risk_difference(p, 10 * n, 50, 10 * n)
    assert large[2] - large[1] < small[2] - small[1]


def test_newcombe_as_published():
    # Newcombe 1998, method 10: 56/70 against 48/80 is 0.2, from 0.0524 to 0.3339.
    assert risk_difference(80, 70, 60, 80) == pytest.approx((20, 5.24, 33.39), abs=0.01)


@pytest.mark.parametrize("study", studies())
def test_every_number_is_a_row(study):
    rows = {
        (r["ref"], r["value"], r["comparator_value"])
        for r in evidence.rows("psychological/safety")
        if r["unit"] == "%"
    } | {("katz2021", r["drug"], r["control"]) for r in evidence.rows("safety/severe_rates")}
    found = effects(study)
    assert found
    for effect in found:
        assert (studies()[study]["ref"], effect.drug, effect.control) in rows
        assert (effect.control is None) == (effect.n_control is None) == (study in ("year", "week1"))
        assert sum((*effect.hundred, 0)) <= 100


def test_serious_or_severe_is_that_of_the_two_trials():
    assert (severe_effects()[0].drug, severe_effects()[0].control) == (12, 3.6)
    assert severe_effects()[0].clear


@pytest.mark.parametrize("sort", SORTS)
def test_order(sort):
    found = risks(sort=sort).effects
    key = {"common": lambda e: -e.drug, "difference": lambda e: -e.difference, "name": lambda e: e.name}[sort]
    assert list(found) == sorted(found, key=key)


def test_suicide_and_death_are_kept_apart(panel):
    for study in studies():
        panel.set(study=study)
        assert "suicid" not in " ".join(effect.name for effect in effects(study))
    panel.reset()


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("study", "x", "start"), ("sort", "x", "common"), ("focus", "x", "dissociation")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        risks(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_words_equal_what_is_drawn(panel):
    panel.reset()
    picture = panel._canvas.picture
    drug, control = picture.dots.get_xdata(), picture.rings.get_xdata()
    for k, (one, other) in enumerate(zip(drug, control, strict=True)):
        name = picture.names[k].get_text()
        assert f"{name}: {one:g} in 100 with the drug, {other:g} in the control group" in panel.alt
    assert sum(len(dots.get_xdata()) for dots in picture.people.values()) == 100
    assert len(picture.people["more"].get_xdata()) == 23


def test_open_label_is_marked_and_a_missing_effect_is_not_none(panel):
    panel.set(study="year", focus="tingling")
    picture = panel._canvas.picture
    assert picture.under.get_text().startswith("OPEN LABEL")
    assert "not the same as none" in picture.empty.get_text().replace("\n", " ")
    assert sum(len(dots.get_xdata()) for dots in picture.people.values()) == 0
    panel.reset()


def test_table_and_cards(panel):
    table = panel._canvas.picture.table(risks())
    assert len(table.rows) == len(risks().effects)
    assert {card.id for card in panel._canvas.picture.cards(risks())} == {e.name for e in risks().effects}
    assert panel._canvas.picture.card_at(panel._canvas.picture.axes, 10, 1.5) == risks().effects[1].name
    assert set(names()) >= {"dissociation", "headache", "raised blood pressure"}


def test_the_prediction_is_computed():
    panel = safety.side_effects()
    panel.guess("none")
    assert "What came out: All of them" in panel.status
    assert panel.values == {"study": "hospital", "focus": "headache", "sort": "difference"}


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.reset()
    panel.set(**values)
    assert lettering_faults(panel, present) == []
