"""Dissociation and benefit: intervals are right, nothing is called a number that is none, the cloud is what it says."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.psychological.experience_links import (
    FORMS,
    MASKINGS,
    TIMES,
    interval,
    links,
    people_from_p,
    published,
    size_from_p,
)
from ketamine_viz.psychological.figures.links import finding, people, signed

CHANGES = {"time": "week1", "form": "esketamine", "masking": "open_label", "chosen": "k10"}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.dissociation_and_benefit()


@given(st.floats(-0.95, 0.95), st.integers(4, 2000))
def test_an_interval_holds_its_r_and_narrows_with_people(r, n):
    low, high = interval(r, n)
    assert -1 <= low <= r <= high <= 1
    wider = interval(r, max(4, n // 2))
    assert wider[0] <= low + 1e-12
    assert high <= wider[1] + 1e-12


def test_an_interval_covers_95_of_100_samples():
    rng, n, rho = np.random.default_rng(3), 60, -0.35
    x = rng.standard_normal((2000, n))
    y = rho * x + math.sqrt(1 - rho**2) * rng.standard_normal((2000, n))
    inside = sum(
        lo <= rho <= hi
        for lo, hi in (interval(np.corrcoef(a, b)[0, 1], n) for a, b in zip(x, y, strict=True))
    )
    assert 0.935 < inside / 2000 < 0.965


@given(st.floats(0.001, 0.9), st.integers(10, 1000))
def test_r_from_p_gives_that_p_back(p, n):
    z = math.atanh(size_from_p(p, n)) * math.sqrt(n - 3)
    assert 2 * (1 - NormalDist().cdf(z)) == pytest.approx(p, rel=1e-6)


@given(st.floats(0.1, 0.9), st.integers(20, 500))
def test_people_from_r_and_p_are_found_again(r, n):
    p = 2 * (1 - NormalDist().cdf(math.atanh(r) * math.sqrt(n - 3)))
    if 1e-12 < p < 1:
        assert people_from_p(r, p) == n


@pytest.mark.parametrize(("call", "words"), [((1.0, 20), "r=1.0"), ((0.2, 3), "n=3")])
def test_an_interval_needs_an_r_and_people(call, words):
    with pytest.raises(ValueError, match=words):
        interval(*call)


def test_every_result_is_of_its_kind():
    for one in published():
        assert (one.r is not None) is (one.basis in ("printed", "from_p")), one.id
        assert (one.ends is None) is (one.basis == "words"), one.id
        assert one.used <= one.n
        if one.basis == "not_printed":
            assert one.says == "none"
            assert one.ends[0] == pytest.approx(-one.ends[1])
        if one.r is not None:
            # What is called a link has an interval that shuts zero out, and points towards benefit.
            assert one.says == "more_better"
            assert one.ends[1] < 0


def test_both_sides_of_the_dispute_are_there():
    found = links()
    assert {one.ref for one in found.shown} >= {
        "luckenbaugh2014", "niciu2018", "brazil_diss24h", "chen2022", "mathai2024", "sajid2024", "williams2018",
    }  # fmt: skip
    assert found.count("more_better") >= 5
    assert found.count("none") >= 5


@pytest.mark.parametrize("key", [one.id for one in published()])
def test_the_cloud_has_the_r_and_the_n_it_says(key):
    found = links(chosen=key)
    one = found.chosen
    assert one.id == key
    if one.basis == "words":
        assert len(found.felt) == 0
        return
    assert len(found.felt) == one.used
    assert np.corrcoef(found.felt, found.benefit)[0, 1] == pytest.approx(-(one.r or 0.0), abs=1e-9)


@given(
    st.sampled_from(["all", *TIMES]), st.sampled_from(["all", *FORMS]), st.sampled_from(["all", *MASKINGS])
)
def test_filters_keep_what_fits_and_nothing_else(time, form, masking):
    found = links(time, form, masking)
    for one in published():
        fits = time in ("all", one.time) and form in ("all", one.form) and masking in ("all", one.masking)
        assert (one in found.shown) is fits
    assert (found.chosen is None) is (not found.shown)


@pytest.mark.parametrize(
    ("name", "value"), [("time", "soon"), ("form", "salt"), ("masking", "hope"), ("chosen", "k99")]
)
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=f"{name}={value!r} is not allowed; allowed: "):
        links(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_an_empty_choice_says_what_to_widen(panel):
    panel.set(time="weeks4", form="mixed")
    assert panel._canvas.picture.empty.get_text() == "No result fits. Set Benefit rated and Drug to all."
    assert "Set Benefit rated and Drug to all" in panel.alt


def test_the_title_counts_the_rows(panel):
    panel.set(form="esketamine")
    result = panel.result
    assert f"{len(result.shown)} results" in finding(result)
    assert f"{result.count('none')} found none" in finding(result)
    shown = [row for row in panel._canvas.picture.rows if row.texts["who"].get_visible()]
    assert len(shown) == len(result.shown)


def test_what_is_drawn_is_said(panel):
    picture = panel._canvas.picture
    for one, row in zip(panel.result.shown, picture.rows, strict=False):
        if one.r is not None:
            assert row.dot.get_xdata()[0] == one.r
            assert f"r {signed(one.r)}, 95% interval" in panel.alt
            assert list(row.reach.get_xdata()) == list(one.ends)
        assert people(one) in row.texts["n"].get_text()
    assert "not patients’ data" in picture.caption.get_text()
    assert "not patients' data" in panel.alt


@pytest.mark.parametrize("guess", ["half", "tenth", "less"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.dissociation_and_benefit()
    panel.guess(guess)
    assert panel.result.chosen.explained < 0.01
    assert "What came out: Less than a hundredth" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values", [{}, {"form": "mixed", "time": "weeks4"}, *({"chosen": o.id} for o in published())]
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
