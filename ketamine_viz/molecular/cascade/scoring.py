"""How often the model says what an experiment found, beside a trivial rule, with whole papers held out.

What "held out" means here, and what it does not: shapes and numbers of the
wirings were adjusted while only the rows of half of the papers were looked at
(`split` with seed `CHOSEN_BY`), and in `held_out` the wiring is chosen by the
fit papers of each split.  But the table had been read whole before, and the
arrows of the map, which say what is needed for what, cite many of the same
papers.  So these figures are kinder than papers that nobody has seen would be.
Half of all clear rows say that the loss of something abolishes the effect;
surprises are seldom published as clearly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.cascade.predict import predict
from ketamine_viz.molecular.cascade.wiring import DEFAULT, WIRINGS
from ketamine_viz.molecular.names import known

#: Words of the table → class that is scored.  Gone and smaller are one class; so are larger and longer.
CLASS = {
    "abolished": "weaker",
    "reduced": "weaker",
    "unchanged": "same",
    "enhanced": "more",
    "prolonged": "more",
    "mimics": "mimics",
    "fails_to_mimic": "fails_to_mimic",
}
Row = Mapping[str, Any]
#: Seed of the split whose fit papers guided the wirings.
CHOSEN_BY = 2026


@dataclass(frozen=True)
class Score:
    """Agreement of one predictor with some rows.

    Attributes
    ----------
    n
        Rows.
    agreement
        Share of rows with the class that was found [0..1].
    kappa
        Cohen's kappa: agreement beyond chance; None where one class is all there is.
    trivial_agreement, trivial_kappa
        The same for a rule without a model: any loss weakens, any addition
        strengthens, anything in place of ketamine copies it.
    unmapped
        Rows the model has no node for; they count as misses.
    exact
        Share with the very word that was found [0..1].
    misses
        Ids of the rows that were missed.
    """

    n: int
    agreement: float
    kappa: float | None
    trivial_agreement: float
    trivial_kappa: float | None
    unmapped: int
    exact: float
    misses: tuple[str, ...]


def rows(confidence: str | None = "high") -> tuple[dict[str, Any], ...]:
    """Return the scored rows: experiments with a clear (high) or a contested direction, or both (None)."""
    return tuple(
        row
        for row in evidence.rows("molecular/interventions")
        if row["scored"] == "yes" and confidence in (None, row["direction_confidence"])
    )


def arguments(row: Row) -> dict[str, Any]:
    """Return the arguments of `predict` for a row; a time that was only recalled counts all the same."""
    names = ("target_node", "perturbation", "arm", "system", "time_after_dose_h", "readout", "agent")
    return {name: row[name] for name in names}


def trivial(row: Row) -> str:
    """Return what a rule without a model says."""
    if row["arm"] == "alone":
        return "mimics"
    return "enhanced" if row["perturbation"] == "enhance" else "abolished"


def score(
    wiring: str = DEFAULT, rows: Iterable[Row] | None = None, layers: tuple[str, ...] | None = None
) -> Score:
    """Return how well a wiring agrees with rows of the table of experiments.

    Parameters
    ----------
    wiring
        parallel, series or split.
    rows
        Rows; those with a clear direction by default.
    layers
        Hypotheses; by default the account to which each row's node belongs.

    Raises
    ------
    ValueError
        For an unknown wiring.
    """
    known("wiring", wiring, WIRINGS)
    chosen = tuple(_high() if rows is None else rows)
    return compare(chosen, lambda row: _predicted(wiring, _key(row), layers))


def compare(rows: Sequence[Row], says: Callable[[Row], str | None]) -> Score:
    """Return how well a predictor agrees with rows."""
    found = [row["result_on_ketamine_effect"] for row in rows]
    said = [says(row) for row in rows]
    truth = [CLASS[word] for word in found]
    model = [CLASS[word] if word else "none" for word in said]
    plain = [CLASS[trivial(row)] for row in rows]
    n = len(rows)
    return Score(
        n,
        _share(truth, model),
        kappa(truth, model),
        _share(truth, plain),
        kappa(truth, plain),
        sum(word is None for word in said),
        _share(found, [word or "none" for word in said]),
        tuple(row["id"] for row, a, b in zip(rows, truth, model, strict=True) if a != b),
    )


def kappa(a: Sequence[str], b: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two lists of classes; None where chance alone agrees fully, or for no rows.

    Examples
    --------
    >>> kappa(["x", "x", "y", "y"], ["x", "x", "y", "x"])
    0.5
    """
    if not a:
        return None
    n = len(a)
    seen, other = Counter(a), Counter(b)
    chance = sum(seen[c] * other[c] for c in seen) / n**2
    return None if chance >= 1 else (_share(a, b) - chance) / (1 - chance)


def _share(a: Sequence[str], b: Sequence[str]) -> float:
    return float(np.mean([x == y for x, y in zip(a, b, strict=True)])) if a else 0.0


def split(rows: Sequence[Row], seed: int, share: float = 0.5) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return rows for choosing and rows held out; a paper is on one side only.

    Parameters
    ----------
    share
        Share of papers that is held out [0..1].
    """
    papers = sorted({row["ref"] for row in rows})
    order = np.random.default_rng(seed).permutation(len(papers))
    out = {papers[k] for k in order[: round(share * len(papers))]}
    return tuple(r for r in rows if r["ref"] not in out), tuple(r for r in rows if r["ref"] in out)


@dataclass(frozen=True)
class HeldOut:
    """One split: the wiring that the fit papers chose, and its score on papers that had no say."""

    seed: int
    wiring: str
    fit: Score
    held_out: Score


def held_out(seeds: Iterable[int] = range(20), share: float = 0.5) -> tuple[HeldOut, ...]:
    """Return scores on held-out papers over several splits.

    In each split the wiring with the highest kappa on the fit papers is chosen,
    and only then the held-out papers are scored.
    """
    found = []
    for seed in seeds:
        fit, out = split(_high(), seed, share)
        scores = {wiring: score(wiring, fit) for wiring in WIRINGS}
        best = max(WIRINGS, key=lambda name: (scores[name].kappa or 0.0, WIRINGS.index(name)))
        found.append(HeldOut(seed, best, scores[best], score(best, out)))
    return tuple(found)


def by_species(wiring: str = DEFAULT) -> dict[str, Score]:
    """Return the score of each system apart."""
    systems = dict.fromkeys(row["system"] for row in _high())
    return {name: score(wiring, [r for r in _high() if r["system"] == name]) for name in systems}


def contested(wiring: str = DEFAULT, presets: Iterable[str] | None = None) -> dict[str, Score]:
    """Return the score on contested rows, which nothing was chosen by, under accounts of how ketamine works.

    Parameters
    ----------
    presets
        Ids of `ketamine_viz.molecular.hypotheses`; all by default.

    Raises
    ------
    ValueError
        For an unknown account.
    """
    known_presets = {preset.id: preset.layers for preset in hypotheses()}
    chosen = [known("presets", name, known_presets) for name in presets or known_presets]
    return {name: score(wiring, rows("contested"), known_presets[name]) for name in chosen}


@cache
def _high() -> tuple[dict[str, Any], ...]:
    return rows("high")


def _key(row: Row) -> tuple[tuple[str, Any], ...]:
    return tuple(arguments(row).items())


@cache
def _predicted(wiring: str, key: tuple[tuple[str, Any], ...], layers: tuple[str, ...] | None) -> str | None:
    return predict(**dict(key), wiring=wiring, hypotheses=layers)
