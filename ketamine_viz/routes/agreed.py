"""Published numbers beside the model's, as the picture of agreement shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ketamine_viz.routes.validation import Check, check, scenarios

ALL = "all"
#: Numbers that were only recalled are run in the tests and shown to nobody.
NOT_SHOWN = ("recalled",)
KINDS = {
    "peak": ("cmax", "cmax_against"),
    "exposure": ("auc", "auc_against", "auc_ratio", "auc_interaction"),
    "level": ("conc",),
    "time": ("tmax_h",),
    "share": ("bioavailability", "accumulation"),
}


@dataclass(frozen=True)
class Agreement:
    """What the picture shows.

    Attributes
    ----------
    role, kind, presets
        What was asked for.
    checks
        Published numbers with the model's, those furthest off first.
    """

    role: str
    kind: str
    presets: tuple[str, ...]
    checks: tuple[Check, ...]

    @property
    def misses(self) -> tuple[Check, ...]:
        """Those outside their published spread, in order of the published number."""
        return tuple(sorted((c for c in self.checks if not c.within), key=lambda c: (c.computed, c.id)))

    @property
    def held_out(self) -> tuple[Check, ...]:
        """Those that never set a constant."""
        return tuple(c for c in self.checks if c.role == "held_out")

    @property
    def usual_error(self) -> float:
        """Median size of the error [%]."""
        return median(abs(c.error_percent) for c in self.checks)


def agree(role: str, kind: str, presets: Sequence[str]) -> Agreement:
    """Return the published numbers of one sort beside the model's.

    Parameters
    ----------
    role
        A term of ``validation_role`` or ``all``.
    kind
        A key of `KINDS` or ``all``.
    presets
        Sets of constants to show.

    Sources: the `ref` of ``data/routes/validation_targets.csv``.
    """
    rows = [r for r in scenarios() if r["role"] not in NOT_SHOWN and r["preset"] in presets]
    rows = [r for r in rows if role in (ALL, r["role"]) and (kind == ALL or r["quantity"] in KINDS[kind])]
    found = sorted((check(r["id"]) for r in rows), key=lambda c: -abs(c.error_percent) / c.tolerance_percent)
    return Agreement(role, kind, tuple(presets), tuple(found))
