from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.interventions import OPERATIONS
from ketamine_viz.molecular.cascade.tables import states
from ketamine_viz.molecular.cascade.wiring import TRIGGERS, WIRINGS, layers

DRIP = kv.Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0)
DRUG = kv.routes.simulate([DRIP])
NODES = [row["id"] for row in kv.evidence.rows("molecular/cascade_nodes")]


def run(course=DRUG, hours=72.0, draws=20, **others):
    return kv.molecular.simulate(course, hours, draws=draws, **others)


def test_the_example_of_the_manual():
    found = kv.molecular.simulate(
        DRUG, hours=336.0, interventions=["rapamycin"], hypotheses=["core", "disinhibition"], draws=50, seed=1
    )
    assert 250 <= len(found.time_h) <= 350
    assert (found.time_h[0], found.time_h[-1]) == (0.0, 336.0)
    assert found.hypotheses == ("core", "disinhibition")
    assert [one.node for one in found.interventions] == ["mtorc1"]
    assert sorted(found.block) == ["evoked", "extrasynaptic", "habenula", "interneuron", "resting"]
    assert found["mtorc1"].mid.shape == found.time_h.shape
    assert found.nodes == tuple(dict.fromkeys(found.nodes))
    assert set(found.nodes) == set(NODES)


@pytest.mark.parametrize("wiring", WIRINGS)
@pytest.mark.parametrize("draws", [1, 37, 200])
def test_no_dose_gives_exactly_flat_lines(wiring, draws):
    for course in (
        kv.molecular.rodent(0.0),
        SimpleNamespace(time_h=[0.0, 400.0], ng_per_ml={"s_ketamine": [0.0, 0.0], "r_ketamine": [0.0, 0.0]}),
    ):
        found = run(course, draws=draws, wiring=wiring, hypotheses=layers())
        for name in states():
            assert np.ptp(found.values(name), axis=1).max() == 0.0, name
        assert not any(share.any() for share in found.block.values())


@given(
    mg_per_kg=st.floats(0, 300),
    species=st.sampled_from(["mouse", "rat", "slice"]),
    form=st.sampled_from(["racemic", "esketamine", "arketamine", "hydroxynorketamine"]),
    trigger=st.sets(st.sampled_from(layers()), max_size=12),
    wiring=st.sampled_from(WIRINGS),
    node=st.sampled_from(NODES),
    operation=st.sampled_from(OPERATIONS),
    window=st.tuples(st.floats(0, 20), st.floats(0.1, 20)),
    seed=st.integers(0, 5),
)
@settings(max_examples=40)
def test_an_activity_is_a_share(mg_per_kg, species, form, trigger, wiring, node, operation, window, seed):
    what = kv.molecular.Intervention(node, operation, window[0], window[0] + window[1])
    found = kv.molecular.simulate(
        kv.molecular.rodent(mg_per_kg, species, form),
        48.0,
        [what],
        {"core", "disinhibition", *trigger},
        5,
        seed,
        wiring=wiring,
        points=100,
    )
    for name in states():
        values = found.values(name)
        assert np.isfinite(values).all()
        assert values.min() >= 0
        assert values.max() <= 1
        band = found[name]
        assert np.all((band.low <= band.mid) & (band.mid <= band.high))


@given(st.floats(0.5, 200), st.floats(1.05, 20))
@settings(max_examples=25)
def test_more_drug_never_leaves_more_inhibition(mg_per_kg, factor):
    less, more = (run(kv.molecular.rodent(mg, "rat"), draws=5) for mg in (mg_per_kg, mg_per_kg * factor))
    for node in ("gaba_sst", "gaba_pv", "gaba", "nmdar_gaba"):
        assert np.all(more.values(node) <= less.values(node) + 1e-6)


def test_bands_are_percentiles_of_the_draws():
    found = run()
    values = found.values("spines")
    assert found["spines"].mid == pytest.approx(np.median(values, axis=0))
    assert found["spines"].low == pytest.approx(np.quantile(values, 0.1, axis=0))
    assert found["spines"].high == pytest.approx(np.quantile(values, 0.9, axis=0))
    change = values - found.baseline.values("spines")
    assert found.effect("spines").mid == pytest.approx(np.median(change, axis=0))


def test_the_same_seed_gives_the_same_run_and_another_does_not():
    one, same, other = run(seed=1), run(seed=1), run(seed=2)
    assert np.array_equal(one.values("mtorc1"), same.values("mtorc1"))
    assert not np.array_equal(one.values("mtorc1"), other.values("mtorc1"))


def test_draw_0_is_the_middle_of_every_range_whatever_the_seed():
    assert run(seed=1).values("spines")[0] == pytest.approx(run(seed=9, draws=1).values("spines")[0])


def test_switching_a_layer_does_not_reshuffle_the_draws():
    before = run()
    after = run(hypotheses=(*before.hypotheses, "opioid"))
    assert np.array_equal(before.values("gaba"), after.values("gaba"))


def test_a_value_between_two_times_lies_on_the_line():
    found = run()
    k = 100
    between = float(found.time_h[k] + found.time_h[k + 1]) / 2
    middle = found["ca"].mid[k : k + 2].mean()
    assert found.at(between)["ca"] == pytest.approx(middle, abs=1e-6)
    assert found.at(72.0)["ca"] == pytest.approx(found["ca"].mid[-1])
    assert found.at(0.0)["ca"] == pytest.approx(found["ca"].mid[0])
    assert set(found.at(1.0)) == set(NODES)


def test_a_layer_that_is_off_is_flat_and_its_trigger_alone_moves_the_outcome():
    found = run(hypotheses=["core", "disinhibition"])
    for node in ("adenosine", "lhb_burst", "serotonin", "cytokines", "eef2k"):
        assert np.ptp(found.values(node), axis=1).max() == 0.0, node
    assert found.outcome("rapid_effect").mid.max() > 0.01


@pytest.mark.parametrize(
    "trigger", [name for name in TRIGGERS if name not in ("extrasynaptic_GluN2B", "hcn1")]
)
def test_most_triggers_alone_help(trigger):
    found = run(kv.molecular.rodent(30.0), hypotheses=["core", trigger])
    assert max(found.outcome(name).mid.max() for name in ("rapid_effect", "sustained_effect")) > 0.005


def test_a_knockout_settles_before_the_dose():
    found = run(interventions=[kv.molecular.Intervention("fourebp", "knockout")])
    intact = run()
    assert found["translation"].mid[0] > intact["translation"].mid[0] + 0.3
    # Occlusion: what is high already rises no further.
    assert found.effect("syn_prot").mid.max() < 0.3 * intact.effect("syn_prot").mid.max()


def test_a_window_acts_inside_and_not_before_or_after():
    found = run(interventions=[kv.molecular.Intervention("ampar", "block", 5.0, 6.0)])
    intact = run()
    time = found.time_h
    inside = (time >= 5) & (time <= 6)
    base = np.interp(time, intact.time_h, intact["ampar"].mid)
    assert found["ampar"].mid[inside] == pytest.approx(0.1 * base[inside], rel=0.02)
    assert found["ampar"].mid[time < 4.999] == pytest.approx(base[time < 4.999], abs=2e-3)
    assert found["ampar"].mid[time > 6.001] == pytest.approx(base[time > 6.001], abs=2e-3)


def test_the_effect_is_measured_against_the_same_hands_without_drug():
    what = kv.molecular.Intervention("ampar", "block", 5.0, 6.0)
    found = run(kv.molecular.rodent(0.0), interventions=[what])
    assert np.ptp(found["ampar"].mid) > 0.1
    assert not found.effect("ampar").mid.any()


def test_glutamate_turns_over_with_the_dose_and_so_does_the_benefit_a_day_later():
    doses = (3.0, 10.0, 30.0, 100.0, 200.0)
    runs = [run(kv.molecular.rodent(mg, "rat"), 48.0, draws=40) for mg in doses]
    at_peak = [float(np.interp(0.3, r.time_h, r.effect("glutamate").mid)) for r in runs]
    day = [float(np.interp(24.0, r.time_h, r.outcome("rapid_effect").mid)) for r in runs]
    assert at_peak[1] > at_peak[0] > 0
    assert at_peak[-1] < 0
    assert max(day) in day[1:3]
    assert day[-1] < 0.5 * max(day)


def test_the_habenula_lets_go_slowly():
    found = run(kv.molecular.rodent(10.0), hypotheses=["core", "lateral_habenula"])
    assert np.interp(24.0, found.time_h, found.block["habenula"]) > 0.15
    assert np.interp(24.0, found.time_h, found.block["interneuron"]) < 1e-6
    assert np.interp(24.0, found.time_h, found.effect("lhb_burst").mid) < -0.05


def test_several_doses_add_up():
    weekly = [kv.Dose("racemic", "iv_infusion", 35.0, 40.0, at_h=84.0 * k) for k in range(4)]
    one, four = run(hours=336.0), run(kv.routes.simulate(weekly), hours=336.0)
    assert four.effect("spines").mid[-1] > 1.5 * one.effect("spines").mid[-1]
    assert len(four.time_h) < 360


def test_a_course_that_ends_with_drug_left_is_refused():
    short = SimpleNamespace(time_h=[0.0, 1.0], ng_per_ml={"s_ketamine": [0.0, 90.0]})
    with pytest.raises(ValueError, match=r"course ends at 1 h while s_ketamine is still there"):
        run(short)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"hours": 0}, r"hours=0 .*above 0 up to"),
        ({"hours": "long"}, r"hours='long'"),
        ({"hours": True}, r"hours=True"),
        ({"draws": 0}, r"draws=0 .*from 1 to"),
        ({"draws": 2.5}, r"draws=2.5"),
        ({"seed": -1}, r"seed=-1"),
        ({"points": 5}, r"points=5"),
        ({"wiring": "serial"}, r"wiring='serial'.*series"),
        ({"hypotheses": []}, r"hypotheses=\[\].*'core' and at least one"),
        ({"hypotheses": ["core", "opiod"]}, r"'opiod'.*opioid"),
        ({"interventions": ["rapamicin"]}, r"interventions='rapamicin'.*rapamycin"),
        ({"interventions": "rapamycin"}, r"interventions='rapamycin' is a single one"),
        ({"interventions": ["rapamycin"], "hours": 12.0}, r"leaves the run.*hours=12"),
    ],
)
def test_bad_input_names_argument_value_and_what_is_allowed(others, words):
    with pytest.raises(ValueError, match=words):
        run(**others)


def test_unknown_nodes_name_the_nearest():
    found = run(draws=1)
    for call in (found.__getitem__, found.effect, found.values):
        with pytest.raises(ValueError, match=r"node='mtorc' is unknown; allowed: mtorc1"):
            call("mtorc")
    with pytest.raises(ValueError, match=r"name='rapid'.*rapid_effect"):
        found.outcome("rapid")
    for t in (-1.0, 73.0, "noon", True):
        with pytest.raises(ValueError, match=r"t_h=.* outside the run; allowed: 0 to 72 h"):
            found.at(t)
