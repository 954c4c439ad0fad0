"""The laboratory: what can be broken, what comes out, and the panel that shows it."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import evidence
from ketamine_viz.molecular.figures.lab import said
from ketamine_viz.molecular.lab import LEAST, READOUTS, SYSTEMS, TIMES_H, breaks, class_of, experiment
from ketamine_viz.molecular.panels.lab import break_it

IDS = [one.id for one in breaks()]


@pytest.fixture(scope="module")
def panel():
    return break_it()


def test_every_scored_experiment_can_be_broken_once():
    rows = [row["id"] for one in breaks() for row in one.rows]
    scored = [
        row["id"]
        for row in evidence.rows("molecular/interventions")
        if row["scored"] == "yes" and row["arm"] != "with_metabolite"
    ]
    assert sorted(rows) == sorted(scored)


def test_with_ketamine_and_alone_are_kept_apart():
    for one in breaks():
        assert {row["arm"] for row in one.rows} == {"alone" if one.alone else "with_ketamine"}
        assert {class_of(row) for row in one.rows} <= (
            {"like", "unlike"} if one.alone else {"less", "same", "more"}
        )


@pytest.mark.parametrize("what", IDS)
def test_curves_are_finite_and_in_order(what):
    found = experiment(what)
    for low, middle, high in (found.ketamine, found.broken):
        assert np.isfinite([low, middle, high]).all()
        assert np.all((low <= middle) & (middle <= high))
    assert found.ketamine[2].max() <= 1 + 1e-9
    assert (found.share is None) == (np.interp(24.0, found.time_h, found.ketamine[1]) <= LEAST)


def test_without_drug_nothing_has_happened_at_the_start():
    found = experiment("ampar:less:with")
    assert found.ketamine[1][0] == pytest.approx(0, abs=1e-6)


def test_breaking_ampa_receptors_leaves_next_to_nothing():
    assert experiment("ampar:less:with").share == pytest.approx(0, abs=0.25)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"what": "ampr:less:with"}, "ampar:less:with"),
        ({"what": IDS[0], "system": "fish"}, "system"),
        ({"what": IDS[0], "system": "human"}, "allowed: mouse, rat"),
        ({"what": IDS[0], "readout": "joy"}, "readout"),
        ({"what": IDS[0], "account": "magic"}, "account"),
        ({"what": IDS[0], "at_h": 2.0}, "at_h=2.0"),
    ],
)
def test_bad_input_is_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        experiment(**arguments)


@pytest.mark.parametrize(
    "change",
    [
        {"what": "mor:less:with"},
        {"what": "nmdar_rest:instead:alone"},
        {"system": "rat"},
        {"readout": "mtorc1"},
        {"account": "hnk"},
        {"account": "standard"},
        {"at_h": 168.0},
    ],
    ids=lambda change: str(*change.values()),
)
def test_every_control_shows_in_picture_and_words(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("what", IDS)
def test_words_stay_clear_of_each_other(panel, what, present, lettering_faults):
    panel.set(what=what, at_h=TIMES_H[len(what) % 3], system=SYSTEMS[len(what) % 2])
    assert lettering_faults(panel, present) == []


def test_the_table_holds_every_dot_and_the_model(panel):
    for one in breaks():
        panel.set(what=one.id)
        table = panel._canvas.picture.table(panel.result)
        assert len(table.rows) == 1 + len(one.rows)
        for row in one.rows:
            assert evidence.cite(row["ref"]) in panel.table_text
            assert said(row).split("\n")[0].split(",")[0] in evidence.cite(row["ref"])


def test_the_prediction_is_answered_by_the_model(panel):
    panel.guess("less")
    assert panel.result.what.id == "mtorc1:less:with"
    assert "What came out" in panel.alt


def test_every_readout_has_words():
    assert all(words for words in READOUTS.values())
