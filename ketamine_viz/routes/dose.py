"""One dose: what, which way, how much, when."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from difflib import get_close_matches
from numbers import Real
from typing import Any, Self

from ketamine_viz.routes.regimens import largest_studied_mg

FORMS = ("racemic", "esketamine", "arketamine")
ROUTES = ("iv_infusion", "iv_bolus", "im", "sc", "intranasal", "oral", "sublingual", "film")
#: A dose above this many times the largest studied one is taken for a typing error.
FAR_OUTSIDE = 10.0


@dataclass(frozen=True)
class Dose:
    """One dose of ketamine, as ketamine base.

    Attributes
    ----------
    form
        racemic, esketamine or arketamine.
    route
        iv_infusion, iv_bolus, im, sc, intranasal, oral, sublingual or film.
    mg
        Amount of base [mg].  Multiply milligrams of the hydrochloride by 0.867.
    over_min
        Length of an infusion [min]; needed for ``iv_infusion`` and only there.
    at_h
        When it is given, after the start of the course [h].
    release_h
        Time over which a swallowed tablet releases the drug evenly [h];
        only for ``oral``.

    Raises
    ------
    ValueError
        For an unknown field, form or route; for an amount or a time that is
        not a finite number in its range; for more than ten times the largest
        dose ever studied by that route.

    Sources: the largest studied doses are rows of ``data/routes/studied_regimens.csv``.

    Examples
    --------
    >>> Dose(form="racemic", route="iv_infusion", mg=35.0, over_min=40.0).mg
    35.0
    """

    form: str
    route: str
    mg: float
    over_min: float | None = None
    at_h: float = 0.0
    release_h: float | None = None

    def __new__(cls, *_: Any, **named: Any) -> Self:
        """Refuse fields that do not exist before the fields are set."""
        known = [f.name for f in fields(cls)]
        for name, value in named.items():
            if name not in known:
                raise ValueError(f"{name}={value!r} is not a field of Dose; allowed: {', '.join(known)}")
        return super().__new__(cls)

    def __post_init__(self) -> None:
        _one_of("form", self.form, FORMS)
        _one_of("route", self.route, ROUTES)
        limit = FAR_OUTSIDE * largest_studied_mg(self.route)
        words = f"a number above 0, up to {limit:g} (ten times the largest dose studied by this route)"
        self._keep("mg", _number("mg", self.mg, 0.0, limit, words))
        self._keep("at_h", _number("at_h", self.at_h, -1e-300, math.inf, "a finite number of hours from 0"))
        self._keep("over_min", self._infusion())
        if self.release_h is not None:
            if self.route != "oral":
                raise ValueError(
                    f"release_h={self.release_h!r} is not allowed with route={self.route!r}; allowed: None"
                )
            words = "None, or hours above 0 up to 48"
            self._keep("release_h", _number("release_h", self.release_h, 0.0, 48.0, words))

    def _infusion(self) -> float | None:
        if self.route == "iv_infusion":
            words = "minutes above 0 up to 14400 (ten days)"
            return _number("over_min", self.over_min, 0.0, 14400.0, words)
        if self.over_min is not None and self.over_min != 0:
            raise ValueError(
                f"over_min={self.over_min!r} is not allowed with route={self.route!r}; "
                "allowed: None (only iv_infusion takes time)"
            )
        return None

    def _keep(self, name: str, value: float | None) -> None:
        object.__setattr__(self, name, value)

    @property
    def ends_h(self) -> float:
        """End of the infusion, or the moment of the dose [h]."""
        return self.at_h + (self.over_min or 0.0) / 60.0


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        near = get_close_matches(str(value), allowed)
        hint = f" (nearest: {near[0]})" if near else ""
        raise ValueError(f"{name}={value!r} is not allowed; allowed: {', '.join(allowed)}{hint}")


def _number(name: str, value: Any, above: float, most: float, words: str) -> float:
    """Return ``value`` as a float if above < value <= most and finite."""
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError(f"{name}={value!r} is not a number; allowed: {words}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not (math.isfinite(number) and above < number <= most):
        raise ValueError(f"{name}={value!r} is out of range; allowed: {words}")
    return number
