"""Where the data are: inside the installed package, or beside it in the repository."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ketamine_viz.evidence.errors import DataError

_PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def data_folder() -> Path:
    """Return the folder of the evidence tables.

    A wheel carries them as ``ketamine_viz/_data``; a clone has ``data/``
    beside the package.

    Raises
    ------
    DataError
        If neither holds a ``references.csv``.

    Examples
    --------
    >>> (data_folder() / "references.csv").exists()
    True
    """
    for folder in (_PACKAGE / "_data", _PACKAGE.parent / "data"):
        if (folder / "references.csv").is_file():
            return folder
    raise DataError(
        "references.csv",
        "the evidence tables are not beside the package",
        "install ketamine_viz again, or work from a complete clone",
    )
