"""Cards turned over one by one: the reader commits to a word first, and the guess stays.

What is on the back stays in the kernel until the card is turned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.text import escape, plural

_AUTO = {"width": "auto", "height": "auto"}
_WRAP = {"flex_flow": "row wrap", "align_items": "center"}


@dataclass(frozen=True)
class Flip:
    """One card with two faces.

    Attributes
    ----------
    id
        Short name.
    front
        What is seen first, in plain text.
    answer
        The word on the back: one of the deck's choices.
    html
        From nothing to the back; must hold no unescaped text from data.
    text
        The back in one or two plain sentences, as it is spoken.
    """

    id: str
    front: str
    answer: str
    html: Callable[[], str]
    text: str


class Deck(widgets.VBox):
    """A deck of cards: choose one, say what you think, turn it over.  Never blocks, stores nothing.

    Parameters
    ----------
    title
        What the cards are.
    flips
        At least one.
    choices
        The words a reader may commit to.
    question
        Asked under the front.
    note
        Caption in plain text.
    things
        What one card is and what many are.

    Raises
    ------
    ValueError
        For no cards, two of one id, or an answer that is not among the choices.
    """

    def __init__(
        self,
        title: str,
        flips: Sequence[Flip],
        choices: Sequence[str],
        question: str,
        note: str = "",
        things: tuple[str, str] = ("card", "cards"),
    ) -> None:
        ids = [flip.id for flip in flips]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError(f"flips={ids!r} are not allowed; allowed: at least one, each id once")
        for flip in flips:
            if flip.answer not in choices:
                raise ValueError(f"answer={flip.answer!r} is not a choice; allowed: {', '.join(choices)}")
        self.title, self._question, self._note, self._things = title, question, note, things
        self._flips, self._choices = tuple(flips), tuple(choices)
        self._said: dict[str, str] = {}  # id → guess; empty where the reader only wanted to see
        self._make_widgets()
        super().__init__(self._layout_children())
        self.add_class("kv-live")
        self._show()

    # -- what notebooks, tests and readers use ---------------------------------

    @property
    def flip(self) -> Flip:
        """The card that lies on top."""
        return self._flips[self._at.value]

    @property
    def opened(self) -> bool:
        """True if its back is seen."""
        return self.flip.id in self._said

    @property
    def said(self) -> str:
        """What the reader said of it; empty if nothing."""
        return self._said.get(self.flip.id, "")

    @property
    def status(self) -> str:
        """The sentence last spoken."""
        return self._say.status

    @property
    def html(self) -> str:
        """What is seen of the card."""
        return str(self._face.value)

    def choose(self, card: str) -> None:
        """Lay another card on top.

        Raises
        ------
        ValueError
            If there is no such card.
        """
        ids = [flip.id for flip in self._flips]
        if card not in ids:
            raise ValueError(f"card={card!r} is not in the deck; allowed: {', '.join(ids)}")
        self._at.value = ids.index(card)

    def guess(self, choice: str) -> bool:
        """Commit to a word and turn the card; return whether the word is on the back.

        A card that is open keeps the first guess.

        Raises
        ------
        ValueError
            For a word that is not offered.
        """
        if choice not in self._choices:
            raise ValueError(f"choice={choice!r} is not offered; allowed: {', '.join(self._choices)}")
        self._turn(choice)
        return self.said == self.flip.answer

    def just_show(self) -> None:
        """Turn the card without a guess."""
        self._turn("")

    def reset(self) -> None:
        """Turn every card back, forget the guesses and begin with the first."""
        self._said.clear()
        self._at.value = 0
        self._show()

    # -- making the parts --------------------------------------------------------

    def _make_widgets(self) -> None:
        one = self._things[0]
        options = [(f"{place}. {flip.front}", place - 1) for place, flip in enumerate(self._flips, 1)]
        self._at = widgets.Dropdown(
            description=f"Choose a {one}", options=options, value=0, style={"description_width": "initial"}
        )
        self._at.observe(lambda _: self._show(), "value")
        self._before, self._after, self._reset, self._open = (
            widgets.Button(description=words, layout=_AUTO)
            for words in (f"Previous {one}", f"Next {one}", "Reset", "Just show")
        )
        self._before.on_click(lambda _: self._step(-1))
        self._after.on_click(lambda _: self._step(1))
        self._reset.on_click(lambda _: self.reset())
        self._open.on_click(lambda _: self.just_show())
        self._buttons = [widgets.Button(description=choice, layout=_AUTO) for choice in self._choices]
        for button in self._buttons:
            button.on_click(lambda pressed: self.guess(pressed.description))
        self._front = widgets.HTML()
        self._face = widgets.HTML()
        self._say = LivePicture(label=self.title)

    def _layout_children(self) -> list[widgets.Widget]:
        title = widgets.HTML(f'<p class="kv-title">{escape(self.title)}</p>')
        ask = widgets.HTML(f'<p class="kv-question">{escape(self._question)}</p>')
        note = [widgets.HTML(f'<p class="kv-note">{escape(self._note)}</p>')] if self._note else []
        return [
            title,
            widgets.HBox([self._at], layout=_WRAP),
            widgets.HBox([self._before, self._after, self._reset], layout=_WRAP),
            self._front,
            ask,
            widgets.HBox([*self._buttons, self._open], layout=_WRAP),
            self._say,
            self._face,
            *note,
        ]

    # -- from a change to the screen ---------------------------------------------

    def _step(self, by: int) -> None:
        place = self._at.value + by
        if 0 <= place < len(self._flips):
            self._at.value = place
        else:
            end = "first" if by < 0 else "last"
            self._say.status = f"This is the {end} {self._things[0]}. {self._count()}"

    def _turn(self, choice: str) -> None:
        again = self.opened
        self._said.setdefault(self.flip.id, choice)
        self._show()
        if again and choice:
            self._say.status = f"This card is open already. {self._spoken()}"

    def _show(self) -> None:
        flip = self.flip
        place = f"{self._things[0].capitalize()} {self._at.value + 1} of {len(self._flips)}"
        self._front.value = f'<blockquote class="kv-front"><p>“{escape(flip.front)}”</p></blockquote>'
        if self.opened:
            said = (
                f"<p><strong>You said:</strong> {escape(self.said)}. "
                f"<strong>The evidence says:</strong> {escape(flip.answer)}.</p>"
                if self.said
                else ""
            )
            label = escape(f"Card: {flip.front}")
            self._face.value = (
                f'<div class="kv-card kv-flip" role="region" aria-label="{label}">{said}{flip.html()}</div>'
            )
            self._say.status = self._spoken()
        else:
            self._face.value = ""
            self._say.status = f"{place}. Choose a word, or Just show. {self._count()}"

    def _spoken(self) -> str:
        said = f"You said: {self.said}. " if self.said else ""
        return f"{said}The evidence says: {self.flip.answer}. {self.flip.text}"

    def _count(self) -> str:
        guessed = [flip for flip in self._flips if self._said.get(flip.id)]
        same = sum(self._said[flip.id] == flip.answer for flip in guessed)
        words = f"{len(self._said)} of {plural(len(self._flips), *self._things)} opened"
        return (
            f"{words}; {same} of {plural(len(guessed), 'guess', 'guesses')} the same as ours."
            if guessed
            else f"{words}."
        )

    # -- what a notebook stores -----------------------------------------------------

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        fronts = [flip.front for flip in self._flips]
        bundle["text/plain"] = "\n".join(
            [self.title, self._question, *(f"{place}. {front}" for place, front in enumerate(fronts, 1))]
        )
        items = "".join(f"<li>{escape(front)}</li>" for front in fronts)
        bundle["text/html"] = (
            f"<p>{escape(self.title)} {escape(self._question)} "
            f"<em>Run ▸ Run All Cells lets you answer and turn the cards.</em></p><ol>{items}</ol>"
        )
        return bundle
