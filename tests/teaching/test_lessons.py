"""Each notebook is a whole lesson."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import prose
import pytest
import told

import ketamine_viz as kv
from ketamine_viz import evidence, teaching
from ketamine_viz.teaching.lessons import all_lessons, find

LESSONS = all_lessons()
ORDER = list(LESSONS)
#: Those that are there to be tested; a lesson may be planned before its notebook is.
THERE = [stem for stem in told.stems() if stem in LESSONS]
#: Before the first no word was met; the list of sources is no lesson in a row.
WITHOUT_RECALL = {"00_start_here": "it is the first", "sources": "it is a list to look things up in"}
#: How many questions where it is not three.
FEWER = {"00_start_here": 1, "sources": 1}
#: What a reader can be seen doing.
VERBS = """
    Argue Compare Contrast Count Describe Design Distinguish Estimate Explain Find Follow Give Hold Judge Name Order
    Place Predict Put Rate Read Report Rewrite Show Sort Tell Trace Weigh Write
"""
#: What a short form means, wherever a notebook's prose has it.
SHORT = {
    "NMDA": "N-methyl-D-aspartate",
    "BDNF": "brain-derived neurotrophic factor",
    "HNK": "hydroxynorketamine",
    "SV2A": "synaptic vesicle protein 2A",
    "ECT": "electroconvulsive therapy",
    "PTSD": "post-traumatic stress",
    "OCD": "obsessive-compulsive",
    "SSRI": "selective serotonin reuptake",
    "REBUS": "relaxed beliefs",
    "PCC": "posterior cingulate",
    "AG": "angular gyrus",
    "PPC": "posterior parietal",
    "sgACC": "subgenual anterior cingulate",
    "VTA": "ventral tegmental",
    "LHb": "lateral habenula",
    "DRN": "dorsal raphe",
    "PV": "parvalbumin",
    "SST": "somatostatin",
    "SD": "standard deviation",
}


@pytest.fixture(params=ORDER)
def lesson(request):
    return find(request.param)


@pytest.fixture(params=THERE)
def stem(request):
    return request.param


def test_every_notebook_has_its_lesson():
    assert set(told.stems()) <= set(ORDER)


def test_the_lessons_stand_in_the_order_of_the_suite():
    assert sorted(ORDER) == ORDER


def test_three_aims_each_something_to_be_seen_doing(lesson):
    assert len(lesson.objectives) == 3
    for aim in lesson.objectives:
        assert aim.split()[0] in VERBS.split(), aim
        assert not re.search(r"\b(?:understand|know|learn|appreciate)\b", aim, re.IGNORECASE)
        assert len(aim.split()) <= 22, aim


def test_no_two_lessons_share_an_aim():
    assert max(Counter(aim for one in LESSONS.values() for aim in one.objectives).values()) == 1


def test_what_comes_before_stands_before(lesson):
    if lesson.notebook == ORDER[0]:
        assert lesson.comes_after is None
    else:
        assert ORDER.index(lesson.comes_after) < ORDER.index(lesson.notebook)


def test_five_words_to_recall_that_an_earlier_notebook_used(lesson):
    assert len(set(lesson.recall_terms)) == (0 if lesson.notebook in WITHOUT_RECALL else 5)
    earlier = [one for one in THERE if one < lesson.notebook]
    for word in lesson.recall_terms:
        assert word in teaching.terms()
        assert any(told.uses(one, word) for one in earlier), (
            f"{word}: in no notebook before {lesson.notebook}"
        )


def test_words_to_recall_come_from_more_than_one_notebook():
    often = Counter(word for one in LESSONS.values() for word in one.recall_terms)
    assert max(often.values()) <= 4, often.most_common(3)


def test_its_questions_stand_in_it_and_nowhere_else(stem):
    asked = told.calls(stem, "quiz")
    assert asked == sorted(set(asked), key=asked.index), "one question twice"
    assert sorted(asked) == sorted(LESSONS[stem].questions)
    assert len(asked) == FEWER.get(stem, 3)


def test_no_question_stands_in_two_notebooks():
    often = Counter(one for stem in told.stems() for one in told.calls(stem, "quiz"))
    assert [one for one, times in often.items() if times > 1] == []


def test_it_asks_to_recall_on_the_way_and_ends_with_its_aims(stem):
    sources = [source.strip() for _, source in told.cells(stem)]
    assert sources[-1] == f'kv.teaching.lesson("{stem}")'
    calls = [place for place, source in enumerate(sources) if source == f'kv.teaching.recall("{stem}")']
    assert len(calls) == (0 if stem in WITHOUT_RECALL else 1)
    assert all(1 < place < 0.7 * len(sources) for place in calls), (
        "after the first picture, with more to come"
    )


def test_its_title_and_minutes_are_those_of_the_notebook(stem):
    (title, *_) = [words for level, words in prose.headings(told.cells(stem)[0][1]) if level == 1]
    assert LESSONS[stem].title == title
    assert LESSONS[stem].minutes == told.minutes(stem), "run: python tests/teaching/told.py"


def test_a_lesson_fits_a_sitting(lesson):
    assert 5 <= lesson.minutes <= 35


def test_there_is_something_to_predict(stem):
    """One picture at least asks for a guess before it answers."""
    made = [
        getattr(getattr(kv, room), name)
        for kind, source in told.cells(stem)
        if kind == "code"
        for room, name in re.findall(r"kv\.(\w+)\.(\w+)\(\)", source)
    ]
    assert any(getattr(make(), "_prediction", None) is not None for make in made)


def test_short_forms_are_told_where_they_are_met(stem):
    text = told.text(stem)
    for short, full in SHORT.items():
        if re.search(rf"\b{short}s?\b", text):
            assert re.search(re.escape(full), text, re.IGNORECASE), f"{short} is not spelt out in {stem}"


def test_a_notebook_leads_to_all_words(stem):
    """From 05 on notebooks work with words that were met before, and ``sources`` explains its own."""
    if stem < "05":
        links = [
            target
            for kind, source in told.cells(stem)
            if kind == "markdown"
            for target in prose.links(source)
        ]
        assert "glossary.ipynb" in links


def test_where_a_word_is_used_is_what_the_notebooks_say():
    for row in evidence.rows("teaching/glossary"):
        found = tuple(one for one in told.stems() if told.uses(one, row["term"]))
        assert row["used_in"] == found, f"{row['term']}: run: python tests/teaching/told.py"


# -- the end of a notebook ---------------------------------------------------------------------


def test_a_lesson_tells_aims_minutes_what_comes_before_and_how_to_report():
    told_here = teaching.lesson("01_molecular_level")._repr_mimebundle_()["text/html"]
    for part in (
        *find("01_molecular_level").objectives, 'href="00_start_here.ipynb"', "About 25 minutes",
        "How to report an error",
        "Guilding et al. 2024", "last checked on 2026-12-01", "not timed with readers",
    ):  # fmt: skip
        assert part in told_here
    assert told_here.count("<details>") == told_here.count("</details>") == 3
    assert "<details open" not in told_here, "folded at first"


def test_the_first_lesson_needs_nothing_before():
    assert "where the suite begins" in repr(teaching.lesson("00_start_here"))


def test_a_lesson_lists_its_own_mistakes_only(lesson):
    mine = teaching.corrections(lesson.notebook)
    shown = teaching.lesson(lesson.notebook)
    html = shown._repr_mimebundle_()["text/html"]
    assert f"{len(mine) or 'no'} mistake" in repr(shown)
    for one in teaching.corrections():
        assert (one.was.replace("'", "&#x27;") in html) == (one in mine)
    if not mine:
        assert "That does not mean that there is none" in html


def test_mistakes_are_dated_newest_first_and_in_known_notebooks():
    days = [one.date for one in teaching.corrections()]
    assert days == sorted(days, reverse=True)
    assert min(days) >= dt.date(2026, 11, 1)
    assert all(one.date <= LESSONS[one.notebook].checked for one in teaching.corrections())


def test_all_mistakes_can_be_searched_and_opened():
    page = teaching.mistakes()
    assert len(page.found) == len(teaching.corrections())
    page.set(search="Picard")
    (one,) = page.found
    page.open_card(one.was)
    assert one.now in page.card.html
    page.reset()
    page.set(notebook=evidence.meaning("notebook", "01b_receptor"))
    assert {found.notebook for found in page.found} == {"01b_receptor"}


@pytest.mark.parametrize("call", [teaching.lesson, teaching.recall, teaching.corrections])
def test_an_unknown_notebook_names_the_nearest(call):
    with pytest.raises(ValueError, match="notebook='01_molecule' is not known; nearest: 01_molecular_level"):
        call("01_molecule")
