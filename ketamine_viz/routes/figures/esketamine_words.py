"""What the esketamine card says: finding, description, table, cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.routes.esketamine import AS_OF, Licence, Line, Moment, Trial, View, span
from ketamine_viz.routes.form_contrasts import signed
from ketamine_viz.stage.text import escape, join, number, plural

_LONG = {
    "TRD": "treatment-resistant depression",
    "MDD": "major depression",
    "SSRI/SNRI": "an antidepressant of the SSRI or SNRI kind",
    "REMS": "under a safety programme (REMS)",
    "acute suicidality": "acute suicidal thoughts",
}
_WHEN = {"first": "a day after the first spray", "weeks": "after four weeks"}
_GOAL = {
    "met": "reached its main goal",
    "missed": "missed its main goal",
    "other_time": "its main goal was set for another time",
}


def finding(result: View) -> str:
    """Return the finding above the picture."""
    if result.look == "licences":
        first = min((one for one in result.licences if one.kind == "first"), key=lambda one: one.at)
        more = len({one.region for one in result.licences if one.kind != "set_aside"}) - 1
        return f"First licensed in the {first.region}, {first.date}; since then in {more} more regions we looked at"
    if result.look == "day":
        (watched,) = [one for one in result.day if one.id == "watched"]
        hours = number((watched.end_min or 0.0) / 60)
        return f"One session: watched for at least {hours} hours, no driving until the next day"
    if result.look == "first":
        low, high = _range(result.shown)
        return f"A day after the first spray: {high} to {low} points beyond the comparison group"
    met = sum(result.short_file.values())
    return f"Four weeks: {met} of {len(result.short_file)} short trials behind the first US licence reached its goal"


def describe(result: View) -> stage.Description:
    """Return the scene in words."""
    headline = f"{finding(result)}."
    if result.look == "licences":
        what = (
            f"Licences of the esketamine nasal spray on a time axis from 2019 to {AS_OF}, one line a region."
        )
        values = " ".join(f"{one.region}, {one.date}: {one.what}." for one in result.licences)
        trend = "A hollow cross was set aside. A licence covers one form, one way in and one setting."
        return stage.Description(what, values, trend, headline)
    if result.look == "day":
        what = (
            "A day with the esketamine nasal spray as labels and one trial tell it, on an axis of five hours."
        )
        values = " ".join(f"{_moment(one)}." for one in result.day)
        trend = "The two labels disagree on how long blood pressure stays raised."
        return stage.Description(what, values, trend, headline)
    what = (
        f"Trials of the esketamine nasal spray, {_WHEN[result.look]}: difference of the change of MADRS (0 to 60, "
        "lower is better), spray minus comparison group, with its interval; each group's own change where we have it."
    )
    values = " ".join(f"{_trial(one)}." for one in result.shown)
    missed = sum(one.tells is False for one in result.shown)
    bare = sum(one.tells is None for one in result.shown)
    trend = f"Intervals that take in no difference: {missed} of {len(result.shown)}."
    if bare:
        trend += f" Without a printed interval: {bare}."
    return stage.Description(what, values, trend, headline)


def table(result: View) -> stage.Table:
    """Return what is drawn, a row a mark."""
    if result.look == "licences":
        rows = [
            (one.region, one.date, one.dated_by, one.what, join(map(evidence.cite, one.refs)), one.note)
            for one in result.licences
        ]
        columns = ("Region", "Date", "Date of what", "For whom", "Source", "Mind")
        return stage.Table(f"Licences of the esketamine nasal spray, as of {AS_OF}", columns, tuple(rows))
    if result.look == "day":
        moments = [
            (
                one.lane,
                number(one.start_min),
                "" if one.end_min is None else number(one.end_min),
                one.label,
                join(map(evidence.cite, one.refs)),
                one.note,
            )
            for one in result.day
        ]
        columns = ("What", "From [min]", "To [min]", "Words", "Source", "Mind")
        return stage.Table("A day with the esketamine nasal spray", columns, tuple(moments))
    return _trial_table(result)


def _trial_table(result: View) -> stage.Table:
    trials = [
        (
            one.label,
            one.dose,
            one.people,
            f"{number(one.time_h)} h",
            one.against,
            signed(one.gap),
            ""
            if one.low is None or one.high is None
            else f"{signed(one.low)} to {signed(one.high)} ({one.interval})",
            "" if one.drug is None else signed(one.drug),
            "" if one.control is None else signed(one.control),
            one.n or "not stated",
            _GOAL[one.goal],
            join(map(evidence.cite, one.refs)),
        )
        for one in result.shown
    ]
    columns = (
        "Trial", "Dose", "Who", "Time", "Comparison group had", "Difference [points]", "Interval", "Spray [points]",
        "Comparison [points]", "People", "Main goal", "Source",
    )  # fmt: skip
    return stage.Table(f"Trials of the esketamine nasal spray, {_WHEN[result.look]}", columns, tuple(trials))


def cards(result: View) -> tuple[stage.Card, ...]:
    """Return the label's card, and one for each mark of the scene."""
    found = [_label_card(result.label)]
    if result.look == "licences":
        found += [_licence_card(one) for one in result.licences]
    elif result.look == "day":
        found += [_moment_card(result, lane) for lane in dict.fromkeys(one.lane for one in result.day)]
    else:
        found += [_trial_card(one) for one in result.shown]
    return tuple(found)


def lane_key(lane: str) -> str:
    """Return the id of a lane's card."""
    return f"day_{lane.lower().replace(' ', '_')}"


def _range(shown: tuple[Trial, ...]) -> tuple[str, str]:
    gaps = sorted(abs(one.gap) for one in shown)
    return number(gaps[-1]), number(gaps[0])


def _moment(one: Moment) -> str:
    when = f"at {number(one.start_min)} min" if one.start_min >= 0 else "before the first spray"
    if one.end_min is not None:
        when = f"from {number(one.start_min)} to {number(one.end_min)} min" + (
            " and beyond" if one.goes_on else ""
        )
    return f"{one.lane}: {when}{f' ({one.label})' if one.label else ''}"


def _trial(one: Trial) -> str:
    own = ""
    if one.drug is not None and one.control is not None:
        own = f"; own change {signed(one.drug)} with the spray, {signed(one.control)} without"
    return f"{one.label}, {one.dose}: {span(one)}{own}; n = {one.n}, {_GOAL[one.goal]}"


def plain(text: str) -> str:
    """Return a label's words with its abbreviations written out.

    Examples
    --------
    >>> plain("approved: TRD")
    'approved: treatment-resistant depression'
    """
    for short, long in _LONG.items():
        text = text.replace(short, long)
    return text


def _label_card(lines: tuple[Line, ...]) -> stage.Card:
    parts = [
        f"<p><strong>{escape(one.heading)}</strong>: {escape(plain(one.text))} "
        f"({escape(join(map(evidence.cite, one.refs)))}).</p>"
        for one in lines
    ]
    head = f"<h4>The licensed spray, as of {escape(AS_OF)}</h4>"
    foot = (
        "<p>What a label says, not advice. Whether it suits a person is for that person and a clinician to weigh. In "
        "danger now: the numbers at the top of this page.</p>"
    )
    return stage.Card("label", "The licence in one card", f"{head}{''.join(parts)}{foot}")


def _licence_card(one: Licence) -> stage.Card:
    lines = [
        f"{one.date} ({one.dated_by[0].lower()}{one.dated_by[1:]}): {one.what}.",
        f"Source: {join(map(evidence.cite, one.refs))}.",
    ]
    if one.note:
        lines.append(f"Mind: {one.note}.")
    return _card(one.id, f"{one.region}, {one.date}", lines)


def _moment_card(result: View, lane: str) -> stage.Card:
    lines = []
    for one in (moment for moment in result.day if moment.lane == lane):
        mind = f" Mind: {one.note}." if one.note else ""
        lines.append(f"{_moment(one)}.{mind} Source: {join(map(evidence.cite, one.refs))}.")
    return _card(lane_key(lane), lane, lines)


def _trial_card(one: Trial) -> stage.Card:
    people = plural(one.n, "person", "people") if one.n else "number of people not stated"
    lines = [
        f"{one.people[0].upper()}{one.people[1:]}; {people}; {number(one.time_h)} hours after the first spray.",
        f"Comparison group: {one.against}.",
        f"{_trial(one)}.",
        f"Mind: {one.note}.",
        f"Source: {join(map(evidence.cite, one.refs))}.",
    ]
    return _card(one.id, f"{one.label}, {one.dose}", lines)


def _card(key: str, label: str, lines: list[str]) -> stage.Card:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(key, label, f"<h4>{escape(label)}</h4>{body}")
