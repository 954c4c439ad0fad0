"""How well something is known, in plain words."""

from __future__ import annotations


def grade(species: str | None = None, strength: str | None = None) -> str:
    """Return ``shown in mice``, ``shown in people``, ``proposed``, ``disputed`` …"""
    if strength == "contested":
        return "disputed"
    if strength == "weak":
        return "proposed"
    who = {"human": "people", "mouse": "mice", "rat": "rats"}.get(species or "", species or "")
    return f"shown in {who}" if who else "proposed"
