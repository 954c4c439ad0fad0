"""How far people differ: a small seeded sample of made-up people.

Each constant that has a published (or, where marked, assumed) spread between
people is drawn on its own; how constants go together in one person is not
published for these sets, so the band is a rough one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from ketamine_viz import evidence
from ketamine_viz.routes.constants import group
from ketamine_viz.routes.exact import Array

#: Enough for a band between the 10th and the 90th of 100 people, quick enough for a live picture.
PEOPLE = 64
SEED = 20261124
#: The band holds eight of ten people.
BAND = (0.1, 0.9)
#: Moments at which an input starts or stops are the same for everyone.
_SHARED = ("D", "D_sw")


@lru_cache(maxsize=16)
def sample(name: str, people: int = PEOPLE, seed: int = SEED) -> Mapping[str, Array]:
    """Return symbol → factor of each person on the constants of a group, shape (people,).

    Shares on the logit scale are returned as factors too.  The typical person
    has factor 1.

    Parameters
    ----------
    name
        A preset or a group of uptake.
    people, seed
        Size and seed of the sample; half the people mirror the other half.
    """
    found = {}
    for row in evidence.rows("routes/model_parameters", memory=True):
        if row["group"] != name or row["spread"] is None or row["symbol"] in _SHARED:
            continue
        # A seed of its own for each constant: adding one leaves the others as they are.
        own = np.random.default_rng([seed, *row["id"].encode()])
        half = own.standard_normal((people + 1) // 2)
        z = np.concatenate([half, -half])[:people]
        if row["spread_kind"] == "sd_logit":
            odds = row["value"] / (1 - row["value"]) * np.exp(row["spread"] * z)
            found[row["symbol"]] = odds / (1 + odds) / row["value"]
        else:
            found[row["symbol"]] = np.exp(np.sqrt(np.log1p((row["spread"] / 100) ** 2)) * z)
    return found


def constants_of(name: str, people: int = PEOPLE, seed: int = SEED) -> dict[str, float | Array]:
    """Return the constants of uptake of each person.

    What enters metabolism and what reaches the blood never add up to more than
    the dose, unless the published typical values already do.
    """
    typical, factors = group(name), sample(name, people, seed)
    found: dict[str, float | Array] = {s: v * factors[s] if s in factors else v for s, v in typical.items()}
    if "M" in typical and typical["F"] + typical["M"] <= 1:
        found["M"] = np.minimum(found["M"], 1 - found["F"])
    return found
