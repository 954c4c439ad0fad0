"""Every reference can be found, and says what rests on it."""

from __future__ import annotations

import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence.counts import KNOWN, crosstab
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching import bibliography, evidence_counts, references

EVERY = evidence.all_references()


@pytest.fixture(scope="module")
def shelf():
    return references()


@pytest.fixture
def browse(shelf):
    shelf.reset()
    return shelf


def test_every_reference_is_listed_by_author(browse):
    assert sorted(r.key for r in browse.found) == sorted(r.key for r in EVERY)
    authors = [r.first_author.casefold() for r in browse.found if r.first_author]
    assert authors == sorted(authors)


@pytest.mark.parametrize("r", EVERY, ids=lambda r: r.key)
def test_every_reference_is_found_by_its_own_words_and_its_card_says_it_all(shelf, r):
    wanted = " ".join(part for part in (r.authors, str(r.year), r.title) if part)
    assert r in shelf.set(search=wanted).found
    card = bibliography.card(r)
    assert card.id == r.key
    for part in (r.title, r.url, r.doubt, bibliography.studied(r), r.seen):
        assert not part or escape(part) in card.html
    assert "<pre>@" in card.html
    used = evidence.uses(r.key)
    if r.verified == "memory":
        assert "recalled, not used as evidence" in card.html
        assert "No statement of the suite rests on it." in card.html
    elif used:
        assert f"<p>{len(used):,} statement" in card.html
        assert card.html.count("<li>") <= bibliography.MOST_LISTED
        for title in {use.title for use in used}:
            assert f"<p>{escape(title)} (" in card.html, "no table crowds out another"


def test_a_long_list_ends_with_how_many_more(shelf):
    key = max((r.key for r in EVERY), key=lambda key: len(evidence.uses(key)))
    text = bibliography.card(evidence.reference(key)).html
    assert text.count("<li>") == bibliography.MOST_LISTED
    assert " more.</p>" in text


@pytest.mark.parametrize("name", ["level", "species", "known"])
def test_every_filter_narrows(browse, name):
    for value in browse._options(name)[1:]:
        browse.set(**{name: value})
        assert 0 < len(browse.found) < len(EVERY)
        assert all(value in browse._filters[name].values(r) for r in browse.found)


def test_what_rests_on_a_reference_can_be_searched(browse):
    use = next(use for use in evidence.statements("molecular") if use.table == "molecular/cascade_edges")
    assert set(use.refs) <= {r.key for r in browse.set(search=use.words).found}


def test_the_number_of_statements_stands_in_the_table(browse):
    browse.set(search="zanos 2016 metabolites")
    number = len(evidence.uses("zanos2016"))
    assert f'<td class="kv-number">{number}</td>' in browse._table_html.value


# ---- the picture ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["routes", "molecular", "network", "psychological", "teaching"])
def test_every_part_changes_the_picture_and_its_words(level):
    panel = evidence_counts()
    first = (panel.png(), panel.alt)
    panel.set(level=level)
    assert panel.png() != first[0]
    assert panel.alt != first[1]
    assert f"{len(evidence.statements(level)):,} statement" in panel.alt
    assert panel.status
    rows = panel.table_text.strip().splitlines()[1:]
    assert sum(int(row.rsplit(",", 1)[1]) for row in rows) == len(evidence.statements(level))
    panel.reset()
    assert (panel.png(), panel.alt) == first


@pytest.mark.parametrize("present", [False, True])
def test_nothing_is_clipped_in_any_part(present):
    panel = evidence_counts()
    for level in ("all", "routes", "molecular", "network", "psychological", "teaching"):
        panel.set(level=level).png(present=present)
        figure = panel._canvas.figure
        texts = [*figure.texts, *(t for axes in figure.axes for t in (*axes.texts, *axes.get_yticklabels()))]
        for text in texts:
            box = text.get_window_extent()
            if text.get_text():
                assert box.x0 >= 0, text.get_text()
                assert box.x1 <= figure.bbox.x1, text.get_text()


def test_the_share_in_people_is_predicted_and_counted():
    panel = evidence_counts()
    panel.set(level="network")
    panel.guess("third")
    rows = evidence.statements()
    people = sum(crosstab(rows)["People", known] for known in KNOWN)
    share = people / len(rows)
    words = ("Less than a third", "A third to a half", "A half to two thirds", "More than two thirds")
    right = words[sum(share >= limit for limit in (1 / 3, 1 / 2, 2 / 3))]
    assert panel.values == {"level": "all"}
    assert f"What came out: {right}" in panel.status
    assert f"{share:.0%} of {len(rows):,} statements" in panel.status
    assert "Your prediction: Less than a third" in panel.alt
