"""The journey on one screen in words: heads, finding, text alternative, table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ketamine_viz import evidence, stage
from ketamine_viz.journey import stretch
from ketamine_viz.journey.followed import Followed
from ketamine_viz.journey.readings import mine, readings, scores, who
from ketamine_viz.journey.surety import LEVELS, Surety, surety
from ketamine_viz.psychological.mood.published import Gap, gaps
from ketamine_viz.stage.text import join, number

HEADS = {
    "blood": ("1  Blood", "ketamine,\nng/mL; ▾ dose"),
    "receptors": ("2  Receptors", "% blocked;\ngrey: doubt"),
    "cascade": ("3  Cascade", "% of usual\ndrip's most"),
    "brain": ("4  Brain", "links changed,\nof 153"),
    "experience": ("5  Experience", "dissociation, %\nof its own peak"),
    "mood": ("6  Mood", "MADRS; dashed:\ncontrol group"),
}
CANNOT_SHORT = "Lanes 1–5 feed no mood."
NAMES = {
    "blood": "Blood", "receptors": "Receptors", "cascade": "Cascade", "brain": "Brain",
    "experience": "Experience", "mood": "Mood",
}  # fmt: skip
CANNOT = (
    "The chain cannot say why mood lasts (lanes 1–5 feed no mood), who responds, or what another dose does."
)
#: Level → tables of its constants and arrows, and of what is counted as seen in people.
_TABLES = {
    "blood": ("routes/model_parameters", "routes/pk_observations"),
    "receptors": ("molecular/model_parameters", "molecular/model_parameters"),
    "cascade": ("molecular/cascade_rules and cascade_states", "molecular/cascade_edges"),
    "brain": ("network/connections and model_parameters", "network/connections"),
    "experience": ("psychological/experience rows e033, e036", "psychological/acute_marks and acute_arms"),
    "mood": ("psychological/mood_parameters, mood_draws and mood_settings", "psychological/outcomes"),
}
#: Source of each level that no row of the regimen names.
_ALWAYS = ("fanta2015", "otto2021", "shaffer2014", "ebert1997", "deco2014")


def counted(sure: Surety) -> str:
    """Return how many rows were seen in people."""
    return f"people: {sure.people} of {sure.rows} rows"


def finding(found: Followed, at_h: float) -> str:
    """Return the sentence above the picture."""
    when = stretch.words(at_h)
    name = _capital(when)
    if found.knobs.blocker != "none":
        return f"{name}: the blocker changes the cascade, and no model here goes further"
    if at_h == 0:
        return "Before the dose nothing has moved"
    level = found.molecules.ng_per_ml
    left = float(np.interp(at_h, found.molecules.time_h, level)) / float(level.max())
    if left >= 0.99:
        return f"{name}: the blood level is at its highest"
    if left >= 0.05:
        return f"{name}: {number(100 * left, 2)}% of the highest blood level"
    if found.mood is None or found.mood.gap is None:
        return f"{name}: little drug is left in the blood, and mood was not studied"
    if at_h / 24 > (found.mood.measured_to_d or 0.0) + 1e-9:
        return f"{name}: no trial of this regimen looked this late"
    gap = -float(np.interp(at_h / 24, found.mood.time_d, found.mood.gap.mid))
    return f"{name}: little drug is left, the groups are {number(gap, 2)} points apart (model)"


def describe(found: Followed, at_h: float, same: Mapping[str, bool] | None) -> stage.Description:
    """Return the text alternative; ``same`` is level → as after the usual drip, or None if it is that drip."""
    told = readings(found, at_h)
    what = (
        f"Six pictures of one studied regimen over one another: {found.plan.words}. One axis of time after the first "
        "dose, in equally wide steps from 10 minutes to 12 weeks. Blood: ketamine in ng/mL. Receptors: percent "
        "blocked. Cascade: glutamate, mTORC1 and spines in percent of the most after the usual drip. Brain: links "
        "up and down, of 153. Experience: dissociation in percent of its own peak. Mood: MADRS score, 0 to 60, lower "
        "is better, of the drug group and the control group."
    )
    values = " ".join(f"{NAMES[level]}: {reading.spoken}." for level, reading in told.items())
    lines = [
        f"{NAMES[level]} {sure.people} of {sure.rows}"
        for level, sure in surety().items()
        if told[level].kind == "model"
    ]
    sure = f"Rows seen in people: {join(lines)}. {CANNOT}"
    level = found.molecules.ng_per_ml
    peak = f"Blood peaks at {number(float(level.max()))} ng/mL."
    compared = "" if same is None else _compared(same)
    return stage.Description(
        what,
        f"{_capital(stretch.words(at_h))}. {values}",
        f"{finding(found, at_h)}. {peak} {compared} {sure}".replace("  ", " "),
        f"{finding(found, at_h)}. {compared}".strip(),
    )


def _compared(same: Mapping[str, bool]) -> str:
    """Say which levels are unlike those of the usual drip with nothing changed, and which are not."""
    unlike = [NAMES[level].lower() for level in LEVELS if not same[level]]
    alike = [NAMES[level].lower() for level in LEVELS if same[level]]
    if not unlike:
        return "Against the usual drip with nothing set, no level differs."
    stay = f"; {join(alike)} {'does' if len(alike) == 1 else 'do'} not" if alike else ""
    verb = "differs" if len(unlike) == 1 else "differ"
    return f"Against the usual drip with nothing set, {join(unlike)} {verb}{stay}."


def table(found: Followed, at_h: float) -> stage.Table:
    """Return every number of a regimen: now, at each stop, and as published."""
    now = stretch.words(at_h)
    rows: list[tuple[object, ...]] = []
    for level, reading in readings(found, at_h).items():
        basis = f"; {_TABLES[level][0]}" if reading.kind == "model" else ""
        rows.append((NAMES[level], f"now: {now}", reading.said, reading.doubt.replace("\n", " ") + basis))
    for name, hours in stretch.STOPS[1:]:
        for level, reading in readings(found, hours).items():
            if reading.kind == "model" and hours != at_h:
                rows.append((NAMES[level], name, reading.said, f"model: {_TABLES[level][0]}"))
    for point in found.measured:
        assert point.time_h is not None
        people = f"n {point.n}" if point.n else "n not printed"
        rows.append(("Blood, measured", f"{60 * point.time_h:.0f} min", f"{number(point.level)} ng/mL",
                     f"{people}; pk_observations {point.id}; {evidence.cite(point.ref)}"))  # fmt: skip
    rows += _session(found)
    for trial, drug, control in scores(found):
        for day, a, b in zip(trial.day, drug, control, strict=True):
            said = (
                f"{_score(a)} drug, {_score(b)} control"
                f"{' (change set on the start of the model)' if trial.quantity == 'change' else ''}"
            )
            rows.append(("Mood, published", f"day {number(float(day))}", said, who(trial)))
    for trial in mine(found):
        rows += [
            ("Mood, published difference", f"day {number(gap.day)}", _ahead(gap), who(trial))
            for gap in gaps(trial)
        ]
    rows += [
        (f"How sure: {NAMES[level]}", "", f"{sure.people} of {sure.rows} {sure.what} seen in people",
         f"counted in {_TABLES[level][1]}")
        for level, sure in surety().items()
    ]  # fmt: skip
    return stage.Table(
        f"{found.plan.words}: six levels", ("Level", "When", "Value", "How known"), tuple(rows)
    )


def _ahead(gap: Gap) -> str:
    between = "" if gap.low is None or gap.high is None else f" ({number(gap.low)} to {number(gap.high)})"
    how = "" if gap.printed else ", taken from the two groups"
    return f"{number(gap.points)} points ahead of the control group{between}{how}"


def _score(value: float) -> str:
    return "not printed" if np.isnan(value) else number(float(value))


def _session(found: Followed) -> list[tuple[object, ...]]:
    if found.session is None:
        return []
    rows: list[tuple[object, ...]] = []
    for mark in found.session.marks:
        lane = "Dissociation" if mark.lane == "dissociation" else "Blood pressure"
        when = (
            "" if mark.start is None
            else f"{mark.start:g} min" if mark.end is None else f"{mark.start:g} to {mark.end:g} min"
        )  # fmt: skip
        open_label = "; open label" if mark.open_label else ""
        people = f"n {mark.n}; " if mark.n else ""
        rows.append(
            (
                f"{lane}, published",
                when,
                mark.words,
                f"{people}{mark.who}{open_label}; acute_marks {mark.id}; {evidence.cite(mark.ref)}",
            )
        )
    for arm in found.session.arms:
        lane = "Dissociation" if arm.lane == "dissociation" else "Blood pressure"
        control = (
            "no control group"
            if arm.control is None
            else f"{number(arm.control)} {arm.unit} {arm.control_words}"
        )
        people = f"n {arm.n_drug}" if arm.n_drug else "n not printed"
        people += f" and {arm.n_control}" if arm.n_control else ""
        rows.append((f"{lane}, published", arm.words, f"{number(arm.drug)} {arm.unit} drug; {control}",
                     f"{people}; acute_arms {arm.id}; {evidence.cite(arm.ref)}"))  # fmt: skip
    return rows


def keys(found: Followed) -> tuple[str, ...]:
    """Return the references behind what is drawn, each once."""
    named = [*found.plan.refs, *(point.ref for point in found.measured)]
    if found.session is not None:
        named += [mark.ref for mark in found.session.marks] + [arm.ref for arm in found.session.arms]
        named += ["bowdle1998"] if found.session.setting.line else []
    if found.mood is not None and found.mood.studied:
        named += [*(trial.ref for trial in found.mood.trials), *found.mood.setting.refs]
    return tuple(dict.fromkeys([*named, *_ALWAYS]))


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
