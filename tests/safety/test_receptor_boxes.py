"""Drugs sorted by receptor: every drug stands in one box, and ketamine binds where its rows say."""

from __future__ import annotations

import pytest

from ketamine_viz import evidence, safety
from ketamine_viz.safety.receptor_boxes import SORTS, TARGETS, bindings, boxes, drugs

IDS = tuple(drug.id for drug in drugs())


@pytest.fixture(scope="module")
def panel():
    return safety.which_receptors()


@pytest.mark.parametrize("by", SORTS)
def test_each_drug_stands_in_one_box(by):
    inside = [drug.id for _, found in boxes(by).boxes for drug in found]
    assert sorted(inside) == sorted(IDS)


def test_ketamine_falls_with_the_blockers_of_nmda():
    family = {drug.id: drug.family for drug in drugs()}
    assert {name for name, value in family.items() if value == "nmda"} == {
        "ketamine", "esketamine", "pcp", "nitrous", "dextromethorphan", "memantine"
    }  # fmt: skip
    assert family["lsd"] == family["psilocybin"] == "serotonin_2a"


def test_one_receptor_has_two_names():
    """The label is not the receptor: memantine blocks the same pore under another word."""
    word = {drug.id: drug.word for drug in drugs()}
    assert word["memantine"] != word["ketamine"]


def test_bindings_are_rows_of_ketamine_alone():
    rows = {r["id"]: r for r in evidence.rows("molecular/receptor_affinity")}
    found = bindings()
    for one in found:
        row = rows[one.id]
        assert (row["ligand"], row["measure"], row["unit"], row["value"]) == (
            "(R,S)-ketamine",
            "Ki",
            "uM",
            one.um,
        )
    assert [one.um for one in found] == sorted(one.um for one in found)
    assert {one.target for one in found} == set(TARGETS)
    tight = [one.um for one in found if one.lane == "NMDA channel"]
    assert max(tight) < min(one.um for one in found if one.lane == "monoamine transporters")


@pytest.mark.parametrize(("name", "value"), [("by", "mood"), ("mark", "tea")])
def test_bad_input_is_named(name, value):
    with pytest.raises(ValueError, match=f"{name}='{value}' is not allowed; allowed: "):
        boxes(**{name: value})


@pytest.mark.parametrize("change", [{"by": "family"}, {"by": "proof"}, {"mark": "lsd"}])
def test_every_control_answers(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("mark", IDS)
def test_the_ring_is_round_the_marked_drug(panel, mark):
    panel.set(mark=mark, by="family")
    picture = panel._canvas.picture
    assert [*picture.ring.get_data()] == [*picture.dots[mark].get_data()]
    assert panel.result.marked.how[1:] in panel.alt
    assert picture.names[mark].get_weight() == "bold"


def test_cards_and_table(panel):
    panel.open_card("mdma")
    assert "n 16" in panel.card.html
    assert "Hysek" in panel.card.html
    assert len(panel._canvas.picture.table(panel.result).rows) == len(IDS) + len(bindings())


@pytest.mark.parametrize("guess", ["2", "5", "9"])
def test_the_prediction_is_computed(guess):
    panel = safety.which_receptors()
    panel.guess(guess)
    assert "What came out: Two" in panel.status
    assert len(IDS) == 9  # the number that the question names


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("by", SORTS)
@pytest.mark.parametrize("mark", ["ketamine", "psilocybin", "mdma", "dextromethorphan"])
def test_lettering_is_clear(panel, lettering_faults, by, mark, present):
    panel.set(by=by, mark=mark)
    assert lettering_faults(panel, present) == []
