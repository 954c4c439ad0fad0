"""Concentration against occupancy: the arithmetic, its ranges, and what the picture must say of people."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import pools as model
from ketamine_viz.molecular.constants import POOLS, constants
from ketamine_viz.molecular.figures.channel import percent
from ketamine_viz.molecular.figures.pools import POOL_WORDS, regimen_words
from ketamine_viz.molecular.receptor import half_occupying

MOLECULES, POOL = st.sampled_from(sorted(model.MOLECULES)), st.sampled_from(POOLS)
SEEN = {
    "lines": st.sampled_from(model.LINES),
    "molecule": MOLECULES,
    "pool": POOL,
    "magnesium": st.booleans(),
    "regimen": st.sampled_from((*model.REGIMENS, "none")),
}


@given(MOLECULES, POOL, st.floats(1e-4, 1e3), st.floats(1.01, 100), st.booleans())
def test_more_of_a_molecule_occupies_more_and_never_all(molecule, pool, level, factor, magnesium):
    less, more = (float(model.share(molecule, pool, x, magnesium=magnesium)) for x in (level, level * factor))
    assert 0 < less < more < 1


@given(MOLECULES, POOL, st.floats(1e-3, 1e3), st.booleans())
def test_ends_of_the_ranges_enclose_the_middle(molecule, pool, level, magnesium):
    tight, middle, weak = (
        float(model.share(molecule, pool, level, magnesium=magnesium, end=end)) for end in range(3)
    )
    assert weak - 1e-12 <= middle <= tight + 1e-12


@given(MOLECULES, POOL, st.floats(1e-3, 1e2))
def test_magnesium_never_helps_ketamine(molecule, pool, level):
    with_it, without = (float(model.share(molecule, pool, level, magnesium=m)) for m in (True, False))
    assert with_it <= without + 1e-12


@settings(max_examples=20)
@given(st.fixed_dictionaries(SEEN))
def test_the_half_occupying_level_is_where_the_curve_crosses_half(given_values):
    seen = model.pools(**given_values)
    for key, half in seen.half.items():
        pair = (seen.molecule, key) if seen.lines == "pools" else (key, seen.pool)
        assert float(model.share(*pair, half, magnesium=seen.magnesium)) == pytest.approx(0.5)
    assert sorted(key for group in seen.groups for key in group) == sorted(seen.curves)
    assert all(low <= middle <= high for low, middle, high in seen.peak.values())
    assert bool(seen.peak) == (seen.regimen is not None)


def test_the_anchors_are_those_measured():
    rows = {row["id"]: row for row in evidence.rows("molecular/receptor_affinity")}
    using = constants()
    assert float(model.share("racemic", "interneuron", rows["a055"]["value"] / 1000)) == pytest.approx(0.5)
    assert float(model.share("norketamine", "interneuron", rows["a056"]["value"] / 1000)) == pytest.approx(
        0.5
    )
    rest = (rows["a028"]["value"] + rows["a030"]["value"]) / 2
    assert float(model.share("racemic", "resting", rest)) == pytest.approx(0.5, abs=0.01)
    bare = (rows["a027"]["value"] + rows["a029"]["value"]) / 2
    assert float(model.share("racemic", "resting", bare, magnesium=False)) == pytest.approx(0.5, abs=0.01)
    low, _, high = using.without_magnesium
    assert (low, high) == (rows["a029"]["value"], rows["a033"]["value"])


def test_only_magnesium_tells_the_pools_apart_where_there_is_no_other_measurement():
    assert len(model.pools().groups) == 2
    assert model.pools(magnesium=False).groups == (POOLS,)
    assert half_occupying("norketamine", "s", "resting", constants(), magnesium=False) < half_occupying(
        "norketamine", "s", "resting", constants()
    )


def test_levels_are_peaks_of_the_blood_model():
    using, (level, *_) = constants(), model.pools().levels
    course = kv.routes.simulate([level.regimen.dose()], hours=8.0)
    peak = course.cmax("ketamine") / using.mass["ketamine"]
    wanted = [peak * using.free["ketamine"][end] * using.brain[end] for end in range(3)]
    assert list(level.span) == pytest.approx(wanted)
    assert model.pools().peak["interneuron"] == kv.molecular.occupancy(course).peak("interneuron")


def test_a_form_that_was_not_given_has_no_level():
    ids = {level.regimen.id for level in model.pools(molecule="r_ketamine").levels}
    assert ids == set(model.REGIMENS) - {"s_nose84"}
    assert model.pools(molecule="r_ketamine", regimen="s_nose84").level is None


def test_occupancy_takes_magnesium_away_only_if_asked():
    course = kv.routes.simulate([model.regimens()[0].dose()], hours=2.0)
    with_it, without = (kv.molecular.occupancy(course, magnesium=m) for m in (True, False))
    assert np.all(without.block["resting"] >= with_it.block["resting"])
    assert np.array_equal(kv.molecular.occupancy(course).block["resting"], with_it.block["resting"])


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"lines": "pool"}, "lines='pool' .*pools"),
        ({"molecule": "ketamine"}, "molecule='ketamine' .*s_ketamine"),
        ({"pool": "interneurons"}, "pool='interneurons' .*interneuron"),
        ({"magnesium": 0}, "magnesium=0 .*True or False"),
        ({"regimen": "rac_iv"}, "regimen='rac_iv' .*rac_iv40"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        model.pools(**bad)


# -- the panel ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.occupancy_by_pool()


@pytest.mark.parametrize(
    "change",
    [
        {"lines": "molecules"},
        {"molecule": "s_ketamine"},
        {"pool": "resting"},
        {"magnesium": False},
        {"regimen": "s_nose84"},
        {"regimen": "none"},
    ],
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("lines", model.LINES)
@pytest.mark.parametrize("magnesium", [True, False])
def test_lettering_is_clear(panel, lettering_faults, lines, magnesium):
    for molecule in model.MOLECULES:
        for regimen in ("rac_iv40", "s_nose84", "none"):
            for pool in ("interneuron", "extrasynaptic"):
                panel.set(lines=lines, magnesium=magnesium, molecule=molecule, regimen=regimen, pool=pool)
                assert lettering_faults(panel) == [], (molecule, regimen, pool)
    assert lettering_faults(panel, present=True) == []


@pytest.mark.parametrize("state", [{}, {"regimen": "none"}, {"magnesium": False, "lines": "molecules"}])
def test_picture_and_words_say_that_people_were_not_measured(panel, state):
    panel.set(**state)
    written = " ".join(t.get_text() for t in panel._canvas.figure.texts).replace("\n", " ")
    assert "Human occupancy is not known" in written
    assert "model, not data" in written
    assert "human occupancy is not known" in panel.alt
    assert "vanderaart2018" in {line.key for line in panel.source_lines}


def test_words_and_table_carry_what_is_drawn(panel):
    picture, result = panel._canvas.picture, panel.result
    x, y = picture.dot.get_xydata()[0]
    assert x == pytest.approx(result.level.span[1])
    assert y == pytest.approx(100 * float(model.share("racemic", "interneuron", x)), abs=0.05)
    peaks = picture.peaks.get_xdata()
    for drawn, pool in zip(peaks, POOL_WORDS, strict=True):
        assert drawn == pytest.approx(100 * result.peak[pool][1])
        assert f"{POOL_WORDS[pool]} {percent(result.peak[pool][1])}" in panel.alt
    for level in result.levels:
        assert regimen_words(level.regimen) in panel.alt
        assert regimen_words(level.regimen) in panel.table_text


def test_the_prediction_is_answered_by_the_arithmetic(panel):
    panel.guess("most")
    assert "What came out: About a fifth" in panel.status
    assert "Nobody has measured" in panel.status
