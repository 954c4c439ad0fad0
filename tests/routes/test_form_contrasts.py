"""S- against R-ketamine: every cell is that of its row, and the table sorts, filters and opens cards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence, stage
from ketamine_viz.routes import form_contrasts as model
from ketamine_viz.routes.panels.form_contrasts import ORDERS, card, cell
from ketamine_viz.stage import SortedBrowse
from ketamine_viz.stage.text import escape, number

ROWS = {row["id"]: row for row in evidence.rows("routes/form_contrasts", memory=True)}
KINDS = tuple(model._TABLES)
ALL = model.contrasts()


def pointed(row, letter):
    """The row of another table that a side points at."""
    for kind in KINDS:
        if row[f"{letter}_{kind}"]:
            table = model._TABLES[kind]
            return kind, {one["id"]: one for one in evidence.rows(table, memory=True)}[
                row[f"{letter}_{kind}"]
            ]
    return None, None


@pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))
def test_each_side_points_at_one_row_of_its_own_form(row):
    for letter, form in (("s", "esketamine"), ("r", "arketamine")):
        assert sum(bool(row[f"{letter}_{kind}"]) for kind in KINDS) <= 1
        kind, found = pointed(row, letter)
        if found is None:
            continue
        if kind == "pk":
            assert found["isomer"] == letter.upper()
        elif kind == "binding":
            assert found["ligand"].startswith(f"{letter.upper()}-")
        else:
            assert found["form"] == form


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_cell_is_that_of_its_row_and_none_is_recalled(one):
    for letter, side in (("s", one.s), ("r", one.r)):
        kind, found = pointed(ROWS[one.id], letter)
        if found is None:
            assert side.known == (ROWS[one.id]["both_felt"] is not None)
            continue
        assert found["verified"] != "memory"
        assert side.verified == found["verified"]
        if kind in ("pk", "binding", "trial") and found["value"] is not None:
            assert side.value == found["value"]
            shown = number(abs(found["value"]))
            assert shown in side.text or number(found["spread_low"]) in side.text
    assert one.s.known or one.r.known
    assert one.refs


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_only_like_is_divided_by_like(one):
    _, s = pointed(ROWS[one.id], "s")
    _, r = pointed(ROWS[one.id], "r")
    if one.ratio is None:
        return
    if s is None:
        assert one.ratio == one.r.value / one.s.value
        return
    assert one.ratio == pytest.approx(r["value"] / s["value"])
    assert s["ref"] == r["ref"], "a ratio across studies would be a race"
    assert s["unit"] == r["unit"]


def test_every_trial_side_has_its_control_beside_it():
    for one in ALL:
        for side in (one.s, one.r):
            if side.row.startswith("psychological/outcomes") and side.value is not None:
                assert side.control


def test_a_difference_across_studies_says_so():
    for one in ALL:
        apart = one.s.known and one.r.known and set(one.s.refs) != set(one.r.refs)
        assert (one.design == "From different studies") == apart
        assert (one.design == "One form only") == (not (one.s.known and one.r.known))


def test_the_wanted_properties_are_there():
    topics = {one.topic for one in ALL}
    assert topics == {evidence.meaning("form_topic", row["topic"]) for row in ROWS.values()}
    assert len(topics) == 10
    assert {"Rats", "People", "Mice"} <= {evidence.meaning("species", one.species) for one in ALL}


@pytest.mark.parametrize(("value", "text"), [(-15.3, "−15.3"), (2.0, "2"), (0.0, "0")])
def test_a_minus_is_a_minus(value, text):
    assert model.signed(value) == text


@pytest.fixture(scope="module")
def shelf():
    return kv.routes.s_against_r()


@pytest.fixture
def browse(shelf):
    shelf.reset()
    return shelf


def test_it_begins_as_listed(browse):
    assert browse.found == ALL
    assert browse.values["sort"] == ""


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("by", ORDERS)
def test_every_order_sorts_and_leaves_what_has_none_to_the_end(browse, by, last):
    browse.set(sort=by, last_first=last)
    order = [ORDERS[by](one) for one in browse.found]
    known = [one for one in order if one is not None]
    assert order[: len(known)] == known
    assert known == sorted(known, reverse=last)
    assert sorted(one.id for one in browse.found) == sorted(one.id for one in ALL)
    assert f"sorted by {by}" in browse.status
    assert ("reversed" in browse.status) == last
    assert f"{by} (sorted)" in browse._table_html.value.replace("÷", "÷")
    browse.reset()
    assert browse.found == ALL
    assert "sorted" not in browse.status


@settings(max_examples=40)
@given(
    by=st.sampled_from(["", *ORDERS]),
    last=st.booleans(),
    topic=st.sampled_from(["", "Clearance", "Mood in people"]),
    page=st.booleans(),
)
def test_sorting_loses_nothing_whatever_is_filtered(shelf, by, last, topic, page):
    shelf.set(search="", topic=topic, species="", design="", sort=by, last_first=last)
    wanted = [one.id for one in ALL if topic in ("", one.topic)]
    assert sorted(one.id for one in shelf.found) == sorted(wanted)
    if page and shelf.pages > 1:
        shelf.set(page=2)
        assert shelf.shown == shelf.found[8:16]
    shelf.reset()


@pytest.mark.parametrize("name", ["topic", "species", "design"])
def test_every_filter_narrows(browse, name):
    for value in browse._options(name)[1:]:
        browse.set(**{name: value})
        assert 0 < len(browse.found) < len(ALL)
        assert all(value in browse._filters[name].values(one) for one in browse.found)


def test_the_controls_of_a_reader_do_the_same(browse):
    browse._by.value = "R ÷ S"
    assert browse.found[0].ratio == min(one.ratio for one in ALL if one.ratio)
    browse._last.value = True
    assert browse.found[0].ratio == max(one.ratio for one in ALL if one.ratio)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"sort": "Price"}, "sort='Price' .*'R ÷ S'"),
        ({"last_first": 1}, "last_first=1 .*True or False"),
        ({"topic": "Price"}, "topic='Price'"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_values_are_named_and_change_nothing(browse, bad, words):
    before = browse.values
    with pytest.raises(ValueError, match=words):
        browse.set(**bad)
    assert browse.values == before


def test_an_order_needs_its_column():
    with pytest.raises(ValueError, match="orders='Price' is not a column; allowed: A"):
        SortedBrowse(
            orders={"Price": len}, title="t", rows=["a"], columns=[("A", str)], filters=(),
            card=lambda row: stage.Card(row, row, ""), search_in=str,
        )  # fmt: skip


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_card_carries_both_sides_and_every_source(browse, one):
    html = card(one).html
    for side in (one.s, one.r):
        assert escape(side.text) in html
        assert escape(side.control) in html
    for key in one.refs:
        assert escape(evidence.source(key).text) in html
    assert escape(one.note) in html
    browse.open_card(one.id)
    assert browse.card.id == one.id
    assert one in browse.set(search=one.label).found


def test_a_cell_shows_the_control(browse):
    drip = next(one for one in ALL if one.id == "people_drip")
    assert "−3.8" in cell(drip.s)
    assert "−13.7" in cell(drip.r)
    browse.set(topic="Mood in people")
    assert "−13.7" in browse._table_html.value


def test_what_a_notebook_stores_names_the_rows(browse):
    bundle = browse._repr_mimebundle_()
    assert "25 properties" in bundle["text/plain"]
    assert "Grip on the NMDA channel" in bundle["text/html"]
