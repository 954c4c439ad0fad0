"""Ketamine at home: what counts on one side, what was warned of or seen under watch on the other."""

from __future__ import annotations

from dataclasses import dataclass

from ketamine_viz import evidence

READINGS = ("found", "can_say", "cannot_say")
KEEPS = ("all", "controlled", "uncontrolled")
SIDES = ("home", "watched")


@dataclass(frozen=True)
class Weight:
    """One study, case or notice.

    Attributes
    ----------
    n, n_is
        People, or None where the source gives no number; and what is counted.
    found, can_say, cannot_say
        What it found, what follows from it, and what does not.
    """

    id: str
    side: str
    design: str
    label: str
    n: int | None
    n_is: str
    control: str
    found: str
    can_say: str
    cannot_say: str
    refs: tuple[str, ...]
    verified: str


@dataclass(frozen=True)
class Pans:
    """What lies in each pan, and how it is read."""

    home: tuple[Weight, ...]
    watched: tuple[Weight, ...]
    read: str
    keep: str
    people: bool


def weights() -> tuple[Weight, ...]:
    """Return everything that can lie in a pan, in the order of the table.

    Sources: data/safety/home_facts.csv
    """
    return tuple(
        Weight(r["id"], r["side"], r["design"], r["label"], r["n"], r["n_is"], r["control"], r["found"],
               r["can_say"], r["cannot_say"], tuple(r["refs"]), r["verified"])
        for r in evidence.rows("safety/home_facts")
    )  # fmt: skip


def pans(read: str = "found", keep: str = "all", people: bool = True) -> Pans:
    """Fill the pans.

    Parameters
    ----------
    read
        ``found``, ``can_say`` or ``cannot_say``: which line of each is read.
    keep
        ``all``, ``controlled`` (with a control group) or ``uncontrolled``.
    people
        Whether the people are drawn.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> [weight.id for weight in pans(keep="controlled").watched]
    ['fedgchin']
    """
    for name, value, allowed in (("read", read, READINGS), ("keep", keep, KEEPS)):
        if value not in allowed:
            raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}")
    if not isinstance(people, bool):
        raise ValueError(f"people={people!r} is not allowed; allowed: True or False")
    kept = [
        one for one in weights() if keep == "all" or (one.design == "controlled") == (keep == "controlled")
    ]
    home, watched = (tuple(one for one in kept if one.side == side) for side in SIDES)
    return Pans(home, watched, read, keep, people)
