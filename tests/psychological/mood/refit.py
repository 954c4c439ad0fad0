"""Fit the mood model to its calibration numbers, and keep draws that fit them too.

Run as a script it rewrites the fitted rows of ``mood_parameters.csv`` and the
whole of ``mood_draws.csv``.  Only targets with the role ``fitted`` are used.

The four constants are fitted in logarithms by least squares.  The numbers leave
some of them open, so the Gauss-Newton covariance is only a first guess: draws
are proposed from it, widened, and accepted with a probability that falls with
their misfit, so that each kept curve fits the calibration set about as well as
chance allows.  A full benefit may not be larger than the scale itself.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from ketamine_viz.psychological.mood import constants, scenarios
from ketamine_viz.psychological.mood.constants import FITTED, Draws

DATA = Path(__file__).parents[3] / "data" / "psychological"
#: Sets that are kept, and how far proposals reach beyond the covariance.
KEPT, WIDENED, SEED = 200, 1.4, 20261130
PROPOSED, AT_ONCE = 6_000, 500
#: The scale ends here [MADRS points].
MOST_EFFECT = 60.0
START = np.log([1.6, 15.0, 3.6, 0.12])


def as_draws(logs):
    """Return sets of constants from their logarithms, shape (sets, 4)."""
    return Draws(*np.exp(np.atleast_2d(logs)).T)


def misfits(logs):
    """Return the weighted misfit of each calibration number, shape (numbers, sets)."""
    logs = np.atleast_2d(logs)
    return np.hstack([_misfits(logs[k : k + AT_ONCE]) for k in range(0, len(logs), AT_ONCE)])


def _misfits(logs):
    fixed = constants.fixed()
    found = []
    for row in scenarios.rows():
        if row["role"] != "fitted":
            continue
        got = scenarios.computed(row, float(row["share"]), as_draws(logs))
        if row["quantity"] == "relapse":
            # A benefit that is never lost is as far off as the time it was followed.
            found.append(np.log(np.minimum(got, 365.0) / row["published"]) / fixed.fit_relapse)
        else:
            found.append((got - row["published"]) / fixed.fit_points)
    return np.array(found)


def fit():
    """Return the logarithms of the best fit, and their covariance."""
    best = least_squares(lambda x: misfits(x)[:, 0], START, xtol=1e-12, ftol=1e-12)
    return best.x, np.linalg.inv(best.jac.T @ best.jac)


def sample(best, covariance, kept=KEPT, seed=SEED):
    """Return logarithms of sets that fit the calibration numbers, shape (kept, 4), and the share accepted."""
    rng = np.random.default_rng(seed)
    root = WIDENED * np.linalg.cholesky(covariance)
    steps = rng.standard_normal((PROPOSED, 4))
    proposals = best + steps @ root.T
    proposals = proposals[proposals[:, 1] < np.log(MOST_EFFECT)]
    steps = np.linalg.solve(root, (proposals - best).T).T
    least = 0.5 * (misfits(best) ** 2).sum()
    worse = 0.5 * (misfits(proposals) ** 2).sum(axis=0) - least
    # Misfit against how often the proposal comes up; the heaviest hundredth is capped.
    weight = -worse + 0.5 * (steps**2).sum(axis=1)
    top = np.quantile(weight, 0.99)
    taken = np.flatnonzero(np.log(rng.uniform(size=len(weight))) < weight - top)
    return proposals[taken[:kept]], len(taken) / len(weight)


def write():
    """Write the fitted constants and the draws into the data."""
    best, covariance = fit()
    spread = np.sqrt(np.diag(covariance))
    path = DATA / "mood_parameters.csv"
    table = list(csv.DictReader(path.open(encoding="utf-8")))
    logs, accepted = sample(best, covariance)
    for row in table:
        if row["symbol"] in FITTED:
            k = FITTED.index(row["symbol"])
            low, high = np.exp(np.quantile(logs[:, k], (0.05, 0.95)))
            row |= {"value": f"{np.exp(best[k]):.5g}", "low": f"{low:.4g}", "high": f"{high:.4g}",
                    "log_sd": f"{spread[k]:.3f}"}  # fmt: skip
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    with (DATA / "mood_draws.csv").open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["id", *FITTED])
        lines.writerows([f"d{n:03d}", *(f"{v:.5g}" for v in np.exp(one))] for n, one in enumerate(logs, 1))
    return np.exp(best), spread, accepted, len(logs)


if __name__ == "__main__":
    print(*write(), sep="\n")
