from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz.molecular.arrows import arrows
from ketamine_viz.molecular.cascade.agents import hypotheses, interventions
from ketamine_viz.molecular.figures.geometry import filled, height_at, outline
from ketamine_viz.molecular.figures.moment import colour, strip_x
from ketamine_viz.molecular.graph import VIEWS, graph
from ketamine_viz.molecular.moments import HOURS, LEAST, OUTCOMES, SYSTEMS, State, moment, whole_run


@pytest.mark.parametrize("hours", [0.0, 0.31, 1.0, 24.0, 336.0])
def test_a_moment_is_the_run_at_that_time(hours):
    run = whole_run("human", "standard", "none")
    state = moment(hours)
    at = run.at(hours)
    assert set(state.nodes) == set(graph())
    for node, one in state.nodes.items():
        assert one.mid == pytest.approx(at[node], abs=1e-6)
        band = run[node]
        for part in ("low", "high"):
            assert getattr(one, part) == pytest.approx(
                np.interp(hours, run.time_h, getattr(band, part)), abs=1e-6
            )


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("account", [one.id for one in hypotheses()])
def test_before_the_dose_nothing_has_moved_and_later_something_has(system, account):
    if system == "human":  # an injection is there at once, an infusion is not
        assert not any(state.moved for state in moment(0.0, system, account).nodes.values())
    assert any(state.moved for state in moment(1 / 12, system, account).nodes.values())
    for state in moment(24.0, system, account).nodes.values():
        assert 0 <= state.low <= state.mid <= state.high <= 1
        assert state.moved == (abs(state.mid - state.before) >= LEAST)


def test_before_means_before_anything_was_done():
    intact, broken = moment(1.0, account="standard"), moment(1.0, agent="trkb_knockout")
    assert {n: s.before for n, s in intact.nodes.items()} == {n: s.before for n, s in broken.nodes.items()}
    assert broken.nodes["trkb"].change < 0
    assert broken.broken == "trkb"


def test_an_agent_that_acts_on_a_part_of_a_box_marks_the_box():
    assert moment(agent="glun2b_interneurons").broken == "nmdar_gaba"
    for agent in interventions():
        assert moment(agent=agent.id).broken in graph()


@pytest.mark.parametrize("view", VIEWS)
def test_only_arrows_the_account_switches_on_are_drawn(view):
    state = moment(1.0, account="trkb", view=view)
    assert {one.story for one in state.arrows} == {"core", "trkb_direct"}
    assert set(state.active) <= set(state.arrows) <= set(arrows(view))
    for one in state.active:
        assert all(state.nodes[end].moved for end in one.ends)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"at_h": -1}, "at_h=-1 is outside the run; allowed: 0 to 336 h"),
        ({"at_h": HOURS + 1}, "at_h=337.0 is outside the run"),
        ({"at_h": float("nan")}, "at_h=nan is outside the run"),
        ({"at_h": True}, "at_h=True is outside the run"),
        ({"system": "cat"}, "system='cat' is unknown; allowed: rat"),
        ({"account": "hnkk"}, "account='hnkk' is unknown; allowed: hnk"),
        ({"agent": "rapamycine"}, "agent='rapamycine' is unknown; allowed: rapamycin"),
        ({"view": "al"}, "view='al' is unknown; allowed: all"),
    ],
)
def test_bad_input_is_named(wrong, words):
    with pytest.raises(ValueError, match=words):
        moment(**wrong)


@settings(max_examples=60)
@given(st.floats(0, HOURS), st.floats(0, HOURS))
def test_the_strip_runs_forward_in_time(a, b):
    if a < b:
        assert strip_x(a) <= strip_x(b)
    assert 84 <= strip_x(a) <= 896


@settings(max_examples=60)
@given(
    st.floats(0, 1),
    st.sampled_from(["ketamine", "ampar", "trkb", "spines", "mtorc1", "gaba_sst", "ad_rapid"]),
)
def test_a_fill_covers_its_share_of_the_box(share, node):
    from ketamine_viz.molecular.arrows import boxes

    box = next(one for one in boxes("core" if node != "gaba_sst" else "more") if one.node == node)
    ring = outline(box)
    part = filled(ring, share)
    left = box.x - box.width / 2
    assert part[:, 0].max() <= left + share * box.width + 1e-6
    assert part[:, 0].min() >= left - 1e-6
    low, high = height_at(ring, left + 0.5 * box.width)
    assert low == pytest.approx(box.y - box.height / 2)
    assert high == pytest.approx(box.y + box.height / 2)


def test_more_and_less_have_colours_of_their_own_and_stronger_changes_stronger_ones():
    up, far_up = colour(State(0.2, 0.3, 0, 1)), colour(State(0.2, 0.6, 0, 1))
    down, still = colour(State(0.6, 0.3, 0, 1)), colour(State(0.2, 0.21, 0, 1))
    assert up[0] > up[2]
    assert down[2] > down[0]
    assert far_up[1] < up[1]
    assert isinstance(still, str)


def test_relief_of_people_with_a_blocker_is_never_simulated():
    for view in ("core", "all"):
        held = moment(24.0, "human", "standard", "rapamycin", view)
        assert held.withheld
        for name in OUTCOMES:
            assert not held.nodes[name].moved
    assert moment(24.0, "human").nodes["ad_rapid"].moved
    assert moment(1.0, "rat", "standard", "rapamycin").nodes["ad_rapid"].moved
