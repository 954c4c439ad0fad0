"""How well something is known, in plain words."""

from __future__ import annotations

_WHO = {
    "human": "in people",
    "mouse": "in mice",
    "rat": "in rats",
    "rodent": "in mice and rats",
    "primate": "in monkeys",
    "pig": "in pigs",
    "dog": "in dogs",
    "sheep": "in sheep",
    "rabbit": "in rabbits",
    "fish": "in fish",
    "cell": "in cells",
    "mixed": "in several species",
    "animal": "in animals",
}
_STRENGTH = ("strong", "moderate", "weak", "contested")


def grade(species: str | None = None, strength: str | None = None) -> str:
    """Return in plain words how well something is known.

    Parameters
    ----------
    species
        A word of the vocabulary ``species``, or several split by a comma or ``;``.
    strength
        strong, moderate, weak or contested; None where nothing is said.

    Returns
    -------
    str
        ``shown in mice``, ``shown in people``, ``suggested in rats`` for weak
        evidence, ``disputed`` where good studies disagree, ``proposed`` where
        nobody was studied.

    Raises
    ------
    ValueError
        For a strength or a species that is not in the lists.

    Examples
    --------
    >>> grade(species="mouse", strength="moderate"), grade(species="human", strength="contested")
    ('shown in mice', 'disputed')
    >>> grade(species="mouse, rat"), grade(strength="weak")
    ('shown in mice and rats', 'proposed')
    """
    if strength is not None and strength not in _STRENGTH:
        raise ValueError(f"strength={strength!r} is not one of {', '.join(_STRENGTH)}")
    named = [s.strip() for s in (species or "").replace(";", ",").split(",")]
    kinds = [s for s in named if s and s != "none"]
    for kind in kinds:
        if kind not in _WHO:
            raise ValueError(f"species={kind!r} is not one of {', '.join((*_WHO, 'none'))}")
    if strength == "contested":
        return "disputed"
    if not kinds:
        return "proposed"
    who = [_WHO[kind] for kind in dict.fromkeys(kinds)]
    # "in mice and rats", not "in mice and in rats".
    text = who[0] + "".join(f" and {w.removeprefix('in ')}" for w in who[1:])
    return f"suggested {text}" if strength == "weak" else f"shown {text}"
