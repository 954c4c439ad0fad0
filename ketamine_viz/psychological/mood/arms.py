"""From benefit and setting to scores of the two groups, and to people out of a hundred."""

from __future__ import annotations

import math

import numpy as np

from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.constants import Array, Setting


def control_score(setting: Setting, time_d: Array) -> Array:
    """Return the score of the control group [MADRS points]."""
    found: Array = np.maximum(constants.fixed().start - setting.context(time_d), 0.0)
    return found


def drug_score(setting: Setting, time_d: Array, benefit: Array, share: float) -> Array:
    """Return the score of the drug group [MADRS points]; no score is below 0.

    Parameters
    ----------
    benefit
        If all of it is pharmacology [MADRS points]; shape (times,) or (times, sets).
    share
        Part of it that is pharmacology; the rest is not there at all.
    """
    context = setting.context(time_d)
    if benefit.ndim > context.ndim:
        context = context[:, None]
    found: Array = np.maximum(constants.fixed().start - share * benefit - context, 0.0)
    return found


def response_percent(score: Array, sd: float) -> Array:
    """Return people in each 100 whose score has at least halved, if scores were spread evenly around the mean."""
    found = constants.fixed()
    return 100.0 * _below((1.0 - found.response_share) * found.start, score, sd)


def remission_percent(score: Array, sd: float) -> Array:
    """Return people in each 100 whose score counts as well."""
    return 100.0 * _below(constants.fixed().remission_at, score, sd)


def _below(line: float, score: Array, sd: float) -> Array:
    """Return the share of a normal distribution below a line."""
    z = (line - np.asarray(score, float)) / (sd * math.sqrt(2.0))
    return np.array([0.5 * (1.0 + math.erf(v)) for v in z.ravel()]).reshape(z.shape)
