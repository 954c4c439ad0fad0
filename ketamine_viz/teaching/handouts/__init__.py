"""Notebooks as paper: pages to print, a sheet of answers, and a set of pictures, from what is saved in a notebook."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {"answers": "sheets", "make": "maker", "page": "sheets", "read": "saved", "write_pdf": "paper"},
)
