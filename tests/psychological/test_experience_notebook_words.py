"""What the notebook on the hours after a dose may and may not say."""

import re
from pathlib import Path

import nbformat
import pytest

PATH = Path(__file__).resolve().parents[2] / "notebooks" / "03d_experience.ipynb"


@pytest.fixture(scope="module")
def prose():
    cells = nbformat.read(PATH, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


MAY_NOT = {
    "cure": r"\bcur(?:e|es|ed|ing)\b",
    "reset": r"\breset",
    "works because of the trip": r"because of the trip|mere side effect|the trip is",
    "dissociation is needed": r"dissociation is (?:needed|necessary|the treatment)",
    "safe at home": r"safe at home|safe to (?:use|take)",
    "advice": r"\byou should\b|\bask your doctor\b|recommended dose",
    "a story told as if by a patient": r"\bI (?:felt|was|saw)\b",
    "other drugs as evidence on ketamine": r"psilocybin|LSD",
}


@pytest.mark.parametrize("claim", MAY_NOT)
def test_what_it_may_not_say(prose, claim):
    found = re.search(
        MAY_NOT[claim], prose, re.IGNORECASE if claim != "a story told as if by a patient" else 0
    )
    assert not found, f"{claim}: …{prose[max(0, found.start() - 60) : found.end() + 60]}…"


@pytest.mark.parametrize(
    "said",
    [
        "Education, not advice.",
        "local emergency number",
        "For:",
        "Against:",
        "A link would not yet be a cause.",
        "no evidence on ketamine",
        "has not been shown",
        "no instruction",
        "no control group",
        "placebo spray",
    ],
)
def test_what_it_must_say(prose, said):
    assert said in prose


def test_both_sides_of_the_link_are_cited(prose):
    for study in ("Luckenbaugh 2014", "Sajid 2024", "Chen 2022", "Mathai 2024"):
        assert study in prose
