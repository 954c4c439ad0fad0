"""The picture on the share of pharmacology, in words: title, description, table, cards."""

from __future__ import annotations

import numpy as np

from ketamine_viz import evidence, stage
from ketamine_viz.psychological import words
from ketamine_viz.psychological.mood.choices import Look, masked
from ketamine_viz.psychological.mood.published import Gap, gaps
from ketamine_viz.psychological.regimens import MoodPoints
from ketamine_viz.stage.text import escape, join, number

SHORT = {"saline": "saline", "midazolam": "midazolam", "spray_new_antidepressant": "sprays"}
#: Days told in the table.
_DAYS = (0, 1, 2, 3, 7, 14, 21, 28)
_MOST = 3


def masked_words(ref: str) -> str:
    """Return what the interval on the scale is."""
    return f"hidden by anaesthesia: {short(ref)}, n 40"


def short(ref: str) -> str:
    """Return first author and year.

    Examples
    --------
    >>> short("lii2023")
    'Lii 2023'
    """
    found = evidence.reference(ref)
    return f"{(found.first_author or ref).split()[0]} {found.year}"


def people(trial: MoodPoints) -> str:
    """Return how many people."""
    counted = {"arm": "in the drug group", "both_arms": "in both groups", "trial": "in the study"}
    return f"n {trial.n} {counted.get(trial.n_of or '', '')}".strip()


def day_words(day: float) -> str:
    """Return a day, or hours within the first day.

    Examples
    --------
    >>> day_words(1.0), day_words(1 / 6)
    ('day 1', '4 h')
    """
    return f"day {number(day)}" if day >= 1 or day == 0 else f"{number(24 * day, 2)} h"


def percent(share: float) -> str:
    """Return a share as a percentage."""
    return f"{round(100 * share)}%"


def finding(result: Look) -> str:
    """Return the sentence above the picture."""
    mood = result.mood
    if result.drug_of_100 is None or result.control_of_100 is None:
        return "No controlled trial in our tables measured mood after this regimen: there is nothing to draw"
    drug, control = round(result.drug_of_100.mid), round(result.control_of_100)
    when = day_words(result.read_day)
    share = mood.pharmacology_share
    if share == 0:
        return f"If none of the gap is the drug, {drug} in each 100 respond by {when} all the same, as without it"
    how = "all" if share == 1 else percent(share)
    return f"If {how} of the gap is the drug, {drug} in each 100 respond by {when}; {control} do without it (model)"


def dots_head(result: Look) -> str:
    """Return the line above the dots."""
    return f"Of 100 people, halved by {day_words(result.read_day)} (model)"


def count_words(result: Look, arm: str) -> str:
    """Return the line above one block of dots."""
    name = (
        "drug group"
        if arm == "drug"
        else f"control group ({SHORT.get(result.mood.setting.id, result.mood.setting.short)})"
    )
    if result.drug_of_100 is None or result.control_of_100 is None:
        return f"{name}: not studied"
    pair = result.responders
    seen = "" if pair is None else f"; trials {number((pair.drug if arm == 'drug' else pair.control) or 0.0)}"
    if arm == "control":
        return f"{name}: {round(result.control_of_100)}{seen}"
    span = result.drug_of_100
    return f"{name}: {round(span.mid)} ({round(span.low)} to {round(span.high)}){seen}"


def shown_refs(result: Look) -> list[str]:
    """Return the trials whose gaps are drawn, at most three."""
    return list(dict.fromkeys(trial.ref for trial in result.trials))[:_MOST]


def trial_lines(result: Look) -> list[str]:
    """Return the lines that name the published points."""
    if not result.mood.studied:
        return ["No trial of this regimen had a control group."]
    refs = shown_refs(result)
    if not refs:
        others = join(dict.fromkeys(short(trial.ref) for trial in result.elsewhere))
        return ["No trial of this regimen had this control group.", f"Other control: {others}."]
    lines = []
    for k, ref in enumerate(refs):
        trial = next(one for one in result.trials if one.ref == ref)
        mark = f"{'abc'[k]}: " if len(refs) > 1 else "◆ "
        lines.append(f"{mark}{short(ref)}, {people(trial)}")
        if trial.quantity == "score" and len(refs) == 1:
            lines.append(f"Its groups started at {trial.drug[0]:.0f} and {trial.control[0]:.0f}.")
    return lines


def _gap_words(gap: Gap) -> str:
    ends = "" if gap.low is None or gap.high is None else f" (interval {gap.low:.1f} to {gap.high:.1f})"
    made = "" if gap.printed else ", taken from the two groups"
    return f"{day_words(gap.day)}: {gap.points:.1f} points ahead{ends}{made}".replace("-", "−")


def describe(result: Look) -> stage.Description:
    """Return the picture in words."""
    mood, (share, low, high, ref) = result.mood, masked()
    what = (
        f"Model, not data: depression score of drug group and control group after {result.course['label']}, against "
        f"{mood.setting.label}, over {number(float(result.course['end_day']))} days; how far the drug group is ahead; "
        f"100 people of each group; and a scale of the share of pharmacology, set to {mood.pharmacology_share:.2f}, "
        f"with {share} ({low} to {high}) from the trial hidden by anaesthesia ({short(ref)}).".replace(
            "-", "−"
        )
    )
    if result.ahead is None or mood.gap is None or mood.madrs_active is None or mood.madrs_control is None:
        return stage.Description(
            what, "All frames are hatched: not studied.", f"{finding(result)}.", finding(result)
        )
    at = result.read_day
    drug, control = (
        float(np.interp(at, mood.time_d, band.mid)) for band in (mood.madrs_active, mood.madrs_control)
    )
    values = (
        f"By {day_words(at)} the model's scores are {drug:.1f} and {control:.1f}: the drug group is "
        f"{result.ahead.mid:.1f} points ahead ({result.ahead.low:.1f} to {result.ahead.high:.1f}). In each 100, "
        f"{count_words(result, 'drug')}; {count_words(result, 'control')}."
    )
    measured = [
        f"{short(trial.ref)}, {people(trial)}: {'; '.join(_gap_words(gap) for gap in gaps(trial))}"
        for trial in result.trials
    ]
    trend = f"Published: {'. '.join(measured)}." if measured else " ".join(trial_lines(result))
    return stage.Description(what, values, f"{trend} {finding(result)}.", f"{finding(result)}.")


def table(result: Look) -> stage.Table:
    """Return the model's numbers day by day, then the published ones."""
    mood = result.mood
    columns = ("Day", "What", "Drug group", "Control group", "Drug group ahead by (points)", "Source")
    rows: list[tuple[object, ...]] = []
    if mood.madrs_active is not None and mood.madrs_control is not None and mood.gap is not None:
        for day in (*_DAYS,):
            if day > float(result.course["end_day"]):
                continue
            at = [
                float(np.interp(day, mood.time_d, curve))
                for curve in (
                    mood.madrs_active.mid,
                    mood.madrs_control.mid,
                    mood.gap.mid,
                    mood.gap.low,
                    mood.gap.high,
                )
            ]
            ahead = f"{-at[2]:.1f} ({-at[4]:.1f} to {-at[3]:.1f})".replace("-", "−").replace("−0.0", "0.0")
            rows.append((day, "MADRS score, model", f"{at[0]:.1f}", f"{at[1]:.1f}", ahead, "this model"))
        rows.append((
            number(result.read_day), "Responders of 100, model", count_words(result, "drug"),
            count_words(result, "control"), "", "this model",
        ))  # fmt: skip
    for trial in mood.trials:
        kind = (
            "same control group" if trial.comparator in mood.setting.comparators else "another control group"
        )
        rows += [
            (number(gap.day), f"published, {kind}", *_sides(trial, gap.day), _gap_words(gap),
             f"{evidence.cite(trial.ref)}; {people(trial)}")
            for gap in gaps(trial)
        ]  # fmt: skip
    if not rows:
        rows.append(("", "not studied", "", "", "", ""))
    return stage.Table(
        f"Mood after {result.course['label']}, against {mood.setting.label}", columns, tuple(rows)
    )


def _sides(trial: MoodPoints, day: float) -> tuple[str, str]:
    """Return what the two groups measured on a day, as the trial prints it."""
    here = np.flatnonzero(np.isclose(trial.day, day))
    told = []
    for values in (trial.drug, trial.control):
        value = float(values[here[0]]) if len(here) else np.nan
        kind = "score" if trial.quantity == "score" else "change"
        told.append("not in this row" if np.isnan(value) else f"{kind} {value:.1f}".replace("-", "−"))
    return told[0], told[1]


def cards(result: Look) -> tuple[stage.Card, ...]:
    """Return one card for each trial of this course."""
    found = []
    for trial in result.mood.trials:
        reference = evidence.reference(trial.ref)
        lines = [
            ("What was compared", trial.meaning),
            ("Regimen", trial.dose_text),
            ("Control group", words.meaning("comparator_kind", trial.comparator)),
            ("Masking", words.meaning("masking", trial.masking)),
            ("People", people(trial)),
            ("Published", "; ".join(_gap_words(gap) for gap in gaps(trial))),
        ]
        body = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in lines)
        source = escape(evidence.cite(trial.ref))
        if reference.url:
            source = f'<a href="{escape(reference.url)}" target="_blank" rel="noopener">{source}</a>'
        label = f"{short(trial.ref)}: {trial.meaning}"
        found.append(
            stage.Card(
                f"{trial.ref}.{trial.dose_text}",
                label,
                f"<h4>{escape(label)}</h4><dl>{body}</dl><p>Source: {source}</p>",
            )
        )
    return tuple(found)
