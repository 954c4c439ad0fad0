from __future__ import annotations

import json

import pytest
from ipywidgets.embed import dependency_state

from ketamine_viz import evidence, teaching

ALL = teaching.questions()
SINGLE = [q for q in ALL if q.type in ("single", "predict_then_run")]
SEVERAL = [q for q in ALL if q.type == "multiple"]
NUMBERS = [q for q in ALL if q.type == "numeric"]


def by_id(question):
    return question.id


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def page(asked) -> str:
    """All that reaches the browser or the file: the states of all models, and what a notebook stores."""
    saved = dependency_state([asked], drop_defaults=False)  # what "save widget state" puts into the file
    states = [one.get_state() for one in parts(asked)]
    return json.dumps([saved, states, asked._repr_mimebundle_()], default=str, ensure_ascii=False)


@pytest.mark.parametrize("question", ALL, ids=by_id)
def test_every_question_is_asked_and_its_answer_is_right(question):
    asked = teaching.quiz(question.id)
    assert asked.question == question.question
    given = question.answer[0] if question.type == "numeric" else list(question.answer)
    assert asked.reply(given)
    assert question.explanation in asked.status


@pytest.mark.parametrize("question", SINGLE, ids=by_id)
def test_every_other_option_is_wrong_and_has_words_of_its_own(question):
    asked = teaching.quiz(question.id)
    why = {wrong.option: wrong.why for wrong in question.wrong}
    for option in set(question.options) - set(question.answer):
        assert not asked.reply(option)
        assert asked.status.startswith(f"Not quite. {why[option]} {question.explanation}")
        assert asked.children[-1].value.count("<li>") == 1, "one source"


@pytest.mark.parametrize("question", SEVERAL, ids=by_id)
def test_a_part_of_several_answers_is_not_enough(question):
    asked = teaching.quiz(question.id)
    missed = {wrong.option: wrong.why for wrong in question.wrong if wrong.reply == "missed"}
    assert not asked.reply(list(question.answer[:1]))
    assert all(missed[option] in asked.status for option in question.answer[1:])
    assert missed[question.answer[0]] not in asked.status
    assert not asked.reply(list(question.options))
    for wrong in question.wrong:
        assert (wrong.why in asked.status) is (wrong.reply == "chosen")


@pytest.mark.parametrize("question", NUMBERS, ids=by_id)
@pytest.mark.parametrize("typed", ["", "abc", "1e999", "-1e999", "9" * 300, "12;5", "minus three"])
def test_what_is_no_number_is_helped(question, typed):
    asked = teaching.quiz(question.id)
    assert not asked.reply(typed)
    assert "Type " in asked.status
    assert question.explanation not in asked.status


@pytest.mark.parametrize("question", NUMBERS, ids=by_id)
def test_right_numbers_are_taken_as_people_write_them(question):
    asked = teaching.quiz(question.id)
    answer = question.answer[0]
    for typed in (
        answer.replace(".", ","),
        f" {answer} ",
        f"{answer} {question.unit}",
        answer.replace("-", "−"),
    ):
        assert asked.reply(typed), typed


@pytest.mark.parametrize("question", ALL, ids=by_id)
def test_the_answer_is_not_on_the_page_before_it_is_given(question):
    asked = teaching.quiz(question.id)
    shown = page(asked)
    secrets = [question.explanation, question.misconception, *(wrong.why for wrong in question.wrong)]
    secrets += [evidence.source(question.ref).text] if question.ref else []
    secrets += [question.run, question.notebook] if question.run else []
    for secret in secrets:
        assert json.dumps(secret, ensure_ascii=False)[1:-1] not in shown
    assert asked.status == ""
    asked.reply(question.answer[0] if question.type == "numeric" else list(question.answer))
    assert json.dumps(question.explanation, ensure_ascii=False)[1:-1] in page(asked), "the test can see it"


@pytest.mark.parametrize("question", ALL, ids=by_id)
def test_nothing_but_the_options_tells_right_from_wrong(question):
    """The models of right and of wrong options hold the same, but for their words and their numbers."""
    asked = teaching.quiz(question.id)
    kinds = {}
    for one in parts(asked):
        description = getattr(one, "description", None)
        if description in question.options:
            state = {
                key: value
                for key, value in one.get_state().items()
                if not str(value).startswith("IPY_MODEL_") and value != description
            }
            kinds[description] = json.dumps(state, sort_keys=True, default=str)
    assert set(kinds) == set(question.options)
    assert len(set(kinds.values())) <= 1


@pytest.mark.parametrize("question", NUMBERS, ids=by_id)
def test_no_number_is_right_without_being_typed(question):
    assert f'"{question.answer[0]}"' not in page(teaching.quiz(question.id))


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(ValueError, match="question_id='q01' is not known; nearest: q0"):
        teaching.quiz("q01")


def test_asking_twice_gives_two_widgets():
    assert teaching.quiz("q001") is not teaching.quiz("q001")
