from __future__ import annotations

import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence.library import library


@pytest.mark.parametrize(
    ("species", "strength", "words"),
    [
        ("mouse", "moderate", "shown in mice"),
        ("rat", "strong", "shown in rats"),
        ("human", "strong", "shown in people"),
        ("human", None, "shown in people"),
        ("mouse", "weak", "suggested in mice"),
        ("mouse, rat", "strong", "shown in mice and rats"),
        ("human", "contested", "disputed"),
        (None, "weak", "proposed"),
        ("none", None, "proposed"),
        (None, None, "proposed"),
    ],
)
def test_grades_in_plain_words(species, strength, words):
    assert evidence.grade(species=species, strength=strength) == words


def test_every_species_of_the_list_has_words():
    for species in library().words("species"):
        assert evidence.grade(species=species)


@pytest.mark.parametrize(("argument", "value"), [("strength", "huge"), ("species", "unicorn")])
def test_unknown_words_are_refused(argument, value):
    with pytest.raises(ValueError, match=f"{argument}='{value}' is not one of"):
        evidence.grade(**{argument: value})
