"""What scales ask: dots are the table's, no question is copied, every control answers."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.psychological.experience_scales import DOMAINS, asked, scales
from ketamine_viz.psychological.figures.scales import COLUMN, finding

CHANGES = {"scale": "madrs", "domain": "fear"}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.what_scales_ask()


def test_every_domain_is_in_the_vocabulary_and_has_a_column():
    words = {row["term"] for row in evidence.rows("vocabularies") if row["vocabulary"] == "scale_domain"}
    assert set(DOMAINS) == words == set(COLUMN)


def test_a_typical_mean_lies_on_its_scale():
    for one in scales():
        for value in (one.drug, one.drug_low, one.control):
            if value is not None:
                assert one.low <= value <= one.high, one.id


def test_typical_means_are_those_of_the_tables():
    known = {row["id"]: row["value"] for row in evidence.rows("psychological/experience")}
    found = {one.id: one for one in scales()}
    assert found["cadss"].drug == known["e024"]
    assert (found["lines"].drug_low, found["lines"].drug) == (known["e056"], known["e057"])
    after = {
        row["arm"]: row["value"]
        for row in evidence.rows("psychological/outcomes")
        if row["ref"] == "wilkinson2018a" and row["measure"] == "MADRS_score" and row["time_h"] == 24
    }
    assert (found["madrs"].drug, found["madrs"].control) == (after["active"], after["control"])


def test_no_question_is_copied():
    # A copied question would be put to somebody.
    for row in evidence.rows("psychological/scales"):
        for text in row.values():
            if isinstance(text, str):
                assert "?" not in text
                assert " you " not in f" {text.lower()} "


@pytest.mark.parametrize(("name", "value"), [("scale", "phq"), ("domain", "luck")])
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=f"{name}={value!r} is not allowed; allowed: "):
        asked(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("domain", DOMAINS)
def test_lit_dots_are_the_scales_that_ask(panel, domain):
    panel.set(domain=domain, scale="moaas")
    picture = panel._canvas.picture
    dots = zip(picture.strong.get_xdata(), picture.strong.get_ydata(), strict=True)
    lit = {int(y) for x, y in dots if x == DOMAINS.index(domain)}
    assert lit == {k for k, one in enumerate(scales()) if domain in one.domains}
    count = len(asked(domain=domain).asking(domain))
    assert f"{count} scale" in finding(panel.result)


def test_every_dot_is_drawn_once(panel):
    picture = panel._canvas.picture
    drawn = len(picture.strong.get_xdata()) + len(picture.weak.get_xdata())
    assert drawn == sum(len(one.domains) for one in scales())


@pytest.mark.parametrize("guess", ["one", "three", "most"])
def test_the_prediction_is_computed(guess):
    panel = kv.psychological.what_scales_ask()
    panel.guess(guess)
    assert "What came out: One" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("scale", [one.id for one in scales()])
def test_lettering_is_clear(panel, lettering_faults, scale, present):
    panel.set(scale=scale, domain="hopeless")
    assert lettering_faults(panel, present) == []
    panel.set(domain="all")
    assert lettering_faults(panel, present) == []
