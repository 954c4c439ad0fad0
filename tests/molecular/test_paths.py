from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import steps
from ketamine_viz.molecular.paths import LEVELS, STRENGTHS, find_paths, pick

CASCADE = kv.molecular.graph()
NODES = sorted(CASCADE)
PAIRS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])


def chains(source, target, level):
    """The same by another way: depth first over the tables' rows."""
    rows = [row for row in steps().values() if LEVELS[level](row)]
    key_of = {id(row): key for key, row in steps().items()}

    def follow(node, seen, taken):
        if node == target:
            yield tuple(taken)
            return
        for row in rows:
            if row["source"] == node and row["target"] not in seen:
                yield from follow(row["target"], seen | {row["target"]}, [*taken, key_of[id(row)]])

    return set(follow(source, {source}, []))


@settings(max_examples=40)
@given(PAIRS, st.sampled_from(["supported", "strong", "human", "undisputed"]))
def test_every_chain_is_found_and_no_other(pair, level):
    answer = find_paths(*pair, level)
    assert {path.steps for path in answer.found} == chains(*pair, level)


@settings(max_examples=40)
@given(PAIRS, st.sampled_from(sorted(LEVELS)))
def test_a_path_hangs_together_and_uses_only_what_is_allowed(pair, level):
    for path in find_paths(*pair, level).found:
        assert (path.nodes[0], path.nodes[-1]) == pair
        assert len(set(path.nodes)) == len(path.nodes)
        for key, (a, b) in zip(path.steps, pairwise(path.nodes), strict=True):
            assert CASCADE.has_edge(a, b, key)
            assert LEVELS[level](steps()[key])
        lowering = sum(steps()[key]["sign"] == "inhibits" for key in path.steps)
        if all(steps()[key]["sign"] != "modulates" for key in path.steps):
            assert path.sign == ("inhibits" if lowering % 2 else "activates")
        else:
            assert path.sign == "modulates"
        ranks = [STRENGTHS.index(steps()[key]["strength"]) for key in path.steps]
        assert STRENGTHS.index(path.strength) == max(ranks)
        assert bool(path.weakest) == (len(set(ranks)) > 1)
        assert all(one in steps()[key]["species"] for one in path.species for key in path.steps)
        assert set(path.refs) == {ref for key in path.steps for ref in steps()[key]["refs"]}


@settings(max_examples=40)
@given(PAIRS, st.sampled_from(sorted(LEVELS)))
def test_the_best_supported_come_first(pair, level):
    found = find_paths(*pair, level).found
    ranks = [(STRENGTHS.index(path.strength), len(path.steps)) for path in found]
    assert ranks == sorted(ranks)


@settings(max_examples=40)
@given(PAIRS, st.sampled_from(["strong", "human", "supported"]))
def test_what_blocks_is_the_least_that_would_open_the_way(pair, level):
    answer = find_paths(*pair, level)
    every = find_paths(*pair, "all").found
    if answer.found or not every:
        assert answer.nearest is None
        assert answer.missing == ()
        return
    lacking = [sum(not LEVELS[level](steps()[key]) for key in path.steps) for path in every]
    assert len(answer.missing) == min(lacking) > 0
    assert set(answer.missing) < set(answer.nearest.steps) | {"-"}
    assert not any(LEVELS[level](steps()[key]) for key in answer.missing)


@settings(max_examples=40)
@given(PAIRS)
def test_a_one_way_street_is_seen(pair):
    answer = find_paths(*pair, "all")
    if not answer.found:
        assert answer.backwards == nx.has_path(CASCADE, pair[1], pair[0])


def test_spines_have_many_chains_and_none_on_strong_evidence_alone():
    assert len(find_paths("ketamine", "spines").found) == 97
    blocked = find_paths("ketamine", "spines", "strong")
    assert blocked.found == ()
    assert blocked.missing


def test_a_story_keeps_to_its_own_arrows_and_the_shared_ones():
    for path in find_paths("ketamine", "spines", story="direct_inhibition_eEF2K").found:
        assert {steps()[key]["hypothesis"] for key in path.steps} <= {"core", "direct_inhibition_eEF2K"}
    assert find_paths("ketamine", "ad_rapid", "all", "opioid").found


def test_past_the_last_path_is_the_last():
    few = pick("ketamine", "hcn1", "all", "all", 20)
    assert few.number == 1
    assert few.path.steps == ("e084",)
    assert pick("spines", "ketamine", "all", "all", 3).path is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"source": "ketamin"}, "source='ketamin' is unknown; allowed: ketamine"),
        ({"target": "spine"}, "target='spine' is unknown; allowed: spines"),
        ({"level": "weak"}, "level='weak' is unknown; allowed: all, undisputed, supported, strong, human"),
        ({"story": "opiod"}, "story='opiod' is unknown; allowed: opioid"),
        ({"target": "ketamine"}, "target='ketamine' is the source as well; allowed: another node"),
    ],
)
def test_bad_input_is_named(wrong, words):
    with pytest.raises(ValueError, match=words):
        find_paths(**{"source": "ketamine", "target": "spines", **wrong})


def test_a_path_of_no_number_is_refused():
    with pytest.raises(ValueError, match="number=0 is not allowed; allowed: from 1"):
        pick("ketamine", "spines", "all", "all", 0)
