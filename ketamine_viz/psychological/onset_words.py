"""Words of the picture of onset: finding, read-outs, table, cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.onset_courses import Course, Onset, Point
from ketamine_viz.psychological.printed import clock
from ketamine_viz.stage.text import escape, join, number

SHORT = {
    "pooled": "ketamine",
    "spray": "esketamine spray",
    "asleep": "ketamine asleep",
    "ssri_share": "SSRI",
    "ssri_points": "SSRI",
    "ect": "ECT",
}
_UNIT = {"scores": "points", "changes": "points", "shares": "in 100", "one_group": "in 100"}
_GUIDE = {
    "own": "Each strip has its own scale: never compare heights between strips. Better is up.",
    "share": "Each line is a share of its own widest gap: it says when, never how much.",
}


def unit(course: Course) -> str:
    """Return the unit of a gap in a word or two."""
    if course.kind == "difference":
        return "in 100" if course.id == "ssri_share" else "points"
    return _UNIT[course.kind]


def signed(value: float) -> str:
    """Return a number with a true minus sign.

    Examples
    --------
    >>> signed(-14.3)
    '−14.3'
    """
    return number(value).replace("-", "−")


def guide(result: Onset) -> str:
    """Return how to read the picture."""
    return _GUIDE[result.drawn]


def head(course: Course) -> str:
    """Return what stands over a strip."""
    return f"{course.label}: {course.unit_words}, {course.people}"


def groups(course: Course, point: Point) -> str:
    """Return both groups at a time: never one alone where there are two."""
    if course.kind == "difference":
        return f"{signed(point.drug)} {unit(course)} ahead of placebo"
    if point.control is None:
        return f"{signed(point.drug)}%, no control group"
    return f"{signed(point.drug)} v {signed(point.control)} (control)"


def gap(course: Course, point: Point) -> str:
    """Return the gap and what share of the widest it is."""
    if point.gap is None or point.control is None:
        return "open label: nobody was compared"
    share = course.share(point)
    if point.gap < 0:
        return f"{signed(-point.gap)} {unit(course)} behind its control"
    ahead = "" if course.kind == "difference" else f"{signed(point.gap)} {unit(course)} ahead"
    if course.kind == "scores":
        # The groups did not start alike: what is compared is how far each fell.
        ahead = f"fell {signed(point.gap)} points more"
    if share is None:
        return ahead
    widest = "its widest gap" if round(share) == 100 else f"{number(share, 2)}% of its widest gap"
    return f"{ahead}, {widest.replace('of its', 'of')}" if ahead else widest


def at_time(course: Course, hours: float) -> tuple[str, str]:
    """Return two lines: both groups, and their gap, at the time looked at."""
    point = course.at(hours)
    if point is not None:
        return groups(course, point), gap(course, point)
    last = course.last(hours)
    if last is None:
        return "not measured yet", f"first at {clock(course.points[0].time_h)}"
    after = hours > course.points[-1].time_h
    said = "no longer measured" if after else "not measured here"
    return said, f"last: {groups(course, last)} at {clock(last.time_h)}"


def clause(result: Onset, course: Course) -> str:
    """Return one treatment at the time looked at, for the title."""
    short, point = SHORT[course.id], course.at(result.at)
    if point is None:
        if course.last(result.at) is None:
            return f"{short} first measured at {clock(course.points[0].time_h)}"
        return f"{short} not measured then"
    share = course.share(point)
    if result.drawn == "share":
        return (
            f"{short} at {number(share, 2)}% of its widest gap"
            if share is not None
            else f"{short}: no steady gap"
        )
    assert point.gap is not None
    if course.kind == "scores":
        return f"{short} scores fell {signed(point.gap)} points more than control"
    way = "ahead of" if point.gap >= 0 else "behind"
    return f"{short} {signed(abs(point.gap))} {unit(course)} {way} control"


def finding(result: Onset) -> str:
    """Return the sentence above the picture, from what is drawn."""
    return f"At {clock(result.at)}: {'; '.join(clause(result, course) for course in result.courses[:2])}"


def left_out(result: Onset) -> tuple[str, ...]:
    """Return why a course cannot be drawn as shares."""
    if result.drawn == "own":
        return ()
    said = []
    for course in result.courses:
        if course.largest is None:
            said.append(f"{SHORT[course.id]}: no control group, so no gap to share out")
        elif not course.has_shares:
            said.append(f"{SHORT[course.id]}: not steadily ahead of its control, so no share")
    return tuple(said)


def describe(result: Onset) -> stage.Description:
    """Return the picture in words."""
    scale = (
        "a logarithmic time axis from before to 6 weeks"
        if result.axis == "log"
        else "a plain time axis of 6 weeks"
    )
    if result.drawn == "own":
        what = f"One strip a treatment on {scale}, each with its treated group and its own control group. "
    else:
        what = (
            f"Two lines on {scale}: how far each treatment is ahead of its own control, as a share of its own widest "
            "gap. Zero is the control group. "
        )
    told = "; ".join(
        f"{head(course)}: "
        + join(
            f"{clock(point.time_h)} {groups(course, point)}, {gap(course, point)}" for point in course.points
        )
        for course in result.courses
    )
    now = "; ".join(
        f"{SHORT[course.id]} {', '.join(at_time(course, result.at))}" for course in result.courses
    )
    out = "".join(f" {line}." for line in left_out(result))
    values = f"{told}. At {clock(result.at)}: {now}.{out}"
    return stage.Description(what + guide(result), values, f"{finding(result)}.", f"{finding(result)}.")


def table(result: Onset) -> stage.Table:
    """Return every point of every course in view."""
    rows = []
    for course in result.courses:
        points = (course.start, *course.points) if course.kind == "scores" and course.start else course.points
        for point in points:
            share = course.share(point)
            rows.append(
                (
                    course.label, course.unit_words, clock(point.time_h) if point.time_h else "before, day 0",
                    signed(point.drug), "none" if point.control is None else signed(point.control),
                    course.control_words or "no comparison group (open label)",
                    "not known" if point.gap is None else signed(point.gap),
                    "not worked out" if share is None else f"{number(share, 2)}%",
                    course.people, evidence.cite(course.ref),
                )
            )  # fmt: skip
    columns = (
        "Treatment", "Scale", "When", "Treated", "Control", "Compared with", "Ahead of control (computed)",
        "Share of its widest gap (computed)", "People", "Reference",
    )  # fmt: skip
    return stage.Table("When treatments set in: each beside its own control group", columns, tuple(rows))


def card(course: Course) -> stage.Card:
    """Return the card of a course."""
    lines = [
        f"{course.drug_words.capitalize()}; compared with: {course.control_words or 'nobody (open label)'}.",
        f"Scale: {course.unit_words}. {course.people}.",
        "; ".join(f"{clock(point.time_h)}: {groups(course, point)}" for point in course.points) + ".",
        f"{evidence.cite(course.ref)}.",
    ]
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return stage.Card(course.id, course.label, f"<h4>{escape(course.label)}</h4>{body}")
