"""What every notebook has in common, checked without running it."""

from __future__ import annotations

import ast
import re
from urllib.parse import unquote, urlparse

import keep
import nbformat
import prose
import pytest

MOST_CELLS = 25
MOST_LINES = 3
MOST_WORDS_FIRST = 50
MOST_BYTES = 3_000_000
FIRST_NOTEBOOKS = {
    "00_start_here.ipynb",
    "01_molecular_level.ipynb",
    "02_network_level.ipynb",
    "03_psychological_level.ipynb",
    "04_routes_and_forms.ipynb",
}
NOT_IN_A_CELL = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.With, ast.Try,
)  # fmt: skip


def test_the_four_levels_and_the_start_page_are_there():
    assert {path.name for path in prose.NOTEBOOKS} >= FIRST_NOTEBOOKS


@pytest.fixture(params=prose.NOTEBOOKS, ids=lambda path: path.name)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return prose.read(path)


@pytest.fixture
def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture
def markdown(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def test_it_is_a_valid_notebook(notebook):
    nbformat.validate(notebook)


def test_it_begins_with_its_one_title(notebook):
    assert notebook.cells[0].cell_type == "markdown"
    titles = [words for level, words in prose.all_headings(notebook) if level == 1]
    assert len(titles) == 1
    assert notebook.cells[0].source.startswith(f"# {titles[0]}")


def test_headings_never_skip_a_level(notebook):
    before = 0
    for level, words in prose.all_headings(notebook):
        assert level <= before + 1, f"heading {words!r} jumps from level {before} to {level}"
        before = level


def test_it_says_what_it_is_and_where_help_is(notebook):
    first = notebook.cells[0].source
    assert "Education, not advice." in first
    assert prose.HELP_LINE in first
    rest = re.sub(r"^# .*\n", "", first).replace(prose.HELP_LINE, "")
    assert prose.words(rest) <= MOST_WORDS_FIRST


def test_a_picture_comes_at_once(notebook):
    assert notebook.cells[1].cell_type == "code"
    assert notebook.cells[1].source.startswith("import ketamine_viz as kv\n")


def test_it_is_not_too_long(notebook):
    assert len(notebook.cells) <= MOST_CELLS


def test_a_code_cell_is_one_call(code):
    for cell in code:
        assert len(cell.source.strip().splitlines()) <= MOST_LINES, cell.source
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            assert not isinstance(node, NOT_IN_A_CELL), f"more than a call: {cell.source}"
            assert not isinstance(node, ast.ImportFrom), f"an import of its own: {cell.source}"
            if isinstance(node, ast.Import):
                names = [(alias.name, alias.asname) for alias in node.names]
                assert names == [("ketamine_viz", "kv")], f"an import of its own: {cell.source}"
        assert "://" not in cell.source, "a code cell must not reach for the web"


def test_code_is_folded_away(code):
    for cell in code:
        assert cell.metadata.get("jupyter", {}).get("source_hidden") is True, cell.source


def test_no_path_of_anyones_machine(notebook):
    seen = "\n".join(cell.source for cell in notebook.cells)
    assert not re.search(r"(?:^|[\s\"'(=])(?:/(?:home|root|tmp|usr|work|Users|mnt)/|[A-Za-z]:\\)", seen)


def test_prose_does_not_point_at_cells(markdown):
    # Voila and the folded view hide code; "the cell above" would point at nothing.
    for cell in markdown:
        assert not re.search(
            r"\bcells? (?:above|below)\b|\b(?:above|below|next|previous) cell\b", cell.source, re.I
        )


def test_every_relative_link_leads_somewhere(path, markdown, notebook):
    for target in [target for cell in markdown for target in prose.links(cell.source)]:
        parts = urlparse(target)
        if parts.scheme:
            assert parts.scheme in {"https", "data", "tel", "mailto"}, target
            continue
        other = path.parent / unquote(parts.path) if parts.path else path
        assert other.exists(), f"{target} leads nowhere"
        if parts.fragment and other.suffix == ".ipynb":
            there = notebook if other == path else prose.read(other)
            anchors = {prose.anchor(words) for _, words in prose.all_headings(there)}
            assert unquote(parts.fragment) in anchors, f"{target}: no such heading"


def test_it_was_run_from_top_to_bottom(code):
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


def test_every_output_can_be_read_and_seen(code):
    for cell in code:
        assert cell.outputs, f"nothing was saved for: {cell.source}"
        for output in cell.outputs:
            assert output.output_type in {"execute_result", "display_data"}, (
                f"{output.output_type}: {cell.source}"
            )
            assert set(output.data) <= {"text/plain", "text/html"}, sorted(output.data)
            assert output.data.get("text/plain", "").strip(), cell.source
            assert output.data.get("text/html", "").strip(), cell.source
            assert " at 0x" not in output.data["text/plain"], "a memory address is no description"
            assert all(prose.alternatives(output.data["text/html"])), "a picture without text alternative"


def test_at_least_one_picture_is_saved(code):
    assert any(
        prose.alternatives(output.data.get("text/html", "")) for cell in code for output in cell.outputs
    )


def test_it_is_kept_tidy(path):
    content = path.read_text(encoding="utf-8")
    assert content == keep.text(keep.tidy(prose.read(path))), "run: make notebooks"


def test_it_is_not_too_heavy(path):
    assert path.stat().st_size < MOST_BYTES
