from __future__ import annotations

import re

import pytest

import ketamine_viz as kv

TABLES = [name for name in kv.evidence.tables_available() if name.startswith("molecular/")]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_keeps_its_rules(name):
    assert kv.evidence.rows(name, memory=True)


@pytest.mark.parametrize("name", TABLES)
def test_no_note_shows_what_was_only_recalled(name):
    for row in kv.evidence.rows(name, memory=True):
        assert not re.search(r"from memory|recalled", str(row.get("note") or ""))


def test_censored_affinities_are_qualified():
    rows = {row["id"]: row for row in kv.evidence.rows("molecular/receptor_affinity", memory=True)}
    assert rows["a082"]["qualifier"] == "at_most"
    assert rows["a085"]["qualifier"] == "at_least"
    assert rows["a012"]["qualifier"] == rows["a011"]["qualifier"] == "none_detected"
    assert rows["a012"]["value"] is None
    assert all(
        row["value"] is not None or row["qualifier"] in (None, "none_detected") for row in rows.values()
    )


def test_rows_of_one_old_table_are_not_shown():
    rows = {row["id"]: row for row in kv.evidence.rows("molecular/receptor_affinity", memory=True)}
    assert {key for key, row in rows.items() if row["shown"] == "no"} == {"a043", "a044", "a045", "a046"}
    shown = {row["id"] for row in kv.evidence.rows("molecular/receptor_affinity")}
    assert not shown & {"a043", "a044", "a045", "a046"}


def test_what_people_were_not_measured_for_is_not_a_measurement():
    row = next(r for r in kv.evidence.rows("molecular/receptor_affinity") if r["id"] == "a057")
    assert row["qualifier"] == "computed"
    assert "arithmetic" in row["note"]
