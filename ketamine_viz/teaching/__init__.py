"""What a lesson is made of: questions, words explained in place, popular claims, and the sources of it all."""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Claim": "verdicts",
        "Question": "bank",
        "all_claims": "panels.every_claim",
        "citations": "panels.printed",
        "claim_cards": "panels.deck",
        "claims": "verdicts",
        "evidence_counts": "panels.known",
        "judge_a_sentence": "panels.transfer",
        "left_out": "panels.gaps",
        "practice": "self_test",
        "pre_post": "bank",
        "question_counts": "panels.questions",
        "question_page": "panels.every_question",
        "Lesson": "lessons",
        "corrections": "lessons",
        "glossary_page": "glossary",
        "lesson": "lessons",
        "mistakes": "about",
        "recall": "lessons",
        "word_map": "panels.word_map",
        "questions": "bank",
        "feature_map": "features",
        "lesson_clock": "panels.plan",
        "lesson_plan": "panels.plan",
        "misconceptions": "panels.beliefs",
        "objectives": "panels.aims",
        "quiz": "quizzes",
        "references": "bibliography",
        "term": "glossary",
        "terms": "glossary",
        "verdict_counts": "panels.counts",
    },
)
