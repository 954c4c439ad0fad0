"""Words from earlier notebooks, asked again."""

from __future__ import annotations

import pytest

from ketamine_viz import teaching
from ketamine_viz.teaching.glossary import words
from ketamine_viz.teaching.lessons import all_lessons
from ketamine_viz.teaching.recalling import MEANINGS, meanings

ASKED = [(stem, word) for stem, one in all_lessons().items() for word in one.recall_terms]


@pytest.fixture
def recall():
    return teaching.recall("01_molecular_level")


@pytest.mark.parametrize(("stem", "word"), ASKED)
def test_three_meanings_of_which_one_fits(stem, word):
    offered = meanings(word, stem)
    assert len({one.definition for one in offered}) == MEANINGS
    assert [one.term for one in offered].count(word) == 1
    others = [one for one in offered if one.term != word]
    assert not {one.term for one in others} & set(words()[word].neighbours), "a neighbour may fit as well"
    assert {one.level for one in others} == {words()[word].level}, (
        "another part of the subject is easy to tell"
    )
    assert meanings(word, stem) == offered, "the same order each time"


def test_the_right_meaning_is_not_always_in_one_place():
    places = [[one.term for one in meanings(word, stem)].index(word) for stem, word in ASKED]
    assert all(places.count(place) >= 0.2 * len(places) for place in range(MEANINGS)), places


def test_each_word_can_be_answered_and_the_reply_says_what_it_means(recall):
    for word in recall.lesson.recall_terms:
        recall.choose(word)
        definition = words()[word].definition
        for meaning in recall.quiz.options:
            assert recall.reply(meaning) is (meaning == definition)
            assert definition in recall.status
            assert recall.status.startswith("Yes." if meaning == definition else "Not quite. That is ")


def test_next_goes_round_and_keeps_what_was_said(recall):
    first, quiz = recall.word, recall.quiz
    recall.reply(words()[first].definition)
    seen = []
    for _ in recall.lesson.recall_terms:
        seen.append(recall.word)
        recall._next.click()
    assert tuple(seen) == recall.lesson.recall_terms
    assert recall.word == first
    assert recall.quiz is quiz
    assert recall.status.startswith("Yes.")


def test_one_question_is_on_the_screen_and_the_buttons_stay(recall):
    parts = recall.children
    recall.next()
    assert recall.children == parts, "the focus would be lost with the button"
    assert recall._asked.children == (recall.quiz,)


def test_choosing_by_list_shows_the_word(recall):
    recall._choice.value = "Infusion"
    assert "Infusion" in recall.quiz.question


def test_turning_to_a_word_is_said_and_the_first_is_not(recall):
    assert recall._say.status == ""
    recall.next()
    assert recall._say.status == "Word 2 of 5: Synapse."


def test_a_frame_stands_around_the_whole_only(recall):
    assert "kv-live" in recall._dom_classes
    recall.next()
    assert "kv-live" not in recall.quiz._dom_classes


def test_where_suicide_is_spoken_of_help_is_named():
    recall = teaching.recall("03a_trials")
    assert "988" not in recall._note.value
    recall.choose("Suicidal ideation")
    assert "988" in recall._note.value
    assert "Samaritans" in recall._note.value


def test_a_word_that_is_not_asked_is_refused(recall):
    with pytest.raises(ValueError, match="word='GABA' is not asked here; allowed: NMDA receptor"):
        recall.choose("GABA")


def test_no_meaning_is_on_the_page_before(recall):
    bundle = recall._repr_mimebundle_()
    for word in recall.lesson.recall_terms:
        assert word in bundle["text/plain"]
        assert words()[word].definition not in bundle["text/plain"] + bundle["text/html"]
    assert recall.status == ""


def test_before_the_first_notebook_there_is_nothing_to_recall():
    with pytest.raises(
        ValueError, match="'00_start_here' has no words to recall; allowed: 01_molecular_level"
    ):
        teaching.recall("00_start_here")
