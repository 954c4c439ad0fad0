from __future__ import annotations

import pytest

from ketamine_viz import teaching
from ketamine_viz.teaching.glossary import words


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
    with pytest.raises(ValueError, match=r"word=.* is not known; (nearest|allowed): "):
        teaching.term("GABA", word)


def test_several_words_stand_under_each_other():
    one, two = teaching.term("GABA"), teaching.term("Glutamate")
    both = teaching.term("gaba", "glutamate")
    assert repr(both) == f"{one!r}\n{two!r}"
    html = both._repr_mimebundle_()["text/html"]
    assert html == one._repr_mimebundle_()["text/html"] + two._repr_mimebundle_()["text/html"]


def test_words_of_one_part():
    assert set(teaching.terms("network")) < set(teaching.terms())
    with pytest.raises(ValueError, match="level='networks' is not known; nearest: network"):
        teaching.terms("networks")


def test_a_word_that_is_named_names_back():
    for word in words().values():
        for other in word.mentioned_by:
            assert word.term in words()[other].related
            assert other not in word.related


# -- all words in a table ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def page():
    return teaching.glossary_page()


@pytest.fixture(autouse=True)
def _first_state(request):
    if "page" in request.fixturenames:
        request.getfixturevalue("page").reset()


def test_all_words_are_listed(page):
    assert [one.term for one in page.found] == list(teaching.terms())


def test_a_search_reads_meanings_and_neighbours(page):
    page.set(search="incentive nonsense")
    assert page.found == ()
    page.set(search="plugs the nmda channel")
    assert [one.term for one in page.found] == ["Magnesium block"]


def test_the_filters_narrow_by_part_and_by_notebook(page):
    page.set(level="Ways to take it")
    assert {one.level for one in page.found} == {"Ways to take it"}
    page.set(level="", used_in="02a_signals")
    assert page.found
    assert all("02a_signals" in one.used_in for one in page.found)


@pytest.mark.parametrize("word", ["NMDA receptor", "Placebo response", "Cost per QALY"])
def test_a_card_has_meaning_neighbours_notebooks_and_source(page, word):
    page.open_card(word)
    one, html = words()[word], page.card.html
    assert one.definition in html
    assert all(other in html for other in one.neighbours)
    assert all(f'href="{stem}.ipynb"' in html for stem in one.used_in)
    assert one.used_in or "in no notebook yet" in html
    assert "<summary>Sources</summary>" in html
