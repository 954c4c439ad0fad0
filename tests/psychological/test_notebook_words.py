"""What the mood notebook may and may not say."""

import re
from pathlib import Path

import nbformat
import pytest

PATH = Path(__file__).resolve().parents[2] / "notebooks" / "03_psychological_level.ipynb"


@pytest.fixture(scope="module")
def cells():
    return nbformat.read(PATH, as_version=4).cells


@pytest.fixture(scope="module")
def prose(cells):
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


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


@pytest.mark.parametrize("claim", MAY_NOT)
def test_what_it_may_not_say(prose, claim):
    found = re.search(MAY_NOT[claim], prose, re.IGNORECASE)
    assert not found, f"{claim}: …{prose[max(0, found.start() - 60) : found.end() + 60]}…"


@pytest.mark.parametrize(
    "said",
    [
        "Education, not advice.",
        "local emergency number",
        "Evidence last checked on 20",
        "SSRI",
        "interval",
        "both ways",
        "thoughts are not deaths",
        "aneurysm",
        "psychosis, pregnancy, substance use",
        "largest at about a day and fades over about two weeks",
        "hardly been compared with each other",
    ],
)
def test_what_it_must_say(prose, said):
    assert said in prose


COMPARED = r"against|control|placebo|saline|midazolam|ECT|open label"


def test_no_share_of_responders_without_its_comparison(prose):
    """Every paragraph, list entry or table row with a share names what it was compared with."""
    blocks = [block for block in re.split(r"\n\s*\n|\n(?=[-|])", prose) if "in each 100" in block]
    assert len(blocks) >= 8
    for block in blocks:
        assert re.search(COMPARED, block), block


def test_groups_without_a_control_say_so(prose):
    for key in ("Phillips 2019", "Murrough 2013"):
        before = prose.split(f"[{key}]")[0]
        assert before.rstrip("(;, ").endswith("no comparison group, open label"), key


def test_thoughts_and_deaths_stand_in_their_own_paragraphs(prose):
    for block in prose.split("\n\n"):
        if block.startswith("**Thoughts.**"):
            assert "death" not in block.lower()
        if block.startswith("**Deaths.**"):
            assert "in each 100" not in block


def test_every_cited_paper_is_in_the_references(prose):
    from ketamine_viz import evidence

    known = {
        row["doi"]: f"{row['first_author'].split()[0]} {row['year']}"
        for row in evidence.rows("references", memory=True)
        if row["doi"] and row["first_author"]
    }
    cited = re.findall(r"\[([^\]]+)\]\(https://doi\.org/([^)]+)\)", prose)
    assert len(cited) >= 25
    for words, doi in cited:
        assert known.get(doi) == words, (words, doi)


NUMBERS = [  # reference, numbers that its sentence carries
    ("Wilkinson 2018", ["33.8", "19.5", "32.9", "29.2"]),
    ("Wilkinson 2019", ["1 in each 100", "18 did"]),
    ("Lii 2023", ["−5.8", "−13.3", "+1.6"]),
    ("Jelovac 2025", ["−3.2", "−8.5", "+2.2"]),
    ("Popova 2019", ["4.0", "−7.3", "−0.6"]),
    ("Anand 2023", ["55", "41"]),
    ("Ekstrand 2022", ["46", "63"]),
]


@pytest.mark.parametrize(("reference", "numbers"), NUMBERS)
def test_headline_numbers_stand_with_their_reference(prose, reference, numbers):
    block = next(b for b in re.split(r"\n\s*\n|\n(?=[-|])", prose) if f"[{reference}]" in b)
    for number in numbers:
        assert number in block, (reference, number)
