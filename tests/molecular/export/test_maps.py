"""GraphML, CX2 and SBGN are read back whole: every node, arrow, id and piece of evidence."""

from __future__ import annotations

import json
import sys

import networkx as nx
import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import arrows, boxes
from ketamine_viz.molecular.export import records
from ketamine_viz.molecular.export.graphml import SEPARATOR
from ketamine_viz.molecular.identifiers import identifiers

NODES, EDGES = records.nodes(), records.edges()
CASCADE = kv.molecular.graph()


def test_a_record_holds_what_the_tables_hold():
    assert len(NODES) == 58
    assert len(EDGES) == 103
    for row in kv.evidence.rows("molecular/cascade_edges"):
        told = EDGES[row["id"]]
        for name in (
            "source",
            "target",
            "sign",
            "relation",
            "mechanism",
            "hypothesis",
            "species",
            "evidence",
        ):
            assert told[name] == row[name]
        assert (told["strength"], told["refs"], told["verified"]) == (
            row["strength"],
            row["refs"],
            row["verified"],
        )
        assert told["eco"].startswith("ECO:")
        for name in row["recalled"]:
            assert name not in told, "what was only recalled is not sent on"
        if row["relation"] == "influence":
            assert told["sbo"] in ("SBO:0000170", "SBO:0000169", "SBO:0000168")
    for node, told in NODES.items():
        assert told.get("identifiers", ()) == tuple(one.uri for one in identifiers(node))
        assert told.get("note") == CASCADE.nodes[node]["note"]


def test_no_line_is_stronger_than_its_evidence():
    for key, told in EDGES.items():
        if told["strength"] == "contested":
            assert told["line"] == "dotted", key


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("maps")


def test_graphml_reads_back_whole(folder):
    path = kv.molecular.to_graphml(folder / "cascade.graphml")
    read = nx.read_graphml(path, force_multigraph=True)
    assert set(read) == set(NODES)
    assert {key for *_, key in read.edges(keys=True)} == set(EDGES)
    for node, data in read.nodes(data=True):
        assert data == records.joined(NODES[node], SEPARATOR)
    for source, target, key, data in read.edges(keys=True, data=True):
        told = records.joined(EDGES[key], SEPARATOR)
        assert {"source": source, "target": target, **data} == {**told, "id": key}


def test_the_separator_is_in_no_text():
    for told in (*NODES.values(), *EDGES.values()):
        for value in told.values():
            parts = value if isinstance(value, tuple) else (value,)
            assert not any(SEPARATOR in part for part in parts if isinstance(part, str))


def test_cx2_reads_back_whole(folder):
    factory = pytest.importorskip("ndex2.cx2").RawCX2NetworkFactory()
    path = kv.molecular.to_cx2(folder / "cascade.cx2")
    read = factory.get_cx2network(str(path))
    number = {}
    for key, data in read.get_nodes().items():
        told = dict(data["v"])
        node = told.pop("name")
        number[key] = node
        wanted = {
            k: list(v) if isinstance(v, tuple) else v for k, v in NODES[node].items() if k not in ("x", "y")
        }
        assert told == wanted
        assert (data["x"], 460 - data["y"]) == (NODES[node]["x"], NODES[node]["y"])
    assert sorted(number.values()) == sorted(NODES)
    seen = set()
    for data in read.get_edges().values():
        told = {"source": number[data["s"]], "target": number[data["t"]], **data["v"]}
        key = told.pop("name")
        seen.add(key)
        assert told == {k: list(v) if isinstance(v, tuple) else v for k, v in EDGES[key].items()}
    assert seen == set(EDGES)


def test_cx2_draws_lines_by_evidence_and_heads_by_sign(folder):
    pytest.importorskip("ndex2.cx2")
    parts = json.loads(kv.molecular.to_cx2(folder / "style.cx2").read_text(encoding="utf-8"))
    (style,) = next(part["visualProperties"] for part in parts if "visualProperties" in part)
    lines = {p["v"]: p["vp"] for p in style["edgeMapping"]["EDGE_LINE_STYLE"]["definition"]["map"]}
    assert lines == {"solid": "solid", "dashed": "dashed", "dotted": "dotted"}
    heads = {p["v"]: p["vp"] for p in style["edgeMapping"]["EDGE_TARGET_ARROW_SHAPE"]["definition"]["map"]}
    assert set(heads) == {"activates", "inhibits", "modulates"}
    assert len(set(heads.values())) == 3


@pytest.fixture(scope="module")
def flow(folder):
    sbgn = pytest.importorskip("libsbgnpy")
    path = kv.molecular.to_sbgn(folder / "cascade.sbgn")
    return sbgn, path, sbgn.read_sbgn_from_file(path).map[0]


def test_sbgn_keeps_the_rules_of_its_schema_and_of_activity_flow(flow):
    sbgn, path, _ = flow
    assert sbgn.validate_xsd(path) == []
    assert sbgn.validate_schematron(path) == []


def test_sbgn_reads_back_whole(flow):
    sbgn, _, read = flow
    glyphs = {glyph.id: glyph for glyph in read.glyph if glyph.class_value is not sbgn.GlyphClass.COMPARTMENT}
    assert set(glyphs) == set(NODES)
    assert {arc.id for arc in read.arc} == set(EDGES)
    signs = {
        "activates": "positive influence",
        "inhibits": "negative influence",
        "modulates": "unknown influence",
    }
    for arc in read.arc:
        told = EDGES[arc.id]
        assert (arc.source, arc.target) == (told["source"], told["target"])
        assert arc.class_value.value == signs[told["sign"]]
        assert kept(arc) == {k: text(v) for k, v in told.items()}
        assert set(resources(arc)) == set(told.get("papers", ()))
    for node, glyph in glyphs.items():
        told = {k: v for k, v in NODES[node].items() if k not in ("x", "y", "width", "height")}
        assert kept(glyph) == {k: text(v) for k, v in told.items()}
        assert set(resources(glyph)) == set(told.get("identifiers", ()))
        outcome = glyph.class_value is sbgn.GlyphClass.PHENOTYPE
        assert outcome == (told["kind"] == "outcome")
        assert len(glyph.glyph) == (0 if outcome else 1)


def test_sbgn_has_the_places_of_the_picture(flow):
    _, _, read = flow
    glyphs = {glyph.id: glyph for glyph in read.glyph}
    for box in boxes("all"):
        at = glyphs[box.node].bbox
        assert (at.x + at.w / 2, 460 - at.y - at.h / 2) == pytest.approx((box.x, box.y))
        home = glyphs[glyphs[box.node].compartment_ref].bbox
        assert home.y <= at.y
        assert at.y + at.h <= home.y + home.h
    paths = {arrow.edges[0]: arrow.path for arrow in arrows("all")}
    for arc in read.arc:
        corners = [arc.start, *arc.next, arc.end]
        np.testing.assert_allclose([(corner.x, 460 - corner.y) for corner in corners], paths[arc.id])


def kept(element):
    (record,) = [one for one in element.extension.any_element if one.qname.endswith("}record")]
    return dict(record.attributes)


def text(value):
    return SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def resources(element):
    def inside(part):
        for name, value in part.attributes.items():
            if name.endswith("}resource"):
                yield value
        for child in part.children:
            yield from inside(child)

    return [uri for part in element.extension.any_element for uri in inside(part)]


@pytest.mark.parametrize(("writer", "library"), [("to_cx2", "ndex2"), ("to_sbgn", "libsbgnpy")])
def test_without_the_extra_the_error_names_it(monkeypatch, folder, writer, library):
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        ImportError, match=rf"{writer} needs .* {library}; .*: pip install 'ketamine_viz\[export\]'"
    ):
        getattr(kv.molecular, writer)(folder / "no")
    assert not (folder / "no").exists()


@pytest.mark.parametrize("writer", ["to_graphml", "to_cx2", "to_sbgn"])
def test_a_bad_place_is_named(writer, folder):
    write = getattr(kv.molecular, writer)
    with pytest.raises(ValueError, match="path=3 is not a file name; allowed: a text"):
        write(3)
    with pytest.raises(ValueError, match="lies in a folder that does not exist; allowed: an existing folder"):
        write(folder / "nowhere" / "cascade")
