"""The tables of the network level, and the graph made from them."""

from __future__ import annotations

import networkx as nx
import pytest

from ketamine_viz import evidence
from ketamine_viz.network import graph
from ketamine_viz.network.schematic import groups, index, pairs_between, places, regions

EFFECTS = evidence.rows("network/connectivity_effects", memory=True)
SIGNALS = evidence.rows("network/signal_effects", memory=True)


def test_the_eighteen_regions_are_the_ones_the_suite_names():
    front = ["sgACC", "vmPFC", "dmPFC", "PCC", "AG", "HIP", "AMY", "AINS", "dACC", "dlPFC", "PPC"]
    names = [*front, "NAc", "CAU", "VTA", "MD", "LHb", "V1", "S1"]
    assert list(index()) == names


def test_every_region_stands_for_areas_of_the_literature_table():
    assert all(row["regions"] for row in evidence.rows("network/model_regions"))


def test_connections_number_as_on_the_model_page_and_their_weights_are_ours():
    rows = evidence.rows("network/connections")
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("C"), kinds.count("X")) == (53, 10)
    assert all(row["basis"] == "assumed" for row in rows)
    assert len({(row["source"], row["target"], row["kind"]) for row in rows}) == len(rows)
    ends = [frozenset((row["source"], row["target"])) for row in rows if row["kind"] == "C"]
    assert len(set(ends)) == len(ends)


def test_graph_carries_both_directions_of_excitation_and_places():
    g = graph()
    assert isinstance(g, nx.DiGraph)
    assert g.number_of_nodes() == 18
    assert g.number_of_edges() == 2 * 53 + 10
    assert nx.is_weakly_connected(g)
    for a, b, kind, facts in g.edges(keys=True, data=True):
        assert bool(facts["refs"]) == (facts["anatomy"] != "unverified")
        if kind == "C":
            assert g.edges[b, a, "C"]["weight"] == facts["weight"]
    assert all(0 <= n["x"] <= 100 and 0 <= n["y"] <= 100 for _, n in g.nodes(data=True))


def test_front_is_left_and_top_is_up():
    at = {r.id: r for r in regions()}
    assert at["vmPFC"].x < at["PCC"].x < at["V1"].x
    assert at["sgACC"].y < at["dmPFC"].y < at["dlPFC"].y


@pytest.mark.parametrize("row", EFFECTS, ids=lambda row: row["id"])
def test_only_links_between_places_count_as_connections(row):
    if row["method"] in ("fdg_pet", "behaviour", "gbc", "electrophysiology"):
        assert row["is_connection"] == "no"
    if row["measure"] == "functional_connectivity":
        assert row["is_connection"] == "yes"
        assert row["model_a"]
        assert row["model_b"]
    if row["measure"]:
        assert row["model_a"]


@pytest.mark.parametrize("row", EFFECTS, ids=lambda row: row["id"])
def test_signed_directions_follow_the_reported_ones(row):
    if row["direction"] in ("increase", "decrease", "no_change"):
        assert row["signed_direction"] == row["direction"]
    if row["signed_direction"] and row["direction"] == "normalise":
        assert row["note"]
    if row["role"] == "baseline":
        assert row["form"] == "none"
        assert row["time_after_dose_h"] is None


@pytest.mark.parametrize("row", SIGNALS, ids=lambda row: row["id"])
def test_every_signal_row_has_a_direction_and_a_measure(row):
    assert row["direction"] in ("increase", "decrease", "no_change", "mixed")
    if row["change_percent"] is not None:
        assert (row["change_percent"] > 0) == (row["direction"] == "increase")
    assert (row["effect_size"] is None) == (row["effect_unit"] is None)
    assert (row["p"] is None) == (row["p_qualifier"] is None)
    assert (row["n"] is None) == (row["n_kind"] is None)


def test_decibels_and_per_cent_agree():
    for row in SIGNALS:
        if row["effect_unit"] == "dB":
            assert 100 * (10 ** (row["effect_size"] / 10) - 1) == pytest.approx(
                row["change_percent"], abs=0.1
            )


def test_recalled_coordinates_are_marked():
    for row in evidence.rows("network/regions"):
        assert ("coordinate read" in row["note"]) == (row["coordinate_known"] == "read")


def test_assumptions_are_named_as_such():
    for group in ("coupling", "lesion", "plasticity", "drug", "limit"):
        assert all(p.basis == "assumed" for p in evidence.parameters("network", group=group).values())
    assert all(p.refs == ("deco2014",) for p in evidence.parameters("network", group="field").values())


def test_groups_average_the_pairs_their_names_say():
    sizes = {g.id: len(g.pairs) for g in groups()}
    assert sizes == {
        "mean_z": 153,
        "dmn_within_z": 6,
        "sgacc_dmn_z": 4,
        "dmn_frontoparietal_z": 8,
        "fronto_striatal_r": 2,
        "habenula_vta_r": 1,
    }


def test_pairs_are_unordered_and_never_with_oneself():
    known = places()
    both = pairs_between(known["PFC"], known["DMN"])
    assert both == pairs_between(known["DMN"], known["PFC"])
    assert all(i < j for i, j in both)
    assert pairs_between(("PCC",), ("PCC",)) == ()
