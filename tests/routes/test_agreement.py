"""The panel of agreement: what is drawn is what the checks say, misses named, nothing recalled."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

import ketamine_viz as kv
from ketamine_viz.routes.agreed import KINDS, agree
from ketamine_viz.routes.figures.agreement import MOST_NAMED, PRESETS, ROLES
from ketamine_viz.routes.one_drip import one_drip
from ketamine_viz.routes.validation import check, scenarios


@pytest.fixture(scope="module")
def panel():
    return kv.routes.agreement()


@pytest.mark.parametrize(
    "change",
    [
        *({"role": role} for role in ROLES),
        *({"kind": kind} for kind in KINDS),
        {"presets": ("venous",)},
        {"presets": ("arterial", "nasal_label")},
    ],
    ids=str,
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_every_run_is_shown_but_those_only_recalled(panel):
    shown = {c.id for c in panel.result.checks}
    assert shown == {r["id"] for r in scenarios() if r["role"] != "recalled"}
    assert {c.role for c in panel.result.checks} == set(ROLES)
    assert {c.kind for c in panel.result.checks} <= set(itertools.chain(*KINDS.values()))
    assert "v84" not in shown
    assert "240" not in panel.table_text


def test_the_title_counts_what_the_checks_say(panel):
    checks = [check(r["id"]) for r in scenarios() if r["role"] != "recalled"]
    held = [c for c in checks if c.role == "held_out"]
    assert panel.description.headline == (
        f"{sum(c.within for c in checks)} of {len(checks)} published numbers are met within their spread; of the "
        f"{len(held)} that set no constant, {sum(c.within for c in held)}."
    )


def test_every_miss_is_ringed_named_and_in_the_words(panel):
    picture, misses = panel._canvas.picture, panel.result.misses
    assert misses == tuple(sorted((c for c in panel.result.checks if not c.within), key=lambda c: c.computed))
    assert 0 < len(misses) <= MOST_NAMED
    assert list(picture.rings.get_xdata()) == [c.published for c in misses]
    assert sum(bool(t.get_text()) for t in picture.names) == len(misses)
    for name in ("slow tablet", "Grant 1981", "Fanta 2015", "Perez-Ruixo 2021"):
        assert name in panel.alt


def test_a_bar_that_reaches_the_diagonal_is_met_and_no_other(panel):
    picture = panel._canvas.picture
    for bars, met in ((picture.bars, True), (picture.missed, False)):
        for (low, y), (high, _) in bars.get_segments():
            assert (low * (1 - 1e-9) <= y <= high * (1 + 1e-9)) == met


def test_every_number_lies_inside_the_frame(panel):
    low, high = panel._canvas.picture.axes.get_xlim()
    for c in panel.result.checks:
        assert low < c.published < high
        assert low < c.computed < high


def test_cards_open_by_number_and_by_click(panel):
    panel.open_card("v86")
    assert "Missed, and kept" in panel.card.html
    assert "Grant" in panel.card.html
    picture = panel._canvas.picture
    assert picture.card_at(picture.axes, 45.0, 21.2) == "v86"
    assert picture.card_at(picture.axes, 1000.0, 0.2) is None
    assert len({c.label for c in picture.cards(panel.result)}) == len(panel.result.checks)


def test_table_and_sources_follow_what_is_shown(panel):
    everything = panel.source_lines
    panel.set(role="interaction")
    assert panel.table_text.count("\n") < 10
    assert {s.key for s in panel.source_lines} < {s.key for s in everything}
    assert "Peltoniemi" in panel.table_text


def test_nothing_of_a_sort_is_said_so(panel):
    panel.set(role="interaction", kind="time")
    assert panel.alt.startswith("Scatter of 0 published numbers")
    assert panel.description.headline == "No published number of this sort is in our tables."
    assert panel.png()


@pytest.mark.parametrize("guess", ["all", "most", "half", "few"])
def test_the_prediction_is_answered_by_the_checks(panel, guess):
    panel.set(kind="time", presets=("venous",))
    panel.guess(guess)
    assert panel.values == {"role": "held_out", "kind": "all", "presets": tuple(PRESETS)}
    assert "What came out: About five in six" in panel.status
    assert ("as you predicted" in panel.status) == (guess == "most")
    assert "20 of 24 are met" in panel.status


@pytest.mark.parametrize("present", [False, True], ids=["normal", "present"])
@pytest.mark.parametrize("role", ["all", *ROLES])
def test_no_words_overlap_or_leave_the_picture(panel, role, present, lettering_faults):
    panel.set(role=role)
    assert lettering_faults(panel, present, air=(0, 0)) == []


def test_unknown_sorts_are_refused(panel):
    with pytest.raises(ValueError, match="role='recalled' is not an option"):
        panel.set(role="recalled")
    assert agree("held_out", "all", ("arterial",)).checks == ()


def notebook_words():
    text = (Path(kv.__file__).parents[1] / "notebooks" / "04_routes_and_forms.ipynb").read_text("utf-8")
    return "\n".join("".join(c["source"]) for c in json.loads(text)["cells"] if c["cell_type"] == "markdown")


def test_the_notebook_tells_what_the_checks_say(panel):
    words, held = notebook_words(), panel.result.held_out
    assert (
        f"Of {len(held)} published numbers that never set a constant, {sum(c.within for c in held)} fall"
        in words
    )
    assert (
        f"{100 * check('v88').computed:.0f} % is left in a vein, where {100 * check('v88').published:.0f} %"
        in words
    )
    assert f"{check('v92').computed:.2f}-fold, where the label prints {check('v92').published:.2f}" in words


def test_the_notebook_tells_what_the_three_models_say():
    words, result = notebook_words(), one_drip(3, False, "none", True)
    low, middle, high = sorted(round(result.end[p]) for p in PRESETS)
    assert f"they give {low}, {middle} and {high} ng/mL" in words
    assert f"leaves {result.end['mixed']:.0f} of the {high}" in words
    exposures = result.exposure.values()
    assert f"differ only {max(exposures) / min(exposures):.1f}-fold" in words
