"""One dose from minutes to two weeks, in words: headline, description, table, cards."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.figures.finding_words import card, known_as, when
from ketamine_viz.molecular.pointing import short
from ketamine_viz.molecular.unfolding import LANES, LAST_H, NONE, Mark, Trace, Unfolding, agent_names
from ketamine_viz.stage.text import join

NAMES = {
    "block": "NMDA block",
    "glutamate": "glutamate",
    "ampar": "AMPA current",
    "bdnf_rel": "BDNF",
    "mtorc1": "mTORC1",
    "syn_prot": "synaptic proteins",
    "spines": "spines",
    "ad_rapid": "early relief",
    "ad_sust": "lasting relief",
}
SYSTEM = {"mouse": "mice", "rat": "rats", "human": "people"}
_DOSES = {"mouse": "10 mg/kg", "rat": "10 mg/kg", "human": "0.5 mg/kg over 40 minutes"}
WAYS = {1: "up", 0: "no change", -1: "down"}
#: What is compared over the picture: mood and spines.
_RACE = ("ad_rapid", "spines")
#: Steps whose share at the time of the scrubber is told.
_NOW = ("glutamate", "mtorc1", "spines", "ad_rapid")


def describe(result: Unfolding) -> stage.Description:
    """Return the picture in words."""
    usual = result.agent == NONE
    lanes = [lane for lane in LANES if lane not in result.hidden]
    told = []
    for account in result.accounts:
        steps = "; ".join(f"{NAMES[lane]} {said(account.traces[lane], usual)}" for lane in lanes)
        told.append(f"{account.name}, {'at its most after' if usual else 'left'}: {steps}.")
    own = [mark for mark in result.marks if mark.species == result.system]
    seen = []
    for lane in lanes:
        found = [f"{WAYS[mark.change]} at {when(mark.time_h)}" for mark in own if mark.lane == lane]
        seen += [f"{NAMES[lane]} {join(found)}"] if found else []
    told.append(f"Measured in {SYSTEM[result.system]}: {'; '.join(seen)}.")
    if result.hidden:
        told.append("Relief with a blocker is not simulated in people.")
    now = []
    for account in result.accounts:
        shares = [
            f"{NAMES[lane]} {percent(account.traces[lane].at(result.until_h))}"
            for lane in _NOW
            if lane in lanes
        ]
        now.append(f"{account.name}: {join(shares)}")
    return stage.Description(
        what=f"Nine steps over two weeks after one dose of ketamine in {SYSTEM[result.system]} "
        f"({_DOSES[result.system]}){_beside(result)}; time runs in three zones, minutes, hours and days. Each line "
        "is a model, in shares of the step's own largest change by ketamine alone, with a band over draws; without "
        "drug it is 0.",
        values=" ".join(told),
        trend=f"At {when(result.until_h)}, in shares of the own largest change, {'; '.join(now)}.",
        headline=headline(result) + ".",
    )


def table(result: Unfolding) -> stage.Table:
    """Return each step under each account, then each measured direction."""
    now = when(result.until_h)
    rows: list[tuple[object, ...]] = []
    for account in result.accounts:
        for lane in LANES:
            trace, who = account.traces[lane], f"model: {account.name}"
            if lane in result.hidden:
                rows.append((NAMES[lane], who, "not simulated in people with a blocker", "", "", ""))
                continue
            size = f"{100 * trace.size:.1f}"
            time = when_peak(trace) if trace.moved else ""
            share = percent(trace.peak) if trace.moved else "not moved"
            rows.append((NAMES[lane], who, share, time, percent(trace.at(result.until_h)), size))
    rows += [
        (
            NAMES[m.lane], f"{evidence.cite(m.ref)}, {SYSTEM[m.species]}: {m.what}", WAYS[m.change],
            when(m.time_h), "", "",
        )
        for lane in LANES
        for m in result.marks
        if m.lane == lane and lane not in result.hidden
    ]  # fmt: skip
    return stage.Table(
        f"Steps after one dose in {SYSTEM[result.system]}{_beside(result)}; model: shares of ketamine's own most",
        (
            "Step",
            "Who says",
            "Most, or direction",
            "When",
            f"At {now}",
            "Ketamine alone [% of full activity]",
        ),
        tuple(rows),
    )


def cards(result: Unfolding) -> tuple[stage.Card, ...]:
    """Return one card a mark, in the order of the lanes."""
    return tuple(
        stage.Card(m.id, f"{NAMES[lane]}, {when(m.time_h)}: {short(m.ref)}, {SYSTEM[m.species]}", _html(m))
        for lane in LANES
        for m in result.marks
        if m.lane == lane and lane not in result.hidden
    )


def headline(result: Unfolding) -> str:
    """Return the one sentence over the picture."""
    if result.agent != NONE:
        lanes = [lane for lane in LANES if lane not in result.hidden]
        counts = [sum(lane in account.dark for lane in lanes) for account in result.accounts]
        return f"{agent_names()[result.agent]}: {join(map(str, counts))} of {len(lanes)} steps go dark"
    if result.until_h == LAST_H:
        halves = {lane: join(_half(account.traces[lane]) for account in result.accounts) for lane in _RACE}
        return f"Half of early relief is there {halves['ad_rapid']}, half of the spines {halves['spines']}"
    shares = {
        lane: join(percent(account.traces[lane].at(result.until_h)) for account in result.accounts)
        for lane in _RACE
    }
    if result.hidden:
        return f"{when(result.until_h)} after the dose: spines at {shares['spines']} of their most"
    return (
        f"{when(result.until_h)} after the dose: early relief at {shares['ad_rapid']} of its most, "
        f"spines at {shares['spines']}"
    )


def _half(trace: Trace) -> str:
    return "never" if trace.half_h is None else f"by {when(trace.half_h)}"


def when_peak(trace: Trace) -> str:
    """Return when a trace is at its largest, in round words."""
    return "at once" if trace.peak_h == 0 else when(trace.peak_h)


def percent(share: float) -> str:
    """Return a share as a percentage with a proper minus."""
    return f"{round(100 * share)}%".replace("-0%", "0%").replace("-", "−")


def said(trace: Trace, usual: bool) -> str:
    """Return when a step is at its most, or, where something is done, what is left of it."""
    if not trace.moved:
        return "not moved"
    if usual:
        return when_peak(trace)
    return f"{percent(trace.peak)}: dark" if trace.dark else f"{percent(trace.peak)}, {when_peak(trace)}"


def _beside(result: Unfolding) -> str:
    return "" if result.agent == NONE else f", with {agent_names()[result.agent]}"


def _html(m: Mark) -> str:
    form = {"racemic": "ketamine", "arketamine": "R-ketamine", "esketamine": "S-ketamine"}[m.form]
    lines = [
        f"In {SYSTEM[m.species]}, {when(m.time_h)} after {form}: {WAYS[m.change]}.",
        f"Measured: {m.what}.",
        f"{m.note}." if m.note else "",
        known_as(m.verified),
    ]
    return card(f"{short(m.ref)}: {NAMES[m.lane]}", lines, m.ref)
