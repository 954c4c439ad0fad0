"""What the notebooks on mood may and may not say."""

import re
from pathlib import Path

import nbformat
import pytest

from ketamine_viz import evidence

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
STORY = "03_psychological_level.ipynb"
NOTEBOOKS = sorted(path.name for path in FOLDER.glob("03*.ipynb"))


def prose_of(name: str) -> str:
    cells = nbformat.read(FOLDER / name, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def blocks_of(prose: str) -> list[str]:
    """Paragraphs, list entries and rows of tables."""
    return re.split(r"\n\s*\n|\n(?=[-|])", prose)


@pytest.fixture(scope="module", params=NOTEBOOKS)
def notebook(request):
    return request.param


@pytest.fixture(scope="module")
def prose(notebook):
    return prose_of(notebook)


@pytest.fixture(scope="module")
def story():
    return prose_of(STORY)


MAY_NOT = {
    "cure": r"\bcur(?:e|es|ed|ing)\b",
    "reset": r"\breset",
    "rewire": r"\brewir",
    "miracle": r"miracle|breakthrough|game.chang|revolution",
    "prevents suicide": r"prevents? (?:suicide|deaths)|saves? lives",
    "safe at home": r"safe at home|safe to (?:use|take)",
    "the trip is the treatment": r"because of the trip|mere side effect|the trip is",
    "R-ketamine is better": r"(?:R-ketamine|arketamine) is (?:better|stronger)",
    "70 percent respond": r"\b70\s?(?:%|in each 100)",
    "SSRIs do nothing": r"SSRIs? (?:do|does) nothing|4.6 weeks|four to six weeks",
    "best route": r"\bbest route\b|routes? (?:is|are) (?:better|best)",
    "advice": r"\byou should (?:take|try|ask for)\b|\bask your doctor for\b|recommended dose",
    "proof": r"\bproves? that (?:ketamine|it) works\b|clinically proven",
    "REBUS or attractors as fact": r"REBUS|attractor",
}
#: Where such words may stand all the same: if the notebook also says this.
UNLESS = {
    "prevents suicide": r"No trial has shown that ketamine prevents suicide",
    "70 percent respond": r"against|saline",
    "SSRIs do nothing": r"there in week one",
    "REBUS or attractors as fact": r"(?i)theory",
}


@pytest.mark.parametrize("claim", MAY_NOT)
def test_what_it_may_not_say(notebook, prose, claim):
    for found in re.finditer(MAY_NOT[claim], prose, re.IGNORECASE):
        near = prose[max(0, found.start() - 150) : found.end() + 900]
        allowed = notebook != STORY and claim in UNLESS and re.search(UNLESS[claim], near)
        assert allowed, f"{claim}: …{near[100:260]}…"


@pytest.mark.parametrize(
    "said", ["Education, not advice.", "local emergency number", "Evidence as of November 2026"]
)
def test_what_each_must_say(prose, said):
    assert said in prose


@pytest.mark.parametrize(
    "said",
    [
        "SSRI",
        "interval",
        "both ways",
        "thoughts are not deaths",
        "aneurysm",
        "psychosis, pregnancy, substance use",
        "largest at about a day and fades over about two weeks",
        "hardly been compared with each other",
        "fails some of the newest trials",
    ],
)
def test_what_the_story_must_say(story, said):
    assert said in story


COMPARED = (
    r"against|control|placebo|saline|salt water|midazolam|ECT|open label|beside|without ketamine|compar|versus| v |"
    r"rapamycin"
)


def test_no_share_of_people_without_its_comparison(prose):
    """Every paragraph, list entry or table row with a share of people names what it was compared with."""
    for block in blocks_of(prose):
        if re.search(r"(?:in|of) each 100", block):
            assert re.search(COMPARED, block), block


def test_groups_without_a_control_say_so(prose):
    for key in ("Phillips 2019", "Murrough 2013"):
        for block in blocks_of(prose):
            if f"[{key}]" in block and re.search(r"[0-9]", block.split(f"[{key}]")[0]):
                assert re.search(r"no comparison|no control|without a control|open|midazolam", block, re.I), (
                    block
                )


def test_thoughts_and_deaths_stand_in_their_own_paragraphs(prose):
    for block in prose.split("\n\n"):
        if re.search(r"\bdeaths?\b", block):
            assert not re.search(r"(?:in|of) each 100", block), block


def test_every_cited_paper_is_in_the_references(prose):
    known = {
        row["doi"]: ((row["first_author"] or "").split()[:1], str(row["year"]))
        for row in evidence.rows("references", memory=True)
        if row["doi"]
    }
    for words, link in re.findall(r"\[([^\]]+)\]\(https://doi\.org/([^)]+)\)", prose):
        doi = link.replace("%28", "(").replace("%29", ")")
        assert doi in known, (words, doi)
        for part in (*known[doi][0], known[doi][1]):
            assert part in words, (words, doi)


NUMBERS = [  # reference, numbers that its sentence carries
    ("Wilkinson 2018", ["33.8", "19.5", "32.9", "29.2"]),
    ("Wilkinson 2019", ["45", "18"]),
    ("Lii 2023", ["60", "50", "40 people"]),
    ("Jelovac 2025", ["−3.2", "−8.5", "+2.2", "62"]),
    ("Popova 2019", ["4.0", "−7.3", "−0.6"]),
    ("Loo 2023", ["20", "2", "6", "9"]),
    ("Grunebaum 2018", ["55", "30"]),
]


@pytest.mark.parametrize(("reference", "numbers"), NUMBERS)
def test_headline_numbers_stand_with_their_reference(story, reference, numbers):
    block = next(block for block in blocks_of(story) if f"[{reference}]" in block)
    for number in numbers:
        assert number in block, (reference, number)
