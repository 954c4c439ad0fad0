"""The esketamine card: dates and trials are those of their rows, misses are shown, labels are quoted as labels."""

from __future__ import annotations

import time

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes import esketamine as model
from ketamine_viz.routes.form_contrasts import signed

OUTCOMES = {row["id"]: row for row in evidence.rows("psychological/outcomes", memory=True)}
ROWS = {row["id"]: row for row in evidence.rows("routes/spray_trials", memory=True)}


@pytest.mark.parametrize("one", model.trials(), ids=lambda one: one.id)
def test_a_trial_says_what_its_rows_say(one):
    row, gap = ROWS[one.id], OUTCOMES[ROWS[one.id]["gap"]]
    assert (one.gap, one.n, one.time_h) == (gap["value"], gap["n"], gap["time_h"])
    assert gap["form"] == "esketamine"
    assert gap["route"] == "intranasal"
    assert gap["arm"] == "difference"
    assert gap["unit"] == "MADRS points"
    assert gap["verified"] != "memory"
    assert gap["ref"] in one.refs
    if gap["ci_low"] is not None:
        assert (one.low, one.high) == (gap["ci_low"], gap["ci_high"])
    elif gap["se"] is not None:
        assert one.high - one.low == pytest.approx(2 * 1.96 * gap["se"])
        assert "computed" in one.interval
    else:
        assert (one.low, one.high, one.interval) == (None, None, "")
    for side in ("drug", "control"):
        if row[side]:
            arm = OUTCOMES[row[side]]
            assert arm["value"] == getattr(one, side)
            assert arm["ref"] == gap["ref"]
            assert arm["time_h"] == gap["time_h"]
            assert arm["arm"] == ("active" if side == "drug" else "control")
    # The dose of the row is the dose named.
    for number in row["dose"].replace(" mg", "").replace(" or ", " ").replace(" to ", " ").split():
        assert number in gap["dose_text"]


def test_no_spray_trial_of_a_day_or_four_weeks_is_left_out():
    wanted = {
        row["id"]
        for row in OUTCOMES.values()
        if row["form"] == "esketamine"
        and row["route"] == "intranasal"
        and row["study_kind"] == "trial"
        and row["measure"] == "MADRS_change"
        and row["arm"] == "difference"
        and row["time_h"] in (24.0, 672.0)
        and row["masking"] == "masked"
        and row["verified"] != "memory"
        and not row["shares_people_with"]
    }
    assert {ROWS[one.id]["gap"] for one in model.trials()} == wanted


def test_one_of_the_three_short_trials_reached_its_goal():
    row = next(row for row in OUTCOMES.values() if row["measure"] == "trials_meeting_primary")
    file = model.look_at().short_file
    assert (sum(file.values()), len(file)) == (row["value"], 3)
    for one in model.trials():
        if one.short_file_2019 and one.goal == "missed":
            doses = [other for other in model.trials() if other.label == one.label]
            assert any(other.tells is False for other in doses), (
                "a miss has an interval that takes in nothing"
            )


def test_licences_are_in_order_and_dated():
    by_region: dict[str, list[float]] = {}
    for one in model.licences():
        by_region.setdefault(one.region, []).append(one.at)
        assert str(int(one.at)) in one.date
        assert 2019 <= one.at < 2026
        assert one.refs
    assert all(dates == sorted(dates) for dates in by_region.values())
    first = min((one for one in model.licences() if one.kind == "first"), key=lambda one: one.at)
    assert (first.region, first.date) == ("United States", "5 March 2019")


def test_the_label_is_complete_and_stands_in_other_tables():
    lines = {line.heading: line for line in model.label()}
    assert len(lines) == len(evidence.rows("routes/spray_label", memory=True))
    for heading, words in (
        ("Way in", "intranasal"),
        ("Doses on the label", "56 or 84 mg"),
        ("Who gives it", "supervision"),
        ("What is watched", "2 h"),
        ("Must not be used with (US label)", "aneurysmal"),
    ):
        assert words in lines[heading].text
    facts = [value for row in evidence.rows("routes/route_form_facts") for value in row.values()]
    harms = [row["finding"] for row in evidence.rows("psychological/safety")]
    assert all(line.text in facts or line.text in harms for line in lines.values())


def test_a_day_agrees_with_the_rows_it_rests_on():
    moments = {one.id: one for one in model.day()}
    safety = {row["id"]: row for row in evidence.rows("psychological/safety")}
    felt = {row["id"]: row for row in evidence.rows("psychological/experience")}
    levels = {row["id"]: row for row in evidence.rows("routes/pk_observations")}
    assert moments["watched"].end_min == 60 * safety["s005"]["value"]
    assert (
        moments["pressure"].end_min == felt["e030"]["value"]
        or moments["pressure"].end_min == felt["e030"]["time_min"]
    )
    assert moments["felt"].end_min in (felt["e001"]["value"], felt["e001"]["time_min"])
    assert moments["level"].start_min == pytest.approx(60 * levels["o111"]["spread_low"], abs=0.1)
    assert moments["level"].end_min == pytest.approx(60 * levels["o111"]["spread_high"], abs=0.1)


@pytest.mark.parametrize("bad", ["month", "", None, 3])
def test_bad_input_is_named(bad):
    with pytest.raises(ValueError, match=r"look=.*licences, day, first, weeks"):
        model.look_at(look=bad)


@pytest.fixture(scope="module")
def panel():
    return kv.routes.esketamine_card()


@pytest.mark.parametrize("look", model.LOOKS[1:])
def test_every_look_changes_picture_and_words_and_reset_restores_both(panel, look):
    png, alt = panel.png(), panel.alt
    panel.set(look=look)
    assert panel.png() != png
    assert panel.alt != alt
    assert panel.status
    panel.reset()
    assert (panel.png(), panel.alt, panel.status) == (png, alt, "")


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("look", model.LOOKS)
def test_no_lettering_overlaps_or_leaves_the_picture(panel, look, present, lettering_faults):
    panel.set(look=look)
    assert lettering_faults(panel, present) == []


@pytest.mark.parametrize("look", ["first", "weeks"])
def test_what_is_drawn_is_described_and_tabled(panel, look):
    panel.set(look=look)
    scene = panel._canvas.picture.trials
    for row, one in zip(scene.rows, panel.result.shown, strict=False):
        assert list(row.mark.get_xdata()) == [one.gap]
        assert list(row.reach.get_xdata()) == ([] if one.low is None else [one.low, one.high])
        assert (row.mark.get_markerfacecolor() == "white") == (one.goal == "missed")
        assert signed(one.gap) in panel.alt
        assert one.against in panel.table_text
        panel.open_card(one.id)
        assert one.against in panel.card.html
    assert sum(row.mark.get_visible() for row in scene.rows) == len(panel.result.shown)


@pytest.mark.parametrize("look", model.LOOKS)
def test_the_label_opens_from_every_side(panel, look):
    panel.set(look=look)
    panel.open_card("label")
    assert "not advice" in panel.card.html
    assert "TRD" not in panel.card.html


def test_a_click_opens_the_card_of_what_was_clicked(panel):
    picture = panel._canvas.picture
    for key, (x, y) in picture.licences.places.items():
        assert picture.card_at(picture.licences.axes, x, y) == key
    assert picture.card_at(picture.licences.axes, 2023.0, 0.5) is None
    assert picture.card_at(picture.day.axes, 10.0, 0.0) is None, "hidden"
    panel.set(look="day")
    for y, _ in enumerate(picture.day.lanes):
        panel.open_card(picture.card_at(picture.day.axes, 10.0, y + 0.2))
    assert picture.card_at(picture.day.axes, 10.0, 99.0) is None
    panel.set(look="weeks")
    for key, (low, high) in picture.trials.bands.items():
        assert picture.card_at(picture.trials.axes, 0.0, (low + high) / 2) == key


@pytest.mark.parametrize("guess", ["0", "1", "2", "3"])
def test_the_prediction_is_counted_from_the_rows(panel, guess):
    panel.guess(guess)
    assert panel.values["look"] == "weeks"
    assert "What came out: One" in panel.status
    assert "TRANSFORM-2 reached it" in panel.status


def test_sources_follow_the_look(panel):
    seen = set()
    for look in model.LOOKS:
        panel.set(look=look)
        seen.add(tuple(line.key for line in panel.source_lines))
    assert len(seen) == len(model.LOOKS)


def test_a_redraw_is_quick(panel):
    spent = []
    for k in range(6):
        start = time.process_time()
        panel.set(look=("first", "weeks")[k % 2])
        spent.append(time.process_time() - start)
    assert min(spent[1:]) < 0.1
