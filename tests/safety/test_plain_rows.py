"""Lists of facts: misuse, cautions and costs.  No doses, no method, topics of suicide apart, every number dated."""

from __future__ import annotations

import re

import pytest

from ketamine_viz import evidence, safety
from ketamine_viz.safety.plain_rows import cautions, costs, known, misuse_facts

LISTS = {"misuse": misuse_facts, "who_should_not": cautions, "what_it_costs": costs}


@pytest.fixture(scope="module", params=LISTS)
def browse(request):
    return getattr(safety, request.param)()


def test_help_comes_first():
    assert misuse_facts()[0].group == "Help"
    assert "1-800-662-4357" in misuse_facts()[0].head


def test_crisis_lines_are_in_sight():
    bundle = safety.misuse()._repr_mimebundle_()
    assert all(line in bundle["text/html"] for line in ("988", "116 123", "findahelpline.com"))


def test_no_dose_and_no_way_of_taking():
    words = " ".join(" ".join((fact.head, *(w for _, w in fact.lines))) for fact in misuse_facts()).lower()
    assert not re.search(r"\d\s?(mg|mcg|µg|g|ml)\b", words)
    assert not re.search(r"snort|smok|inject|swallow|powder|cook", words)


def test_topics_of_suicide_are_kept_apart():
    topics = {r["suicide_topic"] for r in evidence.rows("safety/misuse_facts")}
    assert {"thoughts", "attempts", "death_any_cause"} <= topics
    for row in evidence.rows("safety/misuse_facts"):
        words = f"{row['what']} {row['beside']}".lower()
        if row["suicide_topic"] == "death_any_cause":
            assert "suicide" not in row["what"].lower()
        if "attempt" in row["what"].lower():
            assert row["suicide_topic"] == "attempts"
            assert "not thoughts and not deaths" in words


def test_law_comes_from_the_timeline_too():
    laws = {fact.id for fact in misuse_facts() if fact.group == "Law"}
    assert {"us1999", "uk2014", "who2015"} <= laws


def test_cautions_are_facts_of_labels_and_ask_nothing():
    for fact in cautions():
        assert fact.topic.endswith("spray")
        text = " ".join((fact.head, *(words for _, words in fact.lines)))
        assert "?" not in text
        assert not re.search(r"\b(you|your|do you)\b", text, re.IGNORECASE)
        assert fact.verified != "memory"
    both = {fact.place for fact in cautions() if fact.group == "Must not be given"}
    assert both == {"United States", "European Union"}


def test_each_cost_is_dated_and_placed():
    for fact in costs():
        assert re.search(r"\b20\d\d\b", fact.date)
        assert fact.place
        assert dict(fact.lines)["Amount"]
    assert {"Payer", "Patient"} <= {fact.group for fact in costs()}


def test_every_fact_opens_its_card(browse):
    for fact in browse.found:
        browse.reset()
        browse.open_card(fact.id)
        assert known(fact)[1:] in browse.card.html
        assert evidence.cite(fact.refs[0]).split(",")[0] in browse.card.html.replace("&#x27;", "'")
    browse.reset()


def test_each_filter_narrows(browse):
    every = len(browse.found)
    for name in browse._filters:
        for value in browse._options(name)[1:]:
            browse.set(**{name: value})
            assert 0 < len(browse.found) <= every
        browse.reset()
    browse.set(search="zzzz")
    assert not browse.found
    browse.reset()
    assert len(browse.found) == every


def test_headings_differ_between_the_lists():
    titles = [getattr(safety, name)().title for name in LISTS]
    assert len(set(titles)) == len(titles)
