"""A small panel of our own for the browser tests, in a notebook of its own."""

from __future__ import annotations

from pathlib import Path

import nbformat

# Fast, with one control of each kind.  WORDS is put wherever data can put words.
PANEL = """
from types import SimpleNamespace
from ketamine_viz import stage

WORDS = {words!r}

class Line(stage.Picture):
    size = (600, 260)

    def build(self, fig):
        self.axes = fig.subplots()
        (self.line,) = self.axes.plot([0, 1], [0, 1])

    def update(self, result):
        self.line.set_linewidth(result)
        self.axes.set_title(f"{{result:g}} points")
        return True

    def describe(self, result):
        headline = f"{{result:g}} points {{WORDS}}"
        return stage.Description(f"A line. {{WORDS}}", f"It is {{result:g}} points wide.", "", headline)

    def table(self, result):
        return stage.Table(f"Line {{WORDS}}", ("width", WORDS), ((WORDS, result),))

    def cards(self, result):
        return (stage.Card("one", f"The line {{WORDS}}", f"<p>{{stage.text.escape(WORDS)}}</p>"),)

panel = stage.Panel(
    title=f"How wide? {{WORDS}}",
    picture=Line(),
    controls=(
        stage.Range("width", label=f"Width {{WORDS}}", minimum=1, maximum=40, step=1, value=1, unit="pt", source=WORDS),
        stage.Choice("shape", label=f"Shape {{WORDS}}", options=((f"thin {{WORDS}}", 0), ("bold", 5)), value=0),
        stage.Toggle("more", label=f"More {{WORDS}}", value=False),
        stage.Several("extra", label=f"Extra {{WORDS}}", options=((f"half {{WORDS}}", 0.5), ("none", 0)), value=()),
    ),
    compute=lambda *, width, shape, more, extra: width + shape + more + sum(extra),
    note=f"A note. {{WORDS}}",
    sources=(SimpleNamespace(text=f"A source {{WORDS}}", url="https://example.org/" + WORDS, grade=WORDS),
             SimpleNamespace(text="A script", url="javascript:window.kvHit=1", grade="")),
    model_card=f"In: a line. {{WORDS}}",
    prediction=stage.Prediction(
        question=f"Wide? {{WORDS}}", options=(("yes", f"Yes {{WORDS}}"), ("no", "No")),
        answer=lambda result: "yes", explain=lambda result: f"Because. {{WORDS}}", run={{"width": 9}},
    ),
)
panel
"""
QUIZ = """
stage.Quiz(question=f"Which? {{WORDS}}", kind="single", options=(f"This {{WORDS}}", "That"), answer="That",
           feedback=f"Since. {{WORDS}}", source=SimpleNamespace(text=f"A source {{WORDS}}", url=None, grade=WORDS))
"""
TERM = """stage.Term(f"Word {{WORDS}}", f"What it means. {{WORDS}}", (f"Other {{WORDS}}",))"""
BROWSE = """
stage.Browse(
    f"List {{WORDS}}",
    rows=({{"a": WORDS, "b": "plain"}},),
    columns=(("A", lambda row: row["a"]), (WORDS, lambda row: row["b"])),
    filters=(stage.Filter("a", f"Only {{WORDS}}", lambda row: row["a"]),),
    card=lambda row: stage.Card("x", f"Row {{WORDS}}", f"<p>{{stage.text.escape(WORDS)}}</p>"),
    search_in=lambda row: row["a"],
    note=f"A note. {{WORDS}}",
)
"""


def write(folder: Path, name: str, *cells: str, words: str = "") -> Path:
    """Write a notebook of these cells; return its path."""
    sources = [cell.format(words=words).strip() for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    path = folder / "notebooks" / name
    nbformat.write(notebook, path)
    return path
