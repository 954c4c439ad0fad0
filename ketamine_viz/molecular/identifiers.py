"""What the registers of genes, proteins, chemicals and pathways call the nodes of the map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.molecular.names import known

RESOLVER = "https://identifiers.org/"
#: Namespace → how a reader knows it, what stands before the identifier in an address, its form.
NAMESPACES: dict[str, tuple[str, str, str]] = {
    "hgnc": ("HGNC", "hgnc.symbol:", r"[A-Z][A-Z0-9-]*"),
    "uniprot": ("UniProt", "uniprot:", r"[OPQ]\d[A-Z0-9]{3}\d|[A-NR-Z]\d(?:[A-Z][A-Z0-9]{2}\d){1,2}"),
    "chebi": ("ChEBI", "", r"CHEBI:\d+"),
    "reactome": ("Reactome", "reactome:", r"R-HSA-\d+"),
    "go": ("GO", "", r"GO:\d{7}"),
    "mesh": ("MeSH", "mesh:", r"[CD]\d{6,9}"),
}


@dataclass(frozen=True)
class Identifier:
    """One entry of a register that stands for a node, or for a part of it.

    Attributes
    ----------
    namespace
        hgnc, uniprot, chebi, reactome, go or mesh.
    identifier
        As the register writes it.
    relation
        How entry and node belong together: is, has_part, part_of,
        is_version_of, occurs_in or related.
    name
        What the register calls it; None where it was not looked up.
    checked
        Whether identifier and name were seen in a copy of the register.
    checked_at
        Where they were seen.
    """

    node: str
    namespace: str
    identifier: str
    relation: str
    name: str | None
    checked: bool
    checked_at: str | None
    note: str | None

    @property
    def register(self) -> str:
        """Name of the register, as a reader knows it."""
        return NAMESPACES[self.namespace][0]

    @property
    def uri(self) -> str:
        """Address at identifiers.org."""
        return f"{RESOLVER}{NAMESPACES[self.namespace][1]}{self.identifier}"


@cache
def identifiers(node: str) -> tuple[Identifier, ...]:
    """Return the identifiers of a node; none where no register has an entry for it.

    Raises
    ------
    ValueError
        For an unknown node; the nearest names are given.

    Examples
    --------
    >>> [one.uri for one in identifiers("ketamine")]
    ['https://identifiers.org/CHEBI:6121']
    """
    known("node", node, [row["id"] for row in evidence.rows("molecular/cascade_nodes")])
    return _all().get(node, ())


@cache
def _all() -> dict[str, tuple[Identifier, ...]]:
    found: dict[str, tuple[Identifier, ...]] = {}
    for row in evidence.rows("molecular/node_identifiers"):
        one = Identifier(
            row["node"],
            row["namespace"],
            row["identifier"],
            row["relation"],
            row["name"],
            row["checked"] == "yes",
            row["checked_at"],
            row["note"],
        )
        found[one.node] = (*found.get(one.node, ()), one)
    return found


def well_formed(one: Identifier) -> bool:
    """Return True if an identifier has the form its register gives it."""
    return re.fullmatch(NAMESPACES[one.namespace][2], one.identifier) is not None
