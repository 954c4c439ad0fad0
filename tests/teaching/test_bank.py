from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence, teaching
from ketamine_viz.evidence import DataError
from ketamine_viz.teaching import bank

ALL = teaching.questions()
CHOICES = [q for q in ALL if q.type in ("single", "predict_then_run")]
NUMBERS = [q for q in ALL if q.type == "numeric"]
PREDICT = [q for q in ALL if q.type == "predict_then_run"]
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def code(notebook: str) -> str:
    cells = json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_all_four_kinds_of_question_are_there():
    assert {q.type for q in ALL} == {"single", "multiple", "numeric", "predict_then_run"}


def test_questions_of_one_part():
    molecular = teaching.questions("molecular")
    assert molecular
    assert {q.level for q in molecular} == {"molecular"}


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="level='molecule' is not known; nearest: molecular"):
        teaching.questions("molecule")


def test_no_question_and_no_reply_rests_on_a_reference_that_was_only_recalled():
    for question in ALL:
        for key in filter(None, (question.ref, *(wrong.read_more for wrong in question.wrong))):
            assert evidence.reference(key).verified != "memory", (question.id, key)


# -- replies ---------------------------------------------------------------------------


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_each_answer_that_is_not_right_has_one_reply(question):
    chosen = Counter(wrong.option for wrong in question.wrong if wrong.reply == "chosen")
    missed = Counter(wrong.option for wrong in question.wrong if wrong.reply == "missed")
    assert chosen == Counter(option for option in question.options if option not in question.answer)
    assert missed == Counter(question.answer if question.type == "multiple" else ())


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
def test_a_reply_is_short_and_no_two_questions_share_one(question):
    for wrong in question.wrong:
        assert wrong.why.endswith(".")
        assert len(wrong.why.split()) <= 45, wrong.why


def test_replies_to_different_questions_differ():
    several = Counter(why for q in ALL for why in {wrong.why for wrong in q.wrong})
    assert max(several.values()) == 1


@pytest.mark.parametrize("question", NUMBERS, ids=lambda q: q.id)
def test_numbers_have_unit_limits_and_a_reply_to_any_wrong_one(question):
    answer = float(question.answer[0])
    assert question.unit
    assert question.minimum <= answer <= question.maximum
    assert 0 <= question.tolerance <= 0.1
    steps = 2000
    for step in range(steps + 1):
        value = question.minimum + (question.maximum - question.minimum) * step / steps
        if abs(value - answer) > question.tolerance * abs(answer) + 1e-9:
            fits = [
                w for w in question.wrong
                if (w.low is None or w.low <= value) and (w.high is None or value <= w.high)
            ]  # fmt: skip
            assert fits, f"{question.id}: nothing is said to {value}"


def test_a_reply_to_an_option_that_is_not_there_is_an_error():
    asked = {r["id"]: r for r in evidence.rows("teaching/quiz_bank")}
    replies = list(evidence.rows("teaching/quiz_feedback"))
    assert list(bank._faults(asked, replies)) == []
    spoilt = [{**replies[0], "option": "On the moon"}, *replies[1:]]
    (error,) = bank._faults(asked, spoilt)
    assert isinstance(error, DataError)
    assert "quiz_feedback.csv, row 2 (q001.1), column option" in str(error)
    turned = [{**replies[0], "reply": "missed"}, *replies[1:]]
    assert len(list(bank._faults(asked, turned))) == 1


# -- nothing gives the answer away -----------------------------------------------------------


def test_the_right_option_stands_in_each_place_about_as_often():
    four = [q for q in CHOICES if len(q.options) == 4]
    places = Counter(q.options.index(q.answer[0]) for q in four)
    even = len(four) / 4
    assert all(0.6 * even <= places[place] <= 1.4 * even for place in range(4)), places


def test_the_order_hangs_on_the_id_alone():
    first = bank._all()
    bank._all.cache_clear()
    assert [q.options for q in bank._all()] == [q.options for q in first]
    written = {r["id"]: (r["options"] or "").split("|") for r in evidence.rows("teaching/quiz_bank")}
    assert any(list(q.options) != written[q.id] for q in ALL)
    assert all(sorted(q.options) == sorted(filter(None, written[q.id])) for q in ALL)


def test_neither_the_longest_nor_the_shortest_option_is_mostly_the_right_one():
    four = [q for q in CHOICES if len(q.options) == 4]
    longest = sum(len(q.answer[0]) == max(map(len, q.options)) for q in four)
    shortest = sum(len(q.answer[0]) == min(map(len, q.options)) for q in four)
    assert longest <= 0.4 * len(four), longest
    assert shortest <= 0.4 * len(four), shortest


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_the_question_does_not_hold_its_answer_alone(question):
    held = [option for option in question.options if option.casefold() in question.question.casefold()]
    assert held != list(question.answer)


# -- where it is run, and where it is asked ------------------------------------------------------


@pytest.mark.parametrize("question", PREDICT, ids=lambda q: q.id)
def test_what_is_predicted_can_be_run(question):
    assert question.run.endswith(".")
    assert question.panel in code(question.notebook)
    room, name = question.panel.removesuffix("()").split(".")[1:]
    panel = getattr(getattr(kv, room), name)()
    labels = [control.label for control in panel._controls.values()]
    named = [part.split("”")[0] for part in question.run.split("“")[1:]]
    assert named, "it names a control"
    assert any(label.startswith(named[0]) for label in labels), (named, labels)


def test_only_what_is_predicted_names_a_panel():
    assert [q.id for q in ALL if q.panel or q.notebook or q.run] == [q.id for q in PREDICT]


def test_the_notebooks_that_ask_it_are_those_of_the_lessons():
    lessons = {r["notebook"]: r["questions"] for r in evidence.rows("teaching/lessons")}
    for question in ALL:
        assert question.asked_in == tuple(name for name, ids in lessons.items() if question.id in ids)


# -- before and after ------------------------------------------------------------------------------


def test_ten_questions_for_before_and_after_run_across_the_parts():
    ten = teaching.pre_post()
    assert [q.pre_post for q in ten] == list(range(1, 11))
    assert len({q.level for q in ten}) >= 7
    assert not any(q.type == "predict_then_run" for q in ten), "nothing is run before a lesson"
