"""Handouts: valid, described, without answers; the pictures are those of the notebook."""

from __future__ import annotations

import csv
import json
from html.parser import HTMLParser

import prose
import pytest

from ketamine_viz.teaching import questions
from ketamine_viz.teaching.__main__ import main
from ketamine_viz.teaching.handouts import answers, make, page, read, write_pdf
from ketamine_viz.teaching.handouts.maker import LISTS, lessons
from ketamine_viz.teaching.handouts.paper import find_chromium

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
VOID = {"meta", "img", "br", "hr", "link", "input"}


class Page(HTMLParser):
    """What a strict reader of a page sees; fails on tags that do not close in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.images: list[dict] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.lang = ""
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.lang = found["lang"]
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag == "img":
            self.images.append(found)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes what is not open"

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def notebook(*cells: tuple[str, str, dict | None]) -> dict:
    made = []
    for kind, source, data in cells:
        cell = {"cell_type": kind, "source": source}
        if kind == "code":
            cell["outputs"] = [{"output_type": "execute_result", "data": data}] if data else []
        made.append(cell)
    return {"cells": made}


@pytest.fixture
def small(tmp_path):
    """A notebook with one of everything, some of it hostile."""
    picture = (
        f'<figure><img src="data:image/png;base64,{PNG}" alt="Two &lt;b&gt;lines&lt;/b&gt;, 3 &amp; 4. They rise.">'
        "<figcaption>What <i>rises</i>? <em>Run it.</em></figcaption></figure>"
    )
    table = (
        "<p>note</p><table><caption>Words</caption><tr><th>A</th><th>B</th></tr>"
        "<tr><th>x</th><td>1 &lt; 2</td></tr></table>"
    )
    path = tmp_path / "99_small.ipynb"
    cells = (
        ("markdown", "# Why <script>alert(1)</script>?\n\nEducation, not advice.", None),
        ("code", "import ketamine_viz as kv\nkv.routes.sites()", {"text/html": picture, "text/plain": "x"}),
        (
            "markdown",
            "## A part\n\nSee [there](04_routes_and_forms.ipynb), [here](#A-part), [web](https://example.org/a).",
            None,
        ),
        ("code", 'kv.teaching.quiz("q001")', {"text/html": "<p>?</p>", "text/plain": "?"}),
        ("code", "kv.teaching.references()", {"text/html": table, "text/plain": "x"}),
        ("code", 'kv.teaching.term("Synapse")', {"text/html": "<p>y</p>", "text/plain": "Synapse: a <gap>"}),
    )
    path.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return path


def test_a_page_is_valid_described_and_needs_no_other_file(small):
    html = page(read(small))
    seen = Page(html)
    assert html.startswith("<!DOCTYPE html>")
    assert seen.lang == "en-GB"
    assert seen.headings[0] == 1
    assert seen.headings.count(1) == 1
    assert all(two <= one + 1 for one, two in zip(seen.headings, seen.headings[1:], strict=False))
    assert len(seen.ids) == len(set(seen.ids))
    (image,) = seen.images
    assert image["src"].startswith("data:image/png;base64,")
    assert image["alt"].startswith("Picture 1, described below")
    assert image["aria-describedby"] in seen.ids
    assert "Two <b>lines</b>, 3 & 4. They rise." in seen.text
    assert "http-equiv" not in html
    assert all(link.startswith(("https://", "#")) for link in seen.links), (
        "paper cannot follow a link to a file"
    )


def test_what_comes_from_a_notebook_is_escaped(small):
    html = page(read(small))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "a &lt;gap&gt;" in html
    assert "1 &lt; 2" in html
    assert "Run it" not in html


def test_answers_stand_on_their_own_sheet_only(small):
    asked = next(q for q in questions() if q.id == "q001")
    sheet, key = Page(page(read(small))).text, Page(answers(read(small))).text
    assert asked.question in sheet
    assert asked.question in key
    assert all(option in sheet for option in asked.options)
    assert asked.explanation not in sheet
    assert "Answer:" not in sheet
    assert asked.explanation in key
    assert all(right in key for right in asked.answer)


def test_a_long_table_stays_on_the_screen(small, tmp_path):
    rows = "".join(f"<tr><th>{k}</th><td>v{k}</td></tr>" for k in range(30))
    table = f"<table><caption>Many</caption><tr><th>A</th><th>B</th></tr>{rows}</table>"
    path = tmp_path / "98_long.ipynb"
    cells = (("markdown", "# Q?", None), ("code", "kv.x.y()", {"text/html": table, "text/plain": "x"}))
    path.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    text = Page(page(read(path))).text
    assert "30 rows" in text
    assert "v29" not in text


@pytest.mark.parametrize(
    ("content", "problem"),
    [("", "cannot be read"), ("[]", "cannot be read"), ('{"cells": []}', "does not begin with a title"),
     (json.dumps(notebook(("markdown", "# Q?", None), ("code", "kv.x.y()", None))), "without the output of kv.x.y")],
)  # fmt: skip
def test_a_notebook_that_cannot_be_printed_is_refused(tmp_path, content, problem):
    path = tmp_path / "bad.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"path=.*bad\.ipynb.*{problem}.*allowed: "):
        read(path)


def test_no_file_and_no_folder_are_refused(tmp_path):
    with pytest.raises(ValueError, match="cannot be read"):
        read(tmp_path / "nowhere.ipynb")
    with pytest.raises(ValueError, match="holds no lesson"):
        lessons(tmp_path)


def saved(path) -> int:
    return sum(
        len(prose.alternatives("".join(output.data.get("text/html", ""))))
        for cell in prose.read(path).cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


@pytest.mark.parametrize("path", [p for p in prose.NOTEBOOKS if p.stem not in LISTS], ids=lambda p: p.stem)
def test_every_lesson_prints_with_all_its_pictures(path):
    found = read(path)
    seen = Page(page(found))
    assert len(seen.images) == len(found.pictures) == saved(path)
    assert all(image["alt"].strip() for image in seen.images)
    assert all(picture.title and picture.alt for picture in found.pictures)
    assert seen.headings[0] == 1
    assert all(two <= one + 1 for one, two in zip(seen.headings, seen.headings[1:], strict=False))
    assert all(q.explanation not in seen.text for q in questions() if q.id in found.questions)
    assert all(unquoted in seen.ids for unquoted in anchors(seen.links))
    assert "Run All Cells makes this" not in seen.text
    Page(answers(found))


def anchors(links: list[str]) -> list[str]:
    from urllib.parse import unquote

    return [unquote(link[1:]) for link in links if link.startswith("#")]


def test_the_folder_holds_pages_answers_and_pictures_with_words(small, tmp_path):
    made = make([small], tmp_path / "out")
    assert [path.name for path in made.pages] == ["99_small.html"]
    assert [path.name for path in made.answers] == ["99_small_answers.html"]
    (picture,) = made.pictures
    assert picture.read_bytes().startswith(b"\x89PNG")
    with (picture.parent / "index.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row == {
        "file": "99_small_1.png",
        "notebook": "99_small",
        "title": "What rises?",
        "alt": "Two <b>lines</b>, 3 & 4. They rise.",
    }
    gallery = Page((picture.parent / "index.html").read_text(encoding="utf-8"))
    assert [image["src"] for image in gallery.images] == ["99_small_1.png"]
    contents = Page((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))
    assert all((tmp_path / "out" / link).exists() for link in contents.links)


def test_without_chromium_the_pages_are_there_and_the_reason_is_said(small, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KV_CHROMIUM", str(tmp_path / "no-such-program"))
    assert find_chromium() is None
    with pytest.raises(RuntimeError, match="no Chromium was found"):
        write_pdf([])
    where = tmp_path / "out"
    assert main(["handouts", "--notebooks", str(small.parent), "--to", str(where)]) == 0
    said = capsys.readouterr()
    assert "no Chromium was found" in said.err
    assert "1 handouts" in said.out
    assert (where / "99_small.html").exists()
    assert not list(where.glob("*.pdf"))


def test_a_name_that_is_no_lesson_is_refused(small, tmp_path, capsys):
    assert main(["handouts", "nothing", "--notebooks", str(small.parent), "--to", str(tmp_path / "out")]) == 1
    assert "nothing" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.browser
def test_a_page_becomes_a_tagged_pdf_with_bookmarks(small, tmp_path):
    if find_chromium() is None:
        pytest.skip("no Chromium")
    made = make([small], tmp_path / "out")
    (printed,) = write_pdf(made.pages)
    content = printed.read_bytes()
    assert content.startswith(b"%PDF-")
    for mark in (b"/StructTreeRoot", b"/Outlines", b"/Lang"):
        assert mark in content
