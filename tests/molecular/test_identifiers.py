from __future__ import annotations

from dataclasses import replace

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.figures import cards
from ketamine_viz.molecular.identifiers import NAMESPACES, identifiers, well_formed

NODES = tuple(kv.molecular.graph())
EVERY = [one for node in NODES for one in identifiers(node)]
#: What a person shows, and no register has an entry for.
WITHOUT = {"ad_rapid", "ad_sust"}


def test_every_row_of_the_table_is_read():
    assert len(EVERY) == len(kv.evidence.rows("molecular/node_identifiers")) > 190
    assert {node for node in NODES if not identifiers(node)} == WITHOUT


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.node}.{one.identifier}")
def test_each_has_the_form_its_register_gives_it_and_says_where_it_was_seen(one):
    assert well_formed(one)
    assert one.checked == bool(one.checked_at) == bool(one.name)


def test_a_wrong_form_is_seen():
    assert not well_formed(replace(EVERY[0], identifier="CHEBI:6121x"))


def test_each_gene_comes_with_its_protein():
    for node in NODES:
        by = {name: [o.name for o in identifiers(node) if o.namespace == name] for name in NAMESPACES}
        assert by["hgnc"] == by["uniprot"]


def test_addresses_are_those_of_identifiers_org():
    found = {one.identifier: one.uri for one in EVERY}
    assert found["GRIN1"] == "https://identifiers.org/hgnc.symbol:GRIN1"
    assert found["Q05586"] == "https://identifiers.org/uniprot:Q05586"
    assert found["CHEBI:6121"] == "https://identifiers.org/CHEBI:6121"
    assert found["R-HSA-442755"] == "https://identifiers.org/reactome:R-HSA-442755"
    assert found["GO:0031931"] == "https://identifiers.org/GO:0031931"


def test_the_graph_carries_them():
    cascade = kv.molecular.graph()
    for node, data in cascade.nodes(data=True):
        assert data["identifiers"] == tuple(one.uri for one in identifiers(node))
        assert data["unverified"] == tuple(one.uri for one in identifiers(node) if not one.checked)


def test_a_card_links_them_and_marks_what_was_not_looked_up():
    html = cards.node_html("mtorc1")
    assert 'href="https://identifiers.org/uniprot:P42345"' in html
    assert "not verified" not in html
    doubtful = replace(identifiers("mtorc1")[0], checked=False, checked_at=None, name=None)
    assert "MTOR</a> (not verified)" in cards.identifiers_html((doubtful,))
    assert "no register has an entry" in cards.node_html("ad_sust")


def test_an_unknown_node_is_named():
    with pytest.raises(ValueError, match="node='trkB1' is unknown; allowed: trkb"):
        identifiers("trkB1")
