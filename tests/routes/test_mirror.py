"""Mirror forms: which is which, what coincides, and the panel that shows it."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.routes import mirror
from ketamine_viz.routes.figures.mirror import FORM

S = mirror.s_ketamine()
R = S.moved(mirror.MIRROR)
ANGLE = st.floats(-math.pi, math.pi)


def turn(a: float, b: float, c: float) -> np.ndarray:
    x, y, z = (mirror.rotation(np.eye(3)[k], math.degrees(t)) for k, t in enumerate((a, b, c)))
    return x @ y @ z


def seen_from_opposite_the_last(molecule):
    """Angle from rank 1 to 2 to 3 as a person sees it whose eye faces rank 4's back: > 0 anticlockwise."""
    first, second, third, last = (molecule.atoms[g] for g in mirror.ranked())
    eye = -last / np.linalg.norm(last)
    right = np.cross([0.3, 0.8, 0.52], eye)
    right /= np.linalg.norm(right)
    up = np.cross(eye, right)
    one, two, three = (math.atan2(p @ up, p @ right) for p in (first, second, third))
    to_second, to_third = (two - one) % (2 * math.pi), (three - one) % (2 * math.pi)
    return 1 if to_second < to_third else -1


def test_the_ranks_follow_from_atomic_numbers():
    assert mirror.ranked() == ("amine", "carbonyl", "aryl", "methylene")
    own, beyond = mirror.NEIGHBOURS["carbonyl"]
    assert (own, beyond) == (6, (8, 8, 6))  # the double bond counts oxygen twice
    assert all(tuple(sorted(b, reverse=True)) == b for _, b in mirror.NEIGHBOURS.values())


def test_signed_volumes_are_opposite_and_agree_with_looking():
    assert mirror.signed_volume(S) == pytest.approx(-mirror.signed_volume(R))
    assert mirror.signed_volume(S) > 0.5
    assert seen_from_opposite_the_last(S) == 1  # anticlockwise: S
    assert seen_from_opposite_the_last(R) == -1  # clockwise: R
    assert (mirror.form_of(S), mirror.form_of(R)) == ("s", "r")


def test_bond_angles_are_those_of_a_tetrahedron():
    cosines = S.groups @ S.groups.T
    assert cosines[~np.eye(4, dtype=bool)] == pytest.approx(-1 / 3)
    assert np.diag(cosines) == pytest.approx(1.0)


@settings(max_examples=200, deadline=None)
@given(ANGLE, ANGLE, ANGLE)
def test_no_turn_overlays_them_and_no_turn_changes_the_form(a, b, c):
    matrix = turn(a, b, c)
    turned = R.moved(matrix)
    assert mirror.form_of(turned) == "r"
    gaps = np.linalg.norm(turned.groups - S.groups, axis=1)
    assert (gaps < mirror.NEAR).sum() <= 2
    assert gaps.max() > 1.0
    assert mirror.most_alike(S, turned) == 2
    assert mirror.most_alike(S, S.moved(matrix)) == 4


def test_the_best_agrees_with_trying_every_turn_of_the_tetrahedron():
    found = []
    for order in permutations(range(4)):
        moved, *_ = np.linalg.lstsq(R.groups, S.groups[list(order)], rcond=None)
        if np.linalg.det(moved) > 0:
            found.append(int((np.linalg.norm(R.groups @ moved - S.groups, axis=1) < 1e-9).sum()))
    assert len(found) == 12
    assert max(found) == mirror.most_alike(S, R) == 2


@pytest.mark.parametrize("about", mirror.GROUPS)
def test_the_group_on_the_axis_stays(about):
    before, after = (mirror.overlay(about=about, turn_deg=t) for t in (0, 105))
    assert before.turned.atoms[about] == pytest.approx(after.turned.atoms[about])
    full = mirror.overlay(about=about, turn_deg=360)
    assert full.same == before.same


def test_a_second_s_ketamine_fits():
    assert mirror.overlay(mirrored=False).same == mirror.GROUPS
    assert mirror.overlay(mirrored=False, turn_deg=90).same == ("amine",)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"mirrored": 1}, "mirrored=1 .* True or False"),
        ({"about": "ring"}, "about='ring' .* amine"),
        ({"turn_deg": 361}, "turn_deg=361 .* 0 to 360"),
        ({"turn_deg": math.nan}, "turn_deg=nan"),
        ({"turn_deg": "90"}, "turn_deg='90'"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        mirror.overlay(**bad)


@pytest.fixture(scope="module")
def panel():
    return kv.routes.mirror_forms()


@pytest.mark.parametrize("change", [{"turn_deg": 15}, {"mirrored": False}, {"about": "aryl"}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change):
    panel.set(turn_deg=60)
    if "turn_deg" not in change:
        png, alt = panel.png(), panel.alt
    else:
        panel.reset()
        png, alt = panel.png(), panel.alt
    panel.set(**change)
    assert panel.png() != png
    assert panel.alt != alt
    panel.reset()
    first = kv.routes.mirror_forms()
    assert (panel.png(), panel.alt, panel.status) == (first.png(), first.alt, "")


def test_words_and_table_carry_what_is_drawn(panel):
    assert "On their partners now: 2 of 4 groups (amine (N) and C=O carbon)" in panel.alt
    assert "best of all turns 2 of 4" in panel.alt
    assert "amine (N),1," in panel.table_text
    panel.set(mirrored=False)
    assert "4 of 4 groups" in panel.alt
    assert "clockwise" in panel.alt
    assert panel._canvas.picture.rings.get_xdata() == pytest.approx(
        [dot.get_xdata()[0] for name, dot in panel._canvas.picture.dots[2].items() if name != "centre"]
    )


def test_each_form_keeps_its_colour(panel):
    dots = panel._canvas.picture.dots
    assert dots[0]["amine"].get_color() == kv.stage.theme.style(FORM["s"][0]).colour
    assert dots[1]["amine"].get_color() == kv.stage.theme.style(FORM["r"][0]).colour


@pytest.mark.parametrize("guess", ["4", "3", "2", "1"])
def test_the_prediction_is_answered_by_geometry(panel, guess):
    panel.guess(guess)
    assert "What came out: Two" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "2")


def test_no_label_touches_another_or_leaves_the_picture_at_any_turn(panel, lettering_faults):
    for mirrored in (True, False):
        for about in mirror.GROUPS:
            for degrees in range(0, 361, 2 * mirror.STEP_DEG):
                panel.set(mirrored=mirrored, about=about, turn_deg=degrees)
                assert lettering_faults(panel, air=(0, 0)) == [], panel.values
