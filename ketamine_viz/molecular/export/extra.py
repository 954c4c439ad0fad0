"""Load an optional library, or say which extra brings it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

EXTRA = "export"


def needed(module: str, who: str) -> ModuleType:
    """Return an optional library.

    Raises
    ------
    ImportError
        If it is not installed; the extra that brings it is named.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ImportError(
            f"{who} needs the optional package {name}; install the extra: pip install 'ketamine_viz[{EXTRA}]'"
        ) from error


def place(path: object) -> Path:
    """Return where a file is to be written.

    Raises
    ------
    ValueError
        If it is not a path, or its folder does not exist.
    """
    if not isinstance(path, str | Path) or not str(path):
        raise ValueError(f"path={path!r} is not a file name; allowed: a text or a pathlib.Path")
    found = Path(path)
    if not found.parent.is_dir():
        raise ValueError(
            f"path={str(path)!r} lies in a folder that does not exist; allowed: an existing folder"
        )
    return found
