"""Panel: more dry days are not fewer relapses.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.dry_days import (
    MOST_DRINKING,
    HalfYear,
    extra_days,
    half_year,
    length,
    slots,
    trials,
)
from ketamine_viz.psychological.figures.dry_days import PATTERN, RULE, DryDays, said

MODEL_CARD = (
    "In: two made-up calendars of half a year, and four randomised trials with people who use alcohol, cocaine or "
    "heroin.\n"
    "Computed: extra dry days are the trial's percentage points times its days; relapse by the rule picked here.\n"
    "Left out: the mean of each group (only differences were seen), craving, harm, and trials without random groups.\n"
    "Not known: how each trial defined relapse in detail; the two rules here are ours, to show that a rule matters.\n"
    "Wrong: a real person's days are not spread by a formula. The calendars stand for nobody.\n"
)


def abstinent_days() -> stage.Panel:
    """Return the panel of calendars beside trials.

    Sources: grabski2022, dakwar2019, dakwar2020, krupitsky2007
    """
    low, middle, high = extra_days()
    return stage.Panel(
        title="More days without alcohol, but no fewer relapses: how can that be?",
        picture=DryDays(),
        compute=half_year,
        controls=(
            stage.Range(
                "drinking", label="Drinking days at first", value=40, minimum=0, maximum=MOST_DRINKING, step=5,
                unit=f"of {length()}", source="a choice of ours: the trial's group means were not seen",
            ),
            stage.Choice(
                "pattern", label="They come as", options=tuple((text, name) for name, text in PATTERN.items()),
                value="weekends",
            ),
            stage.Range(
                "extra", label="Turn dry", value=middle,
                stops=(
                    ("none", 0), (f"{low} days (low end in the trial)", low),
                    (f"{middle} days (average in the trial)", middle), (f"{high} days (high end in the trial)", high),
                ),
            ),
            stage.Choice(
                "rule", label="A relapse is", options=tuple((text, name) for name, text in RULE.items()), value="any",
            ),
            stage.Choice(
                "trial", label="Trial on the right", options=tuple((text, name) for name, text in trials().items()),
                value="grabski2022",
            ),
        ),
        sources=_sources,
        note=(
            "Left: a model, not data. Right: published trials in people. Doses are those of the trials; in all of them "
            "ketamine came with talking therapy or counselling."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question=f"In a trial, people who got ketamine had about {middle} more days without alcohol in {length()} "
            "than those on saline. Were there fewer relapses too?",
            options=(
                ("fewer", "Yes, clearly fewer"),
                ("same", "No clear difference"),
                ("more", "No, more of them"),
            ),
            run={"trial": "grabski2022", "rule": "any", "extra": middle},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: HalfYear) -> tuple[evidence.Source, ...]:
    return (
        evidence.source(result.trial),
        evidence.source("goldfine2023", "A review of ketamine in alcohol use disorder."),
    )


def _answer(result: HalfYear) -> str:  # noqa: ARG001 - that trial's, whichever is in view
    (ratio,) = slots("grabski2022")[1].lines
    assert ratio.ci_low is not None
    assert ratio.ci_high is not None
    if ratio.ci_low <= 1 <= ratio.ci_high:
        return "same"
    return "fewer" if ratio.ci_high < 1 else "more"


def _explain(result: HalfYear) -> str:  # noqa: ARG001
    days, relapse = slots("grabski2022")
    return (
        f"Days: {said(days)[0]}. Relapse, odds ratio: {said(relapse)[0]}: fewer and more are both inside. A count of "
        "days can move while a yes-or-no question does not. The assumption: that people told their days truly; they "
        "knew that they were in a trial, and many can tell ketamine from saline."
    )
