"""A regimen as a small JSON file, and as a word that fits into a link.

Only ids of studied regimens and the knobs of the screen are kept: never an
amount of drug, never anything about a person.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any

from ketamine_viz.journey.followed import Knobs
from ketamine_viz.journey.plans import USUAL, plan
from ketamine_viz.journey.stretch import STOPS_H

SCHEMA = "ketamine_viz/regimen"
VERSION = 1
#: Largest text that is read [characters].
MOST = 2000
_KNOBS = ("blocker", "selectivity", "setting", "depressed")
_KEYS = ("schema", "version", "plan", "at_h", *_KNOBS)
_DEFAULT_AT_H = 2 / 3


@dataclass(frozen=True)
class Regimen:
    """What is saved: a studied regimen, the time looked at, and the knobs.

    Attributes
    ----------
    plan
        Id of a studied regimen.
    at_h
        One of the stops of the time axis [h].
    knobs
        What else a reader set.

    Raises
    ------
    ValueError
        For an id that is not there, or a time that is no stop.
    """

    plan: str = USUAL
    at_h: float = _DEFAULT_AT_H
    knobs: Knobs = field(default_factory=Knobs)

    def __post_init__(self) -> None:
        plan(self.plan)
        at_h = self.at_h
        number = isinstance(at_h, int | float) and not isinstance(at_h, bool)
        stop = next((one for one in STOPS_H if number and abs(one - at_h) < 1e-6), None)
        if stop is None:
            allowed = ", ".join(f"{one:.4g}" for one in STOPS_H)
            raise ValueError(f"at_h={_short(at_h)} is not a stop; allowed: {allowed} (hours)")
        object.__setattr__(self, "at_h", stop)

    @property
    def values(self) -> dict[str, Any]:
        """Every field by name, flat."""
        return {"plan": self.plan, "at_h": self.at_h, **{name: getattr(self.knobs, name) for name in _KNOBS}}


def to_json(regimen: Regimen) -> str:
    """Return a regimen as JSON text.

    Examples
    --------
    >>> from_json(to_json(Regimen("drips6"))) == Regimen("drips6")
    True
    """
    return json.dumps({"schema": SCHEMA, "version": VERSION, **regimen.values}, indent=1) + "\n"


def from_json(text: str | bytes) -> Regimen:
    """Return the regimen of a saved file; what it does not name keeps its first value.

    Raises
    ------
    ValueError
        For text that is too long, no JSON, of another schema or version, or holds an unknown key or a value out
        of range.
    """
    if isinstance(text, bytes | bytearray | memoryview):
        raw = bytes(text)
        if len(raw) > MOST:
            raise ValueError(f"the file has {len(raw):,} bytes; allowed: at most {MOST:,}")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValueError("the file is not text; allowed: a regimen saved here, as JSON") from None
    if not isinstance(text, str):
        raise ValueError(f"text={_short(text)} is not text; allowed: a regimen saved here, as JSON")
    if len(text) > MOST:
        raise ValueError(f"the text has {len(text):,} characters; allowed: at most {MOST:,}")
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValueError(f"{_short(text)} is not JSON; allowed: a regimen saved here") from None
    if not isinstance(found, dict):
        raise ValueError(f"{_short(text)} is not a JSON object; allowed: a regimen saved here")
    if found.get("schema") != SCHEMA:
        raise ValueError(f"schema={_short(found.get('schema'))} is not a saved regimen; allowed: {SCHEMA!r}")
    version = found.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise ValueError(f"version={_short(version)} is not known here; allowed: {VERSION}")
    return _regimen({name: value for name, value in found.items() if name not in ("schema", "version")})


def to_link(regimen: Regimen) -> str:
    """Return a regimen as one word that is safe in a link; only what differs from the first state is in it.

    Examples
    --------
    >>> from_link(to_link(Regimen("s_nose84"))).plan
    's_nose84'
    """
    first = Regimen().values
    news = {name: value for name, value in regimen.values.items() if value != first[name]}
    packed = json.dumps({"v": VERSION, **news}, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def from_link(word: str) -> Regimen:
    """Return the regimen of a link.

    Raises
    ------
    ValueError
        For anything that `to_link` could not have made.
    """
    if not isinstance(word, str) or not word or len(word) > MOST:
        raise ValueError(f"regimen={_short(word)} in the link is not allowed; allowed: 1 to {MOST:,} letters")
    try:
        packed = base64.b64decode(word.encode("ascii") + b"=" * (-len(word) % 4), b"-_", validate=True)
        found = json.loads(packed.decode("ascii"), parse_constant=_no_number)
    except (ValueError, binascii.Error, RecursionError):
        raise ValueError(
            f"regimen={_short(word)} in the link cannot be read; allowed: a link made here"
        ) from None
    if not isinstance(found, dict) or isinstance(found.get("v"), bool) or found.pop("v", None) != VERSION:
        raise ValueError(f"regimen={_short(word)} in the link is of another version; allowed: {VERSION}")
    return _regimen(found)


def _regimen(found: dict[str, Any]) -> Regimen:
    unknown = [name for name in found if name not in _KEYS[2:]]
    if unknown:
        raise ValueError(f"key {_short(unknown[0])} is not known; allowed: {', '.join(_KEYS)}")
    given = {**Regimen().values, **found}
    knobs = Knobs(**{name: given[name] for name in _KNOBS})
    return Regimen(given["plan"], given["at_h"], knobs)


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 42 else f"{words[:40]}…"


def _no_number(name: str) -> None:
    raise ValueError(name)
