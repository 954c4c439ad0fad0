"""What each way in brings: mass and mirror forms add up, published ratios, known misses, and the panel."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes.constants import group
from ketamine_viz.routes.metabolites import COUNTED, GIVEN, HOURS, METABOLITES, ORDER, mix, path
from ketamine_viz.routes.metabolites_words import WAYS, said
from ketamine_viz.routes.regimens import studied
from ketamine_viz.routes.words import percent

STATES = st.tuples(st.sampled_from(list(GIVEN)), st.sampled_from(COUNTED), st.sampled_from(HOURS))
# The first pass of tablet and lozenge was set with these two; they are no test.
FITTED = {"m05", "m06"}
MISSED = {
    "m03": "S-hydroxynorketamine after the slow tablet: 6.1 in the model against 18 (SD 11)",
    "m04": "R-hydroxynorketamine after the slow tablet: 11 in the model against 30 (SD 16)",
}
WITH_SPREAD = {
    m.id: m
    for name in ("racemic_s", "racemic_r")
    for row in mix(name).rows
    for m in row.measured
    if m.low is not None
}


@pytest.fixture(scope="module")
def panel():
    return kv.routes.metabolites_by_way()


# ---- the model -----------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(STATES)
def test_shares_make_one_and_lie_in_their_bands(state):
    for row in mix(*state).rows:
        assert sum(row.shares) == pytest.approx(1.0)
        assert min(row.shares) >= 0
        assert row.ketamine.low <= row.ketamine.middle <= row.ketamine.high
        for k, name in enumerate(METABOLITES, start=1):
            assert row.ratios[name].middle == pytest.approx(row.shares[k] / row.shares[0])
            assert row.ratios[name].low <= row.ratios[name].middle <= row.ratios[name].high


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(HOURS))
def test_both_forms_together_lie_between_the_halves(hours):
    both, s, r = (mix(name, "area", hours) for name in ("racemic", "racemic_s", "racemic_r"))
    for row in both.rows:
        for k in range(3):
            ends = sorted(one.row(row.way).shares[k] for one in (s, r))
            assert ends[0] - 1e-9 <= row.shares[k] <= ends[1] + 1e-9


def test_the_numbers_are_those_of_the_course():
    for name, counted, hours in (
        ("racemic", "area", 24.0),
        ("esketamine", "level", 1.0),
        ("racemic_r", "area", 6.0),
    ):
        for row in mix(name, counted, hours).rows:
            times = [0.0, hours]
            course = kv.routes.simulate([row.regimen.dose()], times_h=times)
            prefix = {"racemic_r": "r_"}.get(name, "")
            if counted == "area":
                amounts = [course.auc(f"{prefix}{s}", hours) for s in ("ketamine", *METABOLITES)]
            else:
                amounts = [course.ng_per_ml[f"{prefix}{s}"][-1] for s in ("ketamine", *METABOLITES)]
            assert row.shares == pytest.approx([a / sum(amounts) for a in amounts], rel=1e-6)


def test_paths_are_those_of_the_constants():
    found = {r.id: path(r) for r in studied()}
    assert (found["rac_iv40"].arrives, found["rac_iv40"].turned) == pytest.approx((1.0, 0.0))
    for regimen, name in (("rac_oral", "oral"), ("rac_under", "sublingual"), ("rac_nose50", "nasal_other")):
        own = group(name)
        assert (found[regimen].arrives, found[regimen].turned) == pytest.approx((own["F"], own["M"]))
    film = found["s_film"]
    assert film.arrives + film.turned == pytest.approx(
        1.0
    )  # cut: its published first pass makes more than the whole
    assert [name for name, one in found.items() if one.through_liver] == [
        r.id for r in studied() if r.route == "oral"
    ]


def test_ways_past_the_liver_bring_one_mix_and_swallowing_another():
    rows = {row.way: row for row in mix().rows}
    needles = [rows[way].shares[0] for way in ("iv_infusion", "iv_bolus", "im", "sc")]
    assert max(needles) - min(needles) < 0.005
    assert rows["oral"].shares[0] < 0.4 * min(needles)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(GIVEN)))
def test_the_later_the_less_of_it_is_ketamine(name):
    runs = [mix(name, "area", h) for h in HOURS if h >= 1]
    for way in (row.way for row in runs[0].rows):
        shares = [run.row(way).shares[0] for run in runs]
        assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(id_, marks=pytest.mark.xfail(strict=True, reason=MISSED[id_])) if id_ in MISSED else id_
        for id_ in sorted(WITH_SPREAD)
    ],
)
def test_published_ratios_lie_within_their_spread_of_the_model(row):
    m = WITH_SPREAD[row]
    assert m.low <= m.model <= m.high


@pytest.mark.parametrize("hours", [0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 10.0])
def test_norketamine_over_time_after_a_drip(hours):
    (m,) = mix("esketamine", "level", hours).row("iv_infusion").measured
    # Two numbers read off a curve, each within 10%, and the ketamine constants come from other people.
    assert m.model == pytest.approx(m.value, rel=0.35)


def test_every_measured_ratio_is_shown_in_some_state():
    shown = {
        m.id
        for name in GIVEN
        for c in COUNTED
        for h in HOURS
        for row in mix(name, c, h).rows
        for m in row.measured
    }
    assert shown == {r["id"] for r in evidence.rows("routes/metabolite_ratios")}
    assert shown > FITTED


def test_a_ratio_is_no_better_known_than_its_rows():
    seen = {r["id"]: r for r in evidence.rows("routes/pk_observations")}
    order = ["secondary", "abstract", "fulltext"]
    for r in evidence.rows("routes/metabolite_ratios"):
        used = [seen[r[c]] for c in ("ratio", "above", "below") if r[c]]
        assert len(used) in (1, 2)
        assert r["verified"] == min((u["verified"] for u in used), key=order.index)
        assert used[0]["analyte"] == r["substance"]
        if len(used) == 2:
            same = ("ref", "route", "dose_mg", "isomer", "sampling", "t_h", "n")
            assert all(used[0][c] == used[1][c] for c in same)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"given": "mixed"}, "given='mixed'.*allowed: racemic"),
        ({"counted": "peak"}, "counted='peak'.*area, level"),
        ({"hours": 7.0}, "hours=7.0.*0.25"),
        ({"hours": True}, "hours=True"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        mix(**bad)


# ---- the panel -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        *({"given": g} for g in list(GIVEN)[1:]),
        {"counted": "level"},
        *({"hours": h} for h in HOURS[:-1]),
    ],
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize(
    "state", [{}, {"given": "esketamine", "counted": "level", "hours": 1.0}, {"given": "racemic_s"}]
)
def test_words_table_and_cards_carry_what_is_drawn(panel, state):
    panel.set(**state)
    picture = panel._canvas.picture
    for k, row in enumerate(panel.result.rows):
        assert picture.names[k].get_text() == WAYS[row.way]
        for name, share in zip(("ketamine", *METABOLITES), row.shares, strict=True):
            assert picture.parts[k, name].get_text() == percent(share)
            assert f"{name} {percent(share)}" in panel.alt
        for m in row.measured:
            assert said(m) in panel.alt
            assert evidence.cite(m.ref) in panel.table_text
        panel.open_card(row.way)
        assert row.regimen.label in panel.card.html
    drawn = sorted(x for dots in picture.dots.values() for x in dots.get_xdata())
    assert drawn == pytest.approx(sorted(m.value for row in panel.result.rows for m in row.measured))


def test_what_is_left_out_is_said(panel):
    panel.open_card("iv_infusion")
    assert "dehydronorketamine" in panel.card.html
    assert "709" in panel.card.html
    assert "1,051" in panel.card.html


def test_a_click_on_a_row_opens_its_card(panel):
    picture = panel._canvas.picture
    for k, row in enumerate(panel.result.rows):
        assert picture.card_at(picture.bars, 0.5, (k + 0.5) * picture.step) == row.way
    assert picture.card_at(picture.bars, 0.5, -5.0) is None


@pytest.mark.parametrize("guess", ["ketamine", "norketamine", "hydroxynorketamine", "either"])
def test_the_prediction_is_answered_by_the_simulated_people(panel, guess):
    panel.set(given="arketamine", counted="level", hours=0.25)
    panel.guess(guess)
    assert 0.1 < panel.result.row("oral").later_leads < 0.9
    assert "What came out: One of these two" in panel.status
    assert "18 (n = 15, SD 11" in panel.status


def test_ketamine_leads_early_after_a_drip():
    assert mix("racemic", "level", 0.25).row("iv_infusion").most == "ketamine"


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("name", list(GIVEN))
def test_no_lettering_overlaps_or_leaves_the_picture(panel, name, present, lettering_faults):
    for counted in COUNTED:
        for hours in (0.25, 1.0, 24.0):
            panel.set(given=name, counted=counted, hours=hours)
            assert lettering_faults(panel, present) == []


def test_each_row_is_a_known_way():
    assert set(WAYS) == set(ORDER)


def test_a_redraw_is_quick(panel):
    spent = []
    for k in range(6):
        panel.set(hours=(8.0, 6.0)[k % 2])
        start = time.process_time()
        panel.png()
        spent.append(time.process_time() - start)
    assert min(spent[1:]) < 0.06
