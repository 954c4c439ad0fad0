"""What rests on a reference, and what a notebook links to."""

from __future__ import annotations

import csv
import json

import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence import citing, labels
from ketamine_viz.evidence.library import library

KEYS = [r.key for r in evidence.all_references()]


def read(name):
    """Read a table without the package's own reader."""
    with (evidence.data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "column"),
    [("routes/pk_observations", "ref"), ("routes/pk_models", "ref"),
     ("molecular/cascade_edges", "refs"), ("psychological/outcomes", "ref"),
     ("network/signal_effects", "ref"), ("teaching/claims", "best_evidence_refs")],
)  # fmt: skip
def test_every_row_that_is_not_only_recalled_is_found_by_its_reference(name, column):
    wanted = {
        (key, row["id"])
        for row in read(name)
        if row["verified"] != "memory"
        and any(evidence.reference(key).verified != "memory" for key in row[column].split(";") if key)
        for key in row[column].split(";")
    }
    found = {(key, use.id) for key in KEYS for use in evidence.uses(key) if use.table == name}
    assert found == wanted


def test_nothing_recalled_is_offered():
    for use in evidence.statements():
        assert use.verified != "memory"
        assert any(evidence.reference(key).verified != "memory" for key in use.refs)
    recalled = {row["id"] for row in read("network/regions") if row["coordinate_known"] == "recalled"}
    assert recalled
    assert not recalled & {use.id for use in evidence.statements() if use.table == "network/regions"}


def test_what_was_only_recalled_in_a_row_is_not_in_its_words():
    rows = [row for row in read("molecular/interventions") if "agent" in row["recalled"].split(";")]
    assert rows
    for row in rows:
        words = {use.words for use in evidence.uses(row["ref"]) if use.id == row["id"]}
        assert words
        assert all(row["agent"] not in one for one in words)


def test_sharing_people_is_no_source():
    row = next(row for row in read("psychological/outcomes") if row["shares_people_with"])
    for key in row["shares_people_with"].split(";"):
        if key != row["ref"]:
            assert row["id"] not in {u.id for u in evidence.uses(key) if u.table == "psychological/outcomes"}


def test_words_are_short_and_in_plain_language():
    assert evidence.statements()
    for use in evidence.statements():
        assert use.words, use
        assert "_" not in use.words, use
        assert "None" not in use.words, use
        assert not use.words.endswith("."), use


def test_nodes_and_claims_speak_in_their_own_words():
    edge = next(row for row in read("molecular/cascade_edges") if row["id"] == "e008")
    label = next(row["label"] for row in read("molecular/cascade_nodes") if row["id"] == edge["target"])
    use = next(
        u for u in evidence.uses("autry2011") if u.id == "e008" and u.table == "molecular/cascade_edges"
    )
    assert label in use.words
    assert use.title == "Arrows of the molecular map"
    claim = next(u for u in evidence.statements("teaching") if u.table == "teaching/claims")
    assert "; verdict: " in claim.words, "a popular claim never stands without its verdict"


def test_every_table_that_cites_has_words_and_every_wording_has_columns():
    assert set(citing._citing()) == set(labels.WORDINGS)
    for table, wording in labels.WORDINGS.items():
        for piece in wording.pieces:
            assert set(labels._FIELD.findall(piece)) <= set(library().schema(table)), table


def test_values_and_doses_stay_out_of_the_words_of_trials():
    for table in ("psychological/outcomes", "psychological/course", "psychological/comparators"):
        fields = {f for piece in labels.WORDINGS[table].pieces for f in labels._FIELD.findall(piece)}
        assert not fields & {"value", "dose_text", "ci_low", "ci_high"}


def test_levels_add_up():
    levels = {use.level for use in evidence.statements()}
    assert levels == {"routes", "molecular", "network", "psychological", "safety", "teaching"}
    assert sum(len(evidence.statements(level)) for level in levels) == len(evidence.statements())


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="key='nobody1900' is not a reference"):
        evidence.uses("nobody1900")
    with pytest.raises(ValueError, match="level='clinic' is not one of molecular, network"):
        evidence.statements("clinic")


# ---- notebooks -------------------------------------------------------------------------------------------


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook of one prose cell and one output; return its path."""

    def write(prose="", html=""):
        output = {
            "output_type": "execute_result",
            "data": {"text/html": [html], "text/plain": "x"},
            "metadata": {},
        }
        cells = [
            {"cell_type": "markdown", "source": [prose]},
            {"cell_type": "code", "source": "https://doi.org/10.1038/nature17998", "outputs": [output]},
        ]
        path = tmp_path / "one.ipynb"
        path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("field", ["doi", "pmid", "pmcid"])
def test_a_link_of_each_kind_is_found_for_every_reference_that_has_one(notebook, field):
    address = {
        "doi": "https://doi.org/{}",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
        "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    }[field]
    known = [r for r in evidence.all_references() if getattr(r, field)]
    prose = "\n".join(f"[x]({address.format(getattr(r, field))})" for r in known)
    assert set(evidence.cited_in(notebook(prose))) >= {r.key for r in known}
    assert set(evidence.cited_in(notebook(html=prose))) >= {r.key for r in known}


def test_the_order_is_that_of_the_notebook_and_each_stands_once(notebook):
    zanos, berman = (evidence.reference(key).url for key in ("zanos2016", "berman2000"))
    assert evidence.cited_in(notebook(f"{berman} {zanos} {berman}")) == ("berman2000", "zanos2016")


@pytest.mark.parametrize("after", ["8", "x", ".5", "-2", "/abstract2"])
def test_a_longer_address_is_another_paper(notebook, after):
    assert evidence.cited_in(notebook(f"https://doi.org/10.1038/nature17998{after}")) == ()


@pytest.mark.parametrize("after", ["", ".", ")", '">', ", ", "\n"])
def test_what_follows_an_address_does_not_hide_it(notebook, after):
    assert evidence.cited_in(notebook(f"https://doi.org/10.1038/NATURE17998{after}")) == ("zanos2016",)


def test_escaped_and_encoded_addresses_are_read(notebook):
    r = next(r for r in evidence.all_references() if r.doi and "(" in r.doi)
    encoded = r.doi.replace("(", "%28").replace(")", "%29")
    assert r.key in evidence.cited_in(notebook(f"https://doi.org/{encoded}"))


def test_code_and_pictures_are_not_read(notebook):
    assert evidence.cited_in(notebook("no links", '<img src="data:image/png;base64,AAAA">')) == ()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"cells": 3}', "not json"])
def test_what_is_no_notebook_is_refused(tmp_path, content):
    path = tmp_path / "x.ipynb"
    with pytest.raises(ValueError, match=r"notebook_path='.*x\.ipynb' cannot be read"):
        evidence.cited_in(path)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"cannot be read \(\w+\); allowed: a notebook"):
        evidence.cited_in(str(path))
