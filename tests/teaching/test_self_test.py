"""The self-test: a draw that repeats, one question at a time, a count that is not kept."""

from __future__ import annotations

import json

import pytest

from ketamine_viz import teaching
from ketamine_viz.teaching.help_line import HELP_LINE


def answer(practice, right=True):
    asked = practice.asked[practice.at - 1]
    if asked.type == "numeric":
        practice.quiz.reply(asked.answer[0] if right else str(asked.maximum))
    elif right:
        practice.quiz.reply(list(asked.answer))
    else:
        practice.quiz.reply(next(option for option in asked.options if option not in asked.answer))


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def test_the_same_seed_draws_the_same_questions():
    ids = [[q.id for q in teaching.practice(seed=seed).asked] for seed in (1, 1, 2)]
    assert ids[0] == ids[1] != ids[2]
    assert len(set(ids[0])) == 10


def test_a_part_has_only_its_questions_and_no_more_than_there_are():
    practice = teaching.practice("network", n=500)
    assert {q.id for q in practice.asked} == {q.id for q in teaching.questions("network")}


def test_questions_of_ones_own_keep_their_order():
    assert teaching.practice(questions=teaching.pre_post()).asked == teaching.pre_post()


def test_one_counts_first_answers_and_may_answer_again():
    practice = teaching.practice(seed=3)
    answer(practice, right=False)
    assert practice.status == "1 question answered, 0 right at the first try."
    answer(practice)
    assert practice.status == "1 question answered, 0 right at the first try."
    practice.step(1)
    assert practice.status.startswith("Question 2 of 10: ")
    answer(practice)
    assert practice.status == "2 questions answered, 1 right at the first try."


def test_nothing_blocks_the_way_and_the_ends_are_told():
    practice = teaching.practice(n=3)
    practice.step(-1)
    assert practice.status == "This is the first question. None answered yet."
    for place in (2, 3):
        practice.step(1)
        assert practice.at == place
    practice.step(1)
    assert practice.status == "This is the last question. None answered yet."
    assert practice.at == 3


def test_going_back_finds_the_answer_given():
    practice = teaching.practice(n=3)
    answer(practice)
    said = practice.quiz.status
    practice.step(1)
    practice.step(-1)
    assert practice.quiz.status == said


def test_buttons_step_and_the_question_comes_before_them():
    practice = teaching.practice(n=2)
    heading, quiz, moves, _say = practice.children
    assert quiz is practice.quiz
    assert "Question 1 of 2" in heading.value
    moves.children[1].click()
    assert practice.at == 2
    assert "Question 2 of 2" in practice.children[0].value
    moves.children[0].click()
    assert practice.at == 1


def test_only_the_frame_is_a_panel():
    practice = teaching.practice(n=2)
    assert [one for one in parts(practice) if "kv-live" in getattr(one, "_dom_classes", ())] == [practice]


@pytest.mark.parametrize("seed", range(12))
def test_no_answer_is_on_the_page_before_it_is_given(seed):
    practice = teaching.practice(n=10, seed=seed)
    for _ in practice.asked:
        asked = practice.asked[practice.at - 1]
        page = json.dumps(
            [[one.get_state() for one in parts(practice)], practice._repr_mimebundle_()],
            default=str,
            ensure_ascii=False,
        )
        for secret in (asked.explanation, asked.misconception, *(wrong.why for wrong in asked.wrong)):
            assert json.dumps(secret, ensure_ascii=False)[1:-1] not in page
        practice.step(1)


def test_help_stands_beside_a_question_on_suicide():
    suicide = [q for q in teaching.questions() if q.suicide_topic]
    practice = teaching.practice(questions=[suicide[0], teaching.questions()[0]])
    assert HELP_LINE in practice.children[0].value
    practice.step(1)
    assert HELP_LINE not in practice.children[0].value


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"n": 0}, "n=0 is not allowed; allowed: a whole number from 1"),
        ({"n": 2.5}, "n=2.5 is not allowed"),
        ({"n": True}, "n=True is not allowed"),
        ({"seed": "x"}, "seed='x' is not allowed"),
        ({"level": "molecule"}, "level='molecule' is not known; nearest: molecular"),
        ({"questions": ()}, "asked=.. is not allowed; allowed: at least one question"),
    ],
)
def test_bad_wishes_are_refused(given, words):
    with pytest.raises(ValueError, match=words):
        teaching.practice(**given)


def test_what_a_notebook_keeps_lists_the_questions():
    bundle = teaching.practice("forms", n=2)._repr_mimebundle_()
    assert bundle["text/plain"].startswith("2 questions on forms of the drug\n1. ")
    assert bundle["text/html"].count("<li>") == 2
