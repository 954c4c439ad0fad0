"""Quiz and term: a helpful reply to every answer, nothing given away before."""

from __future__ import annotations

import json
from types import SimpleNamespace

import ipywidgets as widgets
import pytest

from ketamine_viz import stage
from ketamine_viz.stage.quiz import YOURS, Reply, Run

WHY = "Because of the pore."
OTHER = SimpleNamespace(text="Another paper (2001).", url=None, grade="")
OWN = SimpleNamespace(text="The paper (2000).", url=None, grade="")


def quiz(kind="single", options=("pore", "outside", "glycine site"), answer="pore", **extra):
    return stage.Quiz(
        question="Where <does> it sit?", kind=kind, options=options, answer=answer, feedback=WHY, **extra
    )


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def states(question):
    """All that the browser is sent of a question."""
    return json.dumps([one.get_state() for one in parts(question)], default=str)


def buttons(question):
    return [one for one in parts(question) if isinstance(one, widgets.Button)]


def more(question):
    return question.children[-1].value


def test_right_and_wrong_both_explain():
    question = quiz()
    assert question.reply("pore")
    assert question.status == f"Yes. {WHY}"
    assert not question.reply("outside")
    assert question.status == f"Not quite. {WHY}"


def test_each_wrong_choice_has_its_own_words_before_the_explanation():
    question = quiz(replies=(Reply("Too far out.", "outside"), Reply("That is for glycine.", "glycine site")))
    question.reply("outside")
    assert question.status == f"Not quite. Too far out. {WHY}"
    question.reply("glycine site")
    assert question.status == f"Not quite. That is for glycine. {WHY}"


def test_one_source_is_shown_and_only_after_an_answer():
    question = quiz(source=OWN, replies=(Reply("Too far out.", "outside", source=OTHER),))
    assert more(question) == ""
    question.reply("outside")
    assert (OTHER.text in more(question), OWN.text in more(question)) == (True, False)
    question.reply("pore")
    assert (OTHER.text in more(question), OWN.text in more(question)) == (False, True)
    question.reply("moon")
    assert more(question) == ""


def test_multiple_tells_what_was_too_much_and_what_is_missing():
    question = quiz(
        "multiple",
        answer=("pore", "outside"),
        replies=(
            Reply("The pore too.", "pore", missed=True),
            Reply("From outside as well.", "outside", missed=True),
            Reply("That is for glycine.", "glycine site"),
        ),
    )
    assert not question.reply(["pore"])
    assert question.status == (
        f"All of these are right, and there is more to find. Also right, “outside”: From outside as well. {WHY}"
    )
    assert not question.reply(["glycine site", "pore"])
    assert question.status.startswith(
        "Not quite. Not right, “glycine site”: That is for glycine. Also right, “outside”"
    )
    assert "The pore too." not in question.status
    assert not question.reply(["glycine site", "pore", "outside"])
    assert question.status.startswith(
        "All that is right is among them, and more than that. Not right, “glycine site”"
    )
    assert question.reply(["outside", "pore"])
    assert question.status == f"Yes. {WHY}"


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_no_choice_is_helped_and_not_taken_for_an_answer(kind):
    heard = []
    question = quiz(kind)
    question.on_answer(heard.append)
    assert not question.reply([])
    assert question.status == "Choose one of the answers first."
    assert not question.reply("moon")
    assert question.status == "'moon' is not one of the answers."
    assert heard == []


@pytest.mark.parametrize(
    ("typed", "right", "words"),
    [("45", True, "Yes."), ("45 %", True, "Yes."), ("47,5", True, "Yes."), ("12", False, "you said 12"),
     ("", False, "Nothing is typed yet"), ("many", False, "“many” is not a number"), ("nan", False, "not a number"),
     ("-5", False, "from 0 to 100, in %"), ("1e999", False, "from 0 to 100, in %")],
)  # fmt: skip
def test_numbers(typed, right, words):
    question = quiz("numeric", options=(), answer=45, unit="%", minimum=0, maximum=100)
    assert question.reply(typed) is right
    assert words in question.status
    assert (WHY in question.status) is (right or "you said" in question.status)


def test_wrong_numbers_have_reasons_and_the_first_that_fits_is_taken():
    question = quiz(
        "numeric",
        options=(),
        answer=4,
        replies=(Reply("That is the share.", low=24, high=26), Reply("Divide.")),
    )
    question.reply("25")
    assert question.status == f"Not quite: you said 25. That is the share. {WHY}"
    question.reply("7")
    assert question.status == f"Not quite: you said 7. Divide. {WHY}"


def test_the_box_says_unit_and_limits():
    question = quiz("numeric", options=(), answer=45, unit="%", minimum=0, maximum=100)
    box = next(one for one in parts(question) if isinstance(one, widgets.Text))
    assert box.description == "Your number in % (from 0 to 100)"
    box.value = "45"
    buttons(question)[0].click()
    assert question.status.startswith("Yes.")


def test_enter_in_the_box_is_an_answer_too():
    question = quiz("numeric", options=(), answer=45)
    box = next(one for one in parts(question) if isinstance(one, widgets.Text))
    box.value = "12"
    box._handle_custom_msg({"event": "submit"}, [])
    assert question.status.startswith("Not quite: you said 12.")


def test_buttons_answer_and_the_last_one_is_marked_in_words():
    question = quiz()
    first, second, _ = buttons(question)
    first.click()
    assert question.status.startswith("Yes.")
    assert [one.description for one in buttons(question)] == [f"pore{YOURS}", "outside", "glycine site"]
    second.click()
    assert question.status.startswith("Not quite.")
    assert [one.description for one in buttons(question)] == ["pore", f"outside{YOURS}", "glycine site"]
    assert not any(one.disabled for one in buttons(question))


def test_ticked_boxes_are_marked_when_they_are_checked():
    question = quiz("multiple", answer=("pore", "outside"))
    boxes = [one for one in parts(question) if isinstance(one, widgets.Checkbox)]
    boxes[0].value = boxes[2].value = True
    assert not any(YOURS in box.description for box in boxes)
    buttons(question)[0].click()
    assert [YOURS in box.description for box in boxes] == [True, False, True]


def test_where_to_run_it_is_told_after_the_answer():
    run = Run("Move the slider.", "01_molecular_level.ipynb", "Open the molecular level")
    question = quiz("predict_then_run", run=run)
    assert "ipynb" not in states(question)
    question.reply("outside")
    assert question.status.endswith(f"{WHY} Then run it: Move the slider.")
    assert '<a href="01_molecular_level.ipynb"' in more(question)


def test_listeners_hear_each_answer():
    heard = []
    question = quiz()
    question.on_answer(heard.append)
    question.reply("outside")
    question.reply("pore")
    assert heard == [False, True]


@pytest.mark.parametrize("kind", ["single", "multiple", "predict_then_run"])
def test_the_page_is_the_same_whatever_is_right(kind):
    def page(answer):
        question = quiz(kind, answer=answer, source=OWN, replies=(Reply("A reason.", "glycine site"),))
        text = states(question) + json.dumps(question._repr_mimebundle_())
        for one in parts(question):
            for model in (one.model_id, one.layout.model_id if "layout" in one.trait_names() else ""):
                text = text.replace(model, "model") if model else text
            if "style" in one.trait_names() and isinstance(one.style, widgets.Widget):
                text = text.replace(one.style.model_id, "model")
        return text

    assert page("pore") == page("outside")
    assert "A reason." not in page("pore")


def test_the_answer_cannot_be_read_off_the_page():
    question = quiz("numeric", options=(), answer=4571.25, replies=(Reply("Half of 9142.5."),), source=OWN)
    page = json.dumps(question._repr_mimebundle_()) + states(question)
    for secret in ("4571.25", WHY, "9142.5", OWN.text):
        assert secret not in page


def test_text_is_escaped():
    assert "<does>" not in quiz()._repr_mimebundle_()["text/html"]
    assert "<b>" not in stage.Term("<b>", "x")._repr_mimebundle_()["text/html"]


def test_bad_questions_are_refused():
    with pytest.raises(ValueError, match="kind='essay' is not known; allowed: single, multiple, numeric"):
        quiz("essay")
    with pytest.raises(ValueError, match="answer='moon' is not among the options"):
        quiz(answer="moon")
    with pytest.raises(ValueError, match="reply to 'moon' is to no option; allowed: pore, outside"):
        quiz(replies=(Reply("No.", "moon"),))
    with pytest.raises(ValueError, match="href='javascript:x' of run is not a file here"):
        quiz(run=Run("x", "javascript:x", "x"))


def test_term_reads_well():
    bundle = stage.Term("AMPA receptor", "A fast channel.", ("glutamate", "synapse"))._repr_mimebundle_()
    assert bundle["text/plain"] == "AMPA receptor: A fast channel."
    assert "glutamate and synapse" in bundle["text/html"]
