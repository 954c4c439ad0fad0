"""Side effects by way in: nothing lost, nothing counted twice, controls beside, every control answers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes.side_effects import KEEP, WAYS, compared, effects, reported, side_effects
from ketamine_viz.routes.side_effects_words import author, said, study, value

ALL = ("all", *effects())
#: Rows of one way in that are no rate, and why.
NOT_A_RATE = {
    "s040": "one case",
    "s048": "the pressure at which one person was stopped",
    "s049": "the pressure at which one person was stopped",
    "s063": "one person in each arm, in words only",
    "s064": "when pressure peaks, not how often it rises",
    "s066": "a count of cases without the number treated",
    "s099": "no case at all of one illness; it stands with the bladder",
}


@pytest.fixture(scope="module")
def panel():
    return kv.routes.side_effects_by_way()


# ---- the tables ----------------------------------------------------------------------------------------------


def test_every_rate_of_one_way_in_is_there():
    routes = {route for group in WAYS.values() for route in group}
    apart = {"regulatory", "interaction", "pregnancy", "misuse", "death", "suicide"}
    wanted = {
        r["id"]
        for r in evidence.rows("psychological/safety")
        if r["route"] in routes and r["suicide_topic"] == "none" and r["topic_kind"] not in apart
    }
    rows = evidence.rows("routes/side_effect_rates")
    found = {r["row"] for r in rows} | {r["up_to"] for r in rows if r["up_to"]}
    assert wanted - found == set(NOT_A_RATE)


def test_suicide_and_deaths_are_kept_apart():
    safety = {r["id"]: r for r in evidence.rows("psychological/safety")}
    for row in evidence.rows("routes/side_effect_rates"):
        assert safety.get(row["row"], {"suicide_topic": "none"})["suicide_topic"] == "none"


def test_a_row_is_no_better_known_than_what_it_points_to():
    known = {r["id"]: r for t in ("safety", "experience") for r in evidence.rows(f"psychological/{t}")}
    for row in evidence.rows("routes/side_effect_rates"):
        assert row["verified"] == known[row["row"]]["verified"], row["id"]


def test_the_same_number_is_not_listed_twice():
    rows = evidence.rows("routes/side_effect_rates")
    assert len({(r["row"], r["effect"]) for r in rows}) == len(rows)
    known = {r["id"]: r for t in ("safety", "experience") for r in evidence.rows(f"psychological/{t}")}
    used = {r["row"] for r in rows}
    for one in used:
        assert not used & set(known[one]["also_in"])


def test_direct_comparisons_of_two_ways_are_all_carried():
    carried = {id_ for r in evidence.rows("routes/route_comparisons") for id_ in r["rows"]}
    facts = {r["id"]: r for r in evidence.rows("routes/route_form_facts")}
    for row in evidence.rows("routes/direct_comparisons"):
        ways = {(facts[f]["route"], facts[f]["route_text"] or "") for f in row["facts"]}
        if len({route for route, _ in ways}) > 1:
            assert row["id"] in carried, row["finding"]


# ---- the model -----------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALL), st.sampled_from(KEEP))
def test_the_funnel_only_narrows(effect, keep):
    found = side_effects(effect, keep)
    assert found.counts["control"] <= found.counts["all"]
    assert found.counts["same_people"] <= found.counts["one_study"]
    assert sum(found.by_way.values()) == (found.counts[keep] if keep in ("all", "control") else 0)
    if keep in ("one_study", "same_people"):
        assert len(found.studies) == found.counts[keep]
        assert found.rates == ()
    assert not {one.ref for one in found.studies} & {one.ref for one in found.elsewhere}


def test_the_effects_make_up_the_whole():
    for keep in ("all", "control"):
        assert sum(side_effects(e).counts[keep] for e in effects()) == side_effects().counts[keep]


def test_a_pair_was_compared_as_often_as_studies_say():
    for keep in ("one_study", "same_people"):
        found = side_effects("all", keep)
        assert sum(found.side.values()) == sum(len(one.pairs) for one in found.studies)
    assert side_effects("all", "one_study").side[frozenset(("vein", "nose"))] == 2
    assert side_effects("all", "same_people").side == {
        frozenset(("nose", "swallowed")): 1,
        frozenset(("nose", "vein")): 1,
    }


def test_every_control_arm_is_placebo():
    kinds = {r.control_words for r in reported() if r.control is not None}
    assert all(kind.startswith("Placebo nasal spray") for kind in kinds)


def test_intervals_hold_their_numbers_and_need_a_known_group():
    for r in reported():
        for number, ends in ((r.value, r.ends), (r.control, r.control_ends)):
            if ends is not None:
                assert ends[0] <= number <= ends[1]
        assert r.ends is None or r.n is not None
        assert r.control_ends is None or r.control_n is not None
    assert all(r.ends is None for r in reported() if "in trial" in r.n_words or "both arms" in r.n_words)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: side_effects("cough"), "effect='cough'.*allowed: all, dissociation"),
        (lambda: side_effects(keep="best"), "keep='best'.*same_people"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


# ---- the panel -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [*({"effect": e} for e in ALL if e != "dissociation"), *({"keep": k} for k in KEEP[1:])]
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("effect", ["dissociation", "blood_pressure_share", "any", "other"])
def test_words_table_and_cards_carry_every_number(panel, effect):
    panel.set(effect=effect)
    text, picture = panel.table_text, panel._canvas.picture
    for r in panel.result.rates:
        assert f"{study(r)}: {value(r)}" in panel.alt
        assert evidence.cite(r.ref).split(",")[0] in text
        panel.open_card(r.id)
        assert evidence.cite(r.ref).split("'")[0].split("&")[0] in panel.card.html
        assert ("no control arm" in value(r)) == (r.value is not None and r.control is None)
    numbers = [r for r in panel.result.rates if r.value is not None and r.high is None]
    assert list(picture.dots["drug"].get_xdata()) == [r.value for r in numbers]
    assert list(picture.dots["control"].get_xdata()) == [r.control for r in numbers if r.control is not None]
    assert [c.get_text() for c in picture.counts] == [str(panel.result.counts[k]) for k in KEEP]


def test_studies_are_told_in_words_and_cards(panel):
    panel.set(effect="all", keep="one_study")
    blocks = " ".join(b.get_text().replace("\n", " ") for b in panel._canvas.picture.blocks).replace(
        "\xa0", " "
    )
    for one in panel.result.studies:
        assert said(one) in panel.alt
        assert author(one.ref) in blocks
        panel.open_card(one.ref)
        assert (one.note or "").split(";")[0] in panel.card.html


def test_clicks_open_lines_and_pairs(panel):
    picture = panel._canvas.picture
    for top, end, card in picture.lines:
        assert picture.card_at(picture.page, 60.0, (top + end) / 2) == card
    assert picture.card_at(picture.axes, 10.0, 5.0) == panel.result.rates[0].id
    cells = {pair: cell for pair, (cell, _) in picture.triangle.cells.items() if len(pair) == 2}
    cards = {card.id for card in picture.cards(panel.result)}
    for pair, cell in cells.items():
        x, y = cell.get_x() + 5, cell.get_y() + 5
        opened = picture.card_at(picture.page, x, y)
        assert (opened in cards) == (pair in panel.result.side or pair in panel.result.other)
    assert picture.card_at(picture.page, 640.0, 440.0) is None


def test_an_empty_choice_says_so(panel):
    panel.set(effect="headache", keep="same_people")
    assert "no study compared two ways in the same people" in panel.status
    assert panel._canvas.picture.none.get_visible()
    panel.set(effect="blood_pressure_rise", keep="control")
    assert "no number with a control arm" in panel.status


@pytest.mark.parametrize("guess", ["thirty", "fifteen", "few", "none"])
def test_the_prediction_is_counted_from_the_rows(panel, guess):
    panel.guess(guess)
    studies = {one.ref for one in compared() if one.what == "side_effects"}
    assert len(studies) == 4
    assert "What came out: Five or fewer" in panel.status
    assert "4 studies, 2 of them in the same people, and 1 with a number" in panel.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("keep", KEEP)
def test_no_lettering_overlaps_or_leaves_the_picture(panel, keep, present, lettering_faults):
    for effect in ALL:
        panel.set(effect=effect, keep=keep)
        assert lettering_faults(panel, present) == []


def test_a_redraw_is_quick(panel):
    spent = []
    for k in range(6):
        panel.set(effect=("all", "other")[k % 2])
        start = time.process_time()
        panel.png()
        spent.append(time.process_time() - start)
    assert min(spent[1:]) < 0.09
