"""The deck: guess first, then turn; the back stays in the kernel until then."""

from __future__ import annotations

import pytest

from ketamine_viz import stage

FLIPS = tuple(
    stage.Flip(f"f{n}", f"Front <{n}>", answer, lambda n=n: f"<p>back {n}</p>", f"Spoken back {n}.")
    for n, answer in enumerate(("yes", "no", "maybe"))
)


def deck(flips=FLIPS, **changes):
    settings = {"question": "What <now>?", "note": "A <note>", "things": ("claim", "claims"), **changes}
    return stage.Deck("A <deck>", flips, settings.pop("choices", ("yes", "no", "maybe")), **settings)


def test_nothing_of_the_back_is_sent_before_the_card_is_turned(everything_sent):
    one = deck()
    sent = everything_sent(one)
    stored = one._repr_mimebundle_()
    for n in range(3):
        assert f"Front <{n}>" in sent
        for text in (sent, stored["text/html"], stored["text/plain"]):
            assert f"ack {n}" not in text
    assert not one.opened
    one.just_show()
    assert "back 0" in everything_sent(one)


@pytest.mark.parametrize(("said", "right"), [("yes", True), ("no", False), ("maybe", False)])
def test_a_guess_opens_the_card_and_stays(said, right):
    one = deck()
    assert one.guess(said) is right
    assert f"You said:</strong> {said}." in one.html
    assert "The evidence says:</strong> yes." in one.html
    assert "<p>back 0</p>" in one.html
    assert one.status == f"You said: {said}. The evidence says: yes. Spoken back 0."
    one.choose("f1")
    assert not one.opened
    assert one.html == ""
    one.choose("f0")
    assert one.said == said
    assert f"You said:</strong> {said}." in one.html


def test_a_second_guess_does_not_replace_the_first():
    one = deck()
    one.guess("no")
    one.guess("yes")
    assert one.said == "no"
    assert one.status.startswith("This card is open already. You said: no.")


def test_just_show_asks_nothing():
    one = deck()
    one.just_show()
    assert one.opened
    assert one.said == ""
    assert "You said" not in one.html + one.status
    assert "back 0" in one.html


def test_the_count_goes_along():
    one = deck()
    assert one.status.endswith("0 of 3 claims opened.")
    one.guess("yes")
    one._after.click()
    one.guess("yes")
    one._after.click()
    assert one.status.endswith("2 of 3 claims opened; 1 of 2 guesses the same as ours.")
    one._after.click()
    assert one.status.startswith("This is the last claim.")


def test_buttons_do_what_they_say():
    one = deck()
    one._before.click()
    assert one.status.startswith("This is the first claim.")
    one._after.click()
    assert one.flip.id == "f1"
    one._before.click()
    next(b for b in one._buttons if b.description == "maybe").click()
    assert one.said == "maybe"
    one._after.click()
    one._open.click()
    assert one.opened
    one._reset.click()
    assert (one.flip.id, one.opened, one._said) == ("f0", False, {})


def test_words_are_shown_as_words():
    one = deck()
    one.just_show()
    for widget in (one.children[0], one._front, one.children[4], one.children[-1]):
        assert "&lt;" in widget.value
        assert not any(f"<{word}>" in widget.value for word in ("deck", "0", "now", "note"))
    assert "Front &lt;0&gt;" in one.html
    assert "Front &lt;0&gt;" in one._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("call", "words"),
    [(lambda: deck(()), r"flips=\[\] are not allowed; allowed: at least one"),
     (lambda: deck(FLIPS[:1] * 2), "each id once"),
     (lambda: deck(choices=("yes", "no")), "answer='maybe' is not a choice; allowed: yes, no"),
     (lambda: deck().guess("perhaps"), "choice='perhaps' is not offered; allowed: yes, no, maybe"),
     (lambda: deck().choose("zz"), "card='zz' is not in the deck; allowed: f0, f1, f2")],
)  # fmt: skip
def test_bad_arguments_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
