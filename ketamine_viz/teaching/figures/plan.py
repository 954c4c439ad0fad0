"""Picture: a lesson as a strip of steps, with the one that runs now in words."""

from __future__ import annotations

import textwrap

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape
from ketamine_viz.teaching.notebooks import title
from ketamine_viz.teaching.plans import PHASES, Moment, Step, plans

_LINE = 112
_MOST = max(len(steps) for steps in plans().values())
_NOW, _REST = {"facecolor": "#222222"}, {"facecolor": "#dfe3e8"}


class PlanPicture(stage.Picture):
    """Five lanes, one for each kind of step; a block for each step; a line for the minute; the step in words."""

    size = (900, 430)

    def build(self, fig: Figure) -> list[Artist]:
        """Make a block and a number for each step, a line for the clock, and the words under them."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.axes = fig.add_axes((0.09, 0.5, 0.895, 0.375))
        self.axes.set(ylim=(len(PHASES) - 0.5, -0.5))
        self.axes.set_yticks(range(len(PHASES)), [evidence.meaning("plan_phase", phase) for phase in PHASES])
        self.axes.tick_params(axis="y", length=0)
        self.axes.set_xlabel("minute of the lesson")
        self.blocks, self.numbers = [], []
        for _ in range(_MOST):
            block = Rectangle((0, 0), 0, 0.76, edgecolor="#222222", linewidth=1, zorder=3)
            self.axes.add_patch(block)
            self.blocks.append(block)
            self.numbers.append(
                self.axes.text(0, 0, "", ha="center", va="center_baseline", weight="bold", zorder=4)
            )
        (self.clock,) = self.axes.plot([], [], color="#222222", linewidth=2, linestyle=(0, (4, 2)), zorder=5)
        self.heading = fig.text(0.012, 0.955, "", va="center", weight="bold")
        self.heading.set_fontsize(mpl.rcParams["axes.titlesize"])
        self.first = fig.text(0.012, 0.375, "", va="top", weight="bold")
        self.words = fig.text(0.012, 0.31, "", va="top", linespacing=1.45)
        return [*self.blocks, *self.numbers, self.clock, self.heading, self.first, self.words]

    def update(self, result: Moment) -> bool:
        """Lay the blocks of a plan, move the clock, and write out the step."""
        static = self.axes.get_xlim() != (0, result.minutes)
        self.axes.set_xlim(0, result.minutes)
        for place, (block, number) in enumerate(zip(self.blocks, self.numbers, strict=True)):
            shown = place < len(result.steps)
            block.set_visible(shown)
            number.set_visible(shown)
            if not shown:
                continue
            step = result.steps[place]
            lane = PHASES.index(step.phase)
            block.set(x=step.from_min, y=lane - 0.38, width=step.to_min - step.from_min)
            block.set(**(_NOW if step is result.now else _REST))
            number.set(text=str(step.number), color="white" if step is result.now else "#222222")
            number.set_position(((step.from_min + step.to_min) / 2, lane))
        self.clock.set_data([result.minute] * 2, [-0.5, len(PHASES) - 0.5])
        self.clock.set_color(theme.style("ink").colour)
        self.heading.set_text(finding(result))
        self.first.set_text(head(result))
        self.words.set_text(body(result))
        return static

    def describe(self, result: Moment) -> stage.Description:
        """Return the picture in words."""
        what = (
            f"A lesson of {result.minutes} minutes as a strip of {len(result.steps)} numbered blocks in five lanes: "
            f"{', '.join(PHASES)}. A dashed line stands at minute {result.minute:.0f}."
        )
        steps = "; ".join(f"{s.number}, {s.phase}, minute {s.minutes}" for s in result.steps)
        now = (
            "The lesson is over."
            if result.now is None
            else f"{head(result)}. {body(result)}".replace("\n", " ")
        )
        return stage.Description(
            what, f"Blocks: {steps}. {now}", f"{finding(result)}.", f"Minute {result.minute:.0f}. {now}"
        )

    def table(self, result: Moment) -> stage.Table:
        """Return the whole plan."""
        return stage.Table(
            f"Lesson plan of {result.minutes} minutes",
            ("Minute", "Step", "Do", "Open", "Ask", "Listen for", "Core concepts"),
            tuple(
                (s.minutes, s.phase_words, s.do, opened(s), s.ask, s.listen_for, ", ".join(s.core_concepts))
                for s in result.steps
            ),
        )

    def cards(self, result: Moment) -> tuple[stage.Card, ...]:
        """Return a card for each step, with a link to what is opened."""
        return tuple(_card(step) for step in result.steps)

    def card_at(self, axes: object, x: float, y: float) -> str | None:
        """Return the step under a click."""
        for block in self.blocks if axes is self.axes else ():
            left, low = block.get_xy()
            if block.get_visible() and left <= x < left + block.get_width() and low <= y <= low + 0.76:
                return str(self.blocks.index(block) + 1)
        return None


def opened(step: Step) -> str:
    """Return what is opened in a step, in words."""
    return title(step.notebook) if step.notebook else "nothing"


def finding(result: Moment) -> str:
    """Return how the minutes of a plan are spent."""
    count = result.count
    seen = count["predict"] + count["look"]
    return (
        f"{result.minutes} minutes: {seen} with a picture to predict or look at, {count['explain']} to explain, "
        f"{count['ask'] + count['check']} to ask and check"
    )


def head(result: Moment) -> str:
    """Return the first line about the step that runs."""
    step = result.now
    if step is None:
        return "The lesson is over"
    return f"Step {step.number}, minute {step.minutes}: {step.phase_words.lower()}. Open: {opened(step)}"


def body(result: Moment) -> str:
    """Return what to do, to ask and to listen for, wrapped."""
    step = result.now
    if step is None:
        return "Choose an earlier minute to see a step again."
    parts = (f"Do: {step.do}", f"Ask: {step.ask}", f"Listen for: {step.listen_for}")
    lines = [textwrap.fill(part, _LINE, subsequent_indent="    ") for part in parts]
    if step.core_concepts:
        lines.append(f"Core concepts: {', '.join(step.core_concepts)}")
    return "\n".join(lines)


def _card(step: Step) -> stage.Card:
    link = "Nothing is projected."
    if step.notebook:
        link = f'Open <a href="{escape(step.notebook)}.ipynb">{escape(title(step.notebook))}</a>.'
    items = "".join(
        f"<p><strong>{name}.</strong> {escape(words)}</p>"
        for name, words in (("Do", step.do), ("Ask", step.ask), ("Listen for", step.listen_for))
    )
    return stage.Card(str(step.number), f"Step {step.number}, minute {step.minutes}", f"<p>{link}</p>{items}")
