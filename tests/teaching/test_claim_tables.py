"""The tables on claims, citations and gaps: everything is found, nobody is named, nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ketamine_viz import evidence, teaching
from ketamine_viz.teaching import articles, omissions, verdicts

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
CLAIMS = evidence.rows("teaching/claims")
PRINTED = evidence.rows("teaching/citations_check")


@pytest.fixture(scope="module")
def shelves():
    return {name: getattr(teaching, name)() for name in ("all_claims", "citations", "left_out")}


@pytest.fixture(params=["all_claims", "citations", "left_out"])
def browse(request, shelves):
    one = shelves[request.param]
    one.reset()
    return one


def test_every_row_is_there(shelves):
    assert len(shelves["all_claims"].found) == len(CLAIMS)
    assert len(shelves["citations"].found) == len(PRINTED)
    assert len(shelves["left_out"].found) == len(evidence.rows("teaching/left_out"))


def test_what_is_left_out_is_counted(shelves):
    assert verdicts.recalled() == 1
    assert f"{verdicts.recalled()} claim is left out" in shelves["all_claims"]._note


def test_every_filter_narrows(browse):
    for name in browse._filters:
        for value in browse._options(name)[1:]:
            browse.set(**{name: value})
            assert browse.found
            assert all(value in browse._filters[name].values(row) for row in browse.found)
            browse.set(**{name: ""})


def test_part_topic_verdict_and_species_of_the_claims(shelves):
    one = shelves["all_claims"]
    assert list(one._filters) == ["level", "topic", "verdict", "species"]
    one.reset()
    one.set(level="Trials and conditions", verdict="wrong")
    assert not one.found
    assert "set How it stands to any" in one.status
    one.reset()
    found = {card.claim.id for card in one.set(topic="Suicidal thoughts").found}
    assert found == {r["id"] for r in CLAIMS if r["topic_group"] == "suicidal_thoughts"}
    one.reset()


@pytest.mark.parametrize("row", CLAIMS, ids=lambda r: r["id"])
def test_every_claim_is_found_by_its_own_words(shelves, row):
    one = shelves["all_claims"]
    assert row["id"] in {card.claim.id for card in one.set(search=row["claim"]).found}
    one.open_card(row["id"])
    assert "5. What would change our mind" in one.card.html
    one.reset()


def test_articles_go_by_number_only(browse):
    names = list(articles.numbers())
    assert len(names) == 5
    stored = browse._repr_mimebundle_()
    cards = [browse._make_card(row) for row in browse.found]
    text = " ".join([stored["text/plain"], stored["text/html"], *(f"{c.label} {c.html}" for c in cards)])
    text += " ".join(browse._texts)
    assert not any(name in text or name.removesuffix(".txt") in text for name in names)
    assert not re.search(r"\bseeds?\b", text)


@pytest.mark.parametrize("row", PRINTED, ids=lambda r: r["id"])
def test_a_citation_says_whether_it_exists_and_says_so(shelves, row):
    one = shelves["citations"]
    one.reset()
    one.open_card(row["id"])
    for words in (
        evidence.meaning("citation_exists", row["exists"]),
        evidence.meaning("citation_supports", row["says_what_seed_claims"]),
    ):
        assert words in one.card.html
    assert one.card.label.startswith("article ")
    if row["doi"]:
        assert f'href="https://doi.org/{row["doi"]}"' in one.card.html
    one.reset()


def test_gaps_are_the_eight_that_all_articles_share():
    gaps = omissions.omissions()
    features = {
        r["id"] for r in evidence.rows("teaching/features_from_seeds") if r["concept"].startswith("GAP")
    }
    assert {gap.feature for gap in gaps} == features
    for gap in gaps:
        assert gap.species
        assert not any(evidence.reference(key).verified == "memory" for key in gap.refs)
        assert re.search(
            r"against|placebo|salt water|midazolam|without|no comparison|no control", gap.number
        ), gap.id


@pytest.mark.parametrize("gap", omissions.omissions(), ids=lambda gap: gap.id)
def test_a_gap_is_shown_where_it_says(gap):
    assert gap.panel
    room, name = gap.panel.removeprefix("kv.").split(".")
    module = __import__(f"ketamine_viz.{room}", fromlist=[name])
    assert name in dir(module)
    page = NOTEBOOKS / f"{gap.stem}.ipynb"
    assert f"{gap.panel}(" in page.read_text(encoding="utf-8")
