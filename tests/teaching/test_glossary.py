from __future__ import annotations

import pytest

from ketamine_viz import teaching


@pytest.mark.parametrize("word", teaching.terms())
def test_every_word_is_explained_and_leads_only_to_words_that_are(word):
    term = teaching.term(word)
    assert term.definition
    assert set(term.related) <= set(teaching.terms())
    assert word not in term.related


@pytest.mark.parametrize("word", ["nmda receptor", "NMDA RECEPTOR", " NMDA receptor "])
def test_capitals_do_not_matter(word):
    assert teaching.term(word).term == "NMDA receptor"


@pytest.mark.parametrize("word", ["NMDA receptr", "GABAA", 5, ""])
def test_an_unknown_word_names_what_there_is(word):
    with pytest.raises(ValueError, match=r"word=.* is not known; (nearest|allowed): "):
        teaching.term(word)


def test_words_of_one_part():
    assert set(teaching.terms("network")) < set(teaching.terms())
    with pytest.raises(ValueError, match="level='networks' is not known; nearest: network"):
        teaching.terms("networks")
