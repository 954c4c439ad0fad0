"""Every connection of the model has an anatomical source that resolves, or the mark that it has none."""

from __future__ import annotations

import networkx as nx
import pytest

from ketamine_viz import evidence
from ketamine_viz.network import anatomy, graph
from ketamine_viz.network.cards import wiring
from ketamine_viz.network.model_card import model_card
from ketamine_viz.network.schematic import regions
from ketamine_viz.stage.text import escape

ROWS = evidence.rows("network/connections", memory=True)
SURE = ("fulltext", "abstract", "secondary", "memory")
IN_WHOM = {
    "traced_primate": {"primate"},
    "traced_rodent": {"rat", "mouse", "rodent"},
    "tractography_human": {"human"},
}
each = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


@each
def test_a_connection_has_sources_that_resolve_or_the_mark(row):
    assert bool(row["refs"]) == (row["anatomy"] != "unverified")
    for field in ("shown", "species", "method", "verified"):
        assert (row[field] is None) == (row["anatomy"] == "unverified"), field
    for key in (*row["refs"], *row["refs_against"]):
        assert evidence.reference(key).shown, f"{key} is not fit to stand beside a claim"
    assert not set(row["refs"]) & set(row["refs_against"])


@each
def test_the_grade_says_no_more_than_its_sources(row):
    studied = {evidence.reference(key).species for key in row["refs"]}
    if row["anatomy"] in IN_WHOM:
        assert row["species"] in IN_WHOM[row["anatomy"]]
        assert studied & IN_WHOM[row["anatomy"]]
    assert (row["method"] == "tractography") == (row["anatomy"] == "tractography_human")
    if row["method"] == "tractography":
        assert row["shown"] == "untold", "diffusion imaging cannot tell which way"
    if row["refs"]:
        surest = min((evidence.reference(key).verified for key in row["refs"]), key=SURE.index)
        assert SURE.index(row["verified"]) >= SURE.index(surest)
        assert row["verified"] != "memory"


@each
def test_a_one_way_connection_counts_as_traced_only_that_way(row):
    if row["kind"] == "X" and row["anatomy"] in ("traced_primate", "traced_rodent"):
        assert row["shown"] in ("forward", "both")


@each
def test_the_note_says_what_was_seen_and_what_is_assumed(row):
    assert 20 < len(row["note"]) < 420
    assert row["note"].endswith(".")
    if row["kind"] == "X" and row["cell_type"] == "assumed":
        assert "our assumption" in row["note"]
    if row["cell_type"] == "partly_seen":
        assert row["kind"] == "X"
        assert any(word in row["note"] for word in ("inhibitory", "GABA"))
    if row["source"] == "VTA" and row["kind"] == "C":
        assert "our simplification" in row["note"], "dopamine is no plain excitation"


def test_grades_are_those_of_the_vocabulary_and_are_counted():
    for grade in anatomy.GRADES:
        assert evidence.meaning("network_anatomy", grade)
    assert {row["anatomy"] for row in ROWS} <= set(anatomy.GRADES)
    found = anatomy.counts()
    assert sum(found.values()) == len(ROWS)
    assert all(n == sum(row["anatomy"] == grade for row in ROWS) for grade, n in found.items())


def test_counts_follow_the_connections_they_are_given():
    some = anatomy.connections()[:7]
    assert sum(anatomy.counts(some).values()) == 7
    assert anatomy.tally(()) == ""
    marked = [one for one in anatomy.connections() if one.grade == "unverified"]
    assert anatomy.tally(marked) == f"{len(marked)} {anatomy.GRADES['unverified']}"


def test_ways_are_told_by_name():
    at = {one.id: one for one in anatomy.connections()}
    assert at["k62"].known == "traced in rats or mice, from LHb to VTA"
    assert at["k53"].way == "from LHb to MD", "shown from the second place to the first"
    assert at["k08"].way == "which way cannot be told"
    assert at["k02"].way == "both ways"
    for one in anatomy.connections():
        assert bool(one.way) == bool(one.refs)


@pytest.mark.parametrize("region", [r.id for r in regions()])
def test_a_regions_card_names_each_of_its_connections_with_its_sources(region):
    html, several = wiring(region), anatomy.touching(region)
    assert several
    assert html.count("<li>") == len(several)
    assert f"Wiring: {len(several)} connections, {escape(anatomy.tally(several))}" in html
    for one in several:
        assert escape(one.note) in html
        for key in (*one.refs, *one.refs_against):
            assert escape(evidence.cite(key)) in html
    weights = [one.weight for one in several]
    assert weights == sorted(weights, reverse=True)


def test_a_finding_against_stands_on_the_card():
    against = [one for one in anatomy.connections() if one.refs_against]
    assert against
    for one in against:
        assert "Not found by: " in wiring(one.source)


def test_the_graph_carries_what_was_seen():
    g = graph()
    assert isinstance(g, nx.MultiDiGraph)
    by_id = {row["id"]: row for row in ROWS}
    for a, b, facts in g.edges(data=True):
        row = by_id[facts["id"]]
        assert {a, b} == {facts["source"], facts["target"]}
        for field in ("anatomy", "refs", "refs_against", "species", "shown", "method", "verified", "note"):
            assert facts[field] == row[field]


def test_the_model_card_counts_instead_of_saying():
    said = model_card()
    assert f"Wiring: {len(ROWS)} connections." in said
    assert anatomy.tally() in said
    assert f"Still unverified: {anatomy.counts()['unverified']}." in said
    assert "no anatomical source has been attached" not in said
    both = [row for row in ROWS if row["kind"] == "C"]
    one_way = [row for row in both if row["shown"] in ("forward", "back")]
    assert f"Of the {len(both)} that the model runs both ways, {len(one_way)} were seen one way only" in said
