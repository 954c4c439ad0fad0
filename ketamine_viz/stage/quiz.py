"""A question with a reply to every answer.  What is right stays in the kernel until an answer is given."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage import html, typed_number
from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.text import escape, number

KINDS = ("single", "multiple", "numeric", "predict_then_run")
#: Stands behind the option a reader chose: a mark in words, not in colour.
YOURS = " (your answer)"
_WIDE = {"width": "auto", "height": "auto"}
#: As wide as its words, so that it is not taken for one more answer.
_NARROW = {**_WIDE, "align_self": "flex-start"}


@dataclass(frozen=True)
class Reply:
    """What is said to one answer that is not right.

    Attributes
    ----------
    words
        Why it is not so.
    option
        The option it is for; empty for a number.
    missed
        True if it is said when a right option was left out.
    low, high
        The wrong numbers it is for.
    source
        Where it can be read up; the question's own if None.
    """

    words: str
    option: str = ""
    missed: bool = False
    low: float = -math.inf
    high: float = math.inf
    source: html.SourceLine | None = None


@dataclass(frozen=True)
class Run:
    """Where the model that answers a question is run: what to do there, and a link with its words."""

    words: str
    href: str
    title: str


class Quiz(widgets.VBox):
    """One question; it never blocks progress, takes another answer at any time, and stores nothing.

    Parameters
    ----------
    question
        One sentence, plain text.
    kind
        ``single``, ``multiple``, ``numeric`` or ``predict_then_run``.
    options
        The choices, in the order shown; empty for ``numeric``.
    answer
        The right option, the right options, or the number.
    feedback
        Why, said after every answer.
    replies
        What is said before that to wrong answers; the first that fits a wrong number is taken.
    source
        One source line (see ``ketamine_viz.evidence.source``), shown after an answer.
    tolerance
        For ``numeric``: how far off still counts, as a share of the answer.
    unit, minimum, maximum
        For ``numeric``: the unit, and the limits of what can be meant [unit].
    run
        Where to run what was predicted.

    Raises
    ------
    ValueError
        For an unknown kind, an answer or a reply that is not among the options, or a link that leaves the folder.
    """

    def __init__(
        self,
        *,
        question: str,
        kind: str,
        options: Sequence[str],
        answer: str | float | Sequence[str],
        feedback: str,
        replies: Sequence[Reply] = (),
        source: html.SourceLine | None = None,
        tolerance: float = 0.1,
        unit: str = "",
        minimum: float | None = None,
        maximum: float | None = None,
        run: Run | None = None,
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"kind={kind!r} is not known; allowed: {', '.join(KINDS)}")
        wanted = [str(answer)] if isinstance(answer, str | int | float) else [str(one) for one in answer]
        if kind != "numeric" and not set(wanted) <= set(options):
            raise ValueError(f"answer={answer!r} is not among the options; allowed: {', '.join(options)}")
        if run is not None and ":" in run.href:
            raise ValueError(
                f"href={run.href!r} of run is not a file here; allowed: a notebook of this folder"
            )
        for reply in replies:
            if reply.option and reply.option not in options:
                raise ValueError(f"reply to {reply.option!r} is to no option; allowed: {', '.join(options)}")
        self.question, self.kind, self.options = question, kind, tuple(options)
        self._wanted, self._feedback, self._replies = wanted, feedback, tuple(replies)
        self._source, self._tolerance, self._run = source, tolerance, run
        self._unit, self._limits = unit, (minimum, maximum)
        self._listeners: list[Callable[[bool], None]] = []
        self._marked: dict[str, Any] = {}
        self._say = LivePicture(label=question)
        self._more = widgets.HTML()
        heading = widgets.HTML(f'<p class="kv-question">{escape(question)}</p>')
        super().__init__([heading, *self._inputs(), self._say, self._more])
        self.add_class("kv-live")

    @property
    def status(self) -> str:
        """The sentence last spoken."""
        return self._say.status

    def on_answer(self, listener: Callable[[bool], None]) -> None:
        """Call ``listener(right)`` after each answer; what is no answer, such as an empty box, is not told."""
        self._listeners.append(listener)

    def reply(self, given: str | float | Sequence[str]) -> bool:
        """Answer the question, as a reader would; return whether it is right."""
        chosen = [str(given)] if isinstance(given, str | int | float) else [str(one) for one in given]
        if self.kind == "numeric":
            return self._reply_number(chosen[0] if chosen else "")
        unknown = [one for one in chosen if one not in self.options]
        if not chosen:
            return self._not_yet("Choose one of the answers first.")
        if unknown:
            return self._not_yet(f"{unknown[0]!r} is not one of the answers.")
        self._mark(chosen)
        extra = [one for one in chosen if one not in self._wanted]
        left = [one for one in self._wanted if one not in chosen] if self.kind == "multiple" else []
        if not extra and not left:
            return self._answered(True, "Yes.", [])
        if self.kind != "multiple":
            return self._answered(False, "Not quite.", [r for r in self._replies if r.option in extra])
        verdict = (
            "All of these are right, and there is more to find."
            if not extra
            else "Not quite."
            if left
            else "All that is right is among them, and more than that."
        )
        said = [r for r in self._replies if r.option in (left if r.missed else extra)]
        return self._answered(False, verdict, sorted(said, key=lambda r: r.missed))

    def _reply_number(self, text: str) -> bool:
        low, high = self._limits
        try:
            value = typed_number.read(text, unit=self._unit, minimum=low, maximum=high)
        except ValueError as error:
            return self._not_yet(str(error))
        target = float(self._wanted[0])
        if abs(value - target) <= self._tolerance * abs(target) + 1e-9:
            return self._answered(True, "Yes.", [])
        fits = [r for r in self._replies if r.low <= value <= r.high][:1]
        return self._answered(False, f"Not quite: you said {number(value)}.", fits)

    def _not_yet(self, words: str) -> bool:
        self._say.status, self._more.value = words, ""
        self._mark([])
        return False

    def _answered(self, right: bool, verdict: str, replies: Sequence[Reply]) -> bool:
        said = [r.words if self.kind != "multiple" else _about(r) for r in replies]
        said += [self._feedback, *([f"Then run it: {self._run.words}"] if self._run else [])]
        self._say.status = " ".join([verdict, *said]).strip()
        line = next((r.source for r in replies if r.source), self._source)
        self._more.value = _link(self._run) + (html.sources([line]) if line else "")
        for listener in self._listeners:
            listener(right)
        return right

    def _mark(self, chosen: Sequence[str]) -> None:
        for option, widget in self._marked.items():
            widget.description = option + (YOURS if option in chosen else "")

    def _inputs(self) -> list[widgets.Widget]:
        check = widgets.Button(description="Check", layout=_NARROW)
        if self.kind == "numeric":
            low, high = typed_number.limits(*self._limits), f" in {self._unit}" if self._unit else ""
            label = f"Your number{high}{f' ({low})' if low else ''}"
            box = widgets.Text(description=label, style={"description_width": "initial"})
            check.on_click(lambda _: self.reply(box.value))
            box.on_msg(lambda _, sent, __: self.reply(box.value) if sent.get("event") == "submit" else None)
            return [widgets.HBox([box, check], layout={"flex_flow": "row wrap"})]
        if self.kind == "multiple":
            boxes = {
                option: widgets.Checkbox(description=option, indent=False, layout=_WIDE)
                for option in self.options
            }
            self._marked = dict(boxes)
            check.on_click(lambda _: self.reply([option for option, box in boxes.items() if box.value]))
            return [*boxes.values(), check]
        self._marked = {option: self._button(option) for option in self.options}
        return [widgets.VBox(list(self._marked.values()))]

    def _button(self, option: str) -> widgets.Button:
        button = widgets.Button(description=option, layout=_WIDE)
        button.on_click(lambda _: self.reply(option))
        return button

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        bundle["text/plain"] = "\n".join([self.question, *self.options])
        items = "".join(f"<li>{escape(option)}</li>" for option in self.options)
        bundle["text/html"] = (
            f"<p>{escape(self.question)} <em>Run ▸ Run All Cells lets you answer.</em></p><ul>{items}</ul>"
        )
        return bundle


def _about(reply: Reply) -> str:
    return f"{'Also right' if reply.missed else 'Not right'}, “{reply.option}”: {reply.words}"


def _link(run: Run | None) -> str:
    if run is None:
        return ""
    return (
        f'<p class="kv-note"><a href="{escape(run.href)}" target="_blank" rel="noopener">'
        f"{escape(run.title)}</a></p>"
    )
