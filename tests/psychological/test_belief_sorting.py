"""Six statements to sort, with their feedback."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.psychological.belief_sorting import SORTS, UNSORTED, sort_out, statements
from ketamine_viz.psychological.figures.report_mechanism import SORT

IDS = [s.id for s in statements()]
CHANGES = dict.fromkeys(IDS, "measured")
RIGHT = {s.id: s.sort for s in statements()}


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.report_or_mechanism()


def test_every_kind_is_some_statements_answer():
    assert {s.sort for s in statements()} == set(SORTS) == set(SORT)


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_rows_and_references_belong_together(statement):
    rows = {
        r["id"]: r for table in ("cognition", "experience") for r in evidence.rows(f"psychological/{table}")
    }
    assert statement.effects
    for effect in statement.effects:
        assert rows[effect]["ref"] in statement.refs
    types = {evidence.reference(ref).study_type for ref in statement.refs}
    if statement.sort == "tested":
        assert "rct" in types
    if statement.sort == "theory":
        assert types == {"model"}


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(IDS, st.sampled_from([*SORTS, UNSORTED]))))
def test_right_never_exceeds_made(picks):
    board = sort_out(**picks)
    assert 0 <= board.right <= len(board.made) <= len(IDS)
    assert sort_out(**RIGHT).right == len(IDS)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"mystical='sure'.*tested"):
        sort_out(mystical="sure")
    with pytest.raises(ValueError, match=r"reset='theory'.*loosened"):
        sort_out(reset="theory")


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_nothing_is_given_away_before_it_is_sorted(panel):
    for s in statements():
        assert s.why not in panel.alt
        assert s.compared not in panel.table_text
    assert not panel._cards


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
@pytest.mark.parametrize("pick", SORTS)
def test_feedback_comes_at_once_with_its_source(panel, statement, pick):
    panel.set(**{statement.id: pick})
    assert statement.why in panel.alt
    assert statement.compared in panel.alt
    assert statement.why in panel.status
    panel.open_card(statement.id)
    for ref in statement.refs:
        assert str(evidence.reference(ref).first_author) in panel.card.html
    crossed = len(panel._canvas.picture.crossed.get_xdata())
    assert crossed == (pick != statement.sort)


def test_it_claims_no_cure():
    said = " ".join(f"{s.statement} {s.why}" for s in statements())
    assert not re.search(r"\bcure|\breset|rewire|proven|miracle", said, re.IGNORECASE)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("values", [{}, RIGHT, CHANGES])
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []
