"""Both panels: each control moves picture and words, Reset is exact, nothing overlaps, every number has a source."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.journey.pairings import options, pair
from ketamine_viz.journey.stretch import STOPS
from ketamine_viz.stage.controls import Choice, Toggle

MAKE = {"follow": kv.journey.follow, "two": kv.journey.two_regimens}


@pytest.fixture(scope="module", params=list(MAKE))
def panel(request):
    return MAKE[request.param]()


def others(control):
    if isinstance(control, Choice):
        return [value for _, value in control.options if value != control.value]
    if isinstance(control, Toggle):
        return [not control.value]
    return [value for _, value in control.stops if value != control.value]


def test_every_control_changes_picture_and_words_and_reset_is_exact(panel):
    panel.reset()
    first = panel.png(), panel.alt
    for name, control in panel._controls.items():
        for value in (*others(control)[:4], others(control)[-1]):
            panel.set(**panel._defaults | {name: value})
            assert panel.png() != first[0], (name, value)
            assert panel.alt != first[1], (name, value)
        panel.reset()
        assert (panel.png(), panel.alt) == first, name


def test_there_are_at_most_six_controls(panel):
    assert len(panel._controls) <= 6


def boxes(panel):
    figure = panel._canvas.figure
    renderer = panel._canvas._agg.get_renderer()
    labels = [
        text
        for axes in figure.axes
        for text in (*axes.texts, *axes.get_yticklabels(), *axes.get_xticklabels())
        if axes.get_visible()
    ]
    words = [text for text in (*figure.texts, *labels) if text.get_text() and text.get_visible()]
    return figure, [(text.get_text(), text.get_window_extent(renderer)) for text in words]


CROWDED = {
    "follow": [
        {}, {"at_h": 24.0}, {"plan": "drips8", "at_h": 336.0}, {"plan": "sprays84", "at_h": 672.0},
        {"plan": "rac_oral"}, {"plan": "s_iv10"}, {"plan": "rac_under10"}, {"plan": "rac_push45"}, {"plan": "s_long"},
        {"plan": "rac_release240", "at_h": 2016.0}, {"blocker": "anti_bdnf", "at_h": 72.0}, {"plan": "r_iv60"},
        {"plan": "s_nose56", "setting": "spray_new_antidepressant"}, {"setting": "surgical_masking", "at_h": 336.0},
    ],
    "two": [{"key": key, "at_h": at} for _, key in options() for at in (2 / 3, 2016.0)],
}  # fmt: skip


@pytest.mark.parametrize(("which", "state"), [(w, s) for w, states in CROWDED.items() for s in states])
@pytest.mark.parametrize("present", [False, True])
def test_no_words_overlap_or_leave_the_picture(which, state, present, made):
    panel = made[which]
    panel.set(**panel._defaults | state)
    panel.png(present=present)
    figure, found = boxes(panel)
    for place, (words, box) in enumerate(found):
        assert box.x0 >= 0, words
        assert box.x1 <= figure.bbox.width + 0.5, words
        assert box.y0 >= 0, words
        assert box.y1 <= figure.bbox.height, words
        for other, its in found[place + 1 :]:
            assert not box.padded(-1.5).overlaps(its.padded(-1.5)), (words, other)


@pytest.fixture(scope="module")
def made():
    return {name: make() for name, make in MAKE.items()}


def test_every_plan_is_drawn_described_and_sourced(made):
    panel = made["follow"]
    for _, key in panel._controls["plan"].options:
        panel.set(plan=key)
        assert panel.values["plan"] == key
        assert len(panel.alt) > 500
        cited = {line.text for line in panel.source_lines}
        for ref in panel.result.found.plan.refs:
            assert any(evidence.source(ref).text == text for text in cited)
    panel.reset()


def test_the_table_traces_every_published_number(made):
    panel = made["follow"].set(plan="rac_iv40")
    table = panel.table_text
    for point in panel.result.found.measured:
        assert point.id in table
        assert evidence.cite(point.ref) in table
    for one in (*panel.result.found.session.marks, *panel.result.found.session.arms):
        assert f" {one.id}; {evidence.cite(one.ref)}" in table
    for name in panel.source_lines:
        assert name.text
    assert "model: molecular/cascade_rules" in table
    assert "no control group" in table
    assert "16.7 % midazolam" in table
    assert "control: midazolam" in table
    assert "1 of 15 constants of binding seen in people" in table
    for name, _ in STOPS[1:]:
        assert name in table


def test_every_trial_beside_the_curve_is_in_the_table(made):
    panel = made["follow"].set(plan="sprays84", setting="spray_new_antidepressant")
    for trial in panel.result.found.mood.trials:
        if trial.comparator in panel.result.found.mood.setting.comparators:
            assert evidence.cite(trial.ref) in panel.table_text
    assert "points ahead of the control group" in panel.table_text
    panel.reset()


def test_what_was_not_studied_is_hatched_and_said(made):
    panel = made["follow"].set(plan="rac_oral")
    lanes = panel._canvas.picture._column.lanes
    assert lanes["mood"].patch.get_hatch()
    assert lanes["experience"].patch.get_hatch()
    assert "Mood: not studied" in panel.alt
    panel.set(plan="rac_iv40")
    assert not lanes["mood"].patch.get_hatch()


def test_the_bars_of_sureness_shrink_and_are_empty_where_nothing_is_known(made):
    panel = made["follow"].reset() or made["follow"]
    bars = {level: bar.get_width() for level, bar in panel._canvas.picture._bars.items()}
    assert bars["blood"] > bars["receptors"] > bars["cascade"] > bars["brain"] > 0
    panel.set(blocker="rapamycin")
    assert panel._canvas.picture._bars["mood"].get_width() == 0
    panel.reset()


def test_it_is_said_which_levels_differ(made):
    panel = made["follow"]
    panel.set(blocker="rapamycin")
    assert "cascade, brain and mood differ; blood, receptors and experience do not" in panel.status
    panel.reset()


def test_two_ways_are_never_compared_in_milligrams(made):
    for _, key in options():
        panel = made["two"].set(key=key)
        assert " mg" not in panel.alt
        assert " mg" not in panel.table_text
        figure = panel._canvas.figure
        assert not any("mg" in text.get_text() for text in figure.texts)
    made["two"].reset()


def test_equal_exposure_is_equal_and_has_no_mood():
    found = pair("form_sr")
    left, right = (f.molecules.journey.course.auc() for f in (found.left, found.right))
    assert left == pytest.approx(right, rel=1e-9)
    assert found.left.molecules.ng_per_ml.max() == pytest.approx(100)
    assert found.left.mood.studied
    assert not found.right.mood.studied
    assert found.right.session is None


def test_differences_are_read_off_both_sides():
    found = pair("repeat_drips6", at_h=336.0)
    assert found.differences["blood"][0] == "right peaks as high"
    assert "600% of left" in found.differences["blood"][1]
    for key in ("blocker_nbqx", "blocker_rapamycin", "blocker_bdnf"):
        blocked = pair(key, at_h=24.0).differences
        assert blocked["brain"] == ("right: not computed", "left:\n2 links up, 17 down")
        assert blocked["mood"][0] == "right: not computed"


@pytest.mark.parametrize(("bad", "words"), [({"key": "tea"}, "key='tea'"), ({"at_h": 0.3}, "at_h=0.3")])
def test_bad_arguments_of_a_pair_are_named(bad, words):
    with pytest.raises(ValueError, match=words):
        pair(**bad)
