"""How the cascade model does against what was published, beside rules that need no model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade import scoring, time_course
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.wiring import DEFAULT, WIRINGS
from ketamine_viz.molecular.names import known

VIEWS = ("held_out", "species", "contested", "signs")
MEASURES = ("agreement", "kappa")
SPLITS = range(20)
SPECIES = ("mouse", "rat", "slice", "human")
#: A wiring that the other half of the papers chose, split by split.
CHOSEN = "chosen"
#: Papers that were looked at while numbers were set, and papers kept aside then.
USED, ASIDE = "used", "aside"
_DIGITS = 3


@dataclass(frozen=True)
class Line:
    """One line of the picture.

    Attributes
    ----------
    id, name
        A wiring, a species, an account; what it is called.
    n
        Experiments; with splits, of the middle split.
    model, plain
        Middle score of the model and of the rule without a model; None where it has no meaning.
    splits
        Score of each split, if there are several.
    """

    id: str
    name: str
    n: int
    model: float | None
    plain: float | None
    splits: tuple[float, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """One view of the scores: ``measure`` is agreement (a share) or Cohen's kappa."""

    view: str
    measure: str
    lines: tuple[Line, ...]

    @property
    def best(self) -> Line:
        """The line with the highest score of the model."""
        return max(self.lines, key=lambda line: -2.0 if line.model is None else line.model)

    @property
    def worst(self) -> Line:
        """The line with the lowest."""
        return min(self.lines, key=lambda line: 2.0 if line.model is None else line.model)

    @property
    def beaten(self) -> tuple[Line, ...]:
        """Lines on which the model does no better than the rule."""
        return tuple(
            line
            for line in self.lines
            if line.model is not None and line.plain is not None and line.model <= line.plain
        )


def scorecard(view: str = "held_out", measure: str = "kappa") -> Scorecard:
    """Return scores of the model and of the rule without a model, as they stand in the table.

    Parameters
    ----------
    view
        held_out: undisputed experiments of papers that did not choose the wiring, and of those that were
        kept aside while the model was made.  species: undisputed
        experiments by whom they were done in.  contested: disputed experiments under each account.  signs:
        directions over time.
    measure
        agreement or kappa.

    Raises
    ------
    ValueError
        For an unknown view or measure.

    Examples
    --------
    >>> len(scorecard("contested").lines) == len(hypotheses())
    True
    """
    known("view", view, VIEWS)
    known("measure", measure, MEASURES)
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for row in evidence.rows("molecular/scorecard"):
        if row["view"] == view:
            groups.setdefault(row["line"], []).append(row)
    return Scorecard(view, measure, tuple(_line(name, rows, measure) for name, rows in groups.items()))


def counts() -> dict[str, int]:
    """Return how many undisputed experiments say each class: why a rule without a model does so well."""
    return dict(Counter(scoring.CLASS[row["result_on_ketamine_effect"]] for row in scoring.rows("high")))


def _line(name: str, rows: list[Mapping[str, Any]], measure: str) -> Line:
    found = [row[measure] for row in rows if row[measure] is not None]
    plain = [row[f"plain_{measure}"] for row in rows if row[f"plain_{measure}"] is not None]
    return Line(
        name,
        _name(name),
        int(np.median([row["n"] for row in rows])),
        float(np.median(found)) if found else None,
        float(np.median(plain)) if plain else None,
        tuple(found) if len(rows) > 1 else (),
    )


@cache
def _names() -> Mapping[str, str]:
    named = {preset.id: preset.name for preset in hypotheses()}
    named |= {"mouse": "mice", "rat": "rats", "slice": "slices", "human": "people"}
    named |= {"parallel": "parallel branches", "series": "one chain", "split": "chain, two kinds of brake"}
    return named | {
        CHOSEN: "chosen by the other half",
        USED: "papers used in making",
        ASIDE: "papers kept aside",
    }


def _name(line: str) -> str:
    return _names()[line]


# -- computing, which takes a minute: ``python tests/molecular/keep_scorecard.py`` ------------------------


def computed(
    views: Iterable[str] = VIEWS, wirings: Iterable[str] = WIRINGS, presets: Iterable[str] | None = None
) -> tuple[dict[str, Any], ...]:
    """Return the rows of ``data/molecular/scorecard.csv``, computed anew.

    Parameters
    ----------
    views, wirings, presets
        What to compute: all of it by default.  Splits in which a wiring is chosen need all wirings.
    """
    wanted, models = tuple(views), tuple(wirings)
    rows: list[dict[str, Any]] = []
    if "held_out" in wanted:
        for wiring in models:
            for seed in SPLITS:
                _, out = scoring.split(scoring.rows("high"), seed)
                rows.append(_row("held_out", wiring, seed, scoring.score(wiring, out)))
        if set(models) == set(WIRINGS):
            rows += [_row("held_out", CHOSEN, one.seed, one.held_out) for one in scoring.held_out(SPLITS)]
        halves = scoring.split(scoring.rows("high"), scoring.CHOSEN_BY)
        rows += [
            _row("held_out", line, None, scoring.score(DEFAULT, half))
            for line, half in zip((USED, ASIDE), halves, strict=True)
        ]
    if "species" in wanted:
        found = scoring.by_species(DEFAULT)
        rows += [_row("species", name, None, found[name]) for name in SPECIES if name in found]
    if "contested" in wanted:
        rows += [
            _row("contested", name, None, one) for name, one in scoring.contested(DEFAULT, presets).items()
        ]
    if "signs" in wanted:
        rows += [_signs(wiring, wiring, None) for wiring in models]
        rows += [_signs(name, DEFAULT, name) for name in ("mouse", "rat", "human")]
    return tuple(rows)


def _row(view: str, line: str, seed: int | None, one: scoring.Score) -> dict[str, Any]:
    return {
        "id": f"{view}.{line}" + ("" if seed is None else f".{seed:02d}"),
        "view": view,
        "line": line,
        "seed": seed,
        "n": one.n,
        "agreement": _round(one.agreement),
        "kappa": _round(one.kappa),
        "plain_agreement": _round(one.trivial_agreement),
        "plain_kappa": _round(one.trivial_kappa),
    }


def _signs(line: str, wiring: str, species: str | None) -> dict[str, Any]:
    """Score directions over time; the rule without a model says up each time."""
    signs = [s for s in time_course.signs(wiring) if species is None or s.row["system"].startswith(species)]
    found, said = [str(s.found) for s in signs], [str(s.said) for s in signs]
    up = ["1"] * len(signs)
    return {
        "id": f"signs.{line}",
        "view": "signs",
        "line": line,
        "seed": None,
        "n": len(signs),
        "agreement": _round(float(np.mean([s.agrees for s in signs]))),
        "kappa": _round(scoring.kappa(found, said)),
        "plain_agreement": _round(found.count("1") / len(found)),
        "plain_kappa": _round(scoring.kappa(found, up)),
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)
