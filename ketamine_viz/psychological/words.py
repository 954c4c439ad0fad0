"""Plain words for the closed lists of the clinical tables."""

from __future__ import annotations

from functools import cache

from ketamine_viz import evidence
from ketamine_viz.psychological.outcomes import Outcome
from ketamine_viz.psychological.pairing import Pair
from ketamine_viz.stage.text import number

NO_CONTROL = "no comparison group (open label)"
HELP_LINE = (
    "In danger now: your local emergency number. US: call or text 988. "
    "UK and Ireland: Samaritans 116 123. Elsewhere: findahelpline.com. Checked 2026-11-24."
)

_SHORT_COMPARATOR = {
    "saline": "saline",
    "saline_and_new_antidepressant": "saline+AD",
    "midazolam": "midazolam",
    "saline_or_midazolam": "infusion",
    "placebo_infusion": "infusion",
    "placebo_spray": "spray",
    "placebo_spray_and_new_antidepressant": "spray+AD",
    "placebo_spray_and_continued_antidepressant": "spray+AD",
    "placebo_spray_and_standard_care": "spray/care",
    "placebo_tablet": "tablet",
    "placebo_tablet_and_new_antidepressant": "tablet+AD",
    "surgical_masking": "surgery",
    "ect": "ECT",
    "quetiapine": "quetiapine",
    "ketamine_in_both": "ketamine",
    "mixed": "placebos",
    "none_open_label": "no control",
}
_HOW = {
    "fulltext": "seen in the paper itself",
    "abstract": "seen in the abstract",
    "secondary": "seen in a review, summary or data set that cites it",
}


@cache
def _meanings() -> dict[tuple[str, str], str]:
    return {(row["vocabulary"], row["term"]): row["meaning"] for row in evidence.rows("vocabularies")}


def meaning(vocabulary: str, term: str) -> str:
    """Return what a word of a closed list means, from the vocabularies."""
    return _meanings()[vocabulary, term]


def comparison(outcome: Outcome) -> str:
    """Return the comparison group in words, or that there is none."""
    if outcome.comparator_kind == "none_open_label":
        return NO_CONTROL
    words = meaning("comparator_kind", outcome.comparator_kind)
    return words[0].lower() + words[1:]


def short_comparison(outcome: Outcome) -> str:
    """Return the comparison in at most ten letters, for a label."""
    return short_comparison_of(outcome.comparator_kind)


def short_comparison_of(kind: str) -> str:
    """Return a word of the list of comparisons in at most ten letters.

    Examples
    --------
    >>> short_comparison_of("surgical_masking")
    'surgery'
    """
    return _SHORT_COMPARATOR.get(kind, "other")


def how_known(outcome: Outcome) -> str:
    """Return how a number is known, in words."""
    return how_known_of(outcome.verified)


def how_known_of(verified: str) -> str:
    """Return a word of the list of ways of knowing, in words.

    Examples
    --------
    >>> how_known_of("abstract")
    'seen in the abstract'
    """
    return _HOW[verified]


def masking(outcome: Outcome) -> str:
    """Return how the assignment was hidden, in words."""
    return meaning("masking", outcome.masking)


def time(outcome: Outcome) -> str:
    """Return when it was measured.

    Examples
    --------
    >>> from ketamine_viz.psychological.outcomes import published
    >>> time(published(measure="MADRS_score")[2])
    '1 day after one dose'
    """
    hours, doses = outcome.time_h, outcome.n_doses
    if hours is None:
        return outcome.time_text or ""
    if hours == 0:
        return "just before the dose"
    if hours < 24:
        when = f"{number(hours)} h" if hours >= 1 else f"{number(60 * hours)} min"
    elif hours < 24 * 57:
        when = "1 day" if hours == 24 else f"{number(hours / 24)} days"
    else:
        when = f"{number(hours / 168)} weeks"
    if doses == 1:
        return f"{when} after one dose"
    return f"{when} after the first of {doses} doses" if doses else f"{when} after the start"


def people(pair: Pair) -> str:
    """Return how many people stand behind a pair."""
    drug, control = pair.drug, pair.control
    if drug and control and drug.n_of == control.n_of == "arm" and drug.n and control.n:
        return f"{drug.n} and {control.n}"
    main = pair.main
    if not main.n:
        return ""
    counted = {"arm": "in the group", "both_arms": "in both groups", "trial": "in the study"}
    return f"{main.n} {counted.get(main.n_of or '', '(what was counted is not clear)')}"


def short_people(pair: Pair) -> str:
    """Return the same in a few letters, for a label."""
    drug, control = pair.drug, pair.control
    if drug and control and drug.n_of == control.n_of == "arm" and drug.n and control.n:
        return f"n {drug.n}, {control.n}"
    return f"n {pair.main.n}"


def value(outcome: Outcome | None) -> str:
    """Return a number with its unit."""
    if outcome is None or outcome.value is None:
        return ""
    figure = number(outcome.value).replace("-", "−")
    unit = outcome.unit or ""
    return f"{figure}{unit}" if unit == "%" else f"{figure} {unit}"


def trial(outcome: Outcome) -> str:
    """Return first author and year, and whether trials were pooled."""
    reference = evidence.reference(outcome.ref)
    return f"{reference.first_author} {reference.year}" + (
        ", pooled" if outcome.study_kind == "pooled" else ""
    )
