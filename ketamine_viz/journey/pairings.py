"""Two regimens under one question, and how they differ, level by level.

Levels in blood are relative: percent of the highest level of the left one.  No
amount of one way is ever set equal to an amount of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from ketamine_viz.journey import stretch
from ketamine_viz.journey.followed import Followed, Knobs, follow_plan
from ketamine_viz.journey.plans import USUAL, Plan, plan
from ketamine_viz.journey.readings import readings, small
from ketamine_viz.journey.surety import LEVELS
from ketamine_viz.stage.text import number

QUESTIONS = {
    "way": "Same study dose by body weight, another way in",
    "form": "Equal exposure, S or R",
    "repeat": "Once or several times",
    "blocker": "With something blocked",
}
#: Pair → question, left plan, right plan, blocker on the right, words for the list.
_PAIRS: dict[str, tuple[str, str, str, str, str]] = {
    "way_oral": ("way", USUAL, "rac_oral", "none", "drip, or swallowed"),
    "way_sc": ("way", USUAL, "rac_sc", "none", "drip, or under the skin"),
    "way_im": ("way", USUAL, "rac_im", "none", "drip, or into muscle"),
    "form_sr": ("form", "s_iv04", "r_iv60", "none", "drip of S, or of R"),
    "repeat_drips6": ("repeat", USUAL, "drips6", "none", "one drip, or six in two weeks"),
    "repeat_drips8": ("repeat", USUAL, "drips8", "none", "one drip, or eight in four weeks"),
    "repeat_sprays": ("repeat", "s_nose84", "sprays84", "none", "one spray, or eight in four weeks"),
    "blocker_nbqx": ("blocker", USUAL, USUAL, "nbqx", "drip, or with AMPA receptors blocked"),
    "blocker_rapamycin": ("blocker", USUAL, USUAL, "rapamycin", "drip, or with mTORC1 blocked"),
    "blocker_bdnf": ("blocker", USUAL, USUAL, "anti_bdnf", "drip, or with BDNF caught"),
}  # fmt: skip


@dataclass(frozen=True, eq=False)  # holds arrays: equal means the same one
class Pair:
    """Two regimens at one time.

    Attributes
    ----------
    question, words
        What is asked, and which two.
    left, right
        With levels in blood as percent of the highest on the left.
    names
        Headings of the two columns; without amounts.
    """

    id: str
    question: str
    words: str
    left: Followed
    right: Followed
    names: tuple[str, str]
    at_h: float

    @property
    def differences(self) -> Mapping[str, tuple[str, str]]:
        """Level → how the two differ, and what both say now."""
        now = readings(self.left, self.at_h), readings(self.right, self.at_h)
        found = {}
        for level in LEVELS:
            kinds = now[0][level].kind, now[1][level].kind
            if "model" in kinds and kinds[0] != kinds[1]:
                side, other = ("left", "right") if kinds[0] == "model" else ("right", "left")
                mine, theirs = now if side == "left" else now[::-1]
                found[level] = (f"{other}: {theirs[level].said}", f"{side}:\n{mine[level].said}")
            elif kinds[0] != "model":
                found[level] = (f"both: {now[0][level].said}", "nothing to compare")
            else:
                found[level] = _OF[level](self)
        return found


@cache
def options() -> tuple[tuple[str, str], ...]:
    """Return ``(words, id)`` of every pair."""
    return tuple((f"{QUESTIONS[row[0]]}: {row[4]}", key) for key, row in _PAIRS.items())


def pair(
    key: str = "way_oral",
    at_h: float = 2 / 3,
    selectivity: float = 1 / 3,
    setting: str = "midazolam",
    depressed: bool = False,
) -> Pair:
    """Set two regimens side by side.

    Raises
    ------
    ValueError
        Names the argument, its value and what is allowed.

    Examples
    --------
    >>> pair("form_sr").names
    ('S, drip', 'R, drip')
    """
    if key not in _PAIRS:
        raise ValueError(f"key={key!r} is not a pair; allowed: {', '.join(_PAIRS)}")
    if at_h not in stretch.STOPS_H:
        raise ValueError(
            f"at_h={at_h!r} is not a stop; allowed: {', '.join(f'{h:.4g}' for h in stretch.STOPS_H)}"
        )
    question, one, two, blocker, words = _PAIRS[key]
    plain = Knobs("none", selectivity, setting, depressed)
    left, right = _two(one, two, question == "form", plain, replace(plain, blocker=blocker))
    extra = " (blocked)" if blocker != "none" else ""
    names = left.plan.short, f"{right.plan.short}{extra}"
    return Pair(key, QUESTIONS[question], words, left, right, names, at_h)


@lru_cache(maxsize=256)
def _two(one: str, two: str, equal: bool, plain: Knobs, other: Knobs) -> tuple[Followed, Followed]:
    left = follow_plan(plan(one), plain)
    right = follow_plan(_equal(one, two) if equal else plan(two), other)
    peak = _peak(left)
    return _relative(left, peak), _relative(right, peak)


@cache
def _equal(like: str, key: str) -> Plan:
    """Return a plan whose doses are scaled to the exposure of another: for relative curves alone, never shown."""
    mine, theirs = (follow_plan(plan(one), Knobs()).molecules.journey.course.auc() for one in (key, like))
    chosen = plan(key)
    doses = tuple(replace(dose, mg=dose.mg * theirs / mine) for dose in chosen.doses)
    return replace(
        chosen, id=f"{key}_at_the_exposure_of_{like}", doses=doses, points=(),
        words=f"{chosen.short}, scaled to equal exposure",
    )  # fmt: skip


def _peak(found: Followed) -> float:
    return float(found.molecules.ng_per_ml.max())


def _relative(found: Followed, peak: float) -> Followed:
    levels = 100 * found.molecules.ng_per_ml / peak
    return replace(found, molecules=replace(found.molecules, ng_per_ml=levels), measured=())


def _at(values: np.ndarray, found: Followed, at_h: float) -> float:
    return 0.0 if at_h == 0 else float(np.interp(at_h, found.molecules.time_h, values))


def _blood(it: Pair) -> tuple[str, str]:
    high = _peak(it.right)
    exposure = 100 * it.right.molecules.journey.course.auc() / it.left.molecules.journey.course.auc()
    when = [float(f.molecules.time_h[int(f.molecules.ng_per_ml.argmax())]) for f in (it.left, it.right)]
    later = (
        ", later"
        if when[1] > 1.1 * when[0] and when[1] < 24
        else ", earlier"
        if when[1] < 0.9 * when[0]
        else ""
    )
    head = f"right peaks {'as high' if 95 < high < 105 else f'at {number(high, 2)}%'}{later}"
    now = [small(_at(f.molecules.ng_per_ml, f, it.at_h)) for f in (it.left, it.right)]
    return head, f"now {now[0]}% | {now[1]}%;\nexposure {number(exposure, 2)}% of left"


def _receptors(it: Pair) -> tuple[str, str]:
    most = [number(float(f.molecules.block.max()), 2) for f in (it.left, it.right)]
    now = [small(_at(f.molecules.block, f, it.at_h)) for f in (it.left, it.right)]
    return f"most {most[0]}% | {most[1]}%", f"now {now[0]}% | {now[1]}%"


def _cascade(it: Pair) -> tuple[str, str]:
    most = [f"{f.molecules.cascade['spines'].mid.max():.0f}" for f in (it.left, it.right)]
    names = (("glutamate", "glutamate"), ("mTORC1", "mtorc1"), ("spines", "spines"))
    parts = [
        f"{name} {_at(it.left.molecules.cascade[node].mid, it.left, it.at_h):.0f} | "
        f"{_at(it.right.molecules.cascade[node].mid, it.right, it.at_h):.0f}"
        for name, node in names
    ]
    return f"most spines {most[0]} | {most[1]}", f"now {parts[0]},\n{parts[1]}, {parts[2]}".replace("-0", "0")


def _brain(it: Pair) -> tuple[str, str]:
    assert it.left.brain is not None
    assert it.right.brain is not None
    most = [f"{np.nanmax(f.up):.0f}" for f in (it.left.brain, it.right.brain)]
    k = stretch.STOPS_H.index(it.at_h)
    now = [f"{f.up[k]:.0f} up {f.down[k]:.0f} down" for f in (it.left.brain, it.right.brain)]
    return f"most links up {most[0]} | {most[1]}", f"now {now[0]} |\n{now[1]}"


def _experience(it: Pair) -> tuple[str, str]:
    lasts = []
    for found in (it.left, it.right):
        session = found.session
        if session is None or session.high is None:
            lasts.append("none")
            continue
        above = session.time_h[session.high >= 50]
        first = above[above < 24]
        lasts.append(f"{60 * (first[-1] - first[0]):.0f}")
    head = f"above half: {lasts[0]} | {lasts[1]} min"
    return head, "after the first dose; after later\nones it may be weaker"


def _mood(it: Pair) -> tuple[str, str]:
    gaps = []
    for found in (it.left, it.right):
        assert found.mood is not None
        assert found.mood.gap is not None
        beyond = "*" if it.at_h / 24 > (found.mood.measured_to_d or 0.0) else ""
        gaps.append(
            f"{number(-float(np.interp(it.at_h / 24, found.mood.time_d, found.mood.gap.mid)), 2)}{beyond}"
        )
    star = "\n* beyond all data" if any("*" in gap for gap in gaps) else ""
    return f"ahead {gaps[0]} | {gaps[1]} points", f"now, of the control group; model{star}"


_OF = {
    "blood": _blood, "receptors": _receptors, "cascade": _cascade, "brain": _brain,
    "experience": _experience, "mood": _mood,
}  # fmt: skip
