from __future__ import annotations

import itertools

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import arrows, boxes, steps
from ketamine_viz.molecular.graph import LINES, VIEWS, line

CASCADE = kv.molecular.graph()
EDGES = [(a, b, key, data) for a, b, key, data in CASCADE.edges(keys=True, data=True)]


def test_every_node_and_arrow_of_the_tables_is_there():
    assert {row["id"] for row in kv.evidence.rows("molecular/cascade_nodes", memory=True)} == set(CASCADE)
    assert {row["id"] for row in kv.evidence.rows("molecular/cascade_edges", memory=True)} == {
        e[2] for e in EDGES
    }


@pytest.mark.parametrize(("source", "target", "key", "data"), EDGES, ids=[e[2] for e in EDGES])
def test_every_arrow_is_cited_and_graded(source, target, key, data):
    assert data["refs"]
    assert all(kv.evidence.reference(ref).shown or kv.evidence.reference(ref).doubt for ref in data["refs"])
    assert data["verified"] != "memory"
    assert data["species"]
    assert data["grade"]
    assert {source, target} <= set(CASCADE)


def test_nothing_recalled_reaches_the_graph():
    for row in kv.evidence.rows("molecular/cascade_edges", memory=True):
        for column in row["recalled"]:
            assert steps()[row["id"]][column] is None
    assert not any("to_check" in data or "memory" in (data["note"] or "") for *_, data in EDGES)


def test_composition_is_marked_and_drawn_without_a_head():
    marked = {key for *_, key, data in EDGES if data["relation"] == "composition"}
    assert marked == {"e001", "e002"}
    assert {arrow.edges[0] for arrow in arrows("all") if not arrow.cause} == marked


@pytest.mark.parametrize("view", VIEWS)
def test_no_arrow_is_drawn_stronger_than_its_evidence(view):
    for arrow in arrows(view):
        chain = [steps()[key] for key in arrow.edges]
        assert LINES.index(arrow.line) >= max(LINES.index(step["line"]) for step in chain)
        if any(step["strength"] == "contested" for step in chain):
            assert arrow.line == "dotted"
        if arrow.line == "solid":
            assert all("human" in step["species"] or len(step["refs"]) > 1 for step in chain)
        if arrow.human:
            assert all("human" in step["species"] for step in chain)


@pytest.mark.parametrize("view", VIEWS)
def test_folded_steps_follow_one_another_and_keep_their_sign(view):
    for arrow in arrows(view):
        chain = [steps()[key] for key in arrow.edges]
        assert [one["target"] for one in chain[:-1]] == [one["source"] for one in chain[1:]]
        assert (arrow.source, arrow.target) == (chain[0]["source"], chain[-1]["target"])
        lowering = sum(one["sign"] == "inhibits" for one in chain)
        if arrow.sign != "modulates":
            assert arrow.sign == ("inhibits" if lowering % 2 else "activates")


@pytest.mark.parametrize("view", VIEWS)
def test_no_box_of_a_view_stands_alone(view):
    touched = {end for arrow in arrows(view) for end in (arrow.source, arrow.target)}
    assert {box.node for box in boxes(view)} == touched


def test_views_grow():
    core, more, every = ({box.node for box in boxes(view)} for view in VIEWS)
    assert core < more < every == set(CASCADE)
    assert len(core) <= 12
    assert {arrow.edges for arrow in arrows("all")} == {(e[2],) for e in EDGES}


def test_the_first_view_tells_the_chain():
    found = {(arrow.source, arrow.target) for arrow in arrows("core")}
    chain = [
        "ketamine",
        "nmdar_gaba",
        "gaba",
        "glutamate",
        "ampar",
        "bdnf_rel",
        "trkb",
        "mtorc1",
        "syn_prot",
        "spines",
    ]
    assert set(itertools.pairwise(chain)) <= found


def test_every_rival_story_has_an_arrow_in_every_view():
    for view in VIEWS:
        assert {arrow.story for arrow in arrows(view)} >= {
            row["id"] for row in kv.evidence.rows("molecular/stories")
        }


def test_layers_can_be_taken_out():
    part = kv.molecular.graph(["core", "disinhibition"])
    assert {data["hypothesis"] for *_, data in part.edges(data=True)} == {"core", "disinhibition"}
    assert part.number_of_nodes() == CASCADE.number_of_nodes()


def test_a_copy_cannot_spoil_the_tables():
    kv.molecular.graph().clear()
    assert kv.molecular.graph().number_of_edges() == len(EDGES)


def test_an_unknown_hypothesis_is_named():
    with pytest.raises(ValueError, match="hypotheses='disinhibitoin' is unknown; allowed: disinhibition"):
        kv.molecular.graph(["disinhibitoin"])
    with pytest.raises(ValueError, match="view='cor' is unknown; allowed: core"):
        arrows("cor")


@pytest.mark.parametrize(
    ("strength", "species", "refs", "expected"),
    [
        ("contested", ("human",), ("a", "b"), "dotted"),
        ("weak", ("human",), ("a",), "dashed"),
        ("moderate", ("human",), ("a",), "solid"),
        ("strong", ("mouse",), ("a",), "dashed"),
        ("strong", ("mouse",), ("a", "b"), "solid"),
        ("moderate", ("mouse",), ("a", "b"), "dashed"),
    ],
)
def test_lines_follow_the_evidence(strength, species, refs, expected):
    assert line(strength, species, refs) == expected


def test_edges_carry_the_findings_against_them():
    rows = kv.evidence.rows("molecular/edge_objections")
    assert sum(len(data["finding_against"]) for *_, data in EDGES) == len(rows)
    assert all(row["refs"] for row in rows)
    contested = {key for *_, key, data in EDGES if data["strength"] == "contested"}
    answered = {row["edge"] for row in rows}
    assert contested <= answered
