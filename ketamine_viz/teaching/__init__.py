"""What a lesson is made of: questions, words explained in place, and popular claims."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Claim": "verdicts",
        "Question": "bank",
        "claims": "verdicts",
        "questions": "bank",
        "quiz": "quizzes",
        "term": "glossary",
        "terms": "glossary",
    },
)
