"""First-pass strength: one number for how hard the liver works on ketamine.

The liver is taken as one well-stirred vessel.  At strength 1 it holds back the
share ``E`` of what the blood carries to it, 72% in the model that was fitted to
the nasal spray.  With ``g`` times the activity it holds back

    E(g) = g E / (1 - E + g E)

so that what passes unharmed changes by ``1 / (1 - E + g E)`` and clearance from
the blood by ``g / (1 - E + g E)``.  Two things follow.  Exposure after
swallowing is ``1 / g`` times the usual.  Exposure after a vein is only
``E + (1 - E) / g`` times the usual: blood flow, not activity, limits a liver
that already takes most of what it sees.

What it is not: an enzyme.  The wall of the gut, which a medicine may change
without changing the liver, is lumped in; saturation and the metabolites' own
clearance are left out.

Sources: perezruixo2021 (the share held back).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import Any

import numpy as np

from ketamine_viz.routes.constants import Values, group

WEAKEST, STRONGEST = 0.1, 10.0


def checked(strength: Any) -> float:
    """Return a strength as a float.

    Raises
    ------
    ValueError
        Unless it is a number from 0.1 to 10.
    """
    allowed = f"a number from {WEAKEST:g} to {STRONGEST:g}; 1 is unchanged"
    if isinstance(strength, bool) or not isinstance(strength, Real):
        raise ValueError(f"first_pass_strength={strength!r} is not a number; allowed: {allowed}")
    number = float(strength)
    if not (math.isfinite(number) and WEAKEST <= number <= STRONGEST):
        raise ValueError(f"first_pass_strength={strength!r} is out of range; allowed: {allowed}")
    return number


def held_back() -> float:
    """Return the share of the ketamine reaching the liver that it holds back at strength 1."""
    return 1.0 - group("nasal_spray")["F_liver"]


def passes(strength: float) -> float:
    """Return the factor on the share that passes the liver unharmed.

    Examples
    --------
    >>> passes(1.0), round(passes(0.1), 2), round(passes(10.0), 3)
    (1.0, 2.86, 0.133)
    """
    share = held_back()
    return 1.0 / (1.0 - share + strength * share)


def cleared(strength: float) -> float:
    """Return the factor on clearance from the blood.

    Examples
    --------
    >>> cleared(1.0), round(cleared(0.1), 2), round(cleared(10.0), 2)
    (1.0, 0.29, 1.33)
    """
    return strength * passes(strength)


def on_disposition(strength: float, factors: Values | None) -> Values | None:
    """Return factors on the constants of elimination, those of people included.

    The set with a liver of its own (``nasal_label``) is changed there, by its two rates.
    """
    if strength == 1.0:
        return factors
    mine = {"CL": cleared(strength), "kel": strength, "kmet": strength}
    found = dict(factors or {})
    for symbol, factor in mine.items():
        found[symbol] = found.get(symbol, 1.0) * factor
    return found


def on_uptake(name: str, values: Values, strength: float) -> Mapping[str, Any]:
    """Return the constants of one way of uptake.

    What is swallowed passes more or less of the liver unharmed; what no longer
    passes becomes norketamine, so that the uptake as a whole stays the same.
    What crosses the lining of nose or mouth is untouched.  The sources of the
    film, the lozenge and other nasal devices count all that is swallowed as
    lost, so there only the clearance changes.
    """
    if strength == 1.0:
        return values
    changed = dict(values)
    if name in ("oral", "oral_release"):
        whole = values["F"] + values["M"]
        # A made-up person may pass so much that a weak liver would pass more than there is.
        changed["F"] = np.minimum(values["F"] * passes(strength), whole)
        changed["M"] = whole - changed["F"]
    elif name == "nasal_spray":
        changed["F_liver"] = values["F_liver"] * passes(strength)
    return changed
