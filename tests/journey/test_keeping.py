"""Save, load and link in the panel: a bad one is told and loses nothing."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import ketamine_viz as kv
from ketamine_viz.journey.panels.keeping import FILE, KEY
from ketamine_viz.journey.saved import Regimen, from_json, to_json, to_link


@pytest.fixture
def panel():
    return kv.journey.follow()


def upload(panel, content):
    file = {"name": "x.json", "type": "", "size": len(content), "content": memoryview(content)}
    panel._upload.value = ({**file, "last_modified": dt.datetime.now(dt.UTC)},)


def opened(panel, word):
    """Deliver what the browser found in its address."""
    panel._live.set_state({"link": word})


def test_saving_hands_the_state_to_the_browser(panel, monkeypatch):
    sent = []
    monkeypatch.setattr(panel._live, "send", lambda content, buffers: sent.append((content, buffers)))
    panel.set(plan="drips6", at_h=336.0)
    panel._keep.click()
    ((content, (buffer,)),) = sent
    assert (content["kind"], content["filename"]) == ("save", FILE)
    assert from_json(buffer) == Regimen("drips6", 336.0)
    assert FILE in panel.status


def test_a_file_is_taken_whole(panel):
    upload(panel, to_json(Regimen("s_nose84", 24.0)).encode())
    assert (panel.values["plan"], panel.values["at_h"]) == ("s_nose84", 24.0)
    assert panel.status.startswith("Loaded.")
    assert panel._upload.value == ()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"schema": "other"}', b" " * 5000])
def test_a_bad_file_changes_nothing_and_is_told(panel, content):
    panel.set(plan="drips6")
    before = panel.values, panel.alt
    upload(panel, content)
    assert (panel.values, panel.alt) == before
    assert panel.status.startswith("Nothing changed:")


def test_a_link_opens_the_regimen(panel):
    assert panel._live.link_key == KEY
    opened(panel, to_link(Regimen("sprays84", 336.0)))
    assert (panel.values["plan"], panel.values["at_h"]) == ("sprays84", 336.0)
    assert panel.status.startswith("Opened from a link.")


@pytest.mark.parametrize("word", ["x", "<img src=x onerror=alert(1)>", "A" * 2001, "eyJ2IjoyfQ"])
def test_a_hostile_link_shows_the_first_state_and_a_message(panel, word):
    first = panel.values, panel.alt
    opened(panel, word)
    assert (panel.values, panel.alt) == first
    assert panel.status.startswith("Nothing changed:")
    assert len(panel.status) < 300


def test_the_link_shown_is_of_what_is_set_and_opens_it(panel):
    panel.set(plan="rac_sc", at_h=2.0, blocker="nbqx")
    assert f"?{KEY}=" in panel._link_html.value
    assert panel.link in panel._link_html.value
    other = kv.journey.follow()
    opened(other, panel.link.partition("=")[2])
    assert other.values == panel.values
    assert json.loads(to_json(other.regimen)) == json.loads(to_json(panel.regimen))
    panel.reset()
    assert panel.link == f"?{KEY}={to_link(Regimen())}"


def test_each_bad_value_in_a_good_file_is_named(panel):
    text = to_json(Regimen()).replace("rac_iv40", "rac_iv99")
    assert not panel.load(text)
    assert "rac_iv99" in panel.status
