"""A regimen saved and shared: every one comes back as it was; anything else is refused in plain words."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.journey.followed import BLOCKERS, SELECTIVITIES, SETTINGS, Knobs
from ketamine_viz.journey.plans import plans
from ketamine_viz.journey.saved import MOST, Regimen, from_json, from_link, to_json, to_link
from ketamine_viz.journey.stretch import STOPS_H

REGIMENS = st.builds(
    Regimen,
    st.sampled_from(sorted(plans())),
    st.sampled_from(STOPS_H),
    st.builds(
        Knobs,
        st.sampled_from(sorted(BLOCKERS)),
        st.sampled_from(SELECTIVITIES),
        st.sampled_from(SETTINGS),
        st.booleans(),
    ),
)


@given(REGIMENS)
def test_every_regimen_comes_back_from_its_file_and_its_link(regimen):
    assert from_json(to_json(regimen)) == regimen
    assert from_json(to_json(regimen).encode()) == regimen
    word = to_link(regimen)
    assert from_link(word) == regimen
    assert set(word) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(word) < 250


@given(REGIMENS)
def test_a_file_holds_no_amount_of_drug(regimen):
    assert set(json.loads(to_json(regimen))) == {
        "schema", "version", "plan", "at_h", "blocker", "selectivity", "setting", "depressed"
    }  # fmt: skip


def text(**news):
    return json.dumps(json.loads(to_json(Regimen())) | news)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ("NaN", "is not JSON"),
        ("[" * 1900, "is not JSON"),
        ("{}", "schema=None"),
        (text(schema="other"), "schema='other'"),
        (text(version=2), "version=2"),
        (text(version=True), "version=True"),
        (text(version="1"), "version='1'"),
        (text(mg=35), "key 'mg' is not known; allowed: schema, version, plan"),
        (text(plan="rac_iv41"), "plan='rac_iv41' is not a studied regimen"),
        (text(plan=["rac_iv40"]), "plan="),
        (text(at_h=0.5), "at_h=0.5 is not a stop"),
        (text(at_h=True), "at_h=True"),
        (text(at_h="1"), "at_h='1'"),
        (text(at_h=1e400), "is not JSON|at_h="),
        (text(blocker="tea"), "blocker='tea'"),
        (text(blocker=None), "blocker='None'"),
        (text(selectivity=0.5), "selectivity='0.5'"),
        (text(selectivity=True), "selectivity='True'"),
        (text(setting="tea"), "setting='tea'"),
        (text(depressed=1), "depressed='1'"),
        (" " * (MOST + 1), "2,001 characters"),
        (b" " * (MOST + 1), "2,001 bytes"),
        (b"\xff\xfe\x00", "is not text"),
        (7, "text=7"),
    ],
)
def test_what_is_no_saved_regimen_is_refused(given_, words):
    with pytest.raises(ValueError, match=words) as caught:
        from_json(given_)
    assert "allowed" in str(caught.value)
    assert len(str(caught.value)) < 1200


def test_what_is_left_out_keeps_its_first_value():
    short = json.dumps({"schema": "ketamine_viz/regimen", "version": 1, "plan": "drips6"})
    assert from_json(short) == Regimen("drips6")


def packed(**content):
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("", "1 to 2,000"),
        ("A" * (MOST + 1), "1 to 2,000"),
        ("<script>alert(1)</script>", "cannot be read"),
        ("é", "cannot be read"),
        ("AAAA", "cannot be read"),
        (packed(), "another version"),
        (packed(v=2), "another version"),
        (packed(v=True), "another version"),
        (packed(v=1, mg=35), "key 'mg'"),
        (packed(v=1, plan="<b>"), "plan='<b>'"),
        (packed(v=1, at_h=-1), "at_h=-1"),
        (base64.urlsafe_b64encode(b"[" * 1000).decode(), "cannot be read"),
    ],
)
def test_a_hostile_link_is_refused(word, words):
    with pytest.raises(ValueError, match=words):
        from_link(word)


@given(st.text(max_size=60))
def test_no_text_does_anything_but_be_refused(anything):
    for read in (from_json, from_link):
        with pytest.raises(ValueError, match="allowed"):
            read(anything)


def test_they_are_public():
    assert kv.journey.from_json(kv.journey.to_json(kv.journey.Regimen("s_nose84"))).plan == "s_nose84"
