"""How often the model's directions hold: counts kept and counts made anew, words and picture."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import evidence, network
from ketamine_viz.network import dependence as model
from ketamine_viz.network.circuit.activity import activity
from ketamine_viz.network.dependence_signals import kept, signal_changes, signal_traces

AGAIN = "run: python tests/network/keep_dependence.py"
CHANGES = {"spread": 0.2, "varied": "onto_interneurons", "block": 0.4, "selectivity": 0.44}
ROWS = evidence.rows("network/dependence_counts")


@pytest.fixture(scope="module")
def panel():
    return network.how_much_depends()


# -- the counts ------------------------------------------------------------------------


def test_all_stops_of_the_sliders_are_kept():
    assert len(ROWS) == len(model.KEPT) * len(model.SPREADS) * len(model.BLOCKS) * len(model.SELECTIVITIES)
    assert {row["varied"] for row in ROWS} == set(model.KEPT)


@pytest.mark.parametrize("row", ROWS[3::80], ids=lambda row: row["id"])
def test_kept_counts_are_those_of_the_model(row):
    selectivity = min(model.SELECTIVITIES, key=lambda s: abs(s - row["selectivity"]))
    found = model.counted(row["spread"], row["varied"], row["block"], selectivity)
    assert found.draws == row["draws"], AGAIN
    # A draw whose change is almost nothing may fall either way with other mathematics libraries.
    for column, counts in (("holds", found.holds), ("lost", found.lost)):
        assert np.abs(np.array(counts) - [int(c) for c in row[column].split(";")]).max() <= 1, AGAIN


def test_what_the_model_page_found():
    """All weights changed by up to a half: 14 of 15 always, weaker opposition in nine draws of ten."""
    found = model.dependence(spread=0.5, varied="all", block=0.2)
    assert len(found.rows) == 15
    assert found.always == 14
    assert found.weakest.id == "rivals_drug"
    assert 0.85 <= found.weakest.share <= 0.95


@pytest.mark.parametrize("varied", model.VARIED)
def test_rows_add_up_and_narrower_is_no_less_sure(varied):
    wide, narrow = (model.dependence(spread, varied) for spread in (0.5, 0.1))
    for row in (*wide.rows, *narrow.rows):
        assert row.holds + row.against + row.lost == wide.draws
        assert min(row.holds, row.against, row.lost) >= 0
    assert sum(r.share for r in narrow.rows) >= sum(r.share for r in wide.rows)


def test_a_change_near_zero_is_a_coin_toss():
    found = model.dependence(selectivity=0.44).rows[0]
    assert abs(found.expected) < 0.005
    assert 0.3 < found.share < 0.8


def test_expected_changes_are_those_of_single_states():
    found = {row.id: row.expected for row in model.dependence(block=0.3, selectivity=0.5).rows}
    before, after = network.simulate(block=0.0), network.simulate(block=0.3, selectivity=0.5)
    assert found["mean_drug"] == pytest.approx(after.measures["mean_z"] - before.measures["mean_z"], abs=1e-6)
    assert found["lhb_drug"] == pytest.approx(after.rates_hz["LHb"] - before.rates_hz["LHb"], abs=1e-6)
    ill = network.simulate(block=0.0, depression=1.0)
    later = network.simulate(block=0.0, depression=1.0, plasticity=0.6)
    assert found["hub_day"] == pytest.approx(
        later.measures["sgacc_dmn_z"] - ill.measures["sgacc_dmn_z"], abs=1e-6
    )


def test_only_chosen_connections_wander():
    rows = evidence.rows("network/connections")
    assert model.chosen_connections("all").all()
    assert model.chosen_connections("onto_interneurons").sum() == sum(row["kind"] == "X" for row in rows)
    assert model.chosen_connections("untraced").sum() == sum(
        not row["anatomy"].startswith("traced") for row in rows
    )
    bases = model.drawn(0.5, "onto_interneurons")
    assert np.ptp(bases.excitatory, axis=0).max() == 0
    assert np.ptp(bases.onto_interneurons, axis=0).max() > 0
    both = model.drawn(0.5, "between_excitatory").excitatory
    assert np.array_equal(both, both.transpose(0, 2, 1))


def test_random_circuits_are_stable_and_have_a_slow_rhythm():
    many = kept(0.5)
    assert len(many.nmda) == 300
    assert many.nmda.max() <= 1
    assert signal_changes(0.3, 1 / 3)["alpha"] == pytest.approx(-0.31, abs=0.01)
    found = {row.id: row.share for row in model.dependence(varied="microcircuit", block=0.3).rows}
    assert min(found["alpha"], found["gamma"]) > 0.95
    assert min(found["lempel_ziv"], found["permutation_entropy"]) > 0.8


def test_traces_of_many_circuits_are_made_as_those_of_one():
    one = activity(0.3)
    assert signal_traces(one.power[None], 12)[0] == pytest.approx(one.traces)
    assert not signal_traces(np.full((1, one.power.size), np.nan), 2).any()


@pytest.mark.parametrize(
    ("name", "told", "allowed"),
    [("spread", 0.25, "0.1, 0.2"), ("varied", "moods", "all, untraced"), ("block", 0, "above 0"),
     ("block", 0.6, "0 to 0.5"), ("selectivity", 2, "0 to 1"), ("spread", True, "0.1, 0.2")],
)  # fmt: skip
def test_bad_arguments_are_named(name, told, allowed):
    with pytest.raises(ValueError, match=f"{name}={told!r}.*{allowed}"):
        model.dependence(**{name: told})


# -- the panel -------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


def test_every_stop_is_a_kept_count(panel):
    """So that no reader waits for a count."""
    known = model._kept()
    for spread in (s for _, s in panel._controls["spread"].stops):
        for block in (s for _, s in panel._controls["block"].stops):
            for selectivity in (s for _, s in panel._controls["selectivity"].stops):
                assert model._key(spread, "all", block, selectivity) in known


@pytest.mark.parametrize("varied", model.VARIED)
def test_words_and_bars_are_the_counts(panel, varied):
    panel.set(varied=varied, selectivity=0.4)
    picture, result = panel._canvas.picture, panel.result
    shown = [text.get_text() for text in picture.counts if text.get_visible()]
    assert len(shown) == len(result.rows)
    for text, row in zip(shown, result.rows, strict=True):
        assert text.endswith(f"({row.holds})")
        assert f": {row.holds}" in panel.alt
    wide = [np.ptp(path.vertices[:, 0]) for path in picture.bars["holds"].get_paths()]
    assert wide == pytest.approx([row.share for row in result.rows if row.holds])
    assert "Model, not data" in panel.alt


def test_the_prediction_is_computed():
    fresh = network.how_much_depends()
    fresh.guess("all")
    assert "What came out: In about half" in fresh.status


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "values",
    [{}, {"selectivity": 0.4}, {"varied": "microcircuit"}, {"varied": "untraced", "block": 0.4, "selectivity": 0.3},
     {"block": 0.4, "selectivity": 0.5}, {"spread": 0.1}],
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, values, present):
    panel.set(**values)
    assert lettering_faults(panel, present) == []


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "selectivity", model.SELECTIVITIES, count=15) < 0.06
