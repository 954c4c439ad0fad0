"""The cards of the popular claims: whole, traceable and kind.

How numbers are read (`numbers`): digits with decimals and thousands' commas count, whatever their
sign, and so do the words half, third, quarter, fifth and three to twelve.  Digits glued to a letter
are names (2A, 13C, 2R) and do not count; nor do one, two, first and once, which are mostly plain
speech.  A number in a card has to stand among the numbers of its evidence.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.evidence.library import library

ROOT = Path(__file__).parents[2]
CARDS = {r["claim"]: r for r in evidence.rows("teaching/claim_cards")}
CLAIMS = {r["id"]: r for r in evidence.rows("teaching/claims", memory=True)}
CONTESTED = sorted(c for c, r in CLAIMS.items() if r["verdict"] == "contested")
SAYING = sorted(c for c, r in CARDS.items() if r["better_sentence"])
#: Claims of which no panel of the suite shows anything: fish, music, glutamate in anxiety, one scan.
NOWHERE = {"c041", "c141", "c143", "c148"}

_COUNTED = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5} | {
    word: float(n) for n, word in enumerate(_COUNTED, start=3)
}
_DIGITS = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.])\d+(?:\.\d+)?(?![A-Za-z\d])")
_WHO = {
    "human": r"people|person|patients?|volunteers|human|adults",
    "animal": r"mice|rats?|rodents?|fish|larvae|animals?",
}


def numbers(text: str) -> set[float]:
    found = {round(float(d.replace(",", "")), 6) for d in _DIGITS.findall(text)}
    return found | {round(_WORDS[w], 6) for w in re.findall(r"[a-z]+", text.casefold()) if w in _WORDS}


def own_numbers(claim: str) -> set[float]:
    row = CLAIMS[claim]
    return numbers(f"{row['why']} {row['effect_number_if_any'] or ''}")


def numbers_of(key: str) -> set[float]:
    """Return every number in the rows of all tables that cite a reference, and in the reference itself."""
    found: set[float] = set()
    for table in evidence.tables_available():
        if table == "teaching/claim_cards":
            continue  # a card is no source of itself
        columns = [c.name for c in library().schema(table).values() if c.kind in ("ref", "refs")]
        for row in evidence.rows(table):
            cited = {k for c in columns for k in ([row[c]] if isinstance(row[c], str) else row[c] or ())}
            if key in cited or (table == "references" and row["key"] == key):
                found |= numbers(" ; ".join(str(v).lstrip("-") for v in row.values() if v is not None))
    return found


def calls(notebook: str) -> set[str]:
    cells = json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    return set(re.findall(r"\bkv(?:\.\w+)+(?=\()", code))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-15.3 vs -13.7 at 24 h", {15.3, 13.7, 24}),
        ("56 studies, 1,041 people", {56, 1041}),
        ("days 10-12", {10, 12}),
        ("about a third of the six-week effect", {round(1 / 3, 6), 6}),
        ("(2R,6R)-HNK, serotonin 2A receptors and 13C", set()),
        ("one of two studies; $237,111", {237111}),
        ("n=302 (0/10)", {302, 0, 10}),
    ],
)
def test_how_numbers_are_read(text, found):
    assert numbers(text) == found


def test_every_claim_has_one_card_and_every_card_a_claim():
    assert set(CARDS) == set(CLAIMS)
    assert len(CARDS) == len(evidence.rows("teaching/claim_cards"))


def test_twenty_claims_are_in_front_and_all_can_be_shown():
    front = {r["featured_rank"]: c for c, r in CARDS.items() if r["featured_rank"] is not None}
    assert sorted(front) == list(range(1, 21))
    assert len([1 for r in CARDS.values() if r["featured_rank"] is not None]) == 20
    assert all(CLAIMS[c]["verified"] != "memory" for c in front.values())
    assert not NOWHERE & set(front.values())


def test_what_most_articles_say_is_in_front():
    often = {c for c, r in CLAIMS.items() if len(r["seeds"].split(";")) >= 4}
    assert often
    assert all(CARDS[c]["featured_rank"] for c in often)


def test_a_panel_is_missing_only_where_the_suite_has_none():
    assert {c for c, r in CARDS.items() if r["show_panel"] is None} == NOWHERE
    assert {c for c, r in CARDS.items() if r["show_notebook"] is None} == NOWHERE


@pytest.mark.parametrize(
    ("panel", "notebook"),
    sorted({(r["show_panel"], r["show_notebook"]) for r in CARDS.values() if r["show_panel"]}),
)
def test_a_panel_can_be_called_and_stands_in_its_notebook(panel, notebook):
    kv_, room, name = panel.split(".")
    assert kv_ == "kv"
    assert callable(getattr(getattr(kv, room), name))
    assert panel in calls(notebook)


@pytest.mark.parametrize("claim", SAYING)
def test_a_better_sentence_brings_no_number_of_its_own(claim):
    assert numbers(CARDS[claim]["better_sentence"]) <= own_numbers(claim)


@pytest.mark.parametrize("claim", SAYING)
def test_a_better_sentence_says_in_whom(claim):
    species = CLAIMS[claim]["evidence_species"]
    if species == "none":
        return
    wanted = "|".join(_WHO.values()) if species == "both" else _WHO[species]
    assert re.search(rf"\b(?:{wanted})\b", CARDS[claim]["better_sentence"], re.IGNORECASE)


def test_a_claim_that_does_not_hold_as_it_stands_has_a_better_sentence():
    lacking = {c for c in CARDS if not CARDS[c]["better_sentence"]}
    assert {CLAIMS[c]["verdict"] for c in lacking} == {"supported"}


@pytest.mark.parametrize("claim", SAYING)
def test_a_better_sentence_is_one_plain_sentence_without_advice(claim):
    text = CARDS[claim]["better_sentence"]
    assert text.endswith(".")
    assert not re.search(r"[.!?] ", text)
    assert len(text.split()) <= 40
    assert not re.search(r"\b(?:you|your|should|ask)\b", text, re.IGNORECASE)


def test_sentences_on_suicidal_thoughts_name_thoughts_and_deaths():
    about = [r["better_sentence"] for c, r in CARDS.items() if "suicid" in CLAIMS[c]["claim"].casefold()]
    about = [t for t in about if t and "EEG" not in t and "alpha" not in t]
    assert len(about) >= 5
    for text in about:
        assert "thoughts" in text
        assert "deaths" in text


def test_what_would_change_is_a_finding_of_its_own_for_nearly_every_claim():
    texts = [r["what_would_change"] for r in CARDS.values()]
    assert len(set(texts)) >= len(texts) - 2
    assert all(t.endswith(".") and not re.search(r"[.!?] ", t) for t in texts)


def test_contested_claims_and_no_others_have_another_side():
    for column in ("other_side", "other_refs"):
        assert sorted(c for c, r in CARDS.items() if r[column]) == CONTESTED


@pytest.mark.parametrize("claim", CONTESTED)
def test_the_other_side_gives_its_size_and_only_numbers_of_its_source(claim):
    text = CARDS[claim]["other_side"]
    unknown = re.search(r"not in (?:the|its) abstract|not seen|no real people", text)
    assert numbers(text) or unknown
    assert numbers(text) <= set().union(*map(numbers_of, CARDS[claim]["other_refs"]))


@pytest.mark.parametrize("claim", CONTESTED)
def test_the_other_side_is_known_to_the_reader(claim):
    assert all(evidence.reference(key).verified != "memory" for key in CARDS[claim]["other_refs"])
