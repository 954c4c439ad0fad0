"""Drugs after ketamine: verdicts come from the molecular room, failures stay in sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, safety
from ketamine_viz.safety.figures.later_drugs import facts
from ketamine_viz.safety.later_drugs import ALL, SORTS, VERDICTS, candidates, later_drugs

TARGETS = tuple(dict.fromkeys(one.target for one in candidates()))


@pytest.fixture(scope="module")
def panel():
    return safety.pipeline()


def test_a_trial_is_told_once():
    trials = {r["id"]: r for r in evidence.rows("molecular/blocker_trials")}
    for row, one in zip(evidence.rows("safety/pipeline"), candidates(), strict=True):
        if row["trial"]:
            assert row["ref"] is row["against"] is row["verdict"] is None
            assert (one.against, one.verdict) == (
                trials[row["trial"]]["against"],
                trials[row["trial"]]["verdict"],
            )
        assert one.refs
        assert one.against


def test_failures_are_in_sight():
    found = {one.id: one.verdict for one in candidates()}
    assert {name for name, verdict in found.items() if verdict == "no_better"} >= {
        "lanicemine", "rapastinel", "arketamine", "esmethadone", "av101"
    }  # fmt: skip


def test_every_status_has_a_date():
    for row in evidence.rows("safety/pipeline"):
        assert any(letter.isdigit() for letter in row["status_when"])
        assert row["status_refs"] or row["status"] == "no_news"


def test_a_licence_is_the_last_step():
    assert {one.id for one in candidates() if one.phase == 4} == {
        one.id for one in candidates() if one.status == "licensed"
    }


@given(
    verdict=st.sampled_from((ALL, *VERDICTS)),
    target=st.sampled_from((ALL, *TARGETS)),
    sort=st.sampled_from(SORTS),
)
def test_kept_and_sorted_as_asked(verdict, target, sort):
    shown = later_drugs(verdict, target, sort).shown
    assert all(verdict in (ALL, one.verdict) and target in (ALL, one.target) for one in shown)
    keys = [{"phase": one.phase, "year": one.year, "people": one.n}[sort] for one in shown]
    assert keys == sorted(keys, reverse=True)


@pytest.mark.parametrize("name", ["verdict", "target", "sort"])
def test_bad_input_is_named(name):
    with pytest.raises(ValueError, match=f"{name}='luck' is not allowed; allowed: "):
        later_drugs(**{name: "luck"})


@pytest.mark.parametrize("change", [{"verdict": "no_better"}, {"target": "glun2b"}, {"sort": "people"}])
def test_every_control_answers(panel, answers, change):
    answers(panel, change)


def test_words_equal_what_is_drawn(panel):
    panel.set(sort="year")
    picture, shown = panel._canvas.picture, panel.result.shown
    assert [text.get_text() for text in picture.names] == [one.drug for one in shown]
    assert all(facts(one) in panel.alt for one in shown)
    for name, line in picture.marks.items():
        assert list(line.get_xdata()) == [one.phase for one in shown if one.verdict == name]
    assert f"{len(shown)} drugs" in panel.description.headline


def test_empty_is_said(panel):
    panel.set(verdict="better", target="glycine")
    assert "No drug of this sort" in panel.status


def test_cards_hold_people_control_and_source(panel):
    panel.open_card("lanicemine")
    assert "302 people" in panel.card.html
    assert "against placebo" in panel.card.html
    assert "Sanacora et al. 2017" in panel.card.html
    picture = panel._canvas.picture
    assert all(picture.card_at(picture.axes, 2, y) == name for name, y in picture._places.items())


@pytest.mark.parametrize("guess", ["few", "some", "most"])
def test_the_prediction_is_computed(guess):
    panel = safety.pipeline()
    panel.guess(guess)
    better = sum(one.verdict == "better" for one in candidates())
    assert f"{better} of {len(candidates())}" in panel.status
    assert len(candidates()) == 13  # the number that question and options name


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values", [{}, *({"verdict": v} for v in VERDICTS), *({"target": t} for t in TARGETS), {"sort": "year"}]
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
