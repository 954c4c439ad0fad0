from __future__ import annotations

import dataclasses

import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence.library import library

ALL = evidence.rows("references", memory=True)


def test_a_reference_is_typed():
    r = evidence.reference("zanos2016")
    assert (r.first_author, r.year, r.journal, r.species) == ("Zanos", 2016, "Nature", "mouse")
    assert r.url == "https://doi.org/10.1038/nature17998"
    with pytest.raises(dataclasses.FrozenInstanceError):
        r.year = 2000


@pytest.mark.parametrize("call", [evidence.reference, evidence.cite, evidence.source])
def test_an_unknown_key_names_the_nearest(call):
    with pytest.raises(ValueError, match="key='zanos2061' is not a reference; nearest: zanos20"):
        call("zanos2061")


def test_captions_are_short():
    assert evidence.cite("zanos2016") == "Zanos et al. 2016, Nature"
    assert evidence.cite("spravato_label") == "Janssen 2019, FDA label"  # a body, not "et al."


def test_a_source_says_who_was_studied_and_what_was_seen():
    source = evidence.source("zarate2006", note="Response at one day.")
    assert source.grade == "studied in people, randomised trial; seen where others cite it"
    assert source.text.startswith("Zarate et al. (2006). A randomized trial")
    assert "Response at one day." in source.text


def test_what_was_only_recalled_is_never_shown_as_fact():
    recalled = [r["key"] for r in ALL if r["verified"] == "memory"]
    assert recalled
    for key in recalled:
        assert not evidence.reference(key).shown
        assert evidence.cite(key).endswith("(not yet checked)")
        assert evidence.source(key).grade == "not yet checked"
        assert "not used as evidence" in evidence.source(key).text


def test_recalled_fields_are_marked_wherever_the_reference_is_shown():
    marked = [r for r in ALL if set(r["recalled"]) - {"n"} and r["verified"] != "memory"]
    assert marked
    for row in marked:
        assert "recalled, not yet checked]" in evidence.source(row["key"]).text


def test_missing_fields_are_said():
    for row in ALL:
        if row["verified"] != "memory" and None in (row["title"], row["journal"], row["first_author"]):
            assert "still to be found" in evidence.source(row["key"]).text
            assert not evidence.reference(row["key"]).shown


def test_a_number_that_was_seen_goes_before_one_recalled():
    r = dataclasses.replace(evidence.reference("zanos2016"), pmcid="PMC1234567", recalled=("doi",))
    assert r.url == "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/"
    assert dataclasses.replace(r, recalled=()).url == "https://doi.org/10.1038/nature17998"
    assert dataclasses.replace(r, doi=None, pmcid=None, recalled=()).url.endswith("/27144355/")
    assert dataclasses.replace(r, doi=None, pmcid=None, pmid=None).url is None


def test_recalled_fields_are_filled_fields():
    for row in ALL:
        assert all(row[field] is not None for field in row["recalled"]), row["key"]


def test_every_source_is_one_line():
    for row in ALL:
        source = evidence.source(row["key"])
        assert "\n" not in source.text + source.grade
        assert "None" not in source.text
        assert ".." not in source.text.replace("...", "")


@pytest.mark.parametrize("name", [n for n in library().names() if n.rpartition("/")[2] != "columns"])
def test_every_reference_of_every_table_resolves(name):
    schema = library().schema(name)
    keys = [c for c in schema.values() if c.kind in ("ref", "refs") and not c.points_to]
    for row in evidence.rows(name, memory=True):
        for column in keys:
            cell = row[column.name]
            for key in cell if isinstance(cell, tuple) else [cell] * (cell is not None):
                assert evidence.reference(key).key == key
