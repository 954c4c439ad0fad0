"""Dose ranges by use: each cited, levels follow the model, every control answers."""

from __future__ import annotations

import re

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes.dose import Dose
from ketamine_viz.routes.ladder import PRESETS, USES, ladder
from ketamine_viz.routes.model import simulate
from ketamine_viz.routes.regimens import studied


@pytest.fixture(scope="module")
def panel():
    return kv.routes.dose_bands()


def test_every_range_is_cited_and_made_of_rows_that_someone_saw():
    for band in ladder().bands:
        assert band.refs, band.id
        assert 0 < band.low <= band.high
        assert all(evidence.reference(r) for r in band.refs)


def test_the_ends_are_doses_of_the_rows_they_point_to():
    regimens = {r.id: r for r in studied()}
    observed = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    for row in evidence.rows("routes/dose_bands"):
        doses = [regimens[r].mg_per_kg for r in row["regimens"]]
        doses += [observed[o]["dose_mg_per_kg"] for o in row["doses_of"]]
        assert row["high"] == max(doses), row["id"]
        if row["id"] not in ("b07", "b09"):  # the lower end of a label stands in words, not in a regimen
            assert row["low"] == min(doses), row["id"]
        for r in row["regimens"]:
            assert (regimens[r].route, regimens[r].form) == (row["route"], row["form"])


def test_the_lower_ends_of_the_label_stand_in_its_facts():
    facts = {r["id"]: r["typical_studied_dose_text"] for r in evidence.rows("routes/route_form_facts")}
    rows = {r["id"]: r for r in evidence.rows("routes/dose_bands")}
    assert f"{rows['b07']['low']:g}-{rows['b07']['high']:g} mg/kg" in facts["f02"]
    assert f"{rows['b09']['low']:g}-{rows['b09']['high']:g} mg/kg" in facts["f03"]


@pytest.mark.parametrize("preset", PRESETS)
def test_levels_are_those_of_the_model(preset):
    for band in ladder(preset=preset).bands:
        if not band.pushed:
            course = simulate(
                [Dose(band.form, band.route, band.high * 70, band.over_min)], preset=preset, hours=4
            )
            assert band.level_high == pytest.approx(course.cmax("ketamine"), rel=0.01)
        assert band.level_high / band.level_low == pytest.approx(band.high / band.low)


def test_nothing_before_ten_minutes_is_claimed_after_a_push():
    (push,) = [b for b in ladder("anaesthesia").bands if b.route == "iv_bolus" and b.form == "racemic"]
    course = simulate([Dose("racemic", "iv_bolus", 70.0)], times_h=[0.0, 1 / 6])
    assert push.level_low == pytest.approx(course.ng_per_ml["ketamine"][1])


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"use": "party"}, "use='party'.*allowed: all, pain"),
        ({"preset": "nasal_label"}, "preset='nasal_label'.*venous, arterial"),
        ({"log": "yes"}, "log='yes'.*True or False"),
    ],
)
def test_bad_input_names_the_argument(named, words):
    with pytest.raises(ValueError, match=words):
        ladder(**named)


@pytest.mark.parametrize("change", [*({"use": u} for u in USES), {"preset": "arterial"}, {"log": False}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("use", ["all", *USES])
def test_no_lettering_overlaps_or_leaves_the_picture(panel, use, present, lettering_faults):
    for preset in PRESETS:
        for log in (True, False):
            panel.set(use=use, preset=preset, log=log)
            assert lettering_faults(panel, present) == []


def test_words_table_and_cards_carry_every_range(panel):
    for band in panel.result.bands:
        panel.open_card(band.id)
        assert all(evidence.cite(r) in panel.card.html for r in band.refs)
        assert band.note in panel.card.html.replace("&#x27;", "'")
    assert "0.1 to 1 mg/kg, model 32 to 320 ng/mL, published 185" in panel.alt
    assert panel.table_text.count("\n") == 1 + sum(1 + len(b.seen) for b in panel.result.bands)
    picture = panel._canvas.picture
    assert picture.card_at(picture.levels, 100.0, 0.5 * picture.step) == panel.result.bands[0].id
    assert picture.card_at(picture.levels, 100.0, -1.0) is None


def test_the_words_are_the_accurate_ones(panel):
    text = panel.description.headline + panel.alt + panel.table_text
    text += "".join(c.html for c in panel._cards.values())
    assert "Sub-anaesthetic" in text
    assert not re.search(r"dissociative|equivalent|equals? to|same as \d", text)


@pytest.mark.parametrize("guess", ["steps", "meet", "one", "most"])
def test_the_prediction_is_answered_by_the_rows(panel, guess):
    panel.set(use="pain", log=False)
    panel.guess(guess)
    assert "What came out: Pain relief lies within depression" in panel.status
    assert "0.15 to 0.25, 0.1 to 1 and 1 to 4.5 mg/kg" in panel.status


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "preset", PRESETS) < 0.06
