"""The cascade as an SBGN activity-flow map, with the places of our own layout."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import arrows, boxes
from ketamine_viz.molecular.export.extra import needed, place
from ketamine_viz.molecular.export.records import Record, edges, nodes
from ketamine_viz.molecular.identifiers import identifiers

VIEW = "all"
NAMESPACE = "urn:ketamine_viz:cascade"
#: Height and width of the layout [px]; SBGN counts from above.
_TOP, _WIDE, _BAND_LEFT = 460.0, 900.0, 2.0
#: Sign → class of arc.
ARCS = {"activates": "POSITIVE_INFLUENCE", "inhibits": "NEGATIVE_INFLUENCE", "modulates": "UNKNOWN_INFLUENCE"}
#: Kind of node → what its activity is an activity of.
ENTITIES = {
    "drug": "SIMPLE_CHEMICAL",
    "neurotransmitter": "SIMPLE_CHEMICAL",
    "ion": "SIMPLE_CHEMICAL",
    "receptor": "COMPLEX",
    "protein": "MACROMOLECULE",
    "kinase": "MACROMOLECULE",
    "transcript": "MACROMOLECULE",
    "cell": "UNSPECIFIED_ENTITY",
    "process": "UNSPECIFIED_ENTITY",
    "structure": "UNSPECIFIED_ENTITY",
}
_QUALIFIERS = {
    "is": "is",
    "has_part": "hasPart",
    "part_of": "isPartOf",
    "is_version_of": "isVersionOf",
    "occurs_in": "occursIn",
    "related": "isRelatedTo",
}
_RDF = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:bqbiol="http://biomodels.net/biology-qualifiers/"'
)


def to_sbgn(path: str | Path) -> Path:
    """Write all nodes and arrows as an SBGN-ML activity flow and return where.

    Compartments are the bands of the picture.  The extension of each glyph and
    arc holds its identifiers and papers as RDF, and what SBGN has no place for
    (strength, species, hypothesis, evidence, references, line) as attributes.

    Raises
    ------
    ImportError
        Without the optional package libsbgnpy, which the extra ``export`` brings.
    ValueError
        If the path is no file name, or its folder does not exist.

    Sources: those of ``data/molecular/cascade_edges.csv``.
    """
    where = place(path)
    sbgn = needed("libsbgnpy", "to_sbgn")
    drawn = sbgn.Map(
        id="cascade",
        language=sbgn.MapLanguage.ACTIVITY_FLOW,
        version=sbgn.MapVersion.HTTP_IDENTIFIERS_ORG_COMBINE_SPECIFICATIONS_SBGN_AF_LEVEL_1_VERSION_1_2,
        bbox=sbgn.Bbox(x=0.0, y=0.0, w=_WIDE, h=_TOP),
    )
    told = nodes()
    homes = _compartments(told)
    drawn.glyph += [_compartment(sbgn, name, low, high) for name, (low, high) in homes.items()]
    drawn.glyph += [_glyph(sbgn, node, record) for node, record in told.items()]
    paths = {arrow.edges[0]: arrow.path for arrow in arrows(VIEW)}
    drawn.arc += [_arc(sbgn, key, record, paths[key]) for key, record in edges().items()]
    sbgn.write_sbgn_to_file(sbgn.Sbgn(map=[drawn]), where)
    return where


def _compartments(told: dict[str, Record]) -> dict[str, tuple[float, float]]:
    """Return compartment → the band of the picture that holds its nodes, from below [px]."""
    bands = [
        (row["low"], row["high"]) for row in evidence.rows("molecular/layout_bands") if row["view"] == VIEW
    ]
    found = {}
    for record in told.values():
        found[record["compartment"]] = next((low, high) for low, high in bands if low <= record["y"] <= high)
    return found


def _id(name: str) -> str:
    return name.replace(" ", "_")


def _compartment(sbgn: ModuleType, name: str, low: float, high: float) -> Any:
    return sbgn.Glyph(
        id=f"c_{_id(name)}",
        class_value=sbgn.GlyphClass.COMPARTMENT,
        label=sbgn.Label(text=evidence.meaning("molecular_compartment", name)),
        bbox=sbgn.Bbox(x=_BAND_LEFT, y=_TOP - high, w=_WIDE - 2 * _BAND_LEFT, h=high - low),
    )


def _glyph(sbgn: ModuleType, node: str, record: Record) -> Any:
    """Return the glyph of a node: an activity with what it is an activity of, or an outcome."""
    words = next(box.words for box in boxes(VIEW) if box.node == node).replace("\n", " ")
    left, top = record["x"] - record["width"] / 2, _TOP - record["y"] - record["height"] / 2
    glyph = sbgn.Glyph(
        id=node,
        class_value=sbgn.GlyphClass.PHENOTYPE,
        label=sbgn.Label(text=words),
        compartment_ref=f"c_{_id(record['compartment'])}",
        bbox=sbgn.Bbox(x=left, y=top, w=record["width"], h=record["height"]),
        extension=_extension(sbgn, node, record, _named(node)),
    )
    if record["kind"] in ENTITIES:
        glyph.class_value = sbgn.GlyphClass.BIOLOGICAL_ACTIVITY
        entity = sbgn.Glyph.Entity(name=sbgn.EntityName[ENTITIES[record["kind"]]])
        glyph.glyph.append(
            sbgn.Glyph(
                id=f"{node}_entity",
                class_value=sbgn.GlyphClass.UNIT_OF_INFORMATION,
                label=sbgn.Label(text=""),
                entity=entity,
                bbox=sbgn.Bbox(x=left + 4, y=top - 3, w=12.0, h=6.0),
            )
        )
    return glyph


def _arc(sbgn: ModuleType, key: str, record: Record, path: tuple[tuple[float, float], ...]) -> Any:
    corners = [(x, _TOP - y) for x, y in path]
    arc = sbgn.Arc(
        id=key,
        class_value=sbgn.ArcClass[ARCS[record["sign"]]],
        source=record["source"],
        target=record["target"],
        start=sbgn.Arc.Start(x=corners[0][0], y=corners[0][1]),
        end=sbgn.Arc.End(x=corners[-1][0], y=corners[-1][1]),
        extension=_extension(sbgn, key, record, [("isDescribedBy", record.get("papers", ()))]),
    )
    arc.next = [sbgn.Arc.Next(x=x, y=y) for x, y in corners[1:-1]]
    return arc


def _named(node: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return qualifiers of BioModels with the addresses they hold for; only what was looked up."""
    checked = [one for one in identifiers(node) if one.checked]
    return [
        (qualifier, tuple(one.uri for one in checked if one.relation == relation))
        for relation, qualifier in _QUALIFIERS.items()
    ]


def _extension(
    sbgn: ModuleType, name: str, record: Record, qualified: list[tuple[str, tuple[str, ...]]]
) -> Any:
    told = {key: value for key, value in record.items() if key not in ("x", "y", "width", "height")}
    attributes = " ".join(
        f"{key}={quoteattr(' | '.join(value) if isinstance(value, tuple) else str(value))}"
        for key, value in told.items()
    )
    bags = "".join(
        f"<bqbiol:{qualifier}><rdf:Bag>"
        + "".join(f"<rdf:li rdf:resource={quoteattr(uri)}/>" for uri in uris)
        + f"</rdf:Bag></bqbiol:{qualifier}>"
        for qualifier, uris in qualified
        if uris
    )
    parts = [f'<record xmlns="{NAMESPACE}" {attributes}/>']
    if bags:
        about = f'<rdf:Description rdf:about="#{escape(name)}">{bags}</rdf:Description>'
        parts.append(f'<annotation xmlns="{NAMESPACE}"><rdf:RDF {_RDF}>{about}</rdf:RDF></annotation>')
    return sbgn.Sbgnbase.Extension(any_element=[sbgn.element_from_string(part) for part in parts])
