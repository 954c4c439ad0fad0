"""A live panel: controls, a picture, its description, table, cards, prediction, saving."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage import html, theme
from ketamine_viz.stage.canvas import Canvas
from ketamine_viz.stage.controls import Choice, Control, Range, Several, Toggle
from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.picture import Card, Description, Picture
from ketamine_viz.stage.prediction import Prediction
from ketamine_viz.stage.text import escape
from ketamine_viz.stage.toolbar import Toolbar
from ketamine_viz.stage.wiring import core_widget

Sources = Iterable[html.SourceLine]
MOST_CONTROLS = 6


class Panel(widgets.VBox):
    """One question, its controls and the picture that answers.

    Parameters
    ----------
    title
        The question or the finding.
    picture
        What is drawn; built once, here.
    compute
        From control values (keyword arguments) to the result that is drawn.
        A ``ValueError`` it raises is shown to the reader; the picture stays.
    controls
        At most six.
    note
        Caption in plain text: what to look at, model or data, species.
    sources
        Source lines, or a function from the result to them.
    model_card
        Plain text lines: what is in, left out, fitted, checked, wrong.
    prediction
        A question to commit to before the picture answers it.

    Raises
    ------
    ValueError
        For more than six controls, or two of one name.
    """

    def __init__(
        self,
        *,
        title: str,
        picture: Picture,
        compute: Callable[..., Any],
        controls: Sequence[Control] = (),
        note: str = "",
        sources: Sources | Callable[[Any], Sources] = (),
        model_card: str = "",
        prediction: Prediction | None = None,
    ) -> None:
        names = [control.name for control in controls]
        if len(names) > MOST_CONTROLS or len(set(names)) < len(names):
            raise ValueError(
                f"controls {names} are not allowed; allowed: at most {MOST_CONTROLS}, each name once"
            )
        self._title, self._note, self._model_card = title, note, model_card
        self._controls: dict[str, Control] = {control.name: control for control in controls}
        self._compute = compute
        self._sources = sources if callable(sources) else tuple(sources)
        self._canvas = Canvas(picture, strip=prediction is not None)
        self._prediction = prediction
        self._values: dict[str, Any] = {control.name: control.check(control.value) for control in controls}  # type: ignore[arg-type]
        self._defaults = dict(self._values)
        self._quiet = False
        self._cards: dict[str, Card] = {}
        self._make_widgets()
        super().__init__(self._layout_children())
        self.add_class("kv-live")
        self._refresh(spoken="")

    # -- what notebooks, tests and readers use ---------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """Control values by name."""
        return dict(self._values)

    @property
    def result(self) -> Any:
        """What ``compute`` returned for the values."""
        return self._result

    @property
    def description(self) -> Description:
        """The picture in words."""
        return self._description

    @property
    def alt(self) -> str:
        """The picture's text alternative."""
        return self._live.alt

    @property
    def status(self) -> str:
        """The sentence last spoken."""
        return self._live.status

    @property
    def table_text(self) -> str:
        """The drawn numbers as CSV text."""
        return html.csv_bytes(self._canvas.picture.table(self._result)).decode()

    @property
    def source_lines(self) -> tuple[html.SourceLine, ...]:
        """The sources of what is drawn, one line each."""
        return tuple(self._sources(self._result) if callable(self._sources) else self._sources)

    @property
    def card(self) -> Card | None:
        """The card that is open, if any."""
        return self._cards.get(self._card_choice.value)

    def png(self, *, present: bool = False) -> bytes:
        """Return the picture as PNG, at normal or at projector size."""
        return self._canvas.png(theme.PRESENT_SCALE if present else 1.0)

    def set(self, **values: Any) -> Panel:
        """Set controls by value, as a reader would, and redraw once.

        Raises
        ------
        ValueError
            For an unknown control or a value it does not allow; nothing changes.
        """
        for name in values:
            if name not in self._controls:
                raise ValueError(
                    f"control {name!r} does not exist; allowed: {', '.join(self._controls) or 'none'}"
                )
        self._take({name: self._controls[name].check(value) for name, value in values.items()})
        return self

    def reset(self) -> None:
        """Put every control, the card and the size back to the first state."""
        self._canvas.set_guess("")
        self._toolbar.table.value = self._toolbar.present.value = False
        self._card_choice.value = ""
        for button in self._guesses.children:
            button.disabled = False
        self._feedback.value = ""
        self._take(self._defaults, force=True)
        self._live.status = ""

    def open_card(self, card: str) -> None:
        """Open the card of a node, arrow or point.

        Raises
        ------
        ValueError
            If there is no such card in this state.
        """
        if card not in self._cards:
            raise ValueError(f"card {card!r} is not here; allowed: {', '.join(self._cards) or 'none'}")
        self._card_choice.value = card

    def guess(self, option: str) -> None:
        """Commit to a prediction: it is kept on the figure, then the picture runs."""
        if self._prediction is None:
            raise ValueError(f"guess({option!r}): this panel asks no prediction; allowed: none")
        words = self._prediction.words(option)
        for button in self._guesses.children:
            button.disabled = True
        self._canvas.set_guess(f"Your prediction: {words}")
        self._take(
            {name: self._controls[name].check(value) for name, value in self._prediction.run.items()},
            force=True,
        )
        answer = self._prediction.words(self._prediction.answer(self._result))
        verdict = "as you predicted" if answer == words else f"you predicted: {words}"
        why = self._prediction.explain(self._result)
        self._canvas.set_guess(f"Your prediction: {words}   |   What came out: {answer}")
        self._draw(f"What came out: {answer} ({verdict}). {why}")  # spoken, and read under the picture
        self._feedback.value = (
            f'<div class="kv-feedback"><strong>You said:</strong> {escape(words)}. <strong>What came out:</strong> '
            f"{escape(answer)}. Why: see under the picture.</div>"
        )

    # -- making the parts --------------------------------------------------------

    def _make_widgets(self) -> None:
        ranges = [control for control in self._controls.values() if isinstance(control, Range)]
        self._live = LivePicture(
            label=self._title,
            ranges=[control.spec() for control in ranges],
            values={control.name: self._values[control.name] for control in ranges},
            clickable=type(self._canvas.picture).card_at is not Picture.card_at,
        )
        self._live.observe(self._from_slider, "values")
        self._live.observe(lambda _: self._draw(self._live.status), "pixel_ratio")
        self._live.on_click(self._from_click)
        self._core = {
            name: core_widget(control, self._from_core)
            for name, control in self._controls.items()
            if isinstance(control, Choice | Toggle | Several)
        }
        self._card_choice = widgets.Dropdown(
            description="Open a card",
            options=[("none", "")],
            value="",
            style={"description_width": "initial"},
        )
        self._card_choice.observe(self._show_card, "value")
        self._card_html = widgets.HTML()
        self._table_html, self._sources_html = widgets.HTML(), widgets.HTML()
        self._toolbar = Toolbar(
            reset=self.reset, save=self._save, show_table=self._show_table, present=self._present
        )
        self._feedback = widgets.HTML()
        self._guesses = widgets.HBox(layout=widgets.Layout(flex_flow="row wrap"))
        if self._prediction:
            self._guesses.children = [
                self._guess_button(option, words) for option, words in self._prediction.options
            ]

    def _guess_button(self, option: str, words: str) -> widgets.Button:
        button = widgets.Button(description=words, layout=widgets.Layout(width="auto", height="auto"))
        button.on_click(lambda _: self.guess(option))
        return button

    def _layout_children(self) -> list[widgets.Widget]:
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center")
        title = widgets.HTML(f'<p class="kv-title">{escape(self._title)}</p>')
        children: list[widgets.Widget] = [title]
        if self._prediction:
            question = widgets.HTML(
                f'<p class="kv-question">Predict first: {escape(self._prediction.question)}</p>'
            )
            children += [question, self._guesses, self._feedback]
        if self._core:
            children.append(widgets.HBox(list(self._core.values()), layout=wrap))
        self._card_box = widgets.VBox(
            [self._card_choice, self._card_html], layout=widgets.Layout(flex="1 1 300px")
        )
        children.append(
            widgets.HBox([self._live, self._card_box], layout=widgets.Layout(flex_flow="row wrap"))
        )
        if self._note:
            children.append(widgets.HTML(f'<p class="kv-note">{escape(self._note)}</p>'))
        children += [self._toolbar, self._table_html, self._sources_html]
        if self._model_card:
            lines = "".join(
                f"<p>{escape(line)}</p>" for line in self._model_card.strip().splitlines() if line.strip()
            )
            children.append(
                widgets.HTML(html.fold("Model card: what is in, what is left out, what it gets wrong", lines))
            )
        return children

    # -- from a change to the screen ---------------------------------------------

    def _from_slider(self, _: Any) -> None:
        if self._quiet:
            return
        # Only values a slider can take are kept; anything else from outside is put back.
        news = {}
        for name, value in self._live.values.items():
            control = self._controls.get(name)
            try:
                if isinstance(control, Range) and control.check(value) != self._values[name]:
                    news[name] = control.check(value)
            except ValueError as error:
                self._live.status = str(error)
        if news:
            self._take(news)

    def _from_core(self, control: Control, value: Any) -> None:
        if not self._quiet:
            try:
                self._take({control.name: control.check(value)})
            except ValueError as error:
                self._mirror()
                self._live.status = str(error)

    def _from_click(self, x: float, y: float) -> None:
        place = self._canvas.locate(x, y)
        card = self._canvas.picture.card_at(*place) if place else None
        if card in self._cards:
            self._card_choice.value = card

    def _take(self, news: dict[str, Any], force: bool = False) -> None:
        changed = {name: value for name, value in news.items() if value != self._values[name]}
        if not changed and not force:
            return
        before = dict(self._values)
        self._values.update(changed)
        spoken = ". ".join(
            f"{self._controls[name].label}: {self._controls[name].words(value)}"
            for name, value in changed.items()
        )
        try:
            self._refresh(spoken)
        except ValueError as error:
            self._values = before
            self._live.status = str(error)
        self._mirror()

    def _mirror(self) -> None:
        """Make every widget show the panel's values."""
        self._quiet = True
        try:
            self._live.values = {name: self._values[name] for name in self._live.values}
            for name, widget in self._core.items():
                widget.value = self._values[name]
        finally:
            self._quiet = False

    def _refresh(self, spoken: str) -> None:
        self._result = self._compute(**self._values)
        with theme.context():
            self._canvas.update(self._result)
            self._description = self._canvas.picture.describe(self._result)
            self._draw(f"{spoken}. {self._description.headline}" if spoken else "")
        time.sleep(0)  # lets the kernel's other thread send the picture before what follows is made
        self._offer_cards()
        if self._toolbar.table.value:
            self._table_html.value = html.table(self._canvas.picture.table(self._result))
        self._sources_html.value = html.sources(self.source_lines)

    def _draw(self, status: str) -> None:
        scale = theme.PRESENT_SCALE if self._live.present else 1.0
        width, height = self._canvas.size(scale)
        with self._live.hold_sync():
            self._live.image = self._canvas.png(scale * self._live.pixel_ratio)
            self._live.width, self._live.height = width, height
            self._live.alt = f"{self._description.alt} {self._canvas.guess}".strip()
            self._live.status = status

    def _offer_cards(self) -> None:
        cards = {card.id: card for card in self._canvas.picture.cards(self._result)}
        if cards != self._cards:
            kept = self._card_choice.value if self._card_choice.value in cards else ""
            self._cards = cards
            self._card_choice.options = [("none", ""), *((card.label, card.id) for card in cards.values())]
            self._card_choice.value = kept
            self._show_card(None)
        self._card_box.layout.display = "" if cards else "none"

    def _show_card(self, change: Any) -> None:
        card = self._cards.get(self._card_choice.value)
        self._card_html.value = f'<div class="kv-card">{card.html}</div>' if card else ""
        if change is not None and card:
            self._live.status = f"Card open: {card.label}."

    def _show_table(self, shown: bool) -> None:
        self._table_html.value = html.table(self._canvas.picture.table(self._result)) if shown else ""

    def _present(self, on: bool) -> None:
        self._live.present = on
        (self.add_class if on else self.remove_class)("kv-present-panel")
        self._draw(self._live.status)

    def _save(self, kind: str) -> None:
        stem = re.sub(r"[^a-z0-9]+", "_", self._title.lower()).strip("_")[:60]
        make: dict[str, tuple[str, Callable[[], bytes]]] = {
            "png": ("image/png", lambda: self._canvas.png(2.0)),
            "svg": ("image/svg+xml", self._canvas.svg),
            "csv": ("text/csv", lambda: html.csv_bytes(self._canvas.picture.table(self._result))),
        }
        mime, content = make[kind]
        self._live.save(f"{stem}.{kind}", mime, content())
        self._live.status = f"Saved as {stem}.{kind}."

    # -- what a notebook stores -----------------------------------------------------

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        bundle["text/plain"] = f"{self._title}\n{self.alt}"
        png = self._canvas.png(1.0, small=True)
        bundle["text/html"] = html.picture(self._title, png, self.alt, self._canvas.size()[0])
        return bundle
