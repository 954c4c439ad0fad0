"""Run notebooks and save them the one way they are kept: ``python tests/notebooks/keep.py FILE ...``.

What is kept: outputs as text/plain and text/html, in order of execution.  What is not: the model ids and the
state of live widgets (a fresh clone shows the static picture instead), timings, and whatever else an editor
leaves in the metadata.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CELL_SECONDS = 120
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LIVE = "application/vnd.jupyter.widget-view+json"


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy without what differs from one reader's machine to the next."""
    clean = nbformat.from_dict(notebook)
    clean.metadata = nbformat.from_dict(METADATA)
    clean.nbformat, clean.nbformat_minor = 4, 5
    for cell in clean.cells:
        kept = {key: cell.metadata[key] for key in ("jupyter", "tags") if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(LIVE, None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return clean


def run(path: Path) -> nbformat.NotebookNode:
    """Execute a notebook from its own folder and return it with fresh outputs."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        record_timing=False,
        store_widget_state=False,
    ).execute()
    return notebook


def text(notebook: nbformat.NotebookNode) -> str:
    """The file's content, ending in one newline."""
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def main(names: list[str]) -> int:
    for path in map(Path, names):
        started = time.monotonic()
        fresh = text(tidy(run(path)))
        changed = fresh != path.read_text(encoding="utf-8")
        if changed:
            path.write_text(fresh, encoding="utf-8")
        print(f"{path}: {'saved' if changed else 'unchanged'} in {time.monotonic() - started:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
