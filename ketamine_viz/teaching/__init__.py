"""What a lesson is made of: questions, words explained in place, popular claims, and the sources of it all."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Claim": "verdicts",
        "Question": "bank",
        "claims": "verdicts",
        "evidence_counts": "panel",
        "questions": "bank",
        "quiz": "quizzes",
        "references": "bibliography",
        "term": "glossary",
        "terms": "glossary",
    },
)
