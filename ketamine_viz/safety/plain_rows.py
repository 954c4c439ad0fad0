"""Facts that are read and not drawn: misuse and law, cautions of the labels, costs.  Each a row, each with its card."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence
from ketamine_viz.safety.dated import all_decisions


@dataclass(frozen=True)
class Fact:
    """One fact in words.

    Attributes
    ----------
    group, place, topic
        What it can be narrowed by, in words.
    head
        Its line in the table.
    date
        When it held.
    lines
        The rest, as ``(name, words)`` pairs.
    """

    id: str
    group: str
    place: str
    topic: str
    date: str
    head: str
    lines: tuple[tuple[str, str], ...]
    refs: tuple[str, ...]
    verified: str


def misuse_facts() -> tuple[Fact, ...]:
    """Return how many use it, what harm was counted, the law, and help; the help first.

    Sources: data/safety/misuse_facts.csv, data/safety/regulation_events.csv
    """
    found = [
        Fact(
            r["id"], evidence.meaning("misuse_kind", r["kind"]), evidence.meaning("safety_country", r["country"]),
            evidence.meaning("suicide_topic", r["suicide_topic"]), r["when"], r["what"],
            (("Read beside", r["beside"]),), tuple(r["refs"]), r["verified"],
        )
        for r in evidence.rows("safety/misuse_facts")
    ]  # fmt: skip
    law, none = evidence.meaning("misuse_kind", "law"), evidence.meaning("suicide_topic", "none")
    found += [
        Fact(mark.id, law, mark.place, none, mark.date, mark.what, (("To mind", mark.beside),) if mark.beside else (),
             mark.refs, mark.verified)
        for mark in all_decisions() if mark.kind == "control"
    ]  # fmt: skip
    order = [evidence.meaning("misuse_kind", kind) for kind in ("help", "use", "harm", "law")]
    return tuple(sorted(found, key=lambda fact: order.index(fact.group)))


def cautions() -> tuple[Fact, ...]:
    """Return what the labels of the spray say must be known before it is given.

    Sources: data/safety/cautions.csv
    """
    return tuple(
        Fact(
            r["id"], evidence.meaning("caution_kind", r["kind"]), evidence.meaning("safety_country", r["country"]),
            evidence.meaning("caution_label", r["label"]), "", r["condition"],
            (("The label says", r["says"]), ("Why", r["why"]), *((("To mind", r["note"]),) if r["note"] else ())),
            tuple(r["refs"]), r["verified"],
        )
        for r in evidence.rows("safety/cautions")
    )  # fmt: skip


def costs() -> tuple[Fact, ...]:
    """Return prices and decisions to pay, each with its date, country and whose view it is.

    Sources: data/safety/cost_facts.csv
    """
    rows = sorted(evidence.rows("safety/cost_facts"), key=lambda r: r["rank"])
    return tuple(
        Fact(
            r["id"], evidence.meaning("cost_view", r["view"]), evidence.meaning("safety_country", r["country"]), "",
            r["when"], r["what"], (("Amount", r["amount"]), ("Read beside", r["beside"])), tuple(r["refs"]),
            r["verified"],
        )
        for r in rows
    )  # fmt: skip


def line(fact: Fact, name: str) -> str:
    """Return one of the further lines of a fact, or nothing."""
    return dict(fact.lines).get(name, "")


def known(fact: Fact) -> str:
    """Return how a fact is known, in words."""
    return evidence.meaning("verified", fact.verified)
