"""The scorecard: the stored scores are those of today's model, and the panel shows them."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import evidence
from ketamine_viz.molecular import scores as model
from ketamine_viz.molecular.cascade import scoring
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.wiring import DEFAULT, WIRINGS
from ketamine_viz.molecular.figures import scores as words
from ketamine_viz.molecular.panels.scores import scorecard

STORED = {row["id"]: row for row in evidence.rows("molecular/scorecard")}
NUMBERS = ("n", "agreement", "kappa", "plain_agreement", "plain_kappa")
AGAIN = "run: python tests/molecular/keep_scorecard.py"


@pytest.fixture(scope="module")
def panel():
    return scorecard()


def _same(row):
    kept = STORED.get(row["id"])
    assert kept is not None, AGAIN
    for name in NUMBERS:
        if row[name] is None:
            assert kept[name] is None, AGAIN
        else:
            assert kept[name] == pytest.approx(row[name], abs=5e-4), f"{row['id']}: {AGAIN}"


@pytest.mark.slow
def test_the_stored_scores_are_those_of_the_model():
    """All of the default wiring on undisputed rows, one account on disputed ones."""
    for row in model.computed(("held_out", "species", "contested"), (DEFAULT,), ("hnk",)):
        _same(row)


@pytest.mark.slow
def test_the_stored_directions_are_those_of_the_model():
    rows = model.computed(("signs",), (DEFAULT,))
    assert {row["id"] for row in rows} == {"signs.split", "signs.mouse", "signs.rat", "signs.human"}
    for row in rows:
        _same(row)


def test_nothing_is_missing_from_the_table():
    held = {f"held_out.{line}.{seed:02d}" for line in (*WIRINGS, model.CHOSEN) for seed in model.SPLITS}
    held |= {"held_out.used", "held_out.aside"}
    species = {f"species.{name}" for name in model.SPECIES}
    accounts = {f"contested.{preset.id}" for preset in hypotheses()}
    signs = {f"signs.{line}" for line in (*WIRINGS, "mouse", "rat", "human")}
    assert set(STORED) == held | species | accounts | signs


def test_experiments_are_counted_once():
    high, disputed = scoring.rows("high"), scoring.rows("contested")
    assert sum(STORED[f"species.{name}"]["n"] for name in model.SPECIES) == len(high)
    assert {row["n"] for row in STORED.values() if row["view"] == "contested"} == {len(disputed)}
    assert sum(model.counts().values()) == len(high)
    assert STORED["held_out.used"]["n"] + STORED["held_out.aside"]["n"] == len(high)
    for seed in model.SPLITS:
        fit, out = scoring.split(high, seed)
        assert not {row["ref"] for row in fit} & {row["ref"] for row in out}
        assert STORED[f"held_out.{DEFAULT}.{seed:02d}"]["n"] == len(out)


def test_lines_hold_the_middle_of_their_splits():
    for measure in model.MEASURES:
        for line in model.scorecard("held_out", measure).lines:
            if line.id in (model.USED, model.ASIDE):
                assert line.splits == ()
                continue
            assert len(line.splits) == len(model.SPLITS)
            assert line.model == pytest.approx(np.median(line.splits))
        for view in ("species", "contested", "signs"):
            assert all(line.splits == () for line in model.scorecard(view, measure).lines)


def test_all_accounts_have_a_line_in_the_order_of_the_table():
    assert [line.id for line in model.scorecard("contested").lines] == [p.id for p in hypotheses()]


def test_a_rule_that_always_says_up_has_no_kappa():
    for line in model.scorecard("signs").lines:
        assert line.plain == 0


def test_beaten_lines_are_those_on_which_the_rule_is_as_good():
    card = model.scorecard("contested", "agreement")
    for line in card.lines:
        assert (line in card.beaten) == (line.model <= line.plain)


@pytest.mark.parametrize(
    ("view", "measure", "says"), [("x", "kappa", "view='x'"), ("signs", "x", "measure='x'")]
)
def test_bad_input_is_named(view, measure, says):
    with pytest.raises(ValueError, match=says) as caught:
        model.scorecard(view, measure)
    assert "allowed" in str(caught.value)


# -- the panel ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [{"view": "species"}, {"view": "contested"}, {"view": "signs"}, {"measure": "agreement"}],
    ids=str,
)
def test_every_control_shows_in_picture_and_words(panel, change, answers):
    answers(panel, change)


@pytest.mark.parametrize("measure", model.MEASURES)
@pytest.mark.parametrize("view", model.VIEWS)
def test_the_description_holds_the_drawn_numbers(panel, view, measure):
    panel.set(view=view, measure=measure)
    for line in panel.result.lines:
        assert f"{line.name} ({line.n}) {words.said(line, measure)}" in panel.description.values
    drawn = panel._canvas.picture.model.get_xdata()
    assert len(drawn) == len(panel.result.lines)
    assert list(np.argsort(drawn, kind="stable")) == list(
        np.argsort([line.model for line in panel.result.lines], kind="stable")
    )
    assert len(panel._canvas.picture.table(panel.result).rows) == len(panel.result.lines)
    assert "printed less often" in panel.alt


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("measure", model.MEASURES)
@pytest.mark.parametrize("view", model.VIEWS)
def test_words_stay_clear_of_each_other(panel, view, measure, present, lettering_faults):
    panel.set(view=view, measure=measure)
    assert lettering_faults(panel, present) == []


def test_the_prediction_is_answered_by_the_table(panel):
    panel.guess("one")
    assert panel.result.view == "contested"
    winning = len(panel.result.lines) - len(panel.result.beaten)
    assert ("What came out: None" in panel.alt) == (winning == 0)


def test_sources_follow_the_view(panel):
    before = panel.source_lines
    panel.set(view="signs")
    assert panel.source_lines != before
