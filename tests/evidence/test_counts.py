"""The counts add up, and the words of the vocabularies can be asked for."""

from __future__ import annotations

import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence import counts
from ketamine_viz.evidence.library import library

SPECIES = library().words("species")


def test_every_count_is_of_the_same_rows():
    found = evidence.summary()
    assert found.statements == len(evidence.statements())
    assert sum(found.by_who.values()) == sum(found.by_known.values()) == found.statements
    assert sum(found.references.values()) == len(evidence.all_references())
    assert sum(counts.crosstab(evidence.statements()).values()) == found.statements
    assert found.recalled > 0


def test_the_summary_speaks_in_a_notebook():
    found = evidence.summary()
    bundle = found._repr_mimebundle_()
    assert bundle["text/plain"] == str(found)
    for title, lines in found.blocks:
        assert title in bundle["text/html"]
        for words, number in lines:
            assert f"{words}: {number:,} (" in str(found)
    assert found.left_out in bundle["text/html"]
    assert bundle["text/html"].count("<caption") == 4


@pytest.mark.parametrize(
    ("species", "group"),
    [(("human",), "People"), (("human", "cell"), "People"), (("human", "mouse"), "People and animals"),
     (("mixed",), "People and animals"), (("mouse",), "Mice and rats"), (("rodent", "rat"), "Mice and rats"),
     (("mouse", "cell"), "Mice and rats"), (("mouse", "primate"), "Other animals"), (("animal",), "Other animals"),
     (("cell",), "Cells or membranes"), (("none",), "Nobody"), ((), "Nobody")],
)  # fmt: skip
def test_groups(species, group):
    assert counts.who(species) == group


def test_every_species_has_a_group_and_a_meaning():
    for word in SPECIES:
        assert counts.who((word,)) in counts.WHO
        assert evidence.meaning("species", word) == SPECIES[word]


def test_unknown_words_are_refused_with_the_nearest():
    with pytest.raises(ValueError, match=r"vocabulary='specis' is not in .*; nearest: species"):
        evidence.meaning("specis", "mouse")
    with pytest.raises(ValueError, match=r"term='mous' is not in .*; nearest: mouse"):
        evidence.meaning("species", "mous")
