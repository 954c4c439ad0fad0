"""Regions and roles: what is drawn is counted from the rows, by any choice, and nothing is made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketamine_viz import evidence, network
from ketamine_viz.network.anatomy import connections
from ketamine_viz.network.figures.roles import RegionsAndRoles, found_in
from ketamine_viz.network.figures.roles_words import regions_with, shared
from ketamine_viz.network.roles import GROUPS, KINDS, SPECIES, areas, model_region, results, roles

EFFECTS = {row["id"]: row for row in evidence.rows("network/connectivity_effects")}
ROWS = evidence.rows("network/region_findings")
IDS = tuple(area.id for area in areas())
CHOICES = {
    "region": ("all", *IDS),
    "group": ("all", *GROUPS),
    "species": ("all", *SPECIES),
    "kind": ("all", *KINDS),
}
CHANGES = [{"region": "LHb"}, {"group": "limbic"}, {"species": "monkeys"}, {"kind": "pain"}]


@pytest.fixture(scope="module")
def panel():
    return network.regions_and_roles()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_points_to_what_was_found_or_says_it(row):
    own = ("kind", "ref", "species", "says", "verified")
    if row["effect"]:
        assert row["effect"] in EFFECTS, "recalled rows are not shown"
        assert not any(row[name] for name in (*own, "study"))
    elif row["study"]:
        assert not any(row[name] for name in own)
    else:
        assert all(row[name] for name in own)


def test_each_region_has_a_place_of_its_own_and_a_group():
    assert len(areas()) == len(evidence.rows("network/regions")) == 29
    assert all(area.groups and set(area.groups) <= set(GROUPS) for area in areas())
    for a in areas():
        for b in areas():
            assert a.id == b.id or abs(a.x - b.x) > 8 or abs(a.y - b.y) > 8, (a.id, b.id)


def test_species_and_subject_come_from_the_row():
    for one in results():
        if one.id in EFFECTS:
            row = EFFECTS[one.id]
            assert (one.species == "people") == (row["species"] == "human")
            assert (one.kind == "depression") == (row["role"] == "baseline")
            assert one.refs == (row["ref"],)
            if row["role"] == "drug_effect":
                assert one.control


def test_answers_on_the_default_mode_network_stand_at_its_hubs():
    at = {one.region for one in results() if one.id == "dm9"}
    assert at == {"vmPFC", "dmPFC", "PCC", "AG"}
    (pooled,) = [one for one in results() if one.id == "dm9" and one.region == "PCC"]
    assert (pooled.refs, pooled.itself) == (("kaiser2015",), False)
    assert "n 556: stronger" in pooled.says


def test_wiring_is_what_anatomists_saw_of_the_region_of_the_model():
    for one in results():
        if one.kind == "wiring":
            model = model_region()[one.region]
            touching = [c for c in connections() if model in (c.source, c.target) and c.species]
            assert set(one.refs) <= {key for c in touching for key in c.refs}
            if one.itself:
                assert any(
                    c.grade in ("traced_primate", "traced_rodent", "tractography_human") for c in touching
                )
    counted_to = [one for one in results() if one.kind == "wiring" and one.region == "TPJ"]
    assert counted_to
    assert not any(one.itself for one in counted_to)
    assert "AG, which the model counts it to" in counted_to[0].says


@given(*(st.sampled_from(allowed) for allowed in CHOICES.values()))
def test_what_is_drawn_fits_and_nothing_that_fits_is_left_out(region, group, species, kind):
    drawn = roles(region, group, species, kind)
    inside = {area.id for area in drawn.areas}
    assert inside == {a.id for a in areas() if group == "all" or group in a.groups}
    for one in results():
        fits = one.region in inside and species in ("all", one.species) and kind in ("all", one.kind)
        assert (one in drawn.results) == fits


@pytest.mark.parametrize("name", CHOICES)
def test_errors_name_the_argument_its_value_and_what_is_allowed(name):
    with pytest.raises(ValueError, match=f"{name}='x' is not allowed; allowed: all, ") as found:
        roles(**{name: "x"})
    assert all(word in str(found.value) for word in CHOICES[name])


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: next(iter(c)))
def test_each_control_answers_and_reset_restores(panel, answers, change):
    answers(panel, change)


def test_every_control_is_tried(panel):
    assert {name for change in CHANGES for name in change} == set(panel.values)


@settings(max_examples=25, deadline=None)
@given(*(st.sampled_from(allowed) for allowed in CHOICES.values()))
def test_words_and_table_say_what_is_drawn(region, group, species, kind):
    picture, drawn = RegionsAndRoles(), roles(region, group, species, kind)
    shown = [one for one in drawn.results if region in ("all", one.region)]
    assert len(picture.table(drawn).rows) == len(shown)
    said = picture.describe(drawn)
    if region != "all":
        assert f"({region})" in said.values
        assert all(one.says in said.values for one in shown if one.itself)
    elif kind != "pain":
        for who in SPECIES:
            if species in ("all", who):
                assert str(len(regions_with(drawn, who))) in said.headline


def test_shapes_stand_where_something_was_found(panel):
    panel.set(species="rodents", kind="ketamine")
    picture, drawn = panel._canvas.picture, panel.result
    expected = dict.fromkeys((True, False), 0)
    for area in drawn.areas:
        for full in found_in(drawn, area.id).values():
            expected[full] += 1
    assert expected[True] > 0
    for (species, full), mark in picture.marks.items():
        assert len(mark.get_xdata()) == (expected[full] if species == "rodents" else 0)


def test_numbers_beside_the_brain_count_each_finding_once(panel):
    panel.set(kind="depression")
    text = panel._canvas.picture.numbers["depression", "people"].get_text()
    assert int(text) == len({one.id for one in results() if one.kind == "depression"})
    assert panel._canvas.picture.numbers["ketamine", "people"].get_text() == "·"


def test_pain_and_depression_share_places_and_the_picture_warns(panel):
    panel.set(kind="pain")
    assert shared(panel.result) == ("dACC", "AINS_R", "AMY_R")
    assert "no proof" in panel.alt
    broken = {n for n, box in panel._canvas.picture.boxes.items() if box.get_linewidth() > 2}
    assert broken == set(shared(panel.result))
    panel.open_card("dACC")
    assert "reverse inference" in panel.card.html
    assert all(name in panel.card.html for name in ("Lieberman", "Wager")), "both sides"


def test_an_empty_choice_says_what_to_widen(panel):
    panel.set(kind="pain", species="monkeys")
    assert "widen" in panel._canvas.picture.foot.get_text()
    assert "nothing" in panel.alt


def test_a_click_opens_the_same_card_as_the_list(panel):
    picture = panel._canvas.picture
    for name, (x, y) in picture.places.items():
        assert picture.card_at(picture.axes, x, y) == name
    assert picture.card_at(picture.axes, 0, 0) is None
    panel.open_card("LHb")
    assert "Wiring" in panel.card.html
    panel.open_card("DRN")
    assert "not in our tables" in panel.card.html


def test_the_guess_is_answered_from_the_table():
    panel = network.regions_and_roles()
    panel.guess("people")
    assert panel.values["kind"] == "wiring"
    assert "Monkeys" in panel.status
    assert f"monkeys for {len(regions_with(roles(kind='wiring'), 'monkeys'))} of 29" in panel.status


def test_it_can_begin_with_pain_and_warns_against_reading_feelings_off_a_place():
    panel = network.regions_and_roles(kind="pain")
    assert panel.values["kind"] == "pain"
    assert "no proof" in panel.alt
    panel.guess("pain")
    assert "That cannot be told" in panel.status
    own = [one for one in results() if one.region == "dACC" and one.itself]
    assert f"{sum(one.kind == 'pain' for one in own)} on pain" in panel.status
    panel.reset()
    assert panel.values["kind"] == "pain"
    with pytest.raises(ValueError, match="kind='ache' is not allowed"):
        network.regions_and_roles(kind="ache")


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize(
    "change",
    [{}, {"region": "dmPFC"}, {"region": "dlPFC_L"}, {"kind": "pain"}, {"group": "senses"},
     {"kind": "pain", "species": "monkeys"}],
    ids=str,
)  # fmt: skip
def test_lettering_is_clear(panel, lettering_faults, change, present):
    panel.set(**change)
    assert not lettering_faults(panel, present)


@pytest.mark.parametrize("region", IDS)
def test_each_region_is_told_without_overlap(panel, lettering_faults, region):
    panel.set(region=region)
    assert not lettering_faults(panel, True)
