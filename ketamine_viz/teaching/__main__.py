"""Commands for teachers and makers: ``python -m ketamine_viz.teaching`` and ``... handouts``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ketamine_viz.teaching.features import lines
from ketamine_viz.teaching.handouts.maker import lessons, make
from ketamine_viz.teaching.handouts.paper import write_pdf
from ketamine_viz.teaching.reading_level import reading


def features(folder: Path) -> None:
    """Print which feature is met where, and how hard each notebook is to read."""
    for line in lines():
        print(line)
    print("== Reading level: Flesch-Kincaid grade of the prose ==")
    for path in sorted(folder.glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found = reading(
            "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        )
        print(f"{path.stem}: grade {found.grade:.1f} ({found.words} words in {found.sentences} sentences)")


def handouts(folder: Path, target: Path, names: list[str], pdf: bool) -> int:
    """Write handouts; return 1 for an unknown name.  Without Chromium the HTML is made, and a line says so."""
    chosen = [path for path in lessons(folder) if not names or path.stem in names]
    unknown = sorted(set(names) - {path.stem for path in chosen})
    if unknown:
        print(f"not a lesson of {folder}: {', '.join(unknown)}", file=sys.stderr)
        return 1
    made = make(chosen, target)
    print(f"{target}: {len(made.pages)} handouts and answer sheets, {len(made.pictures)} pictures")
    if pdf:
        try:
            printed = write_pdf([*made.pages, *made.answers])
        except RuntimeError as error:
            print(f"{error}. The pages are there as HTML; any browser prints them.", file=sys.stderr)
        else:
            print(f"{target}: {len(printed)} PDF files")
    return 0


def main(words: list[str] | None = None) -> int:
    """Run a command; return 0 if all went well."""
    parser = argparse.ArgumentParser(prog="python -m ketamine_viz.teaching", description=__doc__)
    parser.add_argument("command", nargs="?", choices=("features", "handouts"), default="features")
    parser.add_argument("names", nargs="*", help="notebooks by file name without ending; all lessons without")
    parser.add_argument("--notebooks", type=Path, default=Path("notebooks"), help="folder of the notebooks")
    parser.add_argument("--to", type=Path, default=Path("handouts"), help="folder to write to")
    parser.add_argument("--no-pdf", action="store_true", help="HTML only")
    given = parser.parse_args(words)
    if given.command == "features":
        features(given.notebooks)
        return 0
    return handouts(given.notebooks, given.to, given.names, not given.no_pdf)


if __name__ == "__main__":
    sys.exit(main())
