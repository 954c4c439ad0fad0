"""The joint to the network level: plasticity from spines."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ketamine_viz import routes
from ketamine_viz.molecular.cascade.run import Run, simulate

#: Plasticity a day after the reference dose: an assumption.
AT_REFERENCE = 0.6
REFERENCE_H = 24.0


def plasticity_from(run: Run) -> NDArray[np.float64]:
    """Return the network model's ``plasticity`` over time [0..1], shape (times,).

    0.6 × the rise of spines over their rise 24 h after racemic 0.5 mg/kg into a
    vein over 40 minutes (same hypotheses and wiring, nothing blocked), never
    above 1 and never below 0: an assumption, to be shown as one.

    Parameters
    ----------
    run
        Of `simulate`.

    Examples
    --------
    >>> from ketamine_viz import routes
    >>> dose = routes.Dose("racemic", "iv_infusion", 35.0, 40.0)
    >>> run = simulate(routes.simulate([dose]), hours=48.0, draws=20)
    >>> share = plasticity_from(run)
    >>> bool(share[0] == 0), round(float(np.interp(24.0, run.time_h, share)), 1)
    (True, 0.6)
    """
    rise = run.effect("spines").mid
    return np.clip(AT_REFERENCE * rise / _reference(run.hypotheses, run.wiring), 0.0, 1.0)


@cache
def _reference(hypotheses: tuple[str, ...], wiring: str) -> float:
    dose = routes.Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0)
    course = routes.simulate([dose], times_h=[0.0, 1.0])
    run = simulate(course, 48.0, (), hypotheses, wiring=wiring)
    return max(float(np.interp(REFERENCE_H, run.time_h, run.effect("spines").mid)), 1e-9)
