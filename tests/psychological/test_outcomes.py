import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence
from ketamine_viz.psychological import pairs, published
from ketamine_viz.psychological.outcomes import allowed

ARGUMENTS = {
    "condition": "condition_group",
    "form": "form",
    "route": "route",
    "comparator": "comparator_kind",
    "measure": "measure_family",
    "arm": "arm",
    "masking": "masking",
}


def test_what_was_only_recalled_is_never_returned():
    recalled = {
        row["id"]
        for row in evidence.rows("psychological/outcomes", memory=True)
        if row["verified"] == "memory"
    }
    assert len(recalled) >= 10
    assert not recalled & {outcome.id for outcome in published()}


def test_outcomes_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        published()[0].value = 1.0


@given(st.fixed_dictionaries({}, optional={a: st.sampled_from(allowed(c)) for a, c in ARGUMENTS.items()}))
def test_filters_narrow_and_all_of_them_hold(chosen):
    found = published(**chosen)
    assert set(found) <= set(published())
    assert len(found) == sum(
        all(getattr(outcome, ARGUMENTS[name]) == value for name, value in chosen.items())
        for outcome in published()
    )


def test_several_words_of_one_filter_are_an_or():
    both = published(comparator=("saline", "midazolam"))
    assert set(both) == {*published(comparator="saline"), *published(comparator="midazolam")}


def test_a_measure_is_found_by_family_or_by_name():
    assert set(published(measure="MADRS_score")) == set(published(measure="madrs_score"))


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_an_unknown_word_names_the_argument_the_value_and_what_is_allowed(argument):
    with pytest.raises(
        ValueError, match=rf"{argument}='magic' .*allowed: .*{allowed(ARGUMENTS[argument])[0]}"
    ):
        published(**{argument: "magic"})


def test_a_filter_that_leaves_nothing_is_empty_and_not_an_error():
    assert published(form="arketamine", route="oral") == ()


PUBLISHED = [  # ref, measure, comparator, hours, drug, control, people
    ("wilkinson2019", "response", "midazolam", 24, 45, 18, 367),
    ("wilkinson2019", "response", "saline", 24, 46, 1, 367),
    ("murrough2013", "response", "midazolam", 24, 64, 28, 72),
    ("lii2023", "response", "surgical_masking", 24, 60, 50, 40),
    ("popova2019", "response", "placebo_spray_and_new_antidepressant", 672, 69.3, 52.0, 201),
    ("anand2023", "response", "ect", 504, 55.4, 41.2, 365),
    ("ekstrand2022", "remission", "ect", None, 46, 63, 186),
    ("jelovac2025", "response", "midazolam", 672, 46.9, 33.3, 62),
    ("wilkinson2018a", "madrs_score", "saline_or_midazolam", 24, 19.5, 29.2, 167),
    ("grunebaum2018", "suicidal_thoughts", "midazolam", 24, 55, 30, 80),
]


@pytest.mark.parametrize(("ref", "measure", "comparator", "hours", "drug", "control", "people"), PUBLISHED)
def test_published_pairs_are_found_together(ref, measure, comparator, hours, drug, control, people):
    [pair] = [
        p
        for p in pairs(measure=measure, comparator=comparator)
        if p.main.ref == ref and p.main.time_h == hours
    ]
    assert (pair.drug.value, pair.control.value, pair.people) == (drug, control, people)
    assert pair.gap == pytest.approx(drug - control)


def test_a_pair_is_of_one_trial_measure_and_time_and_the_control_is_a_control():
    found = pairs()
    assert len(found) > 80
    for pair in found:
        assert pair.drug.arm == "active"
        assert pair.control.arm == "control"
        for name in ("ref", "measure", "time_h", "pair_id", "unit"):
            assert getattr(pair.drug, name) == getattr(pair.control, name)


def test_every_drug_result_with_a_control_in_the_table_is_paired():
    controls = {outcome.pair_id for outcome in published(arm="control") if outcome.pair_id}
    expected = {o.id for o in published(arm="active") if o.pair_id in controls and o.value is not None}
    assert {pair.drug.id for pair in pairs()} == expected


def test_one_control_serves_every_dose_of_its_trial():
    doses = [p for p in pairs(measure="madrs_change") if p.main.ref == "takahashi2021"]
    assert len(doses) == 3
    assert {p.control.value for p in doses} == {-15.3}
    assert {p.difference.value for p in doses} == {-1.0, 0.6, -0.9}


def test_printed_difference_agrees_with_the_groups():
    """Adjusted differences may stray from the raw ones, but never by more than 2.5 points or percentage points."""
    for pair in pairs():
        if (
            pair.difference
            and pair.difference.unit in ("MADRS points", "percentage points")
            and pair.gap is not None
        ):
            assert pair.gap == pytest.approx(pair.difference.value, abs=2.5), pair.main.id
