"""Fresh sentences to judge: one answer each, told only when asked, with a better sentence that passes its own look."""

from __future__ import annotations

from pathlib import Path

import pytest

from ketamine_viz import evidence, teaching
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching import help_line
from ketamine_viz.teaching.sentences import looks, sentences

ALL = sentences()
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture(scope="module")
def exercise():
    return teaching.judge_a_sentence()


def test_no_answer_is_on_the_page_beforehand(everything_sent):
    one = teaching.judge_a_sentence()
    stored = one._repr_mimebundle_()
    for text in (everything_sent(one), stored["text/plain"], stored["text/html"]):
        for sentence in ALL:
            assert sentence.better not in text
            assert sentence.fault not in text
            assert not any(judged.why in text for judged in sentence.judged)
    assert all(sentence.sentence in stored["text/plain"] for sentence in ALL)


@pytest.mark.parametrize("sentence", ALL, ids=lambda one: one.id)
def test_the_right_answers_are_right_and_every_other_is_answered_kindly(exercise, sentence):
    exercise.choose(sentence.id)
    right = {judged.name: judged.answer for judged in sentence.judged}
    assert exercise.check(**right) == 4
    for judged in sentence.judged:
        assert len(judged.options) >= 3
        assert len(set(judged.options)) == len(judged.options)
        for other in set(judged.options) - {judged.answer}:
            assert exercise.check(**{**right, judged.name: other}) == 3
            assert escape(f"You said: {other}. We would say: {judged.answer}. {judged.why}") in exercise.html
    exercise.reset()


@pytest.mark.parametrize("sentence", ALL, ids=lambda one: one.id)
def test_our_better_sentence_says_what_we_ask_of_the_reader(sentence):
    assert all(found for _, found in looks(sentence.better)), looks(sentence.better)
    assert (NOTEBOOKS / f"{sentence.stem}.ipynb").is_file()
    assert all(evidence.reference(key).verified != "memory" for key in sentence.refs)


def test_the_right_answer_is_not_always_in_one_place():
    for name in range(4):
        places = {one.judged[name].options.index(one.judged[name].answer) for one in ALL}
        assert len(places) > 1, ALL[0].judged[name].label


def test_help_is_named_beside_suicidal_thoughts(exercise):
    topics = [one for one in ALL if "suicid" in f"{one.sentence} {one.better}"]
    assert topics
    for one in ALL:
        exercise.choose(one.id)
        assert (escape(help_line.HELP_LINE) in exercise._front.value) == (one in topics)
    exercise.reset()


@pytest.mark.parametrize(
    ("own", "found"),
    [("", ""), ("It cures everyone", ""), ("In mice it worked", "in whom"), ("71% in a trial", "how many, seen where"),
     ("64% of people against 28% on midazolam in one trial", "in whom, against what, how many, seen where")],
)  # fmt: skip
def test_a_rough_look_at_the_readers_own_words(own, found):
    assert ", ".join(words for words, yes in looks(own) if yes) == found
