"""Read a notebook as a reader does: headings, words, links, pictures."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat

REPOSITORY = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(Path(os.environ.get("KV_NOTEBOOKS", REPOSITORY / "notebooks")).glob("*.ipynb"))

HELP_LINE = (
    "In danger now: your local emergency number. US: call or text 988. "
    "UK and Ireland: Samaritans 116 123. "
    "Elsewhere: [findahelpline.com](https://findahelpline.com). Checked 2026-11-24."
)

_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|(?:href|src)=[\"']([^\"']+)[\"']")


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def headings(markdown: str) -> list[tuple[int, str]]:
    """Level and words of each heading, code fences left out."""
    return [(len(marks), words) for marks, words in _HEADING.findall(_FENCE.sub("", markdown))]


def all_headings(notebook: nbformat.NotebookNode) -> list[tuple[int, str]]:
    return [one for cell in notebook.cells if cell.cell_type == "markdown" for one in headings(cell.source)]


def links(markdown: str) -> list[str]:
    """Targets of every link and picture."""
    return [inline or attribute for inline, attribute in _LINK.findall(_FENCE.sub("", markdown))]


def words(markdown: str) -> int:
    """How many words a reader reads; marks and link targets do not count."""
    plain = re.sub(r"\]\([^)]*\)", "]", markdown)
    return len(re.findall(r"[^\W_][\w’'.-]*", plain))


def anchor(heading: str) -> str:
    """The id that JupyterLab gives a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[*_`]", "", plain).replace(" ", "-")


class _Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.alts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.alts.append((dict(attrs).get("alt") or "").strip())


def alternatives(html: str) -> list[str]:
    """The text alternative of each picture; an empty string where there is none."""
    parser = _Pictures()
    parser.feed(html)
    return parser.alts
