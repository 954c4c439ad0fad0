"""Picture: which rival explanations a trial rules out, the reader's beside those that exist, and its power."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.expectancy import constants
from ketamine_viz.psychological.trial_design import (
    NO,
    PARTLY,
    RIVALS,
    UNSEEN,
    YES,
    Plan,
    Rival,
    Trial,
    trials,
)
from ketamine_viz.stage.text import escape, join

_WIDTH, _HEIGHT = 900, 520
_GRID = (160, 138, 734, 304)
_BARS = (160, 40, 330, 70)
_CELL = 1.0
_RESULT = 1.45
_HEADS = {
    "time": "Time", "drug": "Drug\nalone", "therapy": "Therapy\nalone", "hours": "Hours of\nattention",
    "felt": "Feeling\nthe drug", "hope": "Hope for\ntherapy", "rater": "Hopeful\nraters", "chance": "Chance",
    "fading": "Fading", "dose": "Too\nlittle",
}  # fmt: skip
HELPED = {"yes": "seems so", "unclear": "unclear", "not_asked": "not asked"}
GROUPS = {
    "both": "ketamine + therapy", "drug_only": "ketamine + usual care", "drug_other": "ketamine + other hours",
    "placebo_therapy": "control drug + therapy", "placebo_other": "control drug + other hours",
}  # fmt: skip
RATER = {
    "own_clinic": "the clinic that treats", "self_rating": "the people themselves", "masked_rater": "a masked rater",
    "lab_test": "laboratory test and self-report",
}  # fmt: skip
CONTROL = {"saline": "salt water", "active": "a drug that is felt", "none": "no control drug"}
_MARK: dict[str, dict[str, Any]] = {
    YES: {"markerfacecolor": "#222222", "fillstyle": "full"},
    PARTLY: {"markerfacecolor": "#222222", "markerfacecoloralt": "white", "fillstyle": "left"},
    NO: {"markerfacecolor": "white", "fillstyle": "full"},
    UNSEEN: {"markerfacecolor": "white", "fillstyle": "full"},
}
_WORD = {YES: "yes", PARTLY: "partly", NO: "no", UNSEEN: "?"}


class TrialMatrix(stage.Picture):
    """A row a trial, a column a rival explanation; the reader's trial on top; three bars of power."""

    size = (_WIDTH, _HEIGHT)

    def build(self, fig: Figure) -> list[Artist]:
        """Draw the trials that exist once; the first row and the bars move."""
        self.small = mpl.rcParams["xtick.labelsize"]
        self.title = fig.text(12 / _WIDTH, 1 - 9 / _HEIGHT, "", va="top", weight="bold")
        self.title.set_fontsize(mpl.rcParams["axes.titlesize"])
        left, bottom, width, height = _GRID
        axes = self.axes = fig.add_axes((left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT))
        rows = len(trials()) + 1
        axes.set(xlim=(0, len(RIVALS) + _RESULT), ylim=(rows, 0), xticks=[], yticks=[])
        axes.grid(visible=False)
        for side in axes.spines.values():
            side.set_visible(False)
        axes.add_patch(Rectangle((0, 0.04), len(RIVALS), 0.92, facecolor="#fdf3dc", edgecolor="#8a5a00", linewidth=1.2,
                                 zorder=0))  # fmt: skip
        for y in range(1, rows + 1):
            axes.plot([0, len(RIVALS) + _RESULT], [y, y], color="#dddddd", linewidth=0.8, zorder=1)
        head: dict[str, Any] = {"ha": "center", "va": "bottom", "fontsize": self.small, "linespacing": 1.1}
        for k, rival in enumerate(RIVALS):
            axes.text(k + 0.5, -0.12, _HEADS[rival.id], **head)
        axes.text(len(RIVALS) + _RESULT / 2, -0.12, "Did therapy\nadd?", **head)
        side_look: dict[str, Any] = {"fontsize": self.small, "va": "center"}
        fig.text(12 / _WIDTH, (bottom + height + 4) / _HEIGHT, "Ruled out?", va="bottom", fontsize=self.small)
        self._side(fig, 0, "Your trial", weight="bold", **side_look)
        for k, trial in enumerate(trials(), start=1):
            self._side(
                fig, k, f"{trial.label}, n {trial.n_all}\n{short(trial)}", linespacing=1.02, **side_look
            )
            axes.text(len(RIVALS) + _RESULT / 2, k + 0.5, HELPED[trial.helped], ha="center", **side_look)
        self.mine = [self._cell(axes, k, 0) for k in range(len(RIVALS))]
        self.theirs = [[self._cell(axes, k, row) for k in range(len(RIVALS))] for row in range(1, rows)]
        self.drawn = False
        return [self.title, *(part for cell in self.mine for part in cell), *self._power(fig)]

    def _side(self, fig: Figure, row: int, words: str, **look: Any) -> None:
        _, bottom, _, height = _GRID
        y = bottom + height * (1 - (row + 0.5) / (len(trials()) + 1))
        fig.text(12 / _WIDTH, y / _HEIGHT, words, **look)

    def _cell(self, axes: Axes, column: int, row: int) -> tuple[Any, Text]:
        (mark,) = axes.plot([column + 0.2], [row + 0.5], "o", markersize=9, color="#222222", markeredgewidth=1.2,
                            zorder=3)  # fmt: skip
        word = axes.text(column + 0.34, row + 0.51, "", va="center", fontsize=self.small, zorder=3)
        return mark, word

    def _power(self, fig: Figure) -> list[Artist]:
        left, bottom, width, height = _BARS
        axes = fig.add_axes(
            (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT), label="power"
        )
        sizes = constants("power")
        axes.set(
            xlim=(0, 100),
            ylim=(len(sizes) - 0.5, -0.5),
            xticks=[0, 20, 40, 60, 80, 100],
            yticks=range(len(sizes)),
        )
        axes.set_yticklabels([f"{name} ({size:g} SD)" for name, size in sizes.items()], fontsize=self.small)
        axes.tick_params(axis="y", length=0)
        axes.set_xticklabels(["0", "20", "40", "60", "80", "100%"], fontsize=self.small)
        axes.axvline(80, color="#444444", linewidth=1.4, linestyle=(0, (2, 2)), zorder=4)
        self.bars = [axes.barh([k], [0], height=0.6, color="#6b7fa3", edgecolor="#222222", linewidth=0.8, zorder=2)[0]
                     for k in range(len(sizes))]  # fmt: skip
        self.values = [axes.text(0, k, "", va="center", fontsize=self.small, weight="bold", zorder=5,
                                 bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})
                       for k in range(len(sizes))]  # fmt: skip
        fig.text(12 / _WIDTH, (bottom + height + 9) / _HEIGHT, "Chance to see a true gain", va="center",
                 weight="bold", fontsize=self.small)  # fmt: skip
        self.says = fig.text((left + width + 30) / _WIDTH, (bottom + height + 14) / _HEIGHT, "", va="top",
                             fontsize=self.small, linespacing=1.3)  # fmt: skip
        return [*self.bars, *self.values, self.says]

    def update(self, result: Plan) -> bool:
        """Fill in the reader's row and the bars; the trials that exist once."""
        self.title.set_text(finding(result))
        self._fill(self.mine, result.mine)
        for k, (bar, text) in enumerate(zip(self.bars, self.values, strict=True)):
            value = 100 * list(result.seen.values())[k] if result.seen else 0.0
            bar.set_width(value)
            text.set(text=f"{value:.0f}%" if result.seen else "no comparison", x=min(value, 84) + 2)
        self.says.set_text(words(result))
        if self.drawn:
            return False
        for cells, (_, found) in zip(self.theirs, result.theirs, strict=True):
            self._fill(cells, found)
        self.drawn = True
        return True

    def _fill(self, cells: list[tuple[Any, Text]], found: Mapping[str, str]) -> None:
        for (mark, text), rival in zip(cells, RIVALS, strict=True):
            answer = found[rival.id]
            mark.set(**_MARK[answer])
            mark.set_visible(answer != UNSEEN)
            text.set(text=_WORD[answer], color="#222222" if answer in (YES, PARTLY) else "#555555")

    def describe(self, result: Plan) -> stage.Description:
        """Return the picture in words."""
        what = (
            "A matrix: rows are your trial and eight that exist, columns are ten other explanations of a good result; "
            "each cell says whether the trial rules it out: yes, partly, no, or not seen. Under it three bars: how "
            "likely your trial is to see a small, medium or large true gain; 80% is a common aim."
        )
        mine = join(f"{rival.name.lower()} {_WORD_OUT[result.mine[rival.id]]}" for rival in RIVALS)
        seen = (
            join(f"{name} {100 * value:.0f}%" for name, value in result.seen.items())
            if result.seen
            else "none, as there is nothing to compare with"
        )
        flat = words(result).replace("\n", " ")
        values = f"Your trial: {mine}. {flat}. Chance to see a true gain: {seen}."
        others = "; ".join(
            f"{trial.label}, {short(trial)}: {_counts(found)}" for trial, found in result.theirs
        )
        return stage.Description(
            what,
            values,
            f"{finding(result)}. Published: {others}.",
            f"{finding(result)}. Your trial: {mine}.",
        )

    def table(self, result: Plan) -> stage.Table:
        """Return the matrix, one row a rival, and the power."""
        rows: list[tuple[object, ...]] = [
            (rival.name, rival.needs, _WORD_OUT[result.mine[rival.id]],
             *(_WORD_OUT[found[rival.id]] for _, found in result.theirs))
            for rival in RIVALS
        ]  # fmt: skip
        rows.append(("Did therapy add?", "", "", *(HELPED[trial.helped] for trial, _ in result.theirs)))
        blank = [""] * len(result.theirs)
        for name, value in result.seen.items():
            rows.append((f"Power for a {name} gain", "normal approximation", f"{100 * value:.0f}%", *blank))
        columns = ("Other explanation", "What rules it out", "Your trial")
        return stage.Table(
            "Which other explanations a trial rules out", (*columns, *(trial.label for trial, _ in result.theirs)),
            tuple(rows),
        )  # fmt: skip

    def cards(self, result: Plan) -> tuple[stage.Card, ...]:
        """Return a card for each trial, then for each rival explanation."""
        found = [_trial_card(trial, answers) for trial, answers in result.theirs]
        found += [
            stage.Card(f"rival_{rival.id}", f"Rival: {rival.name}", _rival_card(rival))
            for rival in RIVALS
        ]  # fmt: skip
        return tuple(found)

    def card_at(self, axes: Axes, x: float, y: float) -> str | None:
        """Return the trial of the row that was clicked; the rival of the column in the reader's row."""
        if axes is not self.axes or y < 0:
            return None
        if y >= 1:
            return trials()[min(int(y) - 1, len(trials()) - 1)].id
        return f"rival_{RIVALS[int(x)].id}" if x < len(RIVALS) else None


_WORD_OUT = {YES: "ruled out", PARTLY: "partly", NO: "not ruled out", UNSEEN: "not seen"}


def short(trial: Trial) -> str:
    """Return whom a trial treated, without how resistant they were."""
    return trial.condition.removeprefix("treatment-resistant ")


def _counts(found: Mapping[str, str]) -> str:
    values = list(found.values())
    return f"{values.count(YES)} ruled out, {values.count(PARTLY)} partly"


def words(result: Plan) -> str:
    """Return the reader's design in words, on several lines."""
    each = result.people / len(result.design.groups)
    design = result.design
    lines = [f"{GROUPS[group]}" for group in design.groups]
    lines = [" | ".join(lines[:2]), " | ".join(lines[2:])] if len(lines) > 2 else [" | ".join(lines)]
    size = (
        f"{each:.0f} people in each" if len(design.groups) > 1 else f"{result.people} people, no comparison"
    )
    control = f"; control: {CONTROL[design.drug_control]}" if design.drug_control != "none" else ""
    lines += [
        f"{size}{control}", f"judged by {RATER[design.rated_by]}",
        f"{design.sessions} sessions, followed for {design.follow_up_d:.0f} days",
    ]  # fmt: skip
    return "\n".join(line for line in lines if line)


def finding(result: Plan) -> str:
    """Return the sentence above the picture."""
    count = list(result.mine.values()).count(YES)
    both = sum(found["drug"] == YES and found["therapy"] == YES for _, found in result.theirs)
    return (
        f"Your trial rules out {count} of {len(RIVALS)} rivals. “Drug alone” and “therapy alone” both: "
        f"{both or 'none'} of {len(result.theirs)} trials"
    )


def _rival_card(rival: Rival) -> str:
    lines = (rival.says, f"Ruled out by {rival.needs}.")
    return f"<h4>{escape(rival.name)}</h4>" + "".join(f"<p>{escape(line)}</p>" for line in lines)


def _trial_card(trial: Trial, found: Mapping[str, str]) -> stage.Card:
    label = f"{trial.label}: {trial.therapy}"
    design = trial.design
    groups = join(GROUPS[group] for group in design.groups)
    lines = [
        f"{trial.condition[0].upper()}{trial.condition[1:]}, {trial.n_all} people.",
        f"Groups: {groups}. Control: {CONTROL[design.drug_control]}.",
        f"Judged by: {RATER[design.rated_by]}.",
        f"Found: {trial.finding}. Did therapy add to ketamine? {HELPED[trial.helped].capitalize()}.",
    ]
    if trial.days_note:
        lines.append(f"When: {trial.days_note}.")
    if trial.note:
        lines.append(f"{trial.note[0].upper()}{trial.note[1:]}.")
    lines += [f"By our rules: {_counts(found)} of {len(RIVALS)}.", f"{evidence.cite(trial.ref)}."]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(trial.id, label, f"<h4>{escape(label)}</h4>{body}")
