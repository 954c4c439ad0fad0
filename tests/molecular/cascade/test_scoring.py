from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.molecular.cascade import scoring
from ketamine_viz.molecular.cascade.time_course import signs

CLASSES = st.lists(st.sampled_from("abc"), min_size=1, max_size=40)


@given(CLASSES)
def test_kappa_of_a_list_with_itself_is_one(a):
    found = scoring.kappa(a, a)
    assert found is None if len(set(a)) == 1 else found == pytest.approx(1.0)


@given(CLASSES, st.randoms(use_true_random=False))
def test_kappa_is_symmetric_and_at_most_one(a, random):
    b = random.sample(a, len(a))
    one, other = scoring.kappa(a, b), scoring.kappa(b, a)
    assert one == other
    assert one is None or -1 <= one <= 1


def test_kappa_by_hand():
    # 7 of 10 agree; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5 would.
    assert scoring.kappa(list("xxxxxyyyyy"), list("xxxxyxxyyy")) == pytest.approx(0.4)


@pytest.mark.parametrize("seed", range(5))
def test_a_paper_is_on_one_side_of_a_split(seed):
    rows = scoring.rows("high")
    fit, out = scoring.split(rows, seed)
    assert {row["ref"] for row in fit}.isdisjoint(row["ref"] for row in out)
    assert sorted(row["id"] for row in (*fit, *out)) == sorted(row["id"] for row in rows)
    assert len({row["ref"] for row in out}) == pytest.approx(len({row["ref"] for row in rows}) / 2, abs=1)


def test_the_goals():
    found = scoring.score()
    assert found.unmapped == 0
    assert found.kappa > found.trivial_kappa
    splits = scoring.held_out(range(10))
    assert np.mean([one.held_out.kappa for one in splits]) >= 0.55
    assert min(one.held_out.kappa for one in splits) >= 0.55
    assert all(one.held_out.kappa > one.held_out.trivial_kappa for one in splits)
    said = signs()
    assert np.mean([one.agrees for one in said]) >= 0.75


def test_wirings_differ_in_what_they_explain():
    kappas = [scoring.score(wiring).kappa for wiring in ("parallel", "series", "split")]
    assert kappas == sorted(kappas)
    assert len(set(kappas)) == 3


def test_species_are_kept_apart():
    found = scoring.by_species()
    assert sum(one.n for one in found.values()) == scoring.score().n
    # What is known of people is little, and the model does worst there.
    assert min(found, key=lambda name: found[name].agreement) == "human"


def test_contested_rows_are_scored_per_account_and_none_gets_them_all():
    found = scoring.contested(presets=["disinhibition", "opioid"])
    assert list(found) == ["disinhibition", "opioid"]
    assert len({one.n for one in found.values()}) == 1
    assert max(one.agreement for one in found.values()) < 0.6
    with pytest.raises(ValueError, match=r"presets='opiod'.*opioid"):
        scoring.contested(presets=["opiod"])


def test_a_row_no_node_exists_for_is_a_miss():
    row = {**scoring.rows("high")[0], "target_node": "nowhere"}
    found = scoring.score(rows=[row])
    assert (found.unmapped, found.agreement, found.misses) == (1, 0.0, (row["id"],))


def test_a_wiring_has_to_be_known():
    with pytest.raises(ValueError, match=r"wiring='serial'.*series"):
        scoring.score("serial")
