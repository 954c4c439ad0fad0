"""A handout and its sheet of answers, as HTML that needs no other file."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote

from ketamine_viz import evidence
from ketamine_viz.stage.text import escape, plural
from ketamine_viz.teaching.bank import Question, questions
from ketamine_viz.teaching.handouts.saved import Asked, Picture, Piece, Prose, Saved, Table, Words
from ketamine_viz.teaching.lessons import all_lessons

#: A saved table is printed up to this many rows; a longer one stays on the screen.
MOST_ROWS = 15
_STYLE = """
body { font: 12pt/1.45 sans-serif; color: #111; background: #fff; max-width: 46em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 20pt; line-height: 1.2; } h2 { font-size: 15pt; margin-top: 1.6em; } h3 { font-size: 13pt; }
a { color: #0b3c5d; } img { max-width: 100%; height: auto; box-sizing: border-box; border: 1px solid #ccc; }
figure { margin: 1em 0; } figcaption { font-weight: bold; margin-bottom: .3em; }
.alt { font-size: 10.5pt; } .question { border: 1.5pt solid #333; padding: .2em 1em; margin: 1em 0; }
table { border-collapse: collapse; font-size: 10.5pt; }
th, td { border: 1px solid #888; padding: .2em .5em; text-align: left; }
caption { text-align: left; font-weight: bold; } .refs { font-size: 10pt; } .refs li { overflow-wrap: anywhere; }
.line { border-bottom: 1px solid #333; height: 1.6em; }
@page { size: A4; margin: 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 11pt; } h1, h2, h3 { break-after: avoid; }
  figure img, .question, tr { break-inside: avoid; } figcaption { break-after: avoid; } }
"""
_HREF = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)


def page(saved: Saved) -> str:
    """Return the handout of one notebook: its story, pictures with their words, questions, references.

    There are no answers in it.  Links to other notebooks become plain words,
    since paper cannot follow them.
    """
    numbers = {"picture": 0, "question": 0}
    bank = {q.id: q for q in questions()}
    first, *rest = saved.pieces
    assert isinstance(first, Prose)
    parts = [_prose(first.text), _objectives(saved.stem)]
    parts += [_piece(piece, numbers, bank) for piece in rest]
    parts.append(_references(saved))
    return document(saved.title, "".join(parts))


def answers(saved: Saved) -> str:
    """Return the teacher's sheet: each question of the handout with its answer, why, and its source."""
    bank = {q.id: q for q in questions()}
    parts = [
        f"<h1>Answers: {escape(saved.title)}</h1>",
        "<p>For the teacher. Hand it out after the talk, if at all.</p>",
    ]
    if not saved.questions:
        parts.append("<p>This notebook asks no question of the bank.</p>")
    for number, key in enumerate(saved.questions, 1):
        asked = bank[key]
        right = ", ".join(asked.answer)
        parts.append(
            f"<h2>Question {number} ({escape(key)})</h2><p>{escape(asked.question)}</p>"
            f"<p><strong>Answer:</strong> {escape(right)}</p><p>{escape(asked.explanation)}</p>"
            f"<p>The belief it is for: {escape(asked.misconception)}.</p>"
        )
        if asked.ref:
            parts.append(f'<p class="refs">{escape(evidence.source(asked.ref).text)}</p>')
    return document(f"Answers: {saved.title}", "".join(parts))


def document(title: str, body: str) -> str:
    """Return a whole page; ``body`` is HTML."""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


def _piece(piece: Piece, numbers: dict[str, int], bank: Mapping[str, Question]) -> str:
    if isinstance(piece, Prose):
        return _prose(piece.text)
    if isinstance(piece, Picture):
        numbers["picture"] += 1
        return _picture(piece, numbers["picture"])
    if isinstance(piece, Asked):
        numbers["question"] += 1
        return _question(bank[piece.question], numbers["question"])
    if isinstance(piece, Table):
        return _table(piece)
    assert isinstance(piece, Words)
    return "".join(f"<p>{escape(line)}</p>" for line in piece.text.splitlines() if line.strip())


def _picture(piece: Picture, number: int) -> str:
    data = base64.b64encode(piece.png).decode()
    where = f"words-{number}"
    # The words stand under the picture for everyone; the picture's own text names it and points there.
    what = f"Picture {number}, described below: {piece.alt.partition('. ')[0].rstrip('.')}."
    return (
        f"<figure><figcaption>Picture {number}. {escape(piece.title)}</figcaption>"
        f'<img src="data:image/png;base64,{data}" alt="{escape(what)}" aria-describedby="{where}">'
        f'<p class="alt" id="{where}"><strong>In words and numbers.</strong> {escape(piece.alt)}</p></figure>'
    )


def _question(asked: Question, number: int) -> str:
    if asked.options:
        several = " More than one may be right." if asked.type == "multiple" else ""
        options = "".join(f"<li>{escape(option)}</li>" for option in asked.options)
        body = f'{several}</p><ol type="A">{options}</ol>'
    else:
        body = '</p><p class="line">Your number:</p>'
    return (
        f'<div class="question"><p><strong>Question {number}.</strong> {escape(asked.question)}{body}'
        '<p class="line">Why:</p></div>'
    )


def _table(piece: Table) -> str:
    head, *rows = piece.rows or ((),)
    if len(rows) > MOST_ROWS:
        count = plural(len(rows), "row", "rows")
        return f"<p>{escape(piece.caption)} It has {count} and is best read on the screen.</p>"
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    caption = f"<caption>{escape(piece.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _objectives(stem: str) -> str:
    lesson = all_lessons().get(stem)
    if lesson is None:
        return ""
    items = "".join(f"<li>{escape(one)}</li>" for one in lesson.objectives)
    concepts = ", ".join(lesson.core_concepts)
    more = f"<p>Core concepts of pharmacology: {escape(concepts)}.</p>" if concepts else ""
    minutes = f"<p>About {lesson.minutes} minutes on the screen.</p>"
    return f"<h2>After this lesson you can</h2><ul>{items}</ul>{more}{minutes}"


def _references(saved: Saved) -> str:
    keys = evidence.cited_in(saved.path)
    keys = (*keys, *(q.ref for q in questions() if q.id in saved.questions and q.ref and q.ref not in keys))
    lines = dict.fromkeys(evidence.source(key).text for key in keys)
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<h2>References of this handout</h2><ol class="refs">{items}</ol>'


def _prose(text: str) -> str:
    """Return markdown as HTML; raw HTML in it is shown as text, headings can be linked to."""
    try:
        import mistune
    except ImportError as error:
        raise ImportError(
            "handouts need mistune, which JupyterLab brings; install the extra: pip install 'ketamine-viz[lab]'"
        ) from error
    render = mistune.create_markdown(escape=True, plugins=["table"])
    done = str(render(text))
    return _HEADING.sub(_anchored, _HREF.sub(_link, done))


def _anchored(found: re.Match[str]) -> str:
    plain = re.sub(r"<[^>]+>", "", found[2])
    return f'<h{found[1]} id="{plain.replace(" ", "-")}">{found[2]}</h{found[1]}>'


def _link(found: re.Match[str]) -> str:
    target, _, words = found.groups()
    if target.startswith(("https://", "http://")):
        return found[0]
    if target.startswith("#"):
        return f'<a href="{quote(target, safe="#%,?&;")}">{words}</a>'
    return str(words)
