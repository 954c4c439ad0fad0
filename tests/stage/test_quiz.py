"""Quiz and term: helpful feedback on every answer, nothing given away before."""

from __future__ import annotations

import json

import pytest

from ketamine_viz import stage

WHY = "Because of the pore."


def quiz(kind="single", options=("pore", "outside", "glycine site"), answer="pore", **extra):
    return stage.Quiz(
        question="Where <does> it sit?", kind=kind, options=options, answer=answer, feedback=WHY, **extra
    )


def test_right_and_wrong_both_explain():
    question = quiz()
    assert question.reply("pore")
    assert question.status == f"Yes. {WHY}"
    assert not question.reply("outside")
    assert question.status == f"Not quite. {WHY}"


def test_each_wrong_choice_can_have_its_own_words():
    question = stage.Quiz(
        question="?",
        kind="single",
        options=("a", "b"),
        answer="a",
        feedback={"a": "Right.", "b": "b is for bat."},
    )
    question.reply("b")
    assert question.status == "Not quite. b is for bat."


def test_multiple_needs_all_of_them():
    question = quiz("multiple", answer=("pore", "outside"))
    assert not question.reply(["pore"])
    assert "more to find" in question.status
    assert question.reply(["outside", "pore"])
    assert not question.reply([])
    assert question.status == "Choose one of the answers first."


@pytest.mark.parametrize(
    ("typed", "right", "words"),
    [("45", True, "Yes."), ("45 %", True, "Yes."), ("47,5", True, "Yes."), ("12", False, "you said 12"),
     ("", False, "Type a number"), ("many", False, "Type a number"), ("nan", False, "Type a number")],
)  # fmt: skip
def test_numbers(typed, right, words):
    question = quiz("numeric", options=(), answer=45)
    assert question.reply(typed) is right
    assert words in question.status


def test_buttons_answer_too():
    question = quiz()
    question.children[1].children[0].click()
    assert question.status.startswith("Yes.")


def test_the_answer_cannot_be_read_off_the_page():
    question = quiz("numeric", options=(), answer=4571.25)
    page = json.dumps(question._repr_mimebundle_()) + json.dumps(
        [child.get_state() for child in question.children if hasattr(child, "get_state")], default=str
    )
    assert "4571.25" not in page
    assert WHY not in page


def test_text_is_escaped():
    assert "<does>" not in quiz()._repr_mimebundle_()["text/html"]
    assert "<b>" not in stage.Term("<b>", "x")._repr_mimebundle_()["text/html"]


def test_bad_questions_are_refused():
    with pytest.raises(ValueError, match="kind='essay' is not known; allowed: single, multiple, numeric"):
        quiz("essay")
    with pytest.raises(ValueError, match="answer='moon' is not among the options"):
        quiz(answer="moon")


def test_term_reads_well():
    bundle = stage.Term("AMPA receptor", "A fast channel.", ("glutamate", "synapse"))._repr_mimebundle_()
    assert bundle["text/plain"] == "AMPA receptor: A fast channel."
    assert "glutamate and synapse" in bundle["text/html"]
