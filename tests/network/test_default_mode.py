"""Is the default mode network overactive?  Studies, their sides, and the vote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence, network
from ketamine_viz.network.default_mode import STEPS, VOTES, hear, largest, studies

EFFECTS = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
ROWS = evidence.rows("network/default_mode_findings")
QUESTIONS = ("all", "links", "mood_hub", "activity", "rumination")
CHANGES = {"step": 1, "question": "rumination", "vote": "depends"}


@pytest.fixture(scope="module")
def panel():
    return network.overactive_or_not()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_states_its_direction_or_points_to_the_row_that_does(row):
    if row["effect"]:
        assert row["direction"] is None
        assert row["n"] is None
        assert EFFECTS[row["effect"]]["ref"] == row["ref"]
        assert EFFECTS[row["effect"]]["role"] == "baseline"
    else:
        assert row["direction"]


def test_both_large_studies_speak_against_the_claim():
    assert [s.ref for s in largest()] == ["yan2019", "tozzi2021"]
    assert {s.camp for s in largest()} == {"against"}
    assert [s.patients for s in largest()] == [848, 618]


def test_the_largest_are_scans_and_not_pooled_results():
    pooled = [s for s in studies() if s.question == "links" and s.pooled]
    assert {s.ref: (s.camp, s.patients) for s in pooled} == {
        "kaiser2015": ("for", 556),
        "zhang2025rsn": ("neither", 2321),
    }
    assert max(s.patients for s in pooled) > max(s.patients for s in largest())
    assert not set(pooled) & set(largest())


def test_a_pooled_analysis_is_drawn_hollow_and_named_so(panel):
    panel.set(step=2, question="links")
    picture = panel._canvas.picture
    for row, study in zip(picture.rows, panel.result.studies, strict=False):
        assert (row.mark.get_markerfacecolor() == "white") == study.pooled
    assert "Published results were pooled" in panel.table_text
    panel.open_card("dm9")
    assert "pooled" in panel.card.html


def test_the_other_side_is_on_the_table_too():
    assert {s.camp for s in studies()} == {"for", "against", "neither"}
    (mood,) = [s for s in studies() if s.question == "mood_hub"]
    assert mood.camp == "for"


@given(st.sampled_from(STEPS), st.sampled_from(QUESTIONS), st.sampled_from(VOTES))
def test_only_what_is_open_is_counted(step, question, vote):
    result = hear(step, question, vote)
    assert set(result.open) <= {s.id for s in result.studies}
    assert sum(count for count, _ in result.tally().values()) == len(result.open)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [("step", 3, "0, 1, 2"), ("question", "mood", "rumination"), ("vote", "x", "depends")],
)
def test_bad_input_is_named(name, value, allowed):
    with pytest.raises(ValueError, match=f"{name}={value!r}.*{allowed}"):
        hear(**{name: value})


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_nothing_is_given_away_before_the_studies_are_opened(panel):
    assert "weaker" not in panel.alt
    assert "slightly weaker" not in panel.table_text
    assert not [card for card in panel._cards if card.startswith("dm") and card != "dmPFC"]
    panel.set(step=2)
    assert "slightly weaker" in panel.alt


@pytest.mark.parametrize("guess", ["most", "some", "none"])
def test_the_vote_before_is_answered_by_the_studies(guess):
    panel = network.overactive_or_not()
    panel.guess(guess)
    assert "Some of them" in panel.status
    assert "Stronger in 1 (556 patients" in panel.status
    assert "weaker in 2 (1,466)" in panel.status
    assert panel.values["step"] == 2


def test_a_click_opens_a_study_or_a_hub(panel):
    panel.set(step=2)
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 0, 1.5) == "dm2"
    assert picture.card_at(picture.brain, *picture.spots["PCC"]) == "PCC"
    panel.open_card("dm2")
    assert "Tozzi" in panel.card.html


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values", [{}, {"step": 1}, {"step": 2, "vote": "depends"}, {"step": 2, "question": "links"}]
)
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
