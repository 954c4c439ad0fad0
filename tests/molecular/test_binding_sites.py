"""Where substances bind: every row shown once, nothing recalled, and the reader's placing judged by the table."""

from __future__ import annotations

import csv
import io

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import binding_sites as model
from ketamine_viz.molecular.figures.binding_sites import PLACES, label
from ketamine_viz.stage.text import number

ROWS = {row["id"]: row for row in evidence.rows("molecular/nmda_ligands")}
AFFINITY = {row["id"]: row for row in evidence.rows("molecular/receptor_affinity", memory=True)}
#: The other table of sites speaks of the same drugs in its own words.
SAME_SITE = {"pore": "pore", "glycine": "glycine", "glun2b": "outer_lobes", "enhancer": "elsewhere"}


def test_every_substance_has_one_place_and_the_table_says_which():
    assert set(model.ligands()) == set(ROWS)
    for one in model.ligands().values():
        assert one.site == ROWS[one.id]["site"]
        assert one in model.at_site(one.site)
    assert sum(len(model.at_site(site)) for site in model.SITES) == len(ROWS)


def test_it_agrees_with_the_list_of_trials_on_where_a_drug_acts():
    blockers = {row["id"]: row for row in evidence.rows("molecular/blockers")}
    shared = [row for row in ROWS.values() if row["blocker"]]
    assert len(shared) >= 9
    for row in shared:
        assert SAME_SITE[blockers[row["blocker"]]["site"]] == row["site"], row["id"]


@pytest.mark.parametrize("one", model.ligands().values(), ids=lambda one: one.id)
def test_affinities_are_rows_that_were_not_only_recalled(one):
    for a in one.affinities:
        row = AFFINITY[a.id]
        assert row["verified"] != "memory"
        assert row["shown"] == "yes"
        assert a.micromolar == pytest.approx(row["value"] / (1000 if row["unit"] == "nM" else 1))
        assert (a.magnesium is None) == (row["mg_present"] is None)
    drawn = {a.id for a in one.affinities}
    assert {key for key in ROWS[one.id]["affinity"] if AFFINITY[key]["value"] is not None} == drawn


def test_no_affinity_of_ketamine_at_the_channel_is_kept_back():
    """Three laboratories disagree on the racemate's binding by a factor of 26: all three are drawn."""
    published = {
        row["id"]
        for row in evidence.rows("molecular/receptor_affinity")
        if row["ligand"] == "(R,S)-ketamine"
        and row["measure"] in ("Ki", "IC50")
        and row["target"].startswith("NMDAR")
    }
    assert {a.id for a in model.ligands()["ketamine"].affinities} == published


def test_trials_are_those_of_the_trial_table():
    trials = evidence.rows("molecular/blocker_trials")
    for one in model.ligands().values():
        wanted = [
            row["ref"]
            for row in sorted(trials, key=lambda r: r["rank"])
            if row["drug"] == ROWS[one.id]["blocker"]
        ]
        assert [trial.ref for trial in one.trials] == wanted


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"drug": "ketamin"}, "drug='ketamin' .*ketamine"),
        ({"placed": "por"}, "placed='por' .*pore"),
        ({"shown": 1}, "shown=1 .*True or False"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        model.place(**bad)


def test_an_unknown_site_is_named():
    with pytest.raises(ValueError, match=r"site='gate' .*allowed: "):
        model.at_site("gate")


# -- the panel ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.where_drugs_bind()


@pytest.mark.parametrize("change", [{"drug": "memantine"}, {"placed": "glutamate"}, {"shown": True}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("drug", ROWS)
def test_lettering_is_clear(panel, lettering_faults, drug):
    for placed in (model.UNPLACED, "glutamate", "nowhere"):
        for shown in (False, True):
            panel.set(drug=drug, placed=placed, shown=shown)
            assert lettering_faults(panel) == [], (placed, shown)
    assert lettering_faults(panel, present=True) == []


@pytest.mark.parametrize("drug", ROWS)
def test_the_answer_is_hidden_until_asked_for_and_then_stands_at_its_site(panel, drug):
    picture = panel._canvas.picture
    panel.set(drug=drug, placed="glycine")
    assert len(picture.found.get_xdata()) == 0
    assert ROWS[drug]["action"] not in panel.alt
    assert tuple(picture.ring.get_xydata()[0]) == PLACES["glycine"]
    panel.set(shown=True)
    assert tuple(picture.found.get_xydata()[0]) == PLACES[ROWS[drug]["site"]]
    assert ROWS[drug]["action"] in panel.alt
    assert ("there too" in panel.status) == (ROWS[drug]["site"] == "glycine")
    for a in panel.result.ligand.affinities:
        assert f"{label(a)} {number(a.micromolar)} µM" in panel.alt


def test_the_table_carries_value_system_and_reference(panel):
    rows = list(csv.DictReader(io.StringIO(panel.table_text)))
    for row, a in zip(rows, panel.result.ligand.affinities, strict=True):
        assert float(row["Value [µM]"]) == pytest.approx(a.micromolar, rel=0.01)
        assert row["System"] == a.system
        assert row["Reference"] == evidence.cite(a.ref)


def test_a_click_on_a_site_opens_its_card(panel):
    picture = panel._canvas.picture
    for site in model.SITES:
        card = picture.card_at(picture.drawing, *PLACES[site])
        assert card == f"site.{site}"
        panel.open_card(card)
        for one in model.at_site(site):
            assert one.name in panel.card.html
    assert picture.card_at(picture.drawing, 20, 20) is None
    assert picture.card_at(picture.chart, *PLACES["pore"]) is None


def test_the_prediction_is_answered_by_the_table(panel):
    panel.guess("glutamate")
    assert "What came out: Inside the pore" in panel.status
    assert "does not stop glutamate" in panel.status
