"""Calendars: days are counted right, relapse follows the rule, trials are those of the rows."""

from __future__ import annotations

from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import psychological
from ketamine_viz.psychological.dry_days import (
    MOST_DRINKING,
    PATTERNS,
    RULES,
    extra_days,
    half_year,
    lay_out,
    length,
    longest,
    slots,
    trials,
)

CHANGES = {"drinking": 100, "pattern": "spell", "extra": 34, "rule": "three", "trial": "dakwar2019"}
STATES = [{}, {"pattern": "spell", "rule": "three"}, {"drinking": 0},
          {"drinking": 120, "pattern": "spread", "extra": 0},
          *({"trial": name} for name in ("dakwar2019", "dakwar2020", "krupitsky2007"))]  # fmt: skip


@pytest.fixture(scope="module")
def panel():
    return psychological.abstinent_days()


@given(st.integers(0, MOST_DRINKING), st.sampled_from(PATTERNS), st.integers(0, 60), st.sampled_from(RULES))
def test_extra_dry_days_are_taken_from_drinking_days(drinking, pattern, extra, rule):
    found = half_year(drinking, pattern, extra, rule)
    assert found.before.sum() == drinking
    assert found.gained.sum() == min(drinking, extra)
    assert not (found.after & ~found.before).any()
    assert found.relapse_after <= found.relapse_before


@given(st.lists(st.booleans(), max_size=40))
def test_the_longest_run(days):
    assert longest(np.array(days, dtype=bool)) == max(
        [len(list(g)) for day, g in groupby(days) if day], default=0
    )


def test_patterns_differ():
    runs = {pattern: longest(lay_out(40, pattern)) for pattern in PATTERNS}
    assert runs["spread"] < runs["weekends"] < runs["spell"] == 40


def test_the_days_are_the_trials():
    assert length() == 180
    assert extra_days() == (2, 18, 34)
    days, relapse = slots("grabski2022")
    assert [o.value for o in days.lines] == [10.1, 15.9]
    assert days.kind == "difference"
    assert relapse.kind == "ratio"
    assert relapse.lines[0].ci_low < 1 < relapse.lines[0].ci_high


def test_each_trial_says_something_of_both():
    for name in trials():
        for slot in slots(name):
            assert slot.words or slot.lines
            if slot.kind == "shares":
                assert [o.arm for o in slot.lines] == ["active", "control"]


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("drinking", -1, "0 to 120"), ("drinking", True, "0 to 120"), ("extra", 1.5, "0 to 180"),
     ("pattern", "x", "spell"), ("rule", "x", "three"), ("trial", "zanos2016", "grabski2022")],
)  # fmt: skip
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        half_year(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize(("pattern", "drinking"), list(product(PATTERNS, (5, 120))))
def test_each_day_is_drawn_once(panel, pattern, drinking):
    panel.set(pattern=pattern, drinking=drinking)
    for name, marks in panel._canvas.picture.days.items():
        places = [xy for line in marks.values() for xy in zip(*line.get_data(), strict=True)]
        assert len(places) == len(set(places)) == length()
        days = panel.result.before if name == "before" else panel.result.after
        assert len(marks["drinking"].get_xdata()) == days.sum()


def test_only_what_is_shown_is_drawn(panel):
    panel.set(trial="krupitsky2007")
    chart = panel._canvas.picture.charts["days"]
    assert not any(len(span.get_xdata()) for several in chart.spans.values() for span in several)
    assert len(chart.drug.get_xdata()) == 0


def test_calendars_are_called_a_model(panel):
    assert "a model, not data" in panel.alt
    assert any(t.get_text().startswith("Model, not data") for t in panel._canvas.figure.texts)


@pytest.mark.parametrize("guess", ["fewer", "same", "more"])
def test_the_prediction_is_computed(guess):
    panel = psychological.abstinent_days()
    panel.guess(guess)
    assert "What came out: No clear difference" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", STATES)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
