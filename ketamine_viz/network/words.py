"""The picture in words: titles, description and table, all from the numbers that are drawn."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.network.comparison import Comparison
from ketamine_viz.network.published import tally
from ketamine_viz.network.schematic import groups, regions, value
from ketamine_viz.stage.text import join, number

SYSTEM_WORDS = {
    "all": "All systems",
    "DMN": "Default mode network",
    "control": "Control network",
    "salience": "Salience network",
    "limbic": "Limbic system",
    "reward": "Reward and habenula",
    "senses": "Thalamus and senses",
}
BRAIN_WORDS = {"healthy": "healthy brain", "depressed": "depressed brain (assumed lesion)"}


def percent(share: float) -> str:
    """Return a share as a whole per cent."""
    return f"{share * 100:.0f} %"


def left_title(result: Comparison) -> str:
    """Title of the first brain."""
    return f"Before: {BRAIN_WORDS[result.brain]}"


def _after_words(result: Comparison) -> str:
    if result.moment == "later":
        return f"a day later (plasticity {number(result.after.plasticity)}, assumed)"
    after = result.after
    return f"block {percent(after.block)}, selectivity {number(after.selectivity, 2)}"


def right_title(result: Comparison) -> str:
    """Title of the second brain."""
    return f"{'Change' if result.view == 'change' else 'After'}: {_after_words(result)}"


def not_drawn(result: Comparison) -> str:
    """Return what the covered second brain says."""
    if result.after.flag == "high_rate":
        rate = result.after.measures["dmn_rate_hz"]
        return (
            f"Not drawn: default mode rate {number(rate)} Hz,\n"
            f"above the {number(value()['limit.dmn_rate'])} Hz at which the model\n"
            "leaves the range it was made for.\nTry less block or more selectivity."
        )
    return "Not drawn: the model finds no stable state here."


def key(result: Comparison) -> tuple[str, str]:
    """Words beside the two sample lines."""
    if result.view == "change":
        return "left: together; right: link rose", "left: opposite; right: fell"
    return "r > 0: rise and fall together", "r < 0: one up, other down"


def change(before: float, after: float) -> str:
    """Return a value before and after, with a true minus sign."""
    shown = "—" if after != after else signed(after)  # noqa: PLR0124 - only NaN differs from itself
    return f"{signed(before)} → {shown}"


def signed(number_: float) -> str:
    """Return a correlation with two decimals and a true minus sign.

    Examples
    --------
    >>> signed(-0.177), signed(0.0839)
    ('−0.18', '0.08')
    """
    text = f"{number_:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def tally_head(result: Comparison) -> str:
    """Heading over the published directions."""
    return "studies at infusion" if result.moment == "during" else "studies, a day or more later"


def tally_text(group: str, moment: str) -> str:
    """Return published directions of one group measure at a moment."""
    found, unstated = tally(group, moment), tally(group, "unstated")
    if unstated == "none":
        return found
    return f"{found}; no hour: {unstated}" if found != "none" else f"no hour: {unstated}"


def way(before: float, after: float) -> str:
    """Return ``rises``, ``falls`` or ``hardly moves``."""
    if abs(after - before) < value()["limit.no_change"]:
        return "hardly moves"
    return "rises" if after > before else "falls"


def describe(result: Comparison) -> stage.Description:
    """Return the picture in words."""
    if not result.drawn:
        reason = not_drawn(result).replace("\n", " ")
        before = join(f"{g.label.lower()} {signed(result.before.measures[g.id])}" for g in groups())
        return stage.Description(_what(result), f"Before: {before}. {reason}", "", f"No result. {reason}")
    mean = (result.before.measures["mean_z"], result.after.measures["mean_z"])
    headline = f"Mean connectivity {way(*mean)}: {mean[0]:.3f} before, {mean[1]:.3f} after, in the model."
    return stage.Description(_what(result), _values(result), _trend(result), headline)


def _what(result: Comparison) -> str:
    shown = "strongest" if result.view == "after" else "most changed"
    second = "the change from before" if result.view == "change" else "the state after"
    whose = "" if result.system == "all" else f" that touch the {SYSTEM_WORDS[result.system].lower()}"
    return (
        f"Model, not data. Two schematic brains of {len(regions())} regions, front at the left. "
        f"Left: a {BRAIN_WORDS[result.brain]} before the drug. Right: {second} with {_after_words(result)}. "
        f"Lines are the {len(result.links)} {shown} links{whose}, solid positive, dashed negative; bars are rates. "
        f"Under them {len(groups())} group measures before and after, on one axis from −0.6 to 1.5, "
        "with counts of published studies by direction."
    )


def _values(result: Comparison) -> str:
    before, after = result.before, result.after
    links = "; ".join(
        f"{g.label} {before.measures[g.id]:.3f} to {after.measures[g.id]:.3f}" for g in groups()
    ).replace("-", "−")
    rates = join(
        f"{name} {before.rates_hz[name]:.1f} to {after.rates_hz[name]:.1f}"
        for name in ("sgACC", "LHb", "VTA")
    )
    default = f"{before.measures['dmn_rate_hz']:.2f} to {after.measures['dmn_rate_hz']:.2f} Hz"
    return f"{links}. Default mode rate {default}; rates in Hz: {rates}."


def _trend(result: Comparison) -> str:
    moves: dict[str, list[str]] = {"rises": [], "falls": [], "hardly moves": []}
    for g in groups():
        moves[way(result.before.measures[g.id], result.after.measures[g.id])].append(g.label.lower())
    parts = [f"{word.capitalize()}: {join(names)}." for word, names in moves.items() if names]
    return " ".join([*parts, _strongest(result)])


def _strongest(result: Comparison) -> str:
    if not result.links:
        return ""
    i, j = result.links[-1]
    a, b = regions()[i].id, regions()[j].id
    word = "Most changed link" if result.view == "change" else "Strongest link"
    return (
        f"{word}: {a} with {b}, r {change(result.before.fc[i, j], result.after.fc[i, j]).replace('→', 'to')}."
    )


def table(result: Comparison) -> stage.Table:
    """Return group measures, drawn links and rates, with the published directions beside them."""
    before, after = result.before, result.after

    def row(what: str, unit: str, was: float, now: float, studies: str | None = None) -> tuple[object, ...]:
        if not result.drawn:
            return (what, unit, round(was, 4), None, None, studies)
        return (what, unit, round(was, 4), round(now, 4), round(now - was, 4), studies)

    rows = [
        row(
            g.label,
            f"mean {g.scale}",
            before.measures[g.id],
            after.measures[g.id],
            tally_text(g.id, result.moment),
        )
        for g in groups()
    ]
    names = [region.id for region in regions()]
    rows += [
        row(f"{names[i]} with {names[j]}", "r", float(before.fc[i, j]), float(after.fc[i, j]))
        for i, j in reversed(result.links)
    ]
    rows += [row(f"{name} rate", "Hz", before.rates_hz[name], after.rates_hz[name]) for name in names]
    studies = (
        "Published studies, infusion"
        if result.moment == "during"
        else "Published studies, a day or more later"
    )
    caption = f"Model, not data: {left_title(result).lower()}; {right_title(result).lower()}"
    return stage.Table(caption, ("What", "Unit", "Before", "After", "Change", studies), tuple(rows))
