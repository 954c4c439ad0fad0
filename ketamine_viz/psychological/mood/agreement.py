"""What the mood model gets right and wrong, row by row, and whether one share of pharmacology could mend it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ketamine_viz import evidence
from ketamine_viz.psychological.mood.scenarios import Check, checks, rows, share_needed

#: Rows that set a constant or were read off its own trial, and rows that did not.
GROUPS = {"checked": ("shares_people", "soft", "checked"), "fitted": ("fitted", "sets")}
#: How well people could be kept from knowing what they got, from badly to well.
MASKING = ("open_label", "masked", "unclear", "active_placebo", "surgical")
ORDERS = ("number", "masking", "year", "off")
VERDICTS = ("pass", "near", "fail")
#: Step of the shares that are tried for all rows at once.
_STEPS = 100


@dataclass(frozen=True)
class Agreement:
    """One state of the panel.

    Attributes
    ----------
    group, order
        Which rows, and how they are sorted.
    share
        One share of pharmacology for all, or None for each row's own.
    checks
        The rows, from the top.
    """

    group: str
    order: str
    share: float | None
    checks: tuple[Check, ...]

    def count(self, verdict: str) -> int:
        """Return how many rows have a verdict."""
        return sum(one.verdict == verdict for one in self.checks)

    @property
    def promised_more(self) -> tuple[Check, ...]:
        """Gaps that did not pass because the model promises more than was found."""
        return tuple(
            one for one in self.checks if one.quantity == "gap" and one.verdict != "pass" and one.off > 0
        )


def agreement(group: str = "checked", share: float | None = None, order: str = "masking") -> Agreement:
    """Return the rows of a group with their verdicts; what is only recalled is left out.

    Parameters
    ----------
    group
        ``checked`` (never used for fitting) or ``fitted``.
    share
        One share of pharmacology for all, 0 to 1; None or a negative number takes each row's own.
    order
        ``number``, ``masking``, ``year`` or ``off``.
    """
    one = None if share is None or share < 0 else share
    found = [c for c in checks(one) if c.role in GROUPS[group] and c.row["verified"] != "memory"]
    keys = {
        "number": lambda check: (0, check.id),
        "masking": lambda check: (
            MASKING.index(check.row["masking"]),
            evidence.reference(check.ref).year,
            check.id,
        ),
        "year": lambda check: (evidence.reference(check.ref).year, check.id),
        "off": lambda check: (-check.off, check.id),
    }
    return Agreement(group, order, one, tuple(sorted(found, key=keys[order])))


@cache
def shares_that_hold() -> tuple[tuple[float, int], ...]:
    """Return shares of pharmacology from 0 to 1, and how many of the gaps that were not fitted pass with each."""
    needed = [
        ends
        for row in rows()
        if row["role"] in GROUPS["checked"]
        and row["verified"] != "memory"
        and (ends := share_needed(row["id"]))
    ]
    tried = [k / _STEPS for k in range(_STEPS + 1)]
    return tuple((share, sum(low <= share <= high for low, high in needed)) for share in tried)


@cache
def gaps_asked() -> int:
    """Return how many gaps `shares_that_hold` asks."""
    return sum(
        row["role"] in GROUPS["checked"] and row["verified"] != "memory" and row["quantity"] == "gap"
        for row in rows()
    )
