from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.experiments import broken_nodes, tally
from ketamine_viz.molecular.rapamycin import rapamycin

ROWS = kv.evidence.rows("molecular/interventions", memory=True)


def test_correlations_are_marked_and_never_scored():
    watched = {row["id"] for row in ROWS if row["design"] == "observational"}
    assert watched == {"i022", "i068", "i069", "i089", "i110", "i111", "i114"}
    assert all((row["scored"] == "no") == (row["id"] in watched) for row in ROWS)
    assert not watched & {row["id"] for node in broken_nodes() for row in tally(node).rows}


def test_knock_down_is_not_called_knock_out():
    assert {row["id"] for row in ROWS if row["perturbation"] == "knockdown"} == {"i044", "i045", "i046"}


def test_the_joint_row_is_split_by_drug():
    split = {row["agent"]: row["target_node"] for row in ROWS if row["id"].startswith("i054")}
    assert split == {"MK-801": "nmdar_rest", "Ro 25-6981 (GluN2B)": "nmdar_extra"}


def test_copying_needs_no_ketamine():
    for row in ROWS:
        alone = row["result_on_ketamine_effect"] in ("mimics", "fails_to_mimic")
        assert (row["arm"] == "alone") == alone


def test_ampa_block_weakens_in_every_species_tried():
    found = tally("ampar")
    assert found.count() == {"weaker": 4}
    assert set(found.systems()) == {"mouse", "rat", "slice"}
    assert found.answer("human") is None


def test_rapamycin_in_people_goes_against_the_rats():
    found = tally("mtorc1")
    assert found.answer("rat") == "weaker"
    assert found.answer("human", hours=24) == "same"
    assert found.answer("human", hours=336) == "more"


def test_a_tie_has_no_answer():
    assert tally("gsk3").answer("human") == "same"
    assert tally("glutamate").answer("human") is None


def test_recalled_rows_are_left_out():
    assert all(row["verified"] != "memory" for node in broken_nodes() for row in tally(node).rows)


def test_an_unknown_node_is_named():
    with pytest.raises(ValueError, match="node='mtorc' is unknown; allowed: mtorc1"):
        tally("mtorc")


def test_the_prediction_names_its_sources():
    question = rapamycin()
    assert question.answer(None) == "same"
    words = question.explain(None)
    for part in ("20 people", "Abdallah et al. 2020", "41 %", "13 %", "Li et al. 2010", "assumption"):
        assert part in words
