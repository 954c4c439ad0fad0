"""The question asked before the trials are shown; its answer is computed from the rows."""

from __future__ import annotations

from ketamine_viz import stage
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.psychological.view import View
from ketamine_viz.stage.text import number

_REF = "wilkinson2019"
#: Gaps closer than this count as the same [people in each 100].
_SAME = 5.0


def _pair(result: View, comparator: str) -> Pair:
    return next(
        pair
        for pair in (*result.drawn, *result.rest)
        if pair.main.ref == _REF and pair.main.comparator_kind == comparator
    )


def _gaps(result: View) -> tuple[float, float]:
    """Return drug minus control against midazolam and against saline [people in each 100]."""
    against_midazolam, against_saline = (_pair(result, name).gap for name in ("midazolam", "saline"))
    assert against_midazolam is not None
    assert against_saline is not None
    return against_midazolam, against_saline


def _answer(result: View) -> str:
    midazolam, saline = _gaps(result)
    if abs(midazolam - saline) < _SAME:
        return "same"
    return "smaller" if midazolam < saline else "bigger"


def _explain(result: View) -> str:
    midazolam, saline = (_pair(result, name) for name in ("midazolam", "saline"))
    gap_midazolam, gap_saline = _gaps(result)

    def sides(pair: Pair) -> str:
        assert pair.drug is not None
        assert pair.drug.value is not None
        assert pair.control is not None
        assert pair.control.value is not None
        return f"{number(pair.drug.value)} in each 100 against {number(pair.control.value)}"

    return (
        f"One day after one infusion, pooled trials with {midazolam.main.n} people: {sides(saline)} on saline, "
        f"a gap of {number(gap_saline)}; {sides(midazolam)} on midazolam, a gap of {number(gap_midazolam)}. "
        "The ketamine groups did alike; the control groups did not. "
        "The assumption behind it: people who feel something guess less well what they got."
    )


def saline_or_midazolam() -> stage.Prediction:
    """Return the question whether the kind of control changes ketamine's advantage.

    Sources: wilkinson2019
    """
    return stage.Prediction(
        question=(
            "Trials compared ketamine with saline, which nobody feels, or with midazolam, a sedative that people feel. "
            "Is ketamine's advantage over midazolam …"
        ),
        options=(
            ("bigger", "bigger than over saline"),
            ("same", "about the same"),
            ("smaller", "smaller than over saline"),
        ),
        run={
            "measure": "response",
            "condition": "depression",
            "form": "racemic",
            "route": "iv_infusion",
            "comparator": "infusion",
            "open_label": False,
        },
        answer=_answer,
        explain=_explain,
    )
