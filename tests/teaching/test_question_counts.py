"""The picture that counts questions."""

from __future__ import annotations

import pytest

from ketamine_viz import teaching


@pytest.fixture(scope="module")
def panel():
    return teaching.question_counts()


def test_it_counts_every_question_once(panel):
    assert panel.result.total == len(teaching.questions())
    assert f"{len(teaching.questions())} questions" in panel.alt


@pytest.mark.parametrize(
    ("which", "takes"),
    [
        ("asked", lambda q: bool(q.asked_in)),
        ("here", lambda q: not q.asked_in),
        ("pre_post", lambda q: q.pre_post is not None),
    ],
)
def test_each_choice_counts_its_questions(panel, which, takes):
    panel.set(which=which)
    assert panel.result.total == sum(map(takes, teaching.questions()))


@pytest.mark.parametrize("which", ["asked", "here", "pre_post"])
def test_each_choice_shows_in_picture_and_words(panel, answers, which):
    answers(panel, {"which": which})


def test_the_table_holds_what_is_drawn(panel):
    lines = panel.table_text.splitlines()
    assert lines[0].startswith("Part of the subject,One right choice,")
    assert sum(int(line.rsplit(",", 1)[1]) for line in lines[1:]) == len(teaching.questions())


@pytest.mark.parametrize("which", ["all", "asked", "here", "pre_post"])
@pytest.mark.parametrize("present", [False, True])
def test_lettering(panel, lettering_faults, which, present):
    panel.set(which=which)
    assert lettering_faults(panel, present=present) == []


def test_redraw_is_quick(panel, quickest_redraw):
    assert quickest_redraw(panel, "which", ["all", "asked", "pre_post"]) < 0.06
