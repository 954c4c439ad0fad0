"""The model's own tables: every rule stands for arrows of the map, or says that it is assumed."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.cascade.tables import FORMS, KINDS, ROLES, members, nodes, rules, states
from ketamine_viz.molecular.cascade.wiring import TRIGGERS, WIRINGS, checked, layers, network

EDGES = {row["id"]: row for row in kv.evidence.rows("molecular/cascade_edges")}
MAP = [row["id"] for row in kv.evidence.rows("molecular/cascade_nodes")]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_stands_for_arrows_or_says_that_it_is_assumed(rule):
    assert rule.role in ROLES
    assert rule.form in FORMS
    assert 0 < rule.weight <= 1
    ends = (states()[rule.source].node, states()[rule.target].node)
    drawn = [(EDGES[e]["source"], EDGES[e]["target"]) for e in rule.edges]
    if rule.basis == "edge":
        assert ends in drawn
        lowers = rule.role == "brake" or rule.form.startswith("not_")
        signs = {EDGES[e]["sign"] for e in rule.edges} - {"modulates"}
        assert not signs or ("inhibits" in signs) == lowers
    else:
        assert rule.words
    if rule.basis == "folded":
        assert rule.edges
    if rule.edges and rule.hypothesis not in {EDGES[e]["hypothesis"] for e in rule.edges}:
        assert rule.words
    assert all(EDGES[e]["refs"] for e in rule.edges)
    if rule.form in ("hill", "not_hill"):
        assert 0.2 <= rule.half <= 0.7
        assert 1 <= rule.hill <= 4
    else:
        assert rule.half is None
        assert rule.hill is None


@pytest.mark.parametrize("state", states().values(), ids=lambda state: state.id)
def test_a_state_has_what_its_kind_needs(state):
    assert state.kind in KINDS
    assert 0 <= state.rest <= 1
    moves = state.kind == "state"
    assert (state.rise_h is not None, state.fall_h is not None) == (moves, moves)
    if moves:
        assert state.rise_h > 0
        assert state.fall_h > 0
    targeted = any(rule.target == state.id for rule in rules())
    assert targeted == (state.kind in ("algebraic", "state"))


def test_the_whole_map_is_simulated():
    assert set(nodes()) == set(MAP)
    assert all(node in members(node) for node in MAP)


def test_two_rules_never_share_their_draws():
    names = [(r.target, r.role, r.term, r.source, w) for r in rules() for w in r.wirings]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("wiring", WIRINGS)
@pytest.mark.parametrize("trigger", TRIGGERS)
def test_each_state_needs_only_earlier_ones(wiring, trigger):
    net = network(wiring, checked(["core", trigger]))
    seen = set()
    for part in net.parts:
        for rule in (*(r for term in part.drives for r in term), *part.gates, *part.brakes):
            assert rule.source in seen
        seen.add(part.state.id)
    assert seen == set(states())


def test_wirings_are_different_structures():
    kinds = {name: {(r.source, r.target, r.role, r.term) for r in network(name).rules} for name in WIRINGS}
    assert len(WIRINGS) >= 3
    assert all(kinds[a] != kinds[b] for a in WIRINGS for b in WIRINGS if a != b)
    products = {name: sum(len(t) > 1 for p in network(name).parts for t in p.drives) for name in WIRINGS}
    assert products["parallel"] < products["series"]
    split = {rule.source for rule in network("split").rules}
    assert {"glun2a", "glun2b", "glun2d", "evoked_need"} <= split
    assert not {"glun2a", "glun2b", "glun2d"} & {rule.source for rule in network("series").rules}


def test_every_hypothesis_of_the_map_switches_something():
    assert {rule.hypothesis for rule in rules()} == set(layers())


@pytest.mark.parametrize(
    "given", [[], ["core"], ["disinhibition"], ["core", "opioid"], ["core", "serotonin"]]
)
def test_core_and_a_trigger_are_needed(given):
    with pytest.raises(ValueError, match=r"hypotheses=.*'core' and at least one of disinhibition"):
        checked(given)


def test_an_unknown_hypothesis_names_the_nearest():
    with pytest.raises(ValueError, match=r"'disinhibitoin' is unknown; allowed: disinhibition"):
        checked(["core", "disinhibitoin"])
    with pytest.raises(ValueError, match="is one word"):
        checked("core")
