from __future__ import annotations

import pytest

from ketamine_viz import teaching

ALL = teaching.questions()


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_every_question_is_asked_and_its_answer_is_right(question):
    asked = teaching.quiz(question.id)
    assert asked.question == question.question
    given = question.answer[0] if question.type == "numeric" else list(question.answer)
    assert asked.reply(given)
    assert question.explanation in asked.status


@pytest.mark.parametrize(
    "question", [q for q in ALL if q.type in ("single", "predict_then_run")], ids=lambda q: q.id
)
def test_every_other_option_is_wrong_and_is_explained(question):
    asked = teaching.quiz(question.id)
    for option in set(question.options) - set(question.answer):
        assert not asked.reply(option)
        assert question.explanation in asked.status


@pytest.mark.parametrize("question", [q for q in ALL if q.type == "multiple"], ids=lambda q: q.id)
def test_a_part_of_several_answers_is_not_enough(question):
    asked = teaching.quiz(question.id)
    assert not asked.reply(list(question.answer[:1]))
    assert not asked.reply(list(question.options)) or set(question.options) == set(question.answer)


def test_the_answer_is_not_told_before_it_is_given():
    question = ALL[0]
    asked = teaching.quiz(question.id)
    assert question.explanation not in asked.status


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(ValueError, match="question_id='q01' is not known; nearest: q0"):
        teaching.quiz("q01")


def test_asking_twice_gives_two_widgets():
    assert teaching.quiz("q001") is not teaching.quiz("q001")
