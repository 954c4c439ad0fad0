"""One way in, taken apart: shares and areas agree, every control answers, nothing runs into anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.routes.taken_apart import WAYS, take_apart

shares = st.floats(0, 1)


@pytest.fixture(scope="module")
def panel():
    return kv.routes.way_in()


@given(st.sampled_from(list(WAYS)), shares)
def test_the_parts_make_a_whole_and_the_area_is_the_share_that_arrives(route, kept):
    way = take_apart(route, kept)
    s = way.shares
    assert s.arrives + s.turned + s.lost == pytest.approx(1)
    assert min(s.arrives, s.turned, s.lost) >= 0
    assert s.first_place <= s.arrives + 1e-12
    assert way.blood.area["ketamine"] == pytest.approx(s.arrives, rel=1e-6)
    if route != "film":  # its first pass is an apparent number above the whole dose
        assert way.blood.area["norketamine"] == pytest.approx(s.arrives + s.turned, rel=1e-6)


@given(st.sampled_from(["sublingual", "film", "intranasal"]), shares, shares)
def test_holding_more_lets_more_arrive(route, a, b):
    low, high = sorted((a, b))
    assert take_apart(route, low).shares.arrives <= take_apart(route, high).shares.arrives + 1e-12


@given(shares, shares)
def test_less_of_the_liver_step_lets_more_arrive_and_norketamine_keeps_its_area(a, b):
    low, high = sorted((a, b))
    assert take_apart("oral", high).shares.arrives <= take_apart("oral", low).shares.arrives + 1e-12
    areas = [take_apart("oral", k).blood.area["norketamine"] for k in (a, b)]
    assert areas[0] == pytest.approx(areas[1])


def test_what_is_not_held_is_a_tablet():
    assert take_apart("sublingual", 0).shares == take_apart("oral", 1).shares


def test_the_spray_gives_its_own_published_share():
    # Perez-Ruixo 2021 prints 51% for three devices.
    assert take_apart("intranasal").shares.arrives == pytest.approx(0.51, abs=0.005)


def test_a_shot_has_no_what_if():
    assert take_apart("im", 0.2).shares == take_apart("im").shares
    assert not take_apart("sc", 0.2).changed


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"route": "iv_infusion"}, "route='iv_infusion'.*allowed: oral"),
        ({"route": "oral", "kept": 1.2}, "kept=1.2.*from 0 to 1"),
        ({"route": "oral", "kept": True}, "kept=True"),
        ({"route": "oral", "hours": 0}, "hours=0.*up to 24"),
        ({"route": "oral", "hours": "6"}, "hours='6'"),
    ],
)
def test_bad_input_names_the_argument(named, words):
    with pytest.raises(ValueError, match=words):
        take_apart(**named)


@pytest.mark.parametrize(
    "change", [*({"route": r} for r in WAYS if r != "oral"), {"kept": 0.4}, {"kept": 0}, {"hours": 12}]
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("route", WAYS)
def test_the_what_if_answers_on_every_route_even_where_it_changes_nothing(panel, route):
    panel.set(route=route)
    png, alt = panel.png(), panel.alt
    panel.set(kept=0.3)
    assert panel.png() != png
    assert panel.alt != alt
    assert "What if" in panel.alt
    assert "30%" in panel.alt
    assert ("nothing to change here" in panel.alt) == (route in ("im", "sc"))


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("route", WAYS)
def test_no_lettering_overlaps_or_leaves_the_picture(panel, route, present, lettering_faults):
    for kept, hours in ((1, 6), (0.5, 1), (0, 24)):
        panel.set(route=route, kept=kept, hours=hours)
        assert lettering_faults(panel, present) == []


def test_the_check_of_lettering_goes_red(panel, lettering_faults):
    title = panel._canvas.picture.what_if
    title.set_y(title.get_position()[1] + 0.03)
    try:
        assert any("runs into" in fault for fault in lettering_faults(panel))
    finally:
        title.set_y(title.get_position()[1] - 0.03)


def test_the_words_carry_the_numbers_that_are_drawn(panel):
    assert "20% arrives as ketamine, 60% turned into norketamine on the way" in panel.alt
    assert "measured: 45 ng/mL at 30 min" in panel.alt
    panel.set(route="film")
    assert "blood from an artery" in panel.alt
    assert "more than the whole dose" in panel.alt
    assert "measured, n = " in panel.table_text


@pytest.mark.parametrize("guess", ["fifth", "half", "most", "all"])
def test_the_prediction_is_answered_by_the_model(panel, guess):
    panel.set(route="im", hours=24)
    panel.guess(guess)
    assert panel.values == {"route": "oral", "kept": 0, "hours": 6}
    assert "What came out: About four fifths" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "most")


def test_no_milligram_of_one_route_is_equated_with_another(panel):
    for route in WAYS:
        panel.set(route=route)
        text = panel.alt + panel.table_text + "".join(c.html for c in panel._cards.values())
        assert not re.search(r"equivalent|equals? to|same as \d", text)


def test_each_card_opens_and_the_sources_follow_the_route(panel):
    before = panel.source_lines
    for route in WAYS:
        panel.set(route=route)
        panel.open_card(route)
        assert "Study regimen" in panel.card.html
    panel.set(route="film")
    assert panel.source_lines != before


def test_a_redraw_is_quick(panel, quickest_redraw):
    panel.set(kept=0.5)
    assert quickest_redraw(panel, "hours", range(4, 12)) < 0.06
