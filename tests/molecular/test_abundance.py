"""Cells by messenger: the dots add up, the bands are to scale, and the counts are those of the table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import abundance as model
from ketamine_viz.molecular.figures.channel import percent

ROWS = {row["id"]: row for row in evidence.rows("molecular/cell_counts")}


def test_the_cortex_is_its_share_of_all_neurons():
    one = model.abundance()
    assert one.cortex == pytest.approx(ROWS["cc02"]["value"] * 1e9 * ROWS["cc01"]["value"] / 100)
    assert one.per_dot * model.DOTS == pytest.approx(one.cortex)


@given(st.floats(0, 0.5), st.floats(0, 0.5))
def test_dark_dots_are_the_share_and_a_larger_share_keeps_them(one, other):
    low, high = sorted((one, other))
    few, many = (model.abundance(gaba=share).is_gaba for share in (low, high))
    assert few.sum() == round(low * model.DOTS)
    assert not np.any(few & ~many)


def test_counts_are_those_of_the_table():
    counts = model.counts()
    assert counts["dopamine"].low == counts["dopamine"].high == ROWS["cc10"]["value"]
    assert counts["serotonin"].low == ROWS["cc06"]["value"]
    assert counts["serotonin"].high == ROWS["cc06"]["value"] + ROWS["cc07"]["value"]
    assert counts["noradrenaline"].low == ROWS["cc09"]["low"]
    assert counts["noradrenaline"].low < ROWS["cc09"]["high"] < counts["noradrenaline"].high
    for group, count in counts.items():
        assert count.group == group
        assert {row["species"] for row in ROWS.values() if row["ref"] in count.refs} == {"human"}


def test_all_monoamine_cells_of_a_brain_fit_into_one_dot():
    one = model.abundance()
    assert sum(one.dots(group, "high") for group in model.MONOAMINES) < 1


def test_shares_of_gaba_are_the_published_ones_from_the_smallest():
    shares = model.gaba_shares()
    assert list(shares) == sorted(shares)
    assert len(shares) == sum(row["group"] == "gaba" for row in ROWS.values())


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"gaba": 0.6}, "gaba=0.6 .*0 to 0.5"),
        ({"gaba": True}, "gaba=True .*0 to 0.5"),
        ({"count": "most"}, "count='most' .*low, high"),
        ({"focus": "serotonine"}, "focus='serotonine' .*serotonin"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        model.abundance(**bad)


# -- the panel ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.messengers()


@pytest.mark.parametrize("change", [{"focus": "dopamine"}, {"count": "low"}, {"gaba": 0.1}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("focus", model.MONOAMINES)
def test_lettering_is_clear(panel, lettering_faults, focus, present):
    for count in model.COUNTS:
        panel.set(focus=focus, count=count)
        assert lettering_faults(panel, present) == []


@pytest.mark.parametrize("count", model.COUNTS)
def test_bands_are_to_scale_and_said(panel, count):
    panel.set(count=count)
    floor = 0.0
    for group, band in panel._canvas.picture.squares.items():
        wanted = getattr(panel.result.counts[group], count) / panel.result.per_dot
        assert (band.get_y(), band.get_height()) == pytest.approx((floor, wanted))
        floor += wanted
        assert f"{percent(wanted)} of one dot" in panel.alt
        assert f"{panel.result.counts[group].high:,.0f}" in panel.table_text
    assert panel._canvas.picture.image.get_array().sum() == 0.2 * model.DOTS


def test_the_prediction_is_answered_by_the_counts(panel):
    panel.guess("hundred")
    assert "What came out: Less than one" in panel.status
