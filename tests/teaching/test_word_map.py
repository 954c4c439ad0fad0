"""A word and the words beside it."""

from __future__ import annotations

import pytest

from ketamine_viz import teaching
from ketamine_viz.teaching.figures.word_map import SLOTS
from ketamine_viz.teaching.glossary import words
from ketamine_viz.teaching.neighbourhood import around

CHANGES = {"word": "Relapse", "further": True}
CROWDED = sorted(words(), key=lambda name: -len(words()[name].neighbours))[:6]
LONGEST = [*sorted(words(), key=lambda name: -len(words()[name].definition))[:3], max(words(), key=len)]


@pytest.fixture(scope="module")
def panel():
    return teaching.word_map()


@pytest.mark.parametrize("word", words())
def test_all_words_beside_it_are_there_once(word):
    shown = around(word, further=True)
    beside = [one.term for one in (*shown.naming, *shown.named)]
    assert sorted(beside) == sorted(set(beside))
    assert set(beside) == set(words()[word].neighbours)
    assert not {word, *beside} & set(shown.further)
    assert all(any(far in words()[near].neighbours for near in beside) for far in shown.further)
    assert len(shown.naming) <= SLOTS
    assert len(shown.named) <= SLOTS


def test_without_a_step_further_there_is_none():
    assert around("Relapse").further == ()


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="word='Relapze' is not known; nearest: Relapse"):
        around("Relapze")


@pytest.mark.parametrize("name", CHANGES)
def test_every_control_answers(panel, answers, name):
    assert set(CHANGES) == set(panel.values)
    answers(panel, {name: CHANGES[name]})


@pytest.mark.parametrize("present", [False, True])
@pytest.mark.parametrize("word", [*CROWDED, *LONGEST])
def test_lettering_is_clear(panel, lettering_faults, word, present):
    panel.set(word=word, further=True)
    assert lettering_faults(panel, present=present) == []


def test_words_and_table_say_what_is_drawn(panel):
    panel.set(word="Default mode network", further=True)
    for name in (*words()["Default mode network"].neighbours, *panel.result.further):
        assert name in panel.alt
        assert name in panel.table_text
    assert words()["Default mode network"].definition in panel.alt


def test_a_word_of_another_part_has_a_broken_frame_and_is_named(panel):
    panel.set(word="Default mode network")
    boxes = {
        box.get_text(): box.get_bbox_patch()
        for box in panel._canvas.picture._boxes["named"]
        if box.get_visible()
    }
    assert boxes["Rumination"].get_linestyle() in ("--", "dashed")
    assert boxes["Functional connectivity"].get_linestyle() in ("-", "solid")
    assert "From another part of the subject: Rumination." in panel.alt


def test_the_source_of_the_word_is_given(panel):
    assert len(panel.source_lines) == 1
    panel.set(word="SNRI")
    assert len(panel.source_lines) == (1 if words()["SNRI"].ref else 0)


def test_a_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "word", ["Relapse", "GABA", "Synapse"]) < 0.05
