from __future__ import annotations

import pytest

from ketamine_viz import evidence, teaching


def test_all_four_kinds_of_question_are_there():
    assert {q.type for q in teaching.questions()} == {"single", "multiple", "numeric", "predict_then_run"}


def test_questions_of_one_part():
    molecular = teaching.questions("molecular")
    assert molecular
    assert {q.level for q in molecular} == {"molecular"}


def test_the_right_option_does_not_stand_in_the_same_place_each_time():
    places = {q.options.index(q.answer[0]) for q in teaching.questions() if q.type == "single"}
    assert places >= {0, 1, 2, 3}


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="level='molecule' is not known; nearest: molecular"):
        teaching.questions("molecule")


def test_no_question_rests_on_a_reference_that_was_only_recalled():
    for question in teaching.questions():
        if question.ref:
            assert evidence.reference(question.ref).verified != "memory", question.id
