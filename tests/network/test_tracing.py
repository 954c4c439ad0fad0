"""The wiring as anatomists have seen it: what is drawn is counted from the table, by any choice."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz import evidence, network
from ketamine_viz.network.anatomy import GRADES, connections, counts
from ketamine_viz.network.figures.tracing import LOOKS, TracedWiring, finding, ways
from ketamine_viz.network.schematic import index
from ketamine_viz.network.tracing import ENDS, SEEN, trace

CHANGES = [{"region": "LHb"}, {"seen": "open"}, {"ends": "X"}]
CHOICES = {"region": ("all", *index()), "seen": tuple(SEEN), "ends": tuple(ENDS)}


@pytest.fixture(scope="module")
def panel():
    return network.traced_wiring()


@given(*(st.sampled_from(allowed) for allowed in CHOICES.values()))
def test_what_is_drawn_fits_the_choice_and_nothing_that_fits_is_left_out(region, seen, ends):
    chosen = set(trace(region, seen, ends).chosen)
    for one in connections():
        fits = region in ("all", one.source, one.target) and ends in ("all", one.kind)
        fits = fits and {"all": True, "traced": one.traced, "open": not one.traced}[seen]
        assert (one in chosen) == fits


@pytest.mark.parametrize(("name", "value"), [("region", "PFC"), ("seen", "yes"), ("ends", "GABA")])
def test_errors_name_the_argument_its_value_and_what_is_allowed(name, value):
    with pytest.raises(ValueError, match=f"{name}='{value}' is not allowed; allowed: all, ") as found:
        trace(**{name: value})
    assert all(word in str(found.value) for word in CHOICES[name])


def test_traced_and_open_make_up_all():
    both = {*trace(seen="traced").chosen, *trace(seen="open").chosen}
    assert both == set(connections())
    assert not set(trace(seen="traced").chosen) & set(trace(seen="open").chosen)


def test_grades_differ_in_line_and_not_in_colour_alone():
    assert list(LOOKS) == list(GRADES)
    assert len({str(line) for _, line, _, _ in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: next(iter(c)))
def test_each_control_answers_and_reset_restores(panel, answers, change):
    answers(panel, change)


def test_every_control_is_tried(panel):
    assert {name for change in CHANGES for name in change} == set(panel.values)


@settings(max_examples=25, deadline=None)
@given(*(st.sampled_from(allowed) for allowed in CHOICES.values()))
def test_words_table_and_counts_say_what_is_drawn(region, seen, ends):
    picture, result = TracedWiring(), trace(region, seen, ends)
    said, table = picture.describe(result), picture.table(result)
    assert len(table.rows) == len(result.chosen)
    assert sum(ways(result.chosen).values()) == len(result.chosen)
    numbers = [int(word) for word in finding(result).replace(":", "").split() if word.isdigit()]
    assert (numbers[:1] or [0]) == [len(result.chosen)]
    assert sum(numbers[1:]) == len(result.chosen)
    for one in result.chosen:
        assert one.traced or f"{one.source} and {one.target}, {LOOKS[one.grade][3]}" in said.values
    if not result.chosen:
        assert "widen" in said.values


def test_lines_stand_in_the_picture_by_grade(panel):
    panel.set(region="MD")
    picture, chosen = panel._canvas.picture, trace("MD").chosen
    for grade, n in counts(chosen).items():
        assert len(picture.links[grade].get_segments()) == n
        assert picture.numbers[grade].get_text() == str(n)
    assert len(picture.others.get_segments()) == len(connections()) - len(chosen)


def test_a_head_stands_where_fibres_were_seen_to_arrive(panel):
    picture = panel._canvas.picture
    at = {one.id: one for one in connections()}
    boxes = dict(zip(index(), picture.boxes, strict=True))

    def near(shape, region):
        box = boxes[region]
        return (
            abs(np.mean(shape[:, 0]) - box.x) < box.half_width + 25 and abs(np.mean(shape[:, 1]) - box.y) < 35
        )

    (forward,) = picture.arrows["k62"]
    assert near(forward, "VTA")
    (back,) = picture.arrows["k53"]
    assert near(back, "MD"), "shown from LHb to MD though the table names MD first"
    assert len(picture.arrows["k02"]) == 2
    assert picture.arrows["k15"] == [], "nothing was seen"
    assert picture.arrows["k08"] == [], "imaging cannot tell which way"
    assert at["k15"].grade == "unverified"


def test_connections_of_one_pair_do_not_lie_on_each_other(panel):
    curves = panel._canvas.picture.curves
    pairs = [
        (a.id, b.id)
        for a, b in product(connections(), repeat=2)
        if a.id < b.id and {a.source, a.target} == {b.source, b.target}
    ]
    assert pairs
    for a, b in pairs:
        middle = len(curves[a]) // 2
        assert np.hypot(*(curves[a][middle] - curves[b][middle])) > 5


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "change", [{}, {"region": "dmPFC"}, {"region": "CAU", "seen": "open"}, {"ends": "X"}], ids=str
)
def test_lettering_is_clear(panel, lettering_faults, change, present):
    panel.set(**change)
    assert not lettering_faults(panel, present)


def test_a_click_opens_the_card_of_a_region(panel):
    box = panel._canvas.picture.boxes[index()["LHb"]]
    assert panel._canvas.picture.card_at(panel._canvas.picture.axes, box.x, box.y) == "LHb"
    panel.open_card("LHb")
    assert "traced in rats or mice, from LHb to VTA" in panel.card.html


def test_the_guess_is_answered_from_the_table():
    panel = network.traced_wiring()
    panel.guess("most")
    seen = [one for one in connections() if one.cell_type == "partly_seen"]
    onto = [one for one in connections() if one.kind == "X"]
    assert panel.values["ends"] == "X"
    assert f"For {len(seen)} of {len(onto)}" in panel.status
    assert len(seen) * 2 <= len(onto)
    assert "Less than half" in panel.status


def test_sources_are_those_of_what_is_drawn(panel):
    panel.set(region="V1")
    for one in trace("V1").chosen:
        for key in one.refs:
            assert evidence.reference(key).authors in panel._sources_html.value
    assert evidence.reference("root2014").authors not in panel._sources_html.value
