"""The evidence: one fact a row, each with its source; read and checked here.

Nothing is read until it is asked for, and pandas is imported only by `table`.
"""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "DataError": "errors",
        "Parameter": "constants",
        "Reference": "references",
        "Source": "references",
        "Summary": "counts",
        "Use": "citing",
        "all_references": "references",
        "bibliography": "exports",
        "bibtex": "exports",
        "cite": "references",
        "cited_in": "citing",
        "csl_json": "exports",
        "data_folder": "folder",
        "grade": "grades",
        "meaning": "vocabulary",
        "parameters": "constants",
        "reference": "references",
        "rows": "tables",
        "source": "references",
        "statements": "citing",
        "summary": "counts",
        "table": "tables",
        "tables_available": "tables",
        "uses": "citing",
    },
)
