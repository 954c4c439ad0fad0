"""What only the whole suite together can get wrong: words, acronyms, reading level, links, headings, recalled facts."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlparse

import prose
import pytest

import ketamine_viz as kv
from ketamine_viz import evidence, stage
from ketamine_viz.teaching import terms
from ketamine_viz.teaching.reading_level import reading

ROOT = prose.REPOSITORY
PAGES = tuple(
    ROOT / name
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "benchmarks/README.md")
)
#: A page on a list of references may name what was only recalled, since it says so.
LIST_OF_ALL = "sources"
#: A school-leaver's text; a notebook of this suite is at 3 to 7.  The counts are rough, so the bound is wide.
HARDEST_GRADE = 9.0
#: Capitals that are no shortened words: countries, formats, a law's number, names of trials and compounds, and region
#: labels that a picture explains one by one.
NAMES = {
    "UK", "US", "EU", "DOI", "PDF", "JSON", "CSL", "CSV", "SVG", "PNG", "HTML", "URL", "III", "II", "BMC", "KARMA",
    "RELIANCE", "REBUS", "SUSTAIN", "TRANSFORM", "ASPIRE", "KADS", "PCN", "AV", "MK", "AXS", "REL", "STAR", "BY", "CC",
}  # fmt: skip


@pytest.fixture(params=prose.NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@cache
def markdown(path: Path) -> tuple[tuple[int, str], ...]:
    """Place and text of each markdown cell, without code and link targets."""
    return tuple(
        (place, re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]*`", "", cell.source.replace(prose.HELP_LINE, ""))))
        for place, cell in enumerate(prose.read(path).cells)
        if cell.cell_type == "markdown"
    )


@cache
def code(path: Path) -> tuple[tuple[int, ast.Call], ...]:
    """Place and last call of each code cell."""
    found = []
    for place, cell in enumerate(prose.read(path).cells):
        if cell.cell_type == "code":
            last = ast.parse(cell.source).body[-1]
            if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
                found.append((place, last.value))
    return tuple(found)


def given(path: Path, name: str) -> list[tuple[int, str]]:
    """Place and each word given to one function of ``kv.teaching``."""
    return [
        (place, argument.value)
        for place, call in code(path)
        if ast.unparse(call.func) == f"kv.teaching.{name}"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


# ---- words -------------------------------------------------------------------------------------------------------


def test_every_word_that_is_asked_for_is_in_the_glossary(path):
    known = {word.casefold() for word in terms()}
    assert [word for _, word in given(path, "term") if word.strip().casefold() not in known] == []


def test_words_to_recall_and_related_words_are_in_the_glossary():
    known = set(terms())
    for row in evidence.rows("teaching/lessons"):
        assert set(row["recall_terms"] or ()) <= known, row["notebook"]
    for row in evidence.rows("teaching/glossary"):
        assert set(row["related_terms"] or ()) <= known, row["term"]


# ---- acronyms ----------------------------------------------------------------------------------------------------

_ACRONYM = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]*[A-Z][0-9]*)(?:s|’s|'s)?(?![\w])")


def opened(acronym: str, before: str, text: str) -> bool:
    """Whether words stand by an acronym where it is first used: in brackets before or after it, or set off."""
    plain = re.sub(r"[*_\[\]]", "", text)
    short = re.escape(acronym)
    near = (
        rf"\((?:the )?{short}s?\)",
        rf"{short}s?(?: [a-z]+){{0,2}} \((?![^)]*\d{{4}}\))[a-zA-Z]",
        rf"{short}s?, (?:an?|the|short for|which|one of|in full|that is)\b",
        rf"{short}s? (?:is|are|stands? for|means)\b",
        rf"(?:called|named|known as|abbreviated|or) {short}s?\b",
        rf", {short}s?(?:[,:.;)]| \()",
        rf"{short}\b[^.]*\bthat is the name of\b",
    )
    return any(re.search(pattern, before + plain) for pattern in near)


def unopened(path: Path) -> list[str]:
    """Acronyms of a notebook that nothing explains where they are first used."""
    explained: dict[str, int] = {}
    for place, word in (*given(path, "term"), *given(path, "recall")):
        for acronym in _ACRONYM.findall(word):
            explained.setdefault(acronym, place)
    first: dict[str, tuple[int, str]] = {}
    for place, text in markdown(path):
        for acronym in _ACRONYM.findall(text):
            first.setdefault(acronym, (place, text))
    return sorted(
        acronym
        for acronym, (place, text) in first.items()
        if acronym not in NAMES
        # A word box may follow the paragraph that uses its word.
        and not (acronym in explained and explained[acronym] <= place + 2)
        and not opened(acronym, "", text)
    )


def test_an_acronym_is_opened_where_it_is_first_used(path):
    assert unopened(path) == []


@pytest.mark.parametrize(
    ("text", "fine"),
    [("The medial prefrontal cortex (MPFC) is large.", True), ("BDNF, a protein of growth, rises.", True),
     ("PET (a scan with a tracer) shows it.", True), ("BDNF rises.", False),
     ("A scan with PET (Holmes 2019) shows it.", False),
     ("The scale is called MADRS.", True), ("Pills of the SSRI kind (blockers of a pump) help.", True),
     ("SST cells (Ali 2020) fire less.", False)],
)  # fmt: skip
def test_what_counts_as_opened(text, fine):
    (acronym,) = set(_ACRONYM.findall(text))
    assert opened(acronym, "", text) is fine


# ---- how hard it is to read --------------------------------------------------------------------------------------


def test_it_reads_no_harder_than_a_school_leaver_can_bear(path):
    found = reading("\n\n".join(text for _, text in markdown(path)))
    assert found.words > 100
    assert found.grade < HARDEST_GRADE, f"grade {found.grade:.1f}: shorten sentences, take plainer words"


# ---- links and headings ------------------------------------------------------------------------------------------


def github_anchor(heading: str) -> str:
    """The id that a code-hosting site gives a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.strip().casefold()).replace(" ", "-")


def well_formed(target: str) -> bool:
    """Whether a link to the web can be one; nothing is fetched."""
    parts = urlparse(target)
    host = parts.hostname or ""
    return parts.scheme == "https" and "." in host and not re.search(r"\s|[<>\"']", target)


def leads_somewhere(target: str, home: Path) -> bool:
    parts = urlparse(target)
    if parts.scheme in ("mailto", "tel", "data"):
        return True
    if parts.scheme:
        return well_formed(target)
    other = home.parent / unquote(parts.path) if parts.path else home
    if not other.exists():
        return False
    if not parts.fragment:
        return True
    if other.suffix == ".ipynb":
        return unquote(parts.fragment) in {
            prose.anchor(words) for _, words in prose.all_headings(prose.read(other))
        }
    if other.suffix == ".md":
        headings = prose.headings(other.read_text(encoding="utf-8"))
        return parts.fragment in {github_anchor(words) for _, words in headings}
    return True


def test_every_link_of_a_notebook_leads_somewhere_in_prose_and_in_what_was_saved(path):
    notebook = prose.read(path)
    targets = [
        target
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for target in prose.links(cell.source)
    ]
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            html = re.sub(
                r"data:image/png;base64,[A-Za-z0-9+/=]+", "", "".join(output.data.get("text/html", ""))
            )
            targets += [target for target in re.findall(r'href="([^"]+)"', html) if target]
    assert [target for target in dict.fromkeys(targets) if not leads_somewhere(target, path)] == []


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.exists()], ids=lambda page: str(page.relative_to(ROOT))
)
def test_every_link_of_a_page_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    # An address in a fence is an example to fill in.
    assert [target for target in prose.links(text) if not leads_somewhere(target, page)] == []


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.exists()], ids=lambda page: str(page.relative_to(ROOT))
)
def test_headings_of_a_page_never_skip_a_level(page):
    before = 0
    for level, words in prose.headings(page.read_text(encoding="utf-8")):
        assert level <= before + 1, f"heading {words!r} jumps from level {before} to {level}"
        before = level


@pytest.mark.parametrize(
    "target",
    ["nowhere.ipynb", "README.md#no-such-part", "http://a.b/c", "https://localhost/x", "https://a.b/c d"],
)
def test_a_bad_link_is_seen(target):
    assert not leads_somewhere(target, ROOT / "README.md")


# ---- what was only recalled --------------------------------------------------------------------------------------

RECALLED = tuple(r for r in evidence.all_references() if r.verified == "memory")


def cites_recalled(text: str) -> list[str]:
    """Keys of references known from memory only that a text names by address or by title."""
    plain = text.casefold()
    found = []
    for r in RECALLED:
        names = [part.casefold() for part in (r.doi, r.title) if part and len(part) > 12]
        found += [r.key] if any(name in plain for name in names) else []
    return found


def test_there_is_something_to_look_for_and_it_is_found():
    assert RECALLED
    assert cites_recalled(f"see https://doi.org/{RECALLED[0].doi}") == [RECALLED[0].key]
    assert cites_recalled("see https://doi.org/10.1038/nature17998") == []


def test_nothing_saved_rests_on_what_was_only_recalled(path):
    if path.stem == LIST_OF_ALL:
        return
    whole = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
    assert cites_recalled(whole) == []


CALLS = tuple(
    dict.fromkeys(
        ast.unparse(call)
        for path in prose.NOTEBOOKS
        if path.stem != LIST_OF_ALL
        for _, call in code(path)
        if not re.match(r"kv\.teaching\.(term|quiz|recall|lesson|lesson_plan)\(", ast.unparse(call))
    )
)


def shown(call: str) -> str:
    """Everything a panel or a list of a notebook holds in its first state: words, table, cards, sources."""
    it = eval(call, {"kv": kv})  # a call of our own notebooks, as a kernel would run it
    if isinstance(it, stage.Panel):
        cards = [card.html for card in it._cards.values()]
        lines = [f"{line.text} {line.url or ''}" for line in it.source_lines]
        return "\n".join([it.alt, it.table_text, *cards, *lines])
    if isinstance(it, stage.Browse):
        cards = [it._make_card(row).html for row in it._rows]
        cells = [str(read(row)) for row in it._rows for _, read in it._columns]
        return "\n".join([*cards, *cells])
    return str(it._repr_mimebundle_())


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_no_card_table_or_source_rests_on_what_was_only_recalled(call):
    assert cites_recalled(shown(call)) == []
