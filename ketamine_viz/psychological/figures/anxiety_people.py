"""Picture: one dot for each person in trials of ketamine for anxiety, beside a larger trial."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.anxiety_people import Crowd
from ketamine_viz.psychological.condition_trials import Trial
from ketamine_viz.psychological.figures import plates
from ketamine_viz.stage import theme
from ketamine_viz.stage.text import escape, join, plural

SIZE = (900, 516)
_LEFT, _TOP, _ACROSS, _PITCH = 20, 480, 44, 6.0
_LABEL = 294
_BESIDE, _BESIDE_ACROSS, _BESIDE_TOP = 668, 36, 448
_MOST_TRIALS, _MOST_GROUPS = 11, 4
#: With so much room left below, the picture says that this was all [pixels].
_ROOM = 240
GROUP = {
    "crossover": "Each person got both, in turn (crossover)",
    "parallel": "Each person got one (parallel groups)",
    "open_label": "No control group: everybody knew",
    "practice": "No control group: records of a service",
    "active_placebo": "Against a placebo that can be felt",
    "masked": "Against a placebo that is not felt: many can tell",
}
_LOOKS: dict[str, tuple[str, bool]] = {  # marker, filled
    "crossover": ("D", True), "parallel": ("o", True), "open_label": ("v", False), "practice": ("v", False),
    "active_placebo": ("o", True), "masked": ("s", True),
}  # fmt: skip


class AnxietyPeople(stage.Picture):
    """Blocks of dots by design or masking on the left; one large block on the right."""

    size = SIZE

    def build(self, fig: Figure) -> list[Artist]:
        """Make dots of every kind, and lines of words for groups and trials."""
        self.title = plates.title(fig, SIZE)
        axes = self.axes = plates.board(fig, SIZE)
        drug = theme.style("drug").colour
        self.dots = {
            name: axes.plot(
                [], [], linestyle="none", marker=marker, markersize=3.4, markeredgewidth=0.7, color=drug,
                markerfacecolor=drug if filled else "white",
            )[0]
            for name, (marker, filled) in _LOOKS.items()
        }  # fmt: skip
        (self.beside,) = axes.plot([], [], linestyle="none", marker="o", markersize=3.4, color="#6b6b6b",
                                   markeredgewidth=0)  # fmt: skip
        axes.plot([_BESIDE - 18] * 2, [16, 480], color="#c9ced6", linewidth=1.2)
        self.heads = [plates.say(fig, SIZE, _LEFT - 6, 0, weight="bold") for _ in range(_MOST_GROUPS)]
        self.labels = [
            plates.say(fig, SIZE, _LABEL, 0, va="top", linespacing=1.15) for _ in range(_MOST_TRIALS)
        ]
        self.beside_words = plates.say(
            fig, SIZE, _BESIDE - 6, 466, va="center", weight="bold", linespacing=1.2
        )
        self.end = plates.say(fig, SIZE, _LEFT - 6, 0, fontsize=14, weight="bold", color=drug)
        self.foot = plates.say(fig, SIZE, _LEFT - 6, 16, style="italic", color=theme.style("muted").colour)
        return [
            self.title,
            *self.dots.values(),
            self.beside,
            *self.heads,
            *self.labels,
            self.beside_words,
            self.foot,
            self.end,
        ]

    def update(self, result: Crowd) -> bool:
        """Lay out the blocks from the top."""
        self.title.set_text(finding(result))
        for text in (*self.heads, *self.labels):
            text.set_text("")
        y, free = float(_TOP), iter(self.labels)
        dots: dict[str, list[Any]] = {name: [] for name in self.dots}
        for head, group in zip(self.heads, result.groups, strict=False):
            head.set(
                text=f"{GROUP[group.name]}: {f'{group.people:,}' if group.people else 'nobody'}",
                y=(y - 6) / SIZE[1],
            )
            y -= 20
            for trial in group.trials:
                next(free).set(text=label(trial, result.wide), y=(y + 3) / SIZE[1])
                dots[group.name].append(plates.rows_of_dots(trial.n or 0, _ACROSS, _LEFT, y - 6, _PITCH))
                y -= max(18.0, _PITCH * (-(-(trial.n or 0) // _ACROSS)) + 6)
            y -= 6
        for name, line in self.dots.items():
            line.set_data(*plates.joined(dots[name]))
        self.beside.set_data(
            *plates.rows_of_dots(result.beside.n or 0, _BESIDE_ACROSS, _BESIDE, _BESIDE_TOP - 8, _PITCH)
        )
        self.beside_words.set_text(plates.fold(f"{result.beside.label}: {result.beside.n:,}", 32))
        self.foot.set_text(_left_out(result))
        self.end.set(text="That is everybody we found." if y > _ROOM else "", y=(y - 40) / SIZE[1])
        return False

    def describe(self, result: Crowd) -> stage.Description:
        """Return the crowd in words."""
        what = (
            "One dot for each person in trials of ketamine for anxiety disorders"
            f"{', PTSD and OCD' if result.wide else ''}, in groups by {_by(result)}; on the right, at the same size, "
            "a larger number for comparison. Hollow triangles: no control group."
        )
        values = "; ".join(
            f"{GROUP[g.name]}: {f'{g.people:,}' if g.people else 'nobody'}"
            + (f" ({join(f'{t.label} {t.n:,}, {_against(t)}' for t in g.trials)})" if g.trials else "")
            for g in result.groups
        )
        trend = f"{finding(result)}. {_left_out(result)}"
        return stage.Description(what, f"{values}. Beside: {result.beside.label}, {result.beside.n:,}.", trend,
                                 f"{finding(result)}.")  # fmt: skip

    def table(self, result: Crowd) -> stage.Table:
        """Return every trial drawn."""
        shown = [(GROUP[g.name], t) for g in result.groups for t in g.trials]
        shown += [("left out: the same people", t) for t in result.repeats]
        shown += [("left out: number not seen", t) for t in result.unseen]
        shown.append(("for comparison", result.beside))
        rows = tuple(
            (t.label, evidence.meaning("studied_condition", t.condition), where, t.n or "not seen", t.control,
             words.meaning("masking", t.masking), t.says, evidence.cite(t.ref))
            for where, t in shown
        )  # fmt: skip
        columns = (
            "Trial",
            "Condition",
            "Group",
            "People",
            "Compared with",
            "Masking",
            "What came out",
            "Reference",
        )
        return stage.Table("People in trials of ketamine for anxiety", columns, rows)

    def cards(self, result: Crowd) -> tuple[stage.Card, ...]:
        """Return a card for each trial."""
        shown = [t for g in result.groups for t in g.trials] + [
            *result.repeats,
            *result.unseen,
            result.beside,
        ]
        return tuple(card(t) for t in shown)


def _by(result: Crowd) -> str:
    return {"design": "how people were assigned", "masking": "what they were compared with"}[result.sort]


def _against(trial: Trial) -> str:
    return "no control group, open label" if trial.control == "none" else f"against {trial.control}"


def label(trial: Trial, wide: bool) -> str:
    """Return what stands beside the dots of a trial."""
    what = {"ptsd": " (PTSD)", "ocd": " (OCD)"}.get(trial.condition, "") if wide else ""
    return f"{trial.label}{what}: {trial.n:,}, {_against(trial).removesuffix(' at a very low dose')}"


def _left_out(result: Crowd) -> str:
    left = [f"{t.label} (the same people)" for t in result.repeats]
    left += [f"{t.label} (number not seen)" for t in result.unseen]
    return f"Not counted: {join(left)}." if left else ""


def finding(result: Crowd) -> str:
    """Return the sentence above the picture."""
    times = (result.beside.n or 0) / result.randomised
    what = "for anxiety, PTSD and OCD" if result.wide else "for anxiety"
    return (
        f"{result.randomised} people in {plural(result.trials_randomised, 'randomised trial')} {what}; "
        f"{times:.0f} times as many on the right"
    )


def card(trial: Trial) -> stage.Card:
    """Return the card of a trial."""
    lines = [
        f"{evidence.meaning('studied_condition', trial.condition)}. People: {trial.n or 'number not seen'}.",
        (
            f"{evidence.meaning('trial_design', trial.design)}; {_against(trial)}. "
            f"{words.meaning('masking', trial.masking)}."
        ),
    ]
    if trial.regimen:
        lines.append(f"Study regimen: {trial.regimen}.")
    lines.append(f"What came out: {trial.says}")
    if trial.note:
        lines.append(trial.note)
    lines.append(f"{evidence.cite(trial.ref)}.")
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(trial.id, trial.label, f"<h4>{escape(trial.label)}</h4>{body}")
