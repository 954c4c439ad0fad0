"""Controls that several panels of the routes room declare alike."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.routes.compare import HORIZON_H
from ketamine_viz.routes.dose import ROUTES
from ketamine_viz.stage import theme

FORMS = {
    "racemic": "Racemic (S and R)",
    "esketamine": "S-ketamine",
    "arketamine": "R-ketamine",
}
ANALYTES = {
    "ketamine": "Ketamine",
    "norketamine": "Norketamine",
    "hydroxynorketamine": "Hydroxynorketamine",
}
SITES = {"venous": "a vein", "arterial": "an artery"}


def options(words: dict[str, str], *keys: str) -> tuple[tuple[str, str], ...]:
    """Return ``(words, value)`` pairs of some keys, or of all.

    Examples
    --------
    >>> options(SITES)
    (('a vein', 'venous'), ('an artery', 'arterial'))
    """
    return tuple((words[key], key) for key in keys or words)


def hours(value: float = 6, maximum: float = HORIZON_H, source: str = "") -> stage.Range:
    """Return the slider of the hours shown; ``source`` says why it ends where it does."""
    return stage.Range(
        "hours",
        label="Hours shown",
        minimum=1,
        maximum=maximum,
        step=1,
        value=value,
        unit="h",
        source=source or "One day: after it every curve is near zero",
    )


def preset(value: str = "venous") -> stage.Choice:
    """Return the choice of where blood is drawn."""
    return stage.Choice("preset", label="Blood from", options=options(SITES), value=value)


def form(value: str, *keys: str, anything: bool = False) -> stage.Choice:
    """Return the choice of a form, of all three unless some are named; ``any`` first if asked for."""
    first = (("Any", "any"),) if anything else ()
    return stage.Choice("form", label="Form", options=(*first, *options(FORMS, *keys)), value=value)


def analyte(value: str = "ketamine") -> stage.Choice:
    """Return the choice of the substance that is followed."""
    return stage.Choice("analyte", label="Follow in the blood", options=options(ANALYTES), value=value)


def routes(*value: str) -> stage.Several:
    """Return the switches of all routes, with those that are on at first."""
    return stage.Several(
        "routes",
        label="Routes",
        options=tuple((theme.style(route).label, route) for route in ROUTES),
        value=value,
        least=1,
    )


def log(value: bool = False, label: str = "Logarithmic axis") -> stage.Toggle:
    """Return the switch of a logarithmic axis."""
    return stage.Toggle("log", label=label, value=value)
