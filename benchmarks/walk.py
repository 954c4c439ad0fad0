"""Which panels there are, and the walk a reader takes through each control of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ketamine_viz.stage.controls import Choice, Range, Several, Toggle

# Panel → the call that makes it, and how many times the text label's answer its own may take: one axes 2,
# small multiples and graphs 4, the whole cascade 5.
PANELS = {
    "start page": ("kv.journey.start_page()", 4),
    "one screen": ("kv.journey.follow()", 4),
    "two regimens": ("kv.journey.two_regimens()", 4),
    "routes": ("kv.routes.side_by_side()", 4),
    "cascade": ("kv.molecular.cascade_explorer()", 4),
    "whole cascade": ("kv.molecular.cascade_explorer().set(view=5)", 5),
    "cascade in time": ("kv.molecular.cascade_in_time()", 5),
    "paths": ("kv.molecular.path_finder()", 4),
    "laboratory": ("kv.molecular.break_it()", 4),
    "two cells": ("kv.molecular.disinhibition()", 4),
    "network": ("kv.network.before_and_after()", 4),
    "three numbers": ("kv.psychological.three_numbers()", 2),
    "onset": ("kv.psychological.onset()", 4),
    "who is resistant": ("kv.psychological.who_is_resistant()", 4),
    "trials": ("kv.psychological.trials()", 2),
    "guess who": ("kv.psychological.guess_who()", 4),
    "masked trial": ("kv.psychological.masked_trial()", 4),
    "story or trial": ("kv.psychological.story_or_trial()", 2),
    "build the trial": ("kv.psychological.build_the_trial()", 4),
    "training window": ("kv.psychological.training_window()", 4),
    "two PTSD trials": ("kv.psychological.two_ptsd_trials()", 4),
    "people behind anxiety": ("kv.psychological.people_behind_anxiety()", 4),
    "pain evidence": ("kv.psychological.pain_evidence()", 4),
    "dry days": ("kv.psychological.abstinent_days()", 4),
    "suicidal thoughts": ("kv.psychological.thoughts_not_deaths()", 4),
    "memory steps": ("kv.psychological.memory_steps()", 4),
    "certainty of conditions": ("kv.psychological.other_conditions()", 4),
    "repeat and stop": ("kv.psychological.repeat_and_stop()", 4),
    "mood agreement": ("kv.psychological.mood_agreement()", 4),
    "share of pharmacology": ("kv.psychological.share_of_pharmacology()", 4),
    "agreement": ("kv.routes.agreement()", 2),
    "three models": ("kv.routes.sites()", 2),
    "one way in": ("kv.routes.way_in()", 4),
    "availability": ("kv.routes.availability()", 2),
    "dose bands": ("kv.routes.dose_bands()", 4),
    "mirror forms": ("kv.routes.mirror_forms()", 4),
    "half-life": ("kv.routes.leftover()", 4),
    "sheet": ("kv.routes.comparison_sheet()", 4),
    "first-pass strength": ("kv.routes.first_pass_strength()", 4),
    "place of action": ("kv.routes.effect_lag()", 4),
    "R in mice and people": ("kv.routes.mouse_to_human()", 4),
    "esketamine card": ("kv.routes.esketamine_card()", 4),
    "metabolites": ("kv.routes.metabolites_by_way()", 4),
    "side effects": ("kv.routes.side_effects_by_way()", 4),
    "over time": ("kv.molecular.over_time()", 4),
    "over dose": ("kv.molecular.dose_response()", 4),
    "scorecard": ("kv.molecular.scorecard()", 2),
    "counts": ("kv.teaching.evidence_counts()", 2),
    "word map": ("kv.teaching.word_map()", 2),
    "verdicts": ("kv.teaching.verdict_counts()", 2),
    "questions": ("kv.teaching.question_counts()", 2),
    "lesson plan": ("kv.teaching.lesson_clock()", 2),
    "two sides": ("kv.molecular.two_sides()", 4),
    "immune signals": ("kv.molecular.immune_signals()", 4),
    "other blockers": ("kv.molecular.other_blockers()", 4),
    "synapses seen": ("kv.molecular.synapses_seen()", 4),
    "open channel": ("kv.molecular.open_channel()", 4),
    "use and trapping": ("kv.molecular.use_and_trapping()", 4),
    "where drugs bind": ("kv.molecular.where_drugs_bind()", 4),
    "occupancy by pool": ("kv.molecular.occupancy_by_pool()", 4),
    "transporters": ("kv.molecular.transporter_occupancy()", 2),
    "messengers": ("kv.molecular.messengers()", 4),
    "first to move": ("kv.molecular.first_to_move()", 2),
    "overactive or not": ("kv.network.overactive_or_not()", 4),
    "links after ketamine": ("kv.network.after_ketamine()", 4),
    "regions and roles": ("kv.network.regions_and_roles()", 2),
    "traced wiring": ("kv.network.traced_wiring()", 2),
    "two waves": ("kv.network.two_waves()", 4),
    "hour by hour": ("kv.network.over_hours()", 4),
    "how much depends": ("kv.network.how_much_depends()", 2),
    "right or missed": ("kv.network.agreement_of_directions()", 2),
    "metaphors": ("kv.network.metaphors()", 4),
    "habenula bursts": ("kv.network.habenula_bursts()", 4),
    "microcircuit": ("kv.network.microcircuit()", 4),
    "two signals": ("kv.network.signal_diversity()", 4),
    "good and bad news": ("kv.psychological.good_news_bad_news()", 4),
    "drifting belief": ("kv.psychological.updating_model()", 2),
    "thinking in time": ("kv.psychological.acute_and_next_day()", 4),
    "report or mechanism": ("kv.psychological.report_or_mechanism()", 2),
    "two valleys": ("kv.psychological.attractor_landscape()", 4),
    "first two hours": ("kv.psychological.first_two_hours()", 4),
    "what scales ask": ("kv.psychological.what_scales_ask()", 4),
    "dissociation and benefit": ("kv.psychological.dissociation_and_benefit()", 4),
    "session clock": ("kv.psychological.session_clock()", 4),
    "forest": ("kv.psychological.forest()", 2),
    "head to head": ("kv.psychological.head_to_head()", 2),
    "added to tablets": ("kv.psychological.adding_to_tablets()", 4),
    "relapse curves": ("kv.psychological.relapse_curves()", 4),
    "side effects in a hundred": ("kv.safety.side_effects()", 4),
    "blood pressure": ("kv.safety.blood_pressure()", 4),
    "bladder and liver": ("kv.safety.bladder_and_liver()", 4),
    "how long followed": ("kv.safety.how_long_followed()", 4),
    "approvals and warnings": ("kv.safety.regulation_timeline()", 4),
    "milestones": ("kv.safety.milestones()", 4),
    "after ketamine": ("kv.safety.pipeline()", 4),
    "drugs by receptor": ("kv.safety.which_receptors()", 4),
    "home or clinic": ("kv.safety.home_or_clinic()", 4),
}


@dataclass(frozen=True)
class Step:
    """One key press: on which element, which key, and the value the control then has."""

    words: str
    key: str
    value: Any


def walk(control: Choice | Range | Several | Toggle, presses: int) -> list[Step]:
    """Return key presses that lead through a control's values: on to the last one, and back."""
    if isinstance(control, Toggle):
        return [Step(control.label, "Space", control.value == bool(k % 2)) for k in range(presses)]
    if isinstance(control, Several):
        return _switches(control, presses)
    if isinstance(control, Choice):
        values, keys = [value for _, value in control.options], ("ArrowDown", "ArrowUp")
    else:
        keys = ("ArrowRight", "ArrowLeft")
        count = round((control.maximum - control.minimum) / control.step) + 1
        even = [round(control.minimum + k * control.step, 9) for k in range(count)]
        values = [value for _, value in control.stops] or even
    at = min(range(len(values)), key=lambda k: 0 if values[k] == control.value else 1)
    steps, way = [], 1
    for _ in range(presses):
        if not 0 <= at + way < len(values):
            way = -way
        at += way
        steps.append(Step(control.label, keys[0 if way > 0 else 1], values[at]))
    return steps


def _switches(control: Several, presses: int) -> list[Step]:
    """Turn each switch over and back."""
    steps, on = [], set(control.value)
    for k in range(presses):
        words, option = control.options[k // 2 % len(control.options)]
        on ^= {option}
        steps.append(Step(words, "Space", control.check(tuple(on))))
    return steps
