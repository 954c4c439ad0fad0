"""Write handouts, answer sheets and the set of pictures of several notebooks into one folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ketamine_viz.stage.text import escape
from ketamine_viz.teaching.handouts.saved import Saved, read
from ketamine_viz.teaching.handouts.sheets import answers, document, page

#: Notebooks that are lists to look things up in, or for the teacher: nothing to hand out.
LISTS = ("glossary", "questions", "sources", "teachers_guide")


@dataclass(frozen=True)
class Made:
    """What was written."""

    pages: tuple[Path, ...]
    answers: tuple[Path, ...]
    pictures: tuple[Path, ...]


def lessons(folder: str | Path) -> tuple[Path, ...]:
    """Return the notebooks of a folder that are lessons, in order.

    Raises
    ------
    ValueError
        For a folder without notebooks.
    """
    found = tuple(path for path in sorted(Path(folder).glob("*.ipynb")) if path.stem not in LISTS)
    if not found:
        raise ValueError(f"folder={str(folder)!r} holds no lesson; allowed: the folder of the notebooks")
    return found


def make(notebooks: Iterable[str | Path], target: str | Path) -> Made:
    """Write a handout and an answer sheet for each notebook, and all pictures with an index.

    Parameters
    ----------
    notebooks
        Notebooks saved with their outputs.
    target
        Folder to write to; made if it is not there.
    """
    folder = Path(target)
    shelf = folder / "pictures"
    shelf.mkdir(parents=True, exist_ok=True)
    pages, keys, listed = [], [], []
    for saved in map(read, notebooks):
        pages.append(_write(folder / f"{saved.stem}.html", page(saved)))
        keys.append(_write(folder / f"{saved.stem}_answers.html", answers(saved)))
        listed += _pictures(saved, shelf)
    _write(folder / "index.html", _contents(pages, keys))
    _write(shelf / "index.html", _gallery(listed))
    with (shelf / "index.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "notebook", "title", "alt"))
        rows.writerows((path.name, *rest) for path, *rest in listed)
    return Made(tuple(pages), tuple(keys), tuple(path for path, *_ in listed))


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _pictures(saved: Saved, shelf: Path) -> list[tuple[Path, str, str, str]]:
    listed = []
    for number, picture in enumerate(saved.pictures, 1):
        path = shelf / f"{saved.stem}_{number}.png"
        path.write_bytes(picture.png)
        listed.append((path, saved.stem, picture.title, picture.alt))
    return listed


def _contents(pages: list[Path], keys: list[Path]) -> str:
    items = "".join(
        f'<li><a href="{escape(one.name)}">{escape(one.stem)}</a> (<a href="{escape(key.name)}">answers of '
        f"{escape(one.stem)}</a>)</li>"
        for one, key in zip(pages, keys, strict=True)
    )
    body = f'<h1>Handouts</h1><ul>{items}</ul><p><a href="pictures/index.html">All pictures, with their words</a></p>'
    return document("Handouts", body)


def _gallery(listed: list[tuple[Path, str, str, str]]) -> str:
    parts = ["<h1>Pictures, with their words</h1>"]
    before = ""
    for path, notebook, title, alt in listed:
        if notebook != before:
            parts.append(f"<h2>{escape(notebook)}</h2>")
            before = notebook
        parts.append(
            f'<figure><figcaption>{escape(title)}</figcaption><img src="{escape(path.name)}" alt="{escape(alt)}">'
            f'<p class="alt">{escape(path.name)}: {escape(alt)}</p></figure>'
        )
    return document("Pictures, with their words", "".join(parts))
