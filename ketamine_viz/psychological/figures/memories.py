"""Picture: a memory through three steps, as the theory has it; below, who was really tested."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures import plates
from ketamine_viz.psychological.memories import NOTHING, Study, Trace, studies
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join

SIZE = (900, 516)
#: Middles of the places where the memory is drawn, and of the steps between them.
_MEMORY_X = (66, 282, 498, 714, 840)
_STEP_X = (174, 390, 606)
_Y = 392
#: Letters of a line under each memory: the outer ones have less room.
_LETTERS = (17, 26, 26, 16)
_TABLE_TOP, _ROW = 236, 34
STEP = {"none": "nothing", "retrieve": "recall the memory", "drug": "ketamine (a blocker)", "restabilise":
        "it is stored again"}  # fmt: skip
WHO = {"all": "people and rats", "human": "people", "rat": "rats"}
MARK = {"for": "●", "mixed": "◐", "no_difference": "○"}
NEVER = "Depression, anxiety, OCD, pain: no such test in people found by us"


class MemorySteps(stage.Picture):
    """Circles for the memory: filled is closed, dashed is open, small is weaker."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make the row of memories and steps, and the rows of studies."""
        self.title = plates.title(fig, SIZE)
        self.axes = axes = plates.board(fig, SIZE)
        plates.say(fig, SIZE, 12, 466, "Theory, not a measured memory. Sizes are illustrative.", style="italic",
                   color=theme.style("muted").colour)  # fmt: skip
        ink = theme.style("ink").colour
        self.closed = [axes.plot([], [], "o", color=ink)[0] for _ in _MEMORY_X]
        self.open = [axes.plot([], [], linestyle=(0, (3, 2)), color=ink, linewidth=2)[0] for _ in _MEMORY_X]
        self.why = [
            plates.say(fig, SIZE, x, _Y - 38, ha="center", va="top", linespacing=1.15) for x in _MEMORY_X[:4]
        ]
        self.boxes, self.steps = [], []
        for k, x in enumerate(_STEP_X):
            box = Rectangle((x - 62, _Y - 20), 124, 40, lw=1.4)
            axes.add_patch(box)
            self.boxes.append(box)
            self.steps.append(plates.say(fig, SIZE, x, _Y, ha="center", weight="bold", linespacing=1.15))
            plates.say(fig, SIZE, x, _Y + 32, f"{k + 1}.", ha="center")
        self.later = plates.say(fig, SIZE, _MEMORY_X[4], _Y - 38, ha="center", va="top", linespacing=1.15)
        self.verdict = plates.say(fig, SIZE, 12, 282, weight="bold")
        self.tested = plates.say(fig, SIZE, 12, 262)
        plates.say(fig, SIZE, 12, _TABLE_TOP, "Who was tested", weight="bold")
        plates.say(fig, SIZE, 300, _TABLE_TOP, "What came out", weight="bold")
        rows = range(len(studies()))
        self.who = [
            plates.say(fig, SIZE, 12, _TABLE_TOP - 22 - _ROW * k, va="center", linespacing=1.1) for k in rows
        ]
        self.found = [plates.say(fig, SIZE, 300, _TABLE_TOP - 22 - _ROW * k, va="center", linespacing=1.1)
                      for k in rows]  # fmt: skip
        self.never = plates.say(fig, SIZE, 12, 34, style="italic")
        plates.say(fig, SIZE, 888, 14, "● as the theory says   ◐ in the scan, not in symptoms", ha="right")
        return [
            self.title, *self.closed, *self.open, *self.why, *self.boxes, *self.steps, self.later, self.verdict,
            self.tested, *self.who, *self.found, self.never,
        ]  # fmt: skip

    def update(self, result: Trace) -> bool:
        """Take the memory through the steps; open the studies if asked."""
        self.title.set_text(finding(result))
        for box, text, step in zip(self.boxes, self.steps, result.places, strict=True):
            chosen = step != NOTHING
            box.set(facecolor="#222222" if chosen else "white", edgecolor="#222222" if chosen else "#9a9fa8")
            text.set(
                text=plates.fold(STEP[step] if chosen else "?", 15), color="white" if chosen else "#222222"
            )
        self._memories(result)
        self.verdict.set_text(verdict(result))
        self.tested.set_text(tested(result))
        for who, found, study in zip(
            self.who,
            self.found,
            [*result.studies, *[None] * (len(self.who) - len(result.studies))],
            strict=True,
        ):
            who.set_text(plates.fold(people(study), 38, 2) if study else "")
            found.set_text(
                (plates.fold(f"{MARK[study.answer]} {study.says}", 80, 2) if result.shown else "?")
                if study
                else ""
            )
        self.never.set_text(f"{NEVER}." if result.shown and result.who != "rat" else "")
        return False

    def _memories(self, result: Trace) -> None:
        for part in (*self.closed, *self.open):
            part.set_data([], [])
        for text in (*self.why, self.later):
            text.set_text("")
        # Where a place is empty the memory stays as it was, so moments stand after the steps that were taken.
        at = [0] + [k + 1 for k, step in enumerate(result.places) if step != NOTHING]
        if len(result.moments) > len(at):
            at.append(4)
        for k, moment in zip(at, result.moments, strict=True):
            x = _MEMORY_X[k]
            if moment.is_open:
                circle = plates.ring(x, _Y, 19)
                self.open[k].set_data(*circle)
            else:
                self.closed[k].set_data([x], [_Y])
                self.closed[k].set_markersize(26 * moment.strength)
            if k == 4:
                self.later.set_text(plates.fold(moment.why, 15))
            else:
                self.why[k].set_text(plates.fold(moment.why, _LETTERS[k]))

    def describe(self, result: Trace) -> stage.Description:
        """Return the memory's way and the studies in words."""
        steps = ", then ".join(STEP[step] for step in result.steps) or "no step yet"
        what = (
            "Theory, not a measured memory: a memory drawn as a circle, filled when closed, dashed when open, small "
            f"when weaker, through the steps the reader chose. Studies of {WHO[result.who]}."
        )
        way = " ".join(moment.why for moment in result.moments)
        told = (
            " ".join(f"{people(s)}: {s.says}" for s in result.studies) + f" {NEVER}."
            if result.shown
            else f"{len(result.studies)} studies not opened yet."
        )
        values = f"Steps: {steps}. {way} {verdict(result)} {tested(result)} {told}"
        return stage.Description(what, values, f"{finding(result)}.", f"{finding(result)}. {verdict(result)}")

    def table(self, result: Trace) -> stage.Table:
        """Return steps and studies."""
        rows: list[tuple[object, ...]] = [("Stored memory", result.moments[0].why, "theory")]
        rows += [(STEP[step], moment.why, "theory") for step, moment in
                 zip(result.steps, result.moments[1:], strict=False)]  # fmt: skip
        rows.append(("In the end", f"{verdict(result)} {tested(result)}".strip(), "theory"))
        rows += [
            (people(s), s.says if result.shown else "not opened yet", evidence.cite(s.ref))
            for s in result.studies
        ]
        return stage.Table("Steps of a memory, and who was tested", ("Step or study", "What came of it", "Source"),
                           tuple(rows))  # fmt: skip

    def cards(self, result: Trace) -> tuple[stage.Card, ...]:
        """Return a card for each study, once they are shown."""
        return tuple(_card(s) for s in result.studies) if result.shown else ()


def people(study: Study) -> str:
    """Return who was studied and how many."""
    return f"{study.who}, n {study.n}" if study.n else f"{study.who}, number not seen"


def verdict(result: Trace) -> str:
    """Return what the theory says of the chosen order."""
    if not result.steps:
        return "Choose a first step."
    if not result.possible:
        return "This order cannot be: a closed memory cannot be stored again."
    return (
        "By the theory it comes back weaker." if result.weaker else "By the theory it comes back as it was."
    )


def tested(result: Trace) -> str:
    """Return whether somebody tested the chosen order."""
    if not result.steps:
        return ""
    if result.order is None:
        return "We found nobody who tested just this."
    return plates.fold(f"Tested: {result.order.says}", 124)


def finding(result: Trace) -> str:
    """Return the sentence above the picture."""
    if result.shown:
        human = [s for s in studies() if s.species == "human"]
        changed, same = ([s for s in human if (s.answer == "for") == way] for way in (True, False))
        return (
            f"Behaviour changed in {join(_short(s) for s in changed)}; symptoms no different in "
            f"{join(_short(s) for s in same)}"
        )
    if result.weaker and result.possible:
        return "Recall, ketamine, then storing again: the one order that leaves the memory weaker"
    return "Put the steps in order: when could a drug change a memory?"


def _short(study: Study) -> str:
    who = study.who.partition(",")[0]
    return who[0].lower() + who[1:]


def _card(study: Study) -> stage.Card:
    lines = [f"{people(study)}.", f"Measured: {study.measured}.", study.says, f"{evidence.cite(study.ref)}."]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(study.id, study.who, f"<h4>{escape(study.who)}</h4>{body}")
