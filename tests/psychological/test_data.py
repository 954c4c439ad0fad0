"""Rules of the clinical tables that go beyond the data dictionary."""

import re
from collections import Counter, defaultdict

import pytest

from ketamine_viz import evidence

TABLES = ("outcomes", "course", "comparators", "experience", "cognition", "safety")
CLINICAL = ("outcomes", "course", "comparators")


def rows(table):
    return evidence.rows(f"psychological/{table}", memory=True)


def everything():
    return [(table, row) for table in TABLES for row in rows(table)]


def possible(value, n):
    """GRIM: some whole number of people gives this percentage at the printed number of decimals."""
    decimals = 0 if float(value).is_integer() else len(str(value).split(".")[1])
    near = {int(value * n / 100) + step for step in (-1, 0, 1, 2)}
    return any(abs(100 * k / n - value) <= 0.5 * 10**-decimals + 1e-9 for k in near if 0 <= k <= n)


def test_grim_knows_what_is_possible():
    assert possible(54.3, 35)
    assert possible(45.7, 46)
    assert not possible(45.7, 47)
    assert not possible(50, 7)


@pytest.mark.parametrize("table", CLINICAL)
def test_percentages_of_a_group_are_possible_for_its_size(table):
    wrong = [
        (row["id"], row["value"], row["n"])
        for row in rows(table)
        if row["unit"] == "%"
        and row["n_of"] == "arm"
        and row["n"]
        and row["estimate"] == "observed"
        and row["value"] is not None
        and not possible(row["value"], row["n"])
    ]
    assert wrong == []


def test_percentages_of_harms_are_possible_for_the_groups():
    checked = 0
    for row in rows("safety"):
        for value, n in ((row["value"], row["n_active"]), (row["comparator_value"], row["n_control"])):
            if row["unit"] == "%" and value is not None and n:
                assert possible(value, n), (row["id"], value, n)
                checked += 1
    assert checked > 60


@pytest.mark.parametrize("table", CLINICAL)
def test_percentages_lie_between_0_and_100(table):
    for row in rows(table):
        if row["unit"] == "%" and row["value"] is not None:
            assert 0 <= row["value"] <= 100, row["id"]


def test_a_comparison_has_one_control_and_one_trial_time_and_measure():
    groups = defaultdict(list)
    for row in rows("outcomes"):
        if row["pair_id"]:
            groups[row["pair_id"]].append(row)
    assert len(groups) > 60
    for name, group in groups.items():
        arms = Counter(row["arm"] for row in group)
        assert arms["active"] >= 1, name
        assert arms["control"] <= 1, name
        for column in ("ref", "time_h", "measure_family", "route", "form", "masking"):
            values = {row[column] for row in group}
            assert len(values) == 1 or (
                column in ("form", "route") and group[0]["comparator_kind"] == "each_other"
            ), (
                name,
                column,
                values,
            )


def test_thoughts_risk_and_deaths_are_kept_apart():
    for row in rows("outcomes"):
        about = row["suicide_topic"] != "none"
        assert about == (row["measure_family"] == "suicidal_thoughts"), row["id"]
        assert row["suicide_topic"] in ("none", "thoughts", "risk_rating"), row["id"]
    deaths = [row for row in rows("safety") if "death" in row["topic"].lower()]
    assert deaths
    assert all(row["suicide_topic"] == "death_any_cause" for row in deaths)


def test_effect_sizes_are_negative_where_the_treatment_is_better():
    sizes = [
        (table, row)
        for table in CLINICAL
        for row in rows(table)
        if row["unit"] in ("Cohen d", "Hedges g", "SMD", "standardised beta") and row["value"] is not None
    ]
    assert len(sizes) > 20
    for table, row in sizes:
        assert row["better_when"] == "lower", (table, row["id"])
        # every one of them is in favour of the treatment in its source
        assert row["value"] < 0, (table, row["id"])


def test_turned_signs_say_so():
    assert {row["id"] for _, row in everything() if row.get("sign_flipped") == "yes"} == {
        "o032",
        "o088",
        "o429",
        "o517",
        "p015",
        "u036",
        "u037",
        "e051",
        "c019",
    }


def test_the_same_fact_in_two_tables_has_the_same_number_and_reference():
    by_id = {row["id"]: (table, row) for table, row in everything()}
    linked = 0
    for row_id, (_, row) in by_id.items():
        for other_id in row["also_in"]:
            other = by_id[other_id][1]
            assert other["ref"] == row["ref"], (row_id, other_id)
            if len(row["also_in"]) == 1 and row["unit"] == other["unit"]:
                if row_id in ("e051", "o136"):
                    assert row["value"] == other["value"]
                elif row["unit"] not in ("%", "Pearson r"):
                    assert row["value"] == other["value"], (row_id, other_id)
            linked += 1
    assert linked >= 30


def test_what_readers_see_holds_no_trace_of_what_was_only_recalled():
    for table, row in everything():
        for column in ("note", "finding", "condition", "dose_text", "topic", "measure"):
            text = row.get(column) or ""
            assert not re.search(r"from memory|\(memory\)|check full text|the brief", text), (
                table,
                row["id"],
            )


def test_words_and_numbers_stand_in_their_own_columns():
    for table, row in everything():
        assert "finding:" not in (row["note"] or ""), (table, row["id"])
        if row["value"] is None:
            assert row["finding"] or row["note"] or table == "safety", (table, row["id"])


def test_every_row_of_people_says_what_it_counts():
    for table in (*CLINICAL, "experience", "safety"):
        for row in rows(table):
            assert bool(row["n"]) == bool(row["n_of"]), (table, row["id"])


def test_open_label_rows_have_no_control_arm():
    for row in rows("outcomes"):
        if row["comparator_kind"] == "none_open_label":
            assert row["arm"] == "active", row["id"]
            assert row["masking"] == "open_label", row["id"]


def test_regimens_point_to_rows_of_their_trial():
    outcomes = rows("outcomes")
    for regimen in rows("mood_regimens"):
        hits = [
            row
            for row in outcomes
            if row["ref"] == regimen["ref"]
            and row["measure"] == regimen["measure"]
            and row["dose_text"] == regimen["dose_text"]
            and row["form"] == regimen["form"]
            and row["route"] == regimen["route"]
        ]
        assert hits, regimen["id"]
