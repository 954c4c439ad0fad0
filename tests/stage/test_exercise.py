"""The exercise: feedback on each answer, a reader's own sentence beside ours, nothing told beforehand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ketamine_viz import stage

SOURCE = SimpleNamespace(text="A source", url="https://example.org", grade="seen")


def task(n, **changes):
    settings = {
        "sentence": f"Sentence <{n}>", "clue": f"A clue {n}.", "fault": f"the fault {n}", "better": f"the better {n}",
        "asks": (
            stage.Ask("who", "Who?", ("people", "mice"), ("people", "mice")[n % 2], f"Because who {n}."),
            stage.Ask("how", "How many?", ("one", f"two {n}"), f"two {n}", f"Because how {n}."),
        ),
        "note": "", "sources": (SOURCE,), "link": ("A page", "page.ipynb"), **changes,
    }  # fmt: skip
    return stage.Task(f"t{n}", **settings)


TASKS = (task(0), task(1, note="Help is <here>."))


def exercise(tasks=TASKS):
    return stage.Exercise(
        "Judge <it>",
        tasks,
        looks=lambda own: (("who", "people" in own), ("how many", "2" in own)),
        note="A <note>",
    )


def test_no_answer_is_sent_before_one_is_given(everything_sent):
    one = exercise()
    sent = everything_sent(one)
    stored = one._repr_mimebundle_()
    for text in (sent, stored["text/html"], stored["text/plain"]):
        for hidden in ("Because", "the fault", "the better", "A source"):
            assert hidden not in text
    assert "A clue 0." in sent


def test_an_empty_answer_gets_a_helpful_reply():
    one = exercise()
    assert one.check() == 0
    assert one.status.startswith("Choose an answer to at least one of the questions first")
    assert one.html == ""
    one.compare("   ")
    assert one.status.startswith("Write a sentence of your own first")
    assert one.html == ""


def test_each_answer_gets_its_own_reply():
    one = exercise()
    assert one.check(who="people", how="one") == 1
    assert "<strong>Who?</strong> Yes, people. Because who 0." in one.html
    assert "<strong>How many?</strong> You said: one. We would say: two 0. Because how 0." in one.html
    assert one.status.startswith("1 of 2 as we would say.")
    assert "the better" not in one.html


def test_what_is_still_open_is_not_told():
    one = exercise()
    assert one.check(who="mice") == 0
    assert "Still open: How many?." in one.status
    assert "Because how" not in one.html


def test_the_readers_sentence_is_laid_beside_ours_and_escaped():
    one = exercise()
    one.compare("<script>alert(1)</script> 2 people")
    assert "&lt;script&gt;" in one.html
    assert "<script" not in one.html
    assert "the better 0" in one.html
    assert "the fault 0" in one.html
    assert "A source" in one.html
    assert one.status == "Your sentence says who and how many. Ours: the better 0"
    one.compare("It works")
    assert one.status == "A start. Could it also say who and how many? Ours: the better 0"
    one.compare("2 people " * 100)
    assert "half the words" in one.status
    assert len(one.html) < 1500


def test_just_show_tells_everything():
    one = exercise()
    one._buttons["Just show"].click()
    for words in ("people. Because who 0.", "two 0. Because how 0.", "the better 0", "the fault 0"):
        assert words in one.html
    assert "You said" not in one.html


def test_going_on_and_reset_leave_nothing_behind(everything_sent):
    one = exercise()
    one.check(who="mice", how="one")
    one.compare("my own words")
    one._buttons["Next sentence"].click()
    assert one.task.id == "t1"
    assert (one.html, one._own.value) == ("", "")
    assert "Help is &lt;here&gt;." in one._front.value
    assert [option for _, option in one._choices["how"].options] == ["", "one", "two 1"]
    one._buttons["Next sentence"].click()
    assert "last sentence" in one.status
    one.compare("my own words")
    one._buttons["Reset"].click()
    assert one.task.id == "t0"
    assert "my own words" not in everything_sent(one)


def test_words_are_shown_as_words():
    one = exercise()
    assert "Sentence &lt;0&gt;" in one._front.value
    assert "Judge &lt;it&gt;" in one.children[0].value
    assert "A &lt;note&gt;" in one.children[-1].value
    assert "Sentence &lt;0&gt;" in one._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("call", "words"),
    [(lambda: exercise(()), r"tasks=\[\] are not allowed"),
     (lambda: exercise((task(0), task(0))), "each id once"),
     (lambda: exercise((task(0, asks=(stage.Ask("who", "Who?", ("a",), "b", ""),)),)), "answer='b' of who in t0"),
     (lambda: exercise().check(colour="red"), "question 'colour' does not exist; allowed: who, how"),
     (lambda: exercise().check(who="cats"), "who='cats' is not offered; allowed: people, mice"),
     (lambda: exercise().choose("zz"), "task='zz' is not here; allowed: t0, t1")],
)  # fmt: skip
def test_bad_arguments_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
