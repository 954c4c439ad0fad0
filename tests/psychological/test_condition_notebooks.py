"""What the notebooks on other conditions, suicidal thoughts and memory may and may not say."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from ketamine_viz import evidence

COMPARED = r"against|control|placebo|saline|midazolam|open label"
MAY_NOT = {
    "cure": r"\bcur(?:e|es|ed|ing)\b",
    "reset or rewire": r"\breset|\brewir",
    "miracle": r"miracle|breakthrough|game.chang|revolution",
    "prevents suicide": r"prevents? (?:suicide|deaths)|saves? lives",
    "safe at home": r"safe at home|safe to (?:use|take)",
    "best route": r"\bbest route\b|routes? (?:is|are) (?:better|best)",
    "advice": r"\byou should (?:take|try|ask for)\b|\bask your doctor for\b|recommended dose",
    "proof": r"\bproves? that (?:ketamine|it) works\b|clinically proven",
}
FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = ("03c_conditions", "03h_suicidal_thoughts", "03i_memory")


def _prose(name: str) -> str:
    cells = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.fixture(params=NAMES)
def prose(request):
    return _prose(request.param)


@pytest.mark.parametrize("claim", MAY_NOT)
def test_what_it_may_not_say(prose, claim):
    found = re.search(MAY_NOT[claim], prose, re.IGNORECASE)
    assert not found, f"{claim}: …{prose[max(0, found.start() - 60) : found.end() + 60]}…"


def test_no_share_of_people_without_its_comparison(prose):
    for block in re.split(r"\n\s*\n|\n(?=-)", prose):
        if "in each 100" in block or "of each 100" in block:
            assert re.search(COMPARED, block), block


def test_every_cited_paper_is_in_the_references_by_its_name(prose):
    known = {
        row["doi"]: f"{(row['first_author'] or row['journal']).rstrip()} {row['year']}"
        for row in evidence.rows("references", memory=True)
        if row["doi"]
    }
    cited = re.findall(r"\[([^\]]+)\]\(https://doi\.org/([^)]+)\)", prose)
    assert len(cited) >= 4
    for said, doi in cited:
        assert doi in known, (said, doi)
        if known[doi].startswith("BMC"):  # no author was seen
            assert said.endswith(known[doi][-4:])
        else:
            assert said == known[doi], (said, known[doi])


def test_thoughts_and_deaths_stand_apart():
    for block in re.split(r"\n\s*\n|\n(?=-)", _prose("03h_suicidal_thoughts")):
        if re.search(r"\bdeaths?\b|\blives\b", block):
            assert not re.search(r"\d+ (?:against|of|in each)|in each 100", block), block


def test_help_is_at_both_ends_and_no_method_is_named():
    prose = _prose("03h_suicidal_thoughts")
    assert prose.count("call or text 988") == 2
    assert "Prevention of suicide has not been shown" in prose
    assert not re.search(r"overdos|hang|firearm|gun|jump|poison|blade", prose, re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "reference", "numbers"),
    [
        ("03c_conditions", "Feder 2021", ["67 against 20", "30 people"]),
        ("03c_conditions", "Abdallah 2022", ["158"]),
        ("03c_conditions", "Grabski 2022", ["10.1", "1.1 to 19.0", "0.80", "0.31 to 2.1", "96"]),
        ("03c_conditions", "Dakwar 2019", ["48", "11", "55"]),
        ("03h_suicidal_thoughts", "Grunebaum 2018", ["55 against 30", "80"]),
        ("03h_suicidal_thoughts", "Abbar 2022", ["63 against 32", "156"]),
        ("03i_memory", "Duek 2023", ["27"]),
    ],
)
def test_headline_numbers_stand_with_their_reference(name, reference, numbers):
    block = next(b for b in re.split(r"\n\s*\n", _prose(name)) if f"[{reference}]" in b)
    for number in numbers:
        assert number in block, (reference, number)
