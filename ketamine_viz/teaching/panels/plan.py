"""Panel and page: lesson plans.  Wiring only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.teaching.figures.plan import PlanPicture, finding
from ketamine_viz.teaching.notebooks import title
from ketamine_viz.teaching.plans import Step, at, plan, plans

_LONGEST = max(plans())
_MODEL_CARD = """\
In: three plans that we wrote, step by step, each with what to ask and what to listen for.
Left out: your class. Large groups need more time for a vote; a seminar needs less.
Not tested: no class has been taught from these plans and measured. Change them freely.
Minutes: our guess.
"""


def lesson_clock(minutes: int = 45) -> stage.Panel:
    """Return the panel on a lesson minute by minute.

    Parameters
    ----------
    minutes
        The plan shown first: 15, 45 or 90.

    Raises
    ------
    ValueError
        For a length that no plan has.

    Sources: white2021, white2023, guilding2024 (names of the core concepts).
    """
    plan(minutes)
    return stage.Panel(
        title="What happens in the lesson, minute by minute?",
        picture=PlanPicture(),
        compute=lambda minutes, minute: at(int(minutes), minute),
        controls=(
            stage.Choice(
                "minutes",
                label="Plan",
                options=tuple((f"{length} minutes", length) for length in plans()),
                value=minutes,
            ),
            stage.Range(
                "minute",
                label="Minute of the lesson",
                value=0,
                minimum=0,
                maximum=_LONGEST,
                step=1,
                unit="min",
                source="the longest plan; a shorter one is over sooner",
            ),
        ),
        sources=_sources(),
        note=(
            "Choose a plan and move the clock, or click a block: its card links to what is opened. Show as table "
            "gives the whole plan at once."
        ),
        model_card=_MODEL_CARD,
    )


@dataclass(frozen=True)
class Page:
    """A lesson plan as a table to print, with links."""

    minutes: int
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        lines = [finding(at(self.minutes, 0))]
        lines += [f"{s.minutes} min, {s.phase_words}: {s.do}" for s in self.steps]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from ketamine_viz.stage.text import escape

        heads = ("Minute", "Do", "Open", "Ask", "Listen for")
        head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in heads)
        body = "".join(
            f'<tr><th scope="row" style="text-align:left">{s.minutes}</th>'
            + "".join(
                f'<td style="text-align:left">{cell}</td>'
                for cell in (
                    f"<strong>{escape(s.phase_words)}.</strong> {escape(s.do)}",
                    _link(s.notebook),
                    escape(s.ask),
                    escape(s.listen_for),
                )
            )
            + "</tr>"
            for s in self.steps
        )
        caption = f"Steps of the lesson of {self.minutes} minutes"
        table = (
            f'<div class="kv-table" tabindex="0" role="region" aria-label="{caption}">'
            f"<table><caption>{caption}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )
        return {"text/plain": str(self), "text/html": table}


def lesson_plan(minutes: int = 45) -> Page:
    """Return one lesson plan as a table: minute, what to do and open, what to ask and listen for.

    Raises
    ------
    ValueError
        For a length that no plan has.

    Examples
    --------
    >>> print(str(lesson_plan(15)).splitlines()[1])
    0 to 2 min, Ask: Everyone writes one sentence they have heard about ketamine as a treatment.
    """
    return Page(minutes, plan(minutes))


def _link(notebook: str | None) -> str:
    from ketamine_viz.stage.text import escape

    if notebook is None:
        return "nothing"
    return f'<a href="{escape(notebook)}.ipynb">{escape(title(notebook))}</a>'


def _sources() -> tuple[evidence.Source, ...]:
    return (
        evidence.source("white2021", "How core concepts of pharmacology were first collected."),
        evidence.source("white2023", "The same with teachers of many countries."),
        evidence.source("guilding2024", "The list of 24 and what each means."),
    )
