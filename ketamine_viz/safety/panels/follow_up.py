"""Panel: how long people were followed, and where that stops.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.safety.figures.long_watch import ASKED, YEAR, LongWatch, said
from ketamine_viz.safety.followed import WATCHED, Followed, followed, longest_controlled

MODEL_CARD = (
    "In: for each form and way in, the longest follow-up we could find in people treated for mood, anxiety or "
    "thoughts of suicide. No model is run.\n"
    "Left out: studies whose length we could not read; single stories; pain and anaesthesia.\n"
    "Worked out here: weeks from months and sessions; SUSTAIN-1 as 16 weeks plus the median time to relapse on "
    "placebo.\n"
    "Easy to misread: the longest bar is the last person, not the usual one. Those who stay on are those who did "
    "well and had no trouble: what is seen late says little about those who left.\n"
    "“Not said” means that the summaries we could read do not mention it, not that nobody looked.\n"
)


def how_long_followed() -> stage.Panel:
    """Return the panel of follow-up times.

    Sources: the `ref` of ``data/safety/follow_up.csv``
    """
    return stage.Panel(
        title="How long has anyone looked, and where does it stop?",
        picture=LongWatch(),
        compute=followed,
        controls=(
            stage.Choice(
                "shown", label="Show",
                options=(("all studies", "all"), ("with a control group", "controlled"),
                         ("doses for over 3 months", "treated")),
                value="all",
            ),
            stage.Choice("sort", label="Order", options=(("longest first", "longest"), ("by way in", "way")),
                         value="longest"),
            stage.Choice(
                "scale", label="Time axis", options=(("even", "even"), ("stretched", "stretched")), value="even",
            ),
            stage.Choice("asked", label="Looked for", options=tuple((ASKED[w], w) for w in WATCHED), value="any"),
        ),
        sources=_sources,
        note=(
            "Published studies in people. Open label: everybody knew, and nobody was compared. What happens after "
            "years of any ketamine treatment, beside people without it, has not been measured."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The longest bar reaches six and a half years. For how long did any study keep a control group "
            "beside ongoing treatment?",
            options=(("quarter", "About 3 months"), ("year", "Under a year"), ("three", "About 3 years"),
                     ("six", "The same six years")),
            run={"shown": "controlled", "scale": "even", "asked": "any"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Followed) -> str:  # noqa: ARG001 - of all studies, whichever are in view
    weeks = longest_controlled().control_weeks or 0
    return "quarter" if weeks < 20 else "year" if weeks < YEAR else "three" if weeks < 5 * YEAR else "six"


def _explain(result: Followed) -> str:  # noqa: ARG001
    return (
        f"{said(longest_controlled())}. Longer studies compare nobody. The assumption: what late years bring, such as "
        "bladder trouble or failing thinking, would have been noticed without a group to hold it against."
    )


def _sources(result: Followed) -> Iterable[evidence.Source]:
    return [evidence.source(one.ref) for one in result.studies]
