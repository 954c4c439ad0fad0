"""The psychological level: what changes in mood, in whom, for how long, and how sure that is.

This room holds the published clinical evidence.  Nothing here is a model.
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
        "acute_and_next_day": "panels.acute_next_day",
        "adding_to_tablets": "panels.tablets",
        "attractor_landscape": "panels.landscape",
        "build_the_trial": "panels.trial_design",
        "dissociation_and_benefit": "panels.links",
        "first_two_hours": "panels.first_hours",
        "good_news_bad_news": "panels.good_news",
        "guess_who": "panels.guessing",
        "masked_trial": "panels.ladder",
        "forest": "panels.forest",
        "head_to_head": "panels.rivals",
        "mood_agreement": "panels.mood_agreement",
        "mood_points": "regimens",
        "mood_studies": "regimens",
        "pairs": "pairing",
        "published": "outcomes",
        "repeat_and_stop": "panels.repeated",
        "relapse_curves": "panels.relapse",
        "report_or_mechanism": "panels.report_mechanism",
        "session_clock": "panels.session",
        "story_or_trial": "panels.stories",
        "share_of_pharmacology": "panels.share",
        "simulate": "mood.run",
        "training_window": "panels.training",
        "trials": "panels.trials",
        "updating_model": "panels.updating",
        "what_scales_ask": "panels.scales",
    },
)
