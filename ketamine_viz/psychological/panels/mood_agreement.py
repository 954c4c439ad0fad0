"""Panel: the mood model against published trials.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.agreement_words import one_share
from ketamine_viz.psychological.figures.mood_agreement import AgreementPicture
from ketamine_viz.psychological.mood.agreement import Agreement, agreement, gaps_asked, shares_that_hold
from ketamine_viz.psychological.mood_card import MODEL_CARD
from ketamine_viz.stage.text import number

_OWN = -1.0
_SHARES = (0.0, 0.15, 0.3, 0.45, 0.55, 0.68, 0.85, 1.0)


def mood_agreement() -> stage.Panel:
    """Return the panel that holds the mood model against every number it was fitted to and every number it was not.

    Sources: the references of ``psychological/mood_targets``.
    """
    return stage.Panel(
        title="Where does the mood model agree with trials, and where does it fail?",
        picture=AgreementPicture(),
        compute=agreement,
        controls=(
            stage.Choice(
                "group", label="Numbers",
                options=(("never used to fit (V)", "checked"), ("used to fit or to set (C)", "fitted")),
                value="checked",
            ),
            stage.Choice(
                "share", label="Share of pharmacology",
                options=(
                    ("by kind of control group", _OWN),
                    *((f"{number(share)} for all trials", share) for share in _SHARES),
                ),
                value=_OWN,
            ),
            stage.Choice(
                "order", label="Sorted by",
                options=(
                    ("how well it was masked", "masking"), ("number", "number"), ("year", "year"),
                    ("how far off", "off"),
                ),
                value="masking",
            ),
        ),
        sources=_sources,
        note=(
            "Each line is a published number and the model's. Grey: inside the published interval, or in a band set "
            "before the model was run. Right: the model promises more benefit, or longer, than was found. Gaps are in "
            "MADRS points, drug minus control. Bold numbers fail, and stay: the model that fits the early trials does "
            "not fit the newest masked ones."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Is there one share of pharmacology with which the model fits every trial it was not fitted to?",
            options=(("high", "Yes, a high one (over 0.6)"), ("low", "Yes, a low one"), ("no", "No")),
            run={"group": "checked", "order": "masking", "share": _OWN},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Agreement) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in dict.fromkeys(check.ref for check in result.checks))


def _answer(result: Agreement) -> str:
    _ = result
    holding = [share for share, count in shares_that_hold() if count == gaps_asked()]
    return "no" if not holding else "high" if max(holding) > 0.6 else "low"


def _explain(result: Agreement) -> str:
    _ = result
    return (
        f"{one_share()} Try the choices under “Share of pharmacology”. The assumption: one size of effect for all "
        "people, and a share that only scales it."
    )
