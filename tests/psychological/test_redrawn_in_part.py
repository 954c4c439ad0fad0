"""Pictures on expectancy that are redrawn in part are those drawn from nothing."""

from __future__ import annotations

import pytest

from ketamine_viz import psychological

STEPS = {
    "guess_who": (
        {"hide": True},
        {"hide": False, "effect": 7, "right": 1.0},
        {"placebo": "active", "line": 0},
    ),
    "masked_trial": ({"rungs": ()}, {"rungs": ("saline", "anaesthesia"), "day": 7}, {"arms": ("control",)}),
    "story_or_trial": ({"effect": 9, "loud": 0.5}, {"swing": 1, "hope": 0}, {"people": 10}),
    "build_the_trial": ({"arms": "open"}, {"arms": "four", "people": 400}, {"rated_by": "masked_rater"}),
    "training_window": (
        {"start": 1.0},
        {"start": -0.1, "length": 1, "theory": True},
        {"who": "depression", "start": 28, "length": 98},
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_step_by_step_is_as_at_once(name):
    panel, together = getattr(psychological, name)(), {}
    for step in STEPS[name]:
        panel.set(**step)
        together.update(step)
    fresh = getattr(psychological, name)()
    fresh.set(**together)
    assert panel.png() == fresh.png()
    assert panel.alt == fresh.alt
