"""The two PTSD trials in words."""

from __future__ import annotations

import math

from ketamine_viz import evidence
from ketamine_viz.evidence.chance import Z95
from ketamine_viz.psychological import words
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.ptsd import Comparison, Side, topics
from ketamine_viz.stage.text import number

TOPIC = {name: evidence.meaning("ptsd_topic", name) for name in topics()}
MARK = {"differs": "≠", "alike": "=", "unknown": "?"}
SAID = {"differs": "they differ", "alike": "alike", "unknown": "not seen for both"}
VOTE = {
    "none": "not yet given",
    "people": "the people differ",
    "doses": "the doses differ",
    "control": "the comparison differs",
    "chance": "chance, in a small trial",
    "cannot_tell": "two trials cannot tell",
}
#: Why a topic could matter: reasoning of ours, not a finding.
WHY = {
    "people": "An illness after war and one after other trauma may not be the same. Nobody has treated both kinds "
    "of people in one trial to see.",
    "women": "If women and men answer differently, this could matter. What we read does not give it for both.",
    "earlier": "Those whom earlier medicine did not help may be harder to help. This would make the larger trial "
    "a harder test.",
    "doses": "More drips did not bring more: the trial with more of them is the one that found nothing. So the "
    "number of drips alone cannot explain it.",
    "strength": "The larger trial had a weaker dose too, in its second group. But its group on 0.5 mg/kg, as in the "
    "first trial, was no different from placebo either.",
    "control": "A control that is felt makes guessing harder, so it usually shrinks the gap. Here the gap was large "
    "against the felt control. So this alone cannot explain it.",
    "rater": "An interviewer and a questionnaire can disagree. But in the larger trial the interview (CAPS-5) found no "
    "difference either.",
    "size": "By chance, small trials swing more: a large gap in a few people can shrink in many. This explains many "
    "first successes, and may explain this one.",
    "places": "Many centres mean many raters and habits, which blurs a gap. Not seen for the first trial.",
    "medicines": "Other medicines could weaken or help the effect. What we read does not give it for both.",
    "mood": "In both, depression eased more than with the control. So ketamine did something in both; the question "
    "is whether it did it to PTSD.",
    "route": "The drug and the way in were the same. So they are no explanation.",
}


def answer(side: Side) -> str:
    """Return what came out, in two words."""
    return {"for": "ketamine did better", "no_difference": "no difference found"}[side.trial.answer]


def _one(side: Side, arm: str, unit: str) -> Outcome | None:
    return next((o for o in side.outcomes if o.arm == arm and o.unit == unit), None)


def results(side: Side) -> str:
    """Return what a trial found, always against its own comparison."""
    drug, control = _one(side, "active", "%"), _one(side, "control", "%")
    if drug and control and drug.value is not None and control.value is not None:
        text = (
            f"{number(drug.value)} against {number(control.value)} in each 100 improved by 30% or more, "
            f"{number((drug.time_h or 0) / 168)} weeks in. "
        )
    else:
        text = ""
    points = next((o for o in side.outcomes if (o.unit or "").endswith("points")), None)
    if points and points.value is not None:
        text += f"Drug minus control {_signed(points.value)} {points.unit}"
        if points.se:
            low, high = (points.value + way * Z95 * points.se for way in (-1, 1))
            return f"{text} ({_signed(low)} to {_signed(high)}, 95%)."
        return f"{text}, {words.time(points)}."
    found = next(o for o in side.outcomes if o.finding)
    return f"{side.trial.says} Depression did ease at 0.5 mg/kg. {found.n} people, four weeks."


def _signed(value: float) -> str:
    rounded = math.copysign(round(abs(value), 1), value)
    return f"{rounded:.1f}".replace("-", "−")


def finding(result: Comparison) -> str:
    """Return the sentence above the picture."""
    if not result.shown:
        return f"{result.first.people} people: ketamine did better. What will {result.second.people} people show?"
    return (
        f"One drug, opposite answers: of {len(result.differences)} things the trials differ in "
        f"{result.count('differs')}, are alike in {result.count('alike')}"
    )
