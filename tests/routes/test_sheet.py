"""The comparison sheet: every cell has a source, nothing recalled is shown, and the panel fits."""

from __future__ import annotations

import re

import pytest

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.routes import sheet
from ketamine_viz.stage import theme

FACTS = evidence.rows("routes/route_form_facts", memory=True)


def test_every_shown_cell_has_a_source_and_says_how_it_is_known():
    for way in sheet.ways().values():
        for cell in way.cells.values():
            assert cell.shown == bool(cell.refs) == bool(cell.how)
            for key in cell.refs:
                evidence.reference(key)


def test_nothing_recalled_or_unknown_is_shown():
    hidden = 0
    for row in FACTS:
        cells = sheet.ways()[row["id"]].cells
        for field in row["recalled"]:
            cell = cells["bioavailability" if field.startswith("bioavailability") else field]
            assert not cell.shown
            assert cell.text in {sheet.HIDDEN, sheet.UNKNOWN}
            hidden += 1
    assert hidden > 40


def test_ranges_are_those_of_the_table():
    cells = sheet.ways()["f06"].cells
    assert (cells["tmax_min"].low, cells["tmax_min"].high) == (420.0, 600.0)
    assert (cells["bioavailability"].low, cells["bioavailability"].high) == (15.0, 19.0)
    assert sheet.ways()["f03"].cells["bioavailability"].text == "93%"


def test_weak_cells_are_marked():
    cells = sheet.ways()["f14"].cells
    for field, (_, _, weak) in sheet.FIELDS.items():
        if cells[field].shown:
            assert ("weaker" in cells[field].how) == weak


def test_labels_tell_the_ways_apart():
    labels = [way.label for way in sheet.ways().values()]
    assert len(set(labels)) == len(labels) == len(FACTS)


def test_routes_are_named_as_in_the_pictures():
    named = {route: words for route, words in sheet.ROUTE.items() if route in theme.MEANINGS}
    assert len(named) == 5
    assert named == {route: theme.style(route).label for route in named}


def test_direct_comparisons_are_found_in_either_order():
    found = sheet.compare_ways(first="f01", second="f11").direct
    assert found == sheet.compare_ways(first="f11", second="f01").direct
    assert [one.refs for one in found] == [("correiamelo2020",)]
    assert sheet.compare_ways(first="f01", second="f14").direct == ()


def test_a_direct_comparison_agrees_with_the_table_of_outcomes():
    rows = [
        r
        for r in evidence.rows("psychological/outcomes")
        if r["ref"] == "correiamelo2020" and r["measure"] == "remission"
    ]
    (finding,) = (one.finding for one in sheet.compare_ways(first="f01", second="f11").direct)
    for row in rows:
        assert (
            f"{row['value']:g}% of {row['n']}" in finding
            or f"{row['value']:g}% of {row['n']} with" in finding
        )


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"first": "f99"}, "first='f99' .* f01"),
        ({"second": ""}, "second='' .* f01"),
        ({"first": "f14", "second": "f14"}, "second='f14' .* another one"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        sheet.compare_ways(**bad)


@pytest.fixture(scope="module")
def panel():
    return kv.routes.comparison_sheet()


@pytest.mark.parametrize("change", [{"first": "f06"}, {"second": "f20"}, {"first": "f05", "second": "f07"}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, change, answers):
    answers(panel, change)


def test_the_same_way_twice_is_explained_and_changes_nothing(panel):
    png = panel.png()
    panel.set(second="f01")
    assert "another one" in panel.status
    assert panel.values["second"] == "f14"
    assert panel.png() == png


def test_table_and_cards_carry_every_cell_with_its_source(panel):
    panel.set(first="f05", second="f07")
    text = panel.table_text
    for words, _, _ in sheet.FIELDS.values():
        assert words in text
    assert "Chong et al. 2009" in text
    assert "seen in the abstract" in text
    for field in (*sheet.FIELDS, "direct"):
        panel.open_card(field)
    assert "6 people" in panel.card.html
    assert not re.search(r"\b\d+ ?mg\b", panel.alt)


def test_sources_follow_the_choice(panel):
    before = panel.source_lines
    panel.set(first="f05")
    assert panel.source_lines != before


def test_no_words_touch_or_leave_the_picture_for_any_way(panel, lettering_faults):
    pairs = [(a, b) for a, b in zip(sheet.ways(), [*list(sheet.ways())[1:], "f01"], strict=True)]
    pairs += [(b, a) for a, b in pairs]
    pairs += [("f05", "f07"), ("f06", "f14"), ("f01", "f11"), ("f01", "f06"), ("f08", "f09")]
    for first, second in pairs:
        panel.set(first=first) if panel.values["second"] != first else None
        panel.set(first=first, second=second)
        assert (panel.values["first"], panel.values["second"]) == (first, second)
        assert lettering_faults(panel, air=(0, 0)) == []
