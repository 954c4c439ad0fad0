"""What every export carries: one flat record a node and an arrow, with its evidence."""

from __future__ import annotations

from functools import cache
from typing import Any

from ketamine_viz import evidence
from ketamine_viz.molecular.graph import graph

Record = dict[str, Any]

#: Nothing to say, in a list or a text.
_NOTHING: tuple[object, ...] = (None, "", (), [])


@cache
def ontology() -> dict[tuple[str, str], str]:
    """Return (vocabulary, word) → term of SBO or ECO."""
    return {
        (row["vocabulary"], row["term"]): row["identifier"]
        for row in evidence.rows("molecular/ontology_terms")
    }


def nodes() -> dict[str, Record]:
    """Return node → record.

    A record holds text, numbers and tuples of text; what is unknown is left
    out.  ``x``, ``y`` [px, from left and below], ``width`` and ``height`` [px]
    are those of the view that holds all nodes.
    """
    found = {}
    for node, data in graph().nodes(data=True):
        (x, y), (width, height) = data["pos"], data["size"]
        found[node] = _told(
            label=data["label"],
            kind=data["kind"],
            compartment=data["compartment"],
            plain_words=data["plain_words"],
            note=data["note"],
            view=data["view"],
            x=x,
            y=y,
            width=width,
            height=height,
            identifiers=data["identifiers"],
            unverified=data["unverified"],
            sbo=ontology().get(("molecular_kind", data["kind"])),
        )
    return found


def edges() -> dict[str, Record]:
    """Return arrow → record, with ``source`` and ``target``.

    ``refs`` are keys of ``data/references.csv``, ``papers`` their addresses.
    ``line`` says how the arrow may be drawn: solid, dashed or dotted.
    """
    found = {}
    for source, target, key, data in graph().edges(keys=True, data=True):
        relation = ontology().get(("molecular_relation", data["relation"]))
        influence = (
            ontology().get(("molecular_sign", data["sign"])) if data["relation"] == "influence" else None
        )
        papers = (evidence.reference(ref).url for ref in data["refs"])
        found[key] = _told(
            source=source,
            target=target,
            sign=data["sign"],
            relation=data["relation"],
            mechanism=data["mechanism"],
            hypothesis=data["hypothesis"],
            onset_after_dose_h=data["onset_after_dose_h"],
            peak_h=data["peak_h"],
            duration_h=data["duration_h"],
            species=data["species"],
            evidence=data["evidence"],
            strength=data["strength"],
            line=data["line"],
            refs=data["refs"],
            papers=tuple(url for url in papers if url),
            verified=data["verified"],
            note=data["note"],
            against=tuple(finding["finding"] for finding in data["finding_against"]),
            sbo=relation or influence,
            eco=ontology().get(("molecular_evidence", data["evidence"])),
        )
    return found


def joined(record: Record, separator: str = ";") -> Record:
    """Return a record whose tuples are one text each."""
    return {
        key: separator.join(value) if isinstance(value, tuple) else value for key, value in record.items()
    }


def _told(**fields: object) -> Record:
    return {key: value for key, value in fields.items() if value not in _NOTHING}
