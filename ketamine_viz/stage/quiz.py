"""A question with feedback on every answer.  The answer stays in the kernel until one is given."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage import html
from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.text import escape, number

KINDS = ("single", "multiple", "numeric", "predict_then_run")


class Quiz(widgets.VBox):
    """One question; it never blocks progress and stores nothing.

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
        Why, as text for every answer, or by option.
    source
        One source line (see ``ketamine_viz.evidence.source``), shown after an answer.
    tolerance
        For ``numeric``: how far off still counts, as a share of the answer.

    Raises
    ------
    ValueError
        For an unknown kind, or an answer that is not among the options.
    """

    def __init__(
        self,
        *,
        question: str,
        kind: str,
        options: Sequence[str],
        answer: str | float | Sequence[str],
        feedback: str | Mapping[str, str],
        source: html.SourceLine | None = None,
        tolerance: float = 0.1,
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"kind={kind!r} is not known; allowed: {', '.join(KINDS)}")
        wanted = [str(answer)] if isinstance(answer, str | int | float) else [str(one) for one in answer]
        if kind != "numeric" and not set(wanted) <= set(options):
            raise ValueError(f"answer={answer!r} is not among the options; allowed: {', '.join(options)}")
        self.question, self.kind, self.options = question, kind, tuple(options)
        self._wanted, self._feedback, self._source, self._tolerance = wanted, feedback, source, tolerance
        self._say = LivePicture(label=question)
        self._why = widgets.HTML()
        heading = widgets.HTML(f'<p class="kv-question">{escape(question)}</p>')
        super().__init__([heading, *self._inputs(), self._say, self._why])
        self.add_class("kv-live")

    @property
    def status(self) -> str:
        """The sentence last spoken."""
        return self._say.status

    def reply(self, given: str | float | Sequence[str]) -> bool:
        """Answer the question, as a reader would; return whether it is right."""
        chosen = [str(given)] if isinstance(given, str | int | float) else [str(one) for one in given]
        if self.kind == "numeric":
            return self._reply_number(chosen[0] if chosen else "")
        unknown = [one for one in chosen if one not in self.options]
        if not chosen or unknown:
            return self._answered(
                None,
                "Choose one of the answers first."
                if not chosen
                else f"{unknown[0]!r} is not one of the answers.",
            )
        right = set(chosen) == set(self._wanted)
        if right:
            verdict = "Yes."
        elif self.kind == "multiple" and set(chosen) < set(self._wanted):
            verdict = "All of these are right, and there is more to find."
        else:
            verdict = "Not quite."
        return self._answered(right, verdict, chosen[0])

    def _reply_number(self, text: str) -> bool:
        try:
            value = float(text.strip().rstrip("%").replace(",", "."))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            return self._answered(None, "Type a number, for example 12.5.")
        target = float(self._wanted[0])
        right = abs(value - target) <= self._tolerance * max(abs(target), 1e-12)
        return self._answered(right, "Yes." if right else f"Not quite: you said {number(value)}.")

    def _answered(self, right: bool | None, verdict: str, option: str = "") -> bool:
        why = (
            ""
            if right is None
            else self._feedback
            if isinstance(self._feedback, str)
            else self._feedback.get(option, "")
        )
        self._say.status = f"{verdict} {why}".strip()
        self._why.value = html.sources([self._source]) if self._source and right is not None else ""
        return bool(right)

    def _inputs(self) -> list[widgets.Widget]:
        wide = {"width": "auto", "height": "auto"}
        if self.kind == "numeric":
            box = widgets.Text(description="Your number", style={"description_width": "initial"})
            check = widgets.Button(description="Check", layout=wide)
            check.on_click(lambda _: self.reply(box.value))
            return [widgets.HBox([box, check])]
        if self.kind == "multiple":
            boxes = [
                widgets.Checkbox(description=option, indent=False, layout=wide) for option in self.options
            ]
            check = widgets.Button(description="Check", layout=wide)
            check.on_click(lambda _: self.reply([box.description for box in boxes if box.value]))
            return [*boxes, check]
        buttons = [widgets.Button(description=option, layout=wide) for option in self.options]
        for button in buttons:
            button.on_click(lambda pressed: self.reply(pressed.description))
        return [widgets.VBox(buttons)]

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        bundle["text/plain"] = "\n".join([self.question, *self.options])
        items = "".join(f"<li>{escape(option)}</li>" for option in self.options)
        bundle["text/html"] = (
            f"<p>{escape(self.question)} <em>Run ▸ Run All Cells lets you answer.</em></p><ul>{items}</ul>"
        )
        return bundle
