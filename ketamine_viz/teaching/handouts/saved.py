"""What a saved notebook holds, piece by piece: prose, pictures, questions, tables."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_QUIZ = re.compile(r'kv\.teaching\.quiz\("(\w+)"\)')
_PNG = "data:image/png;base64,"


@dataclass(frozen=True)
class Prose:
    """A cell of markdown."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A panel's saved picture.

    Attributes
    ----------
    alt
        Its text alternative: what is drawn, the numbers, the trend.
    png
        The picture itself.
    call
        The call that makes the panel live.
    """

    title: str
    alt: str
    png: bytes
    call: str


@dataclass(frozen=True)
class Asked:
    """A question of the bank, by its id."""

    question: str


@dataclass(frozen=True)
class Table:
    """Rows of text that were saved: captions, headings and cells."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Words:
    """Anything else that was saved, as text: a term, a list."""

    text: str


Piece = Prose | Picture | Asked | Table | Words


@dataclass(frozen=True)
class Saved:
    """One notebook as it was saved."""

    path: Path
    pieces: tuple[Piece, ...]

    @property
    def stem(self) -> str:
        """File name without ending."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The one heading of the first level."""
        first = self.pieces[0]
        assert isinstance(first, Prose)  # read() has looked
        return first.text.splitlines()[0].lstrip("# ").strip()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures, in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Picture))

    @property
    def questions(self) -> tuple[str, ...]:
        """Ids of the questions it asks, in order."""
        return tuple(piece.question for piece in self.pieces if isinstance(piece, Asked))


def read(path: str | Path) -> Saved:
    """Return what a saved notebook holds.

    Raises
    ------
    ValueError
        If there is no such file, it is no notebook, it does not begin with
        its title, or it was saved without its outputs.
    """
    path = Path(path)
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"path={str(path)!r} cannot be read ({type(error).__name__}); allowed: a notebook (.ipynb)"
        ) from error
    pieces: list[Piece] = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            pieces.append(Prose(source))
        elif cell["cell_type"] == "code":
            pieces += _made(source, cell["outputs"], path)
    if not pieces or not isinstance(pieces[0], Prose) or not pieces[0].text.startswith("# "):
        raise ValueError(f"path={str(path)!r} does not begin with a title; allowed: a notebook of this suite")
    return Saved(path, tuple(pieces))


def _made(source: str, outputs: list[dict[str, object]], path: Path) -> list[Piece]:
    call = source.strip().splitlines()[-1] if source.strip() else ""
    asked = _QUIZ.fullmatch(call)
    if asked:
        return [Asked(asked[1])]
    if call.startswith("kv.teaching.lesson("):
        return []  # what it shows is the first section of a handout
    if not outputs:
        raise ValueError(
            f"path={str(path)!r} was saved without the output of {call}; allowed: a notebook that was run "
            "(make notebooks)"
        )
    pieces: list[Piece] = []
    for output in outputs:
        data = output.get("data", {})
        assert isinstance(data, dict)
        parts = _Parts()
        parts.feed("".join(data.get("text/html", "")))
        if parts.source.startswith(_PNG):
            png = base64.b64decode(parts.source.removeprefix(_PNG))
            pieces.append(Picture(parts.title, parts.alt, png, call))
        elif parts.tables:
            pieces += [Table(caption, tuple(rows)) for caption, rows in parts.tables]
        else:
            pieces.append(Words("".join(data.get("text/plain", ""))))
    return pieces


class _Parts(HTMLParser):
    """The first picture with its caption, and every table, of saved HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.source = self.alt = self._caption = ""
        self.tables: list[tuple[str, list[tuple[str, ...]]]] = []
        self._row: list[str] = []
        self._inside: list[str] = []

    @property
    def title(self) -> str:
        """The caption without the hint for the screen."""
        return self._caption.strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and not self.source:
            found = dict(attrs)
            self.source, self.alt = found.get("src") or "", found.get("alt") or ""
        elif tag == "table":
            self.tables.append(("", []))
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th"):
            self._row.append("")
        if tag in ("figcaption", "em", "caption", "td", "th"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        if tag == "tr" and self.tables and self._row:
            self.tables[-1][1].append(tuple(cell.strip() for cell in self._row))

    def handle_data(self, data: str) -> None:
        now = self._inside[-1] if self._inside else ""
        if now == "figcaption":
            self._caption += data
        elif now == "caption" and self.tables:
            self.tables[-1] = (self.tables[-1][0] + data, self.tables[-1][1])
        elif now in ("td", "th") and self._row:
            self._row[-1] += data
