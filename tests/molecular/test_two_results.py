"""Disputes: stances follow the rows they point at, numbers are those of the tables, and the panel shows both."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz import evidence
from ketamine_viz.molecular import pointing, two_results
from ketamine_viz.molecular.figures.finding_words import wrap

DISPUTES = two_results.disputes()
AIR = (1, 4.5)  # lines of two sizes stand close; their letters do not touch
FINDINGS = [(dispute.id, one) for dispute in DISPUTES.values() for one in dispute.findings]
ROWS = {row["id"]: row for row in evidence.rows("molecular/dispute_findings")}
VIEWS = st.builds(
    two_results.view,
    st.sampled_from(sorted(DISPUTES)),
    st.sampled_from(two_results.WHO),
    st.sampled_from(two_results.ORDERS),
)
#: What a row of another table means for the claim; None where only words can tell.
LOST, SAME = ("abolished", "reduced"), ("unchanged", "enhanced", "prolonged")


def expected(dispute, row):
    """The stance that follows from a row, worked out apart from our own column."""
    result = row.get("result_on_ketamine_effect")
    if dispute in ("rapamycin", "naltrexone"):
        return "for" if result in LOST else "against" if result in SAME else None
    if dispute == "hnk":  # less HNK that spoils it speaks for HNK; more HNK that spoils it against
        if row["perturbation"] == "substitute":
            return "for" if result == "mimics" else "against"
        less = row["perturbation"] == "reduce"
        return "for" if less == (result in LOST) else "against"
    if dispute in ("arketamine", "habenula") and result:
        return "for" if result == "mimics" else "against"
    if dispute == "bdnf":
        return "for" if row["value"] > 0 else "against"
    if dispute == "inflammation":
        return "for" if row["value"] < 0 else "against"
    return None


@pytest.mark.parametrize(("dispute", "finding"), FINDINGS, ids=[one.id for _, one in FINDINGS])
def test_a_stance_follows_from_the_row_it_points_at(dispute, finding):
    for key in ROWS[finding.id]["rows"]:
        row = pointing.pointed(key)
        wanted = expected(dispute, row)
        assert wanted in (None, finding.stance), key
        assert row.get("ref") in (None, finding.ref), key  # the same study


@pytest.mark.parametrize("dispute", DISPUTES.values(), ids=lambda one: one.id)
def test_both_sides_are_there_and_their_words_fit(dispute):
    stances = {one.stance for one in dispute.findings}
    assert {"for", "against"} <= stances
    for words in (dispute.for_allows, dispute.against_allows, dispute.together):
        assert wrap(words, 39, 4)


def test_rapamycin_numbers_are_those_of_the_trial_table():
    trial = {
        row["id"]: row for row in evidence.rows("psychological/outcomes") if row["ref"] == "abdallah2020"
    }
    late = next(one for one in DISPUTES["rapamycin"].findings if one.drawn)
    assert (
        (late.treated.value, late.control.value)
        == (trial["o092"]["value"], trial["o093"]["value"])
        == (41, 13)
    )
    assert (late.treated.n, late.control.n) == (17, 15)
    assert late.time_h == trial["o092"]["time_h"] == 336


def test_pooled_trials_are_negative_where_better_and_keep_their_intervals():
    for one in DISPUTES["nac"].findings:
        part = one.difference
        assert part.unit == "SMD"
        assert part.low < part.value < part.high
        assert (part.high < 0) == (one.stance == "for")  # the interval leaves zero out, or not


def test_nobody_points_at_a_recalled_row():
    recalled = {
        row["id"]
        for row in evidence.rows("molecular/interventions", memory=True)
        if row["verified"] == "memory"
    }
    assert recalled
    for row in ROWS.values():
        assert not recalled & set(row["rows"])
    with pytest.raises(ValueError, match="row_id="):
        pointing.pointed(sorted(recalled)[0])


def test_a_time_that_was_recalled_is_not_told():
    assert pointing.pointed("i083")["time_after_dose_h"] is not None
    assert pointing.hours(pointing.pointed("i083")) is None


def test_people_are_counted_only_for_people():
    for _, one in FINDINGS:
        assert one.n is None or one.in_people
    by_ref = {one.ref: one.n for _, one in FINDINGS}
    assert (by_ref["yoon2019"], by_ref["yoon2025"], by_ref["jelen2025"]) == (5, 58, 26)


@given(VIEWS)
def test_filter_and_order_lose_nothing(seen):
    whole = seen.dispute.findings
    assert set(seen.shown) <= set(whole)
    assert len(seen.shown) + seen.hidden == len(whole)
    assert sum(seen.count(stance) for stance in two_results.STANCES) == len(seen.shown)
    if seen.who == "all":
        assert set(seen.shown) == set(whole)
    else:
        assert all(one.in_people == (seen.who == "people") for one in seen.shown)
    if seen.order == "size":
        sizes = [one.n or 0 for one in seen.shown]
        assert sizes == sorted(sizes, reverse=True)
    if seen.order == "stance":
        ranks = [two_results.STANCES.index(one.stance) for one in seen.shown]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"dispute": "rapamicin"}, "dispute='rapamicin' .*allowed: rapamycin"),
        ({"who": "rats"}, "who='rats' .*allowed: .*people"),
        ({"order": 1}, "order=1 .*stance"),
    ],
)
def test_bad_input_is_named(bad, words):
    with pytest.raises(ValueError, match=words):
        two_results.view(**bad)


def test_words_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="takes 3 lines of 5; allowed: 2"):
        wrap("one two three", 5, 2)


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.two_sides()


@pytest.mark.parametrize("change", [{"dispute": "hnk"}, {"who": "people"}, {"order": "size"}])
def test_every_control_changes_picture_and_words_and_reset_restores_both(panel, answers, change):
    answers(panel, change)


@pytest.mark.parametrize("dispute", DISPUTES)
def test_lettering_is_clear_in_every_state(panel, lettering_faults, dispute):
    for who in two_results.WHO:
        for order in two_results.ORDERS:
            panel.set(dispute=dispute, who=who, order=order)
            assert lettering_faults(panel, air=AIR) == [], (who, order)
    panel.reset()
    panel.set(dispute=dispute)
    assert lettering_faults(panel, present=True, air=AIR) == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_what_is_drawn_is_what_is_said(panel, dispute):
    panel.set(dispute=dispute)
    picture = panel._canvas.picture
    table = list(csv.DictReader(io.StringIO(panel.table_text)))
    assert len(table) == len(panel.result.shown)
    for k, one in enumerate(panel.result.shown):
        drawn = [float(x) for x in picture.treated[k].get_xdata()]
        main = one.treated or one.difference
        assert drawn == ([main.value] if main else [])
        assert [float(x) for x in picture.controls[k].get_xdata()] == (
            [one.control.value] if one.control else []
        )
        said = picture.values[k].get_text()
        if one.drawn:
            assert said in panel.alt
        assert picture.did[k].get_text().split(";")[0] in panel.alt
        hollow = picture.marks[k].get_markerfacecolor() == "white"
        assert hollow == (one.test != "controlled")


def test_a_row_opens_its_card(panel):
    panel.set(dispute="naltrexone")
    picture = panel._canvas.picture
    y, found = picture.rows_at[3]
    assert picture.card_at(picture.rows, 100, y) == found == panel.result.shown[3].id
    panel.open_card(found)
    assert "No control group" in panel.card.html or "no control group" in panel.card.html
    assert picture.card_at(picture.rows, 100, -200) is None


def test_an_empty_side_is_said(panel):
    panel.set(dispute="habenula", who="people")
    assert panel.result.shown == ()
    assert "No such finding is in our tables." in panel.alt


@pytest.mark.parametrize("guess", ["all", "some", "none"])
def test_the_prediction_is_read_from_the_table(panel, guess):
    panel.guess(guess)
    assert "What came out: In some of them" in panel.status
    assert "In 2 of 4." in panel.status
    assert ("as you predicted" in panel.status) == (guess == "some")


def test_sources_are_those_of_the_rows(panel):
    panel.set(dispute="arketamine", who="people")
    keys = {line.key for line in panel.source_lines}
    assert keys == {"leal2021", "leal2023", "pcn101_2023"}


def test_people_of_a_whole_review_are_not_claimed_for_one_marker():
    pooled = next(one for one in DISPUTES["bdnf"].findings if one.ref == "medeiros2022")
    assert pooled.n is None
