"""The journey: one course of doses in, every level out."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Journey": "thread",
        "Regimen": "saved",
        "follow": "panels.one_screen",
        "from_json": "saved",
        "run": "thread",
        "start_page": "panels.start",
        "to_json": "saved",
        "two_regimens": "panels.pairs",
    },
)
