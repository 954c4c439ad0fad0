"""Judge a sentence, then write a better one.  Answers stay in the kernel until the reader has given some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage import html
from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.text import escape, join

_AUTO = {"width": "auto", "height": "auto"}
_WRAP = {"flex_flow": "row wrap", "align_items": "center"}
_OPEN = "choose …"
_LONGEST = 600


@dataclass(frozen=True)
class Ask:
    """One thing to judge: what is asked, the options, the answer, and why."""

    name: str
    label: str
    options: tuple[str, ...]
    answer: str
    why: str


@dataclass(frozen=True)
class Task:
    """A sentence to judge.

    Attributes
    ----------
    id, sentence, clue
        Short name, the sentence, and what is told about its source beforehand.
    asks
        What is to be judged.
    fault, better
        What goes wrong in it, and a better sentence.
    note
        Plain text that stands beside the sentence, such as where help is.
    sources
        Source lines, shown with the better sentence.
    link
        Words and relative address of a page on which to look things up.
    """

    id: str
    sentence: str
    clue: str
    asks: tuple[Ask, ...]
    fault: str
    better: str
    note: str
    sources: tuple[html.SourceLine, ...]
    link: tuple[str, str]


class Exercise(widgets.VBox):
    """One sentence at a time: judge it, then write it anew.  Never blocks, writes nothing down.

    Parameters
    ----------
    title
        What is practised.
    tasks
        At least one.
    looks
        From the reader's own sentence to ``(what a good one says, whether it does)``.
    note
        Caption in plain text.

    Raises
    ------
    ValueError
        For no tasks, two of one id, or an answer that is not among its options.
    """

    def __init__(
        self,
        title: str,
        tasks: Sequence[Task],
        looks: Callable[[str], Sequence[tuple[str, bool]]],
        note: str = "",
    ) -> None:
        ids = [task.id for task in tasks]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError(f"tasks={ids!r} are not allowed; allowed: at least one, each id once")
        for task in tasks:
            for ask in task.asks:
                if ask.answer not in ask.options:
                    raise ValueError(
                        f"answer={ask.answer!r} of {ask.name} in {task.id} is not an option; "
                        f"allowed: {', '.join(ask.options)}"
                    )
        self.title, self._tasks, self._looks, self._note = title, tuple(tasks), looks, note
        self._make_widgets()
        super().__init__(self._layout_children())
        self.add_class("kv-live")
        self._lay()

    # -- what notebooks, tests and readers use ---------------------------------

    @property
    def task(self) -> Task:
        """The sentence at hand."""
        return self._tasks[self._at.value]

    @property
    def status(self) -> str:
        """The sentence last spoken."""
        return self._say.status

    @property
    def html(self) -> str:
        """What was said of the answers, and the comparison of sentences, as HTML."""
        return f"{self._feedback.value}{self._compared.value}"

    def choose(self, task: str) -> None:
        """Go to a sentence.

        Raises
        ------
        ValueError
            If there is no such sentence.
        """
        ids = [one.id for one in self._tasks]
        if task not in ids:
            raise ValueError(f"task={task!r} is not here; allowed: {', '.join(ids)}")
        self._at.value = ids.index(task)

    def check(self, **answers: str) -> int:
        """Give answers by name, as a reader would, and have all of them looked at; return how many are ours.

        Raises
        ------
        ValueError
            For an unknown question or an answer that is not offered; nothing changes.
        """
        known = {ask.name: ask for ask in self.task.asks}
        for name, value in answers.items():
            if name not in known:
                raise ValueError(f"question {name!r} does not exist; allowed: {', '.join(known)}")
            if value not in known[name].options:
                raise ValueError(
                    f"{name}={value!r} is not offered; allowed: {', '.join(known[name].options)}"
                )
        for name, value in answers.items():
            self._choices[name].value = value
        return self._check()

    def compare(self, sentence: str | None = None) -> None:
        """Lay the reader's sentence (by default the one in the box) beside ours."""
        if sentence is not None:
            self._own.value = sentence
        own = " ".join(self._own.value.split())
        if not own:
            self._compared.value = ""
            self._say.status = (
                "Write a sentence of your own first, even a rough one: in whom, against what, how many, seen where. "
                "Or press Just show."
            )
            return
        found = self._looks(own)
        there = [words for words, yes in found if yes]
        missing = [words for words, yes in found if not yes]
        reply = f"Your sentence says {join(there)}." if there else "A start."
        if missing:
            reply += f" Could it also say {join(missing)}?"
        if len(own) > _LONGEST:
            reply += " It is long: try with half the words."
            own = f"{own[:_LONGEST]}…"
        self._show_ours(own, reply)

    def just_show(self) -> None:
        """Show every answer and the better sentence without asking for anything."""
        lines = [self._line(ask, "") for ask in self.task.asks]
        self._feedback.value = f'<ul class="kv-feedback">{"".join(lines)}</ul>'
        self._show_ours("", "Shown without a guess.")

    def reset(self) -> None:
        """Go back to the first sentence and empty everything."""
        self._at.value = 0
        self._lay()

    # -- making the parts --------------------------------------------------------

    def _make_widgets(self) -> None:
        options = [(f"{place}. {task.sentence}", place - 1) for place, task in enumerate(self._tasks, 1)]
        labelled = {"description_width": "initial"}
        self._at = widgets.Dropdown(description="Choose a sentence", options=options, value=0, style=labelled)
        self._at.observe(lambda _: self._lay(), "value")
        self._front, self._feedback, self._compared = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._choices = {
            ask.name: widgets.Dropdown(description=ask.label, options=[(_OPEN, "")], value="", style=labelled)
            for ask in self._tasks[0].asks
        }
        self._own = widgets.Textarea(
            description="Your better sentence",
            placeholder="In whom, against what, how many, seen where?",
            style=labelled,
            rows=3,
            layout={"width": "min(100%, 760px)"},  # no height: the label above needs its own
        )
        self._buttons = {
            words: widgets.Button(description=words, layout=_AUTO)
            for words in ("Check my answers", "Just show", "Next sentence", "Compare with ours", "Reset")
        }
        presses: dict[str, Callable[[], Any]] = {
            "Check my answers": self._check,
            "Just show": self.just_show,
            "Next sentence": self._next,
            "Compare with ours": self.compare,
            "Reset": self.reset,
        }
        for words, press in presses.items():
            self._buttons[words].on_click(lambda _, press=press: press())
        self._say = LivePicture(label=self.title)

    def _layout_children(self) -> list[widgets.Widget]:
        button = self._buttons
        title = widgets.HTML(f'<p class="kv-title">{escape(self.title)}</p>')
        note = [widgets.HTML(f'<p class="kv-note">{escape(self._note)}</p>')] if self._note else []
        return [
            title,
            widgets.HBox([self._at], layout=_WRAP),
            self._front,
            *self._choices.values(),
            widgets.HBox(
                [button[words] for words in ("Check my answers", "Just show", "Next sentence", "Reset")],
                layout=_WRAP,
            ),
            self._say,
            self._feedback,
            self._own,
            widgets.HBox([button["Compare with ours"]], layout=_WRAP),
            self._compared,
            *note,
        ]

    # -- from a change to the screen ---------------------------------------------

    def _next(self) -> None:
        if self._at.value + 1 < len(self._tasks):
            self._at.value += 1
        else:
            self._say.status = "This was the last sentence. Choose another from the list, or press Reset."

    def _lay(self) -> None:
        task = self.task
        words, address = task.link
        note = f'<p class="kv-note">{escape(task.note)}</p>' if task.note else ""
        self._front.value = (
            f'<blockquote class="kv-front"><p>“{escape(task.sentence)}”</p></blockquote>'
            f'<p class="kv-note">Its source: {escape(task.clue)} Look it up in '
            f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(words)}</a>.</p>{note}'
        )
        for ask in task.asks:
            choice = self._choices[ask.name]
            choice.options = [(_OPEN, ""), *((option, option) for option in ask.options)]
            choice.value = ""
        self._own.value = self._feedback.value = self._compared.value = ""
        self._say.status = (
            f"Sentence {self._at.value + 1} of {len(self._tasks)}. Answer what you can, then check."
        )

    def _check(self) -> int:
        given = {ask.name: self._choices[ask.name].value for ask in self.task.asks}
        missing = [ask.label for ask in self.task.asks if not given[ask.name]]
        if len(missing) == len(given):
            self._feedback.value = ""
            self._say.status = "Choose an answer to at least one of the questions first, or press Just show."
            return 0
        asks = [ask for ask in self.task.asks if given[ask.name]]
        same = sum(given[ask.name] == ask.answer for ask in asks)
        lines = "".join(self._line(ask, given[ask.name]) for ask in asks)
        self._feedback.value = f'<ul class="kv-feedback">{lines}</ul>'
        spoken = f"{same} of {len(asks)} as we would say."
        if missing:
            spoken += f" Still open: {join(missing)}."
        self._say.status = f"{spoken} Why is in the list. Now write a better sentence."
        return same

    def _line(self, ask: Ask, given: str) -> str:
        if given == ask.answer:
            verdict = f"Yes, {ask.answer}."
        elif given:
            verdict = f"You said: {given}. We would say: {ask.answer}."
        else:
            verdict = f"{ask.answer}."
        return f"<li><strong>{escape(ask.label)}</strong> {escape(verdict)} {escape(ask.why)}</li>"

    def _show_ours(self, own: str, reply: str) -> None:
        task = self.task
        yours = f"<p><strong>Yours:</strong> {escape(own)}</p>" if own else ""
        self._compared.value = (
            f'<div class="kv-card">{yours}<p><strong>Ours:</strong> {escape(task.better)}</p>'
            f"<p><strong>What goes too far in the sentence:</strong> {escape(task.fault)}</p>"
            f"{html.sources(task.sources)}</div>"
        )
        self._say.status = f"{reply} Ours: {task.better}"

    # -- what a notebook stores -----------------------------------------------------

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        labels = [ask.label for ask in self._tasks[0].asks]
        bundle["text/plain"] = "\n".join([self.title, *labels, *(task.sentence for task in self._tasks)])
        items = "".join(f"<li>{escape(task.sentence)}</li>" for task in self._tasks)
        bundle["text/html"] = (
            f"<p>{escape(self.title)} <em>Run ▸ Run All Cells lets you answer and write.</em></p>"
            f"<p>{escape(' '.join(labels))}</p><ol>{items}</ol>"
        )
        return bundle
