"""The psychological level: what changes in mood, in whom, for how long, and how sure that is.

This room holds the published clinical evidence.  What is a model here says so on its picture.
"""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Mood": "mood.run",
        "MoodPoints": "regimens",
        "Outcome": "outcomes",
        "Pair": "pairing",
        "abstinent_days": "panels.dry_days",
        "acute_and_next_day": "panels.acute_next_day",
        "adding_to_tablets": "panels.tablets",
        "attractor_landscape": "panels.landscape",
        "build_the_trial": "panels.trial_design",
        "dissociation_and_benefit": "panels.links",
        "first_two_hours": "panels.first_hours",
        "forest": "panels.forest",
        "good_news_bad_news": "panels.good_news",
        "guess_who": "panels.guessing",
        "head_to_head": "panels.rivals",
        "masked_trial": "panels.ladder",
        "memory_steps": "panels.memories",
        "mood_agreement": "panels.mood_agreement",
        "mood_points": "regimens",
        "mood_studies": "regimens",
        "onset": "panels.onset",
        "other_conditions": "panels.certainty",
        "pain_evidence": "panels.pain_readings",
        "pairs": "pairing",
        "people_behind_anxiety": "panels.anxiety_people",
        "published": "outcomes",
        "relapse_curves": "panels.relapse",
        "repeat_and_stop": "panels.repeated",
        "report_or_mechanism": "panels.report_mechanism",
        "session_clock": "panels.session",
        "share_of_pharmacology": "panels.share",
        "simulate": "mood.run",
        "story_or_trial": "panels.stories",
        "thoughts_not_deaths": "panels.thoughts",
        "three_numbers": "panels.famous",
        "training_window": "panels.training",
        "trials": "panels.trials",
        "two_ptsd_trials": "panels.ptsd",
        "updating_model": "panels.updating",
        "what_scales_ask": "panels.scales",
        "who_is_resistant": "panels.resistance",
    },
)
