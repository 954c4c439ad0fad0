"""Live panel: side effects by way in, and how few studies compared ways.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.side_effects import Funnel
from ketamine_viz.routes.side_effects import KEEP, Harms, effects, side_effects
from ketamine_viz.routes.side_effects_words import KEPT, effect_words
from ketamine_viz.stage.text import plural

MODEL_CARD = (
    "In: every percentage, mean score and mean rise of pressure in our tables that belongs to one way in, with its "
    "control arm where the row has one; every study of our tables that gave two ways itself. No model is run.\n"
    "Left out: what several ways share in one number, use outside treatment, case reports, rules of labels, and "
    "suicidal thoughts, attempts and deaths, which are kept apart and not counted here.\n"
    "Worked out here: 95% intervals (Wilson for percentages, from SD and n for a mean) where the size of the group is "
    "known. A missing control arm means that the row names none, or that the study had none.\n"
    "Easy to misread: studies differ in dose, form, patients, length and in how they asked, so numbers of two "
    "studies do not compare two ways in. Some rows share people: pooled analyses stand beside trials in them. "
    "Our tables are a sample: a study we did not find is not counted.\n"
)


def side_effects_by_way() -> stage.Panel:
    """Return the panel: side effects by way in, from every number to direct comparisons.

    Sources: the `ref` of ``data/psychological/safety.csv``,
    ``data/psychological/experience.csv`` and ``data/routes/route_comparisons.csv``.
    """
    return stage.Panel(
        title="Which way in has the fewest side effects, and who has compared?",
        picture=Funnel(),
        compute=side_effects,
        controls=(
            stage.Choice(
                "effect",
                label="Side effect",
                options=tuple((effect_words(e), e) for e in ("all", *effects())),
                value="dissociation",
            ),
            stage.Choice("keep", label="Keep", options=tuple((KEPT[k], k) for k in KEEP), value="all"),
        ),
        sources=_sources,
        note=(
            "Narrow it step by step with Keep. Each drug number stands beside its control arm; where there is none, it "
            "says so. Numbers of different studies do not compare ways in."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question=f"Our tables hold {side_effects().counts['all']} numbers on side effects by some way in. How many "
            "studies compared the side effects of two ways themselves?",
            options=(
                ("thirty", "About thirty"),
                ("fifteen", "About fifteen"),
                ("few", "Five or fewer"),
                ("none", "None at all"),
            ),
            answer=_answer,
            explain=_explain,
            run={"effect": "all", "keep": "one_study"},
        ),
    )


def _answer(result: Harms) -> str:
    count = result.counts["one_study"]
    if count == 0:
        return "none"
    return (
        "few"
        if count <= 5
        else min({"thirty": 30, "fifteen": 15}.items(), key=lambda m: abs(m[1] - count))[0]
    )


def _explain(result: Harms) -> str:
    counts = result.counts
    printed = sum(bool(one.values) for one in result.studies)
    return (
        f"{plural(counts['one_study'], 'study', 'studies')}, {counts['same_people']} of them in the same people, and "
        f"{printed} with a number for each way as far as we could read. All {counts['control']} numbers with a "
        "control arm have placebo beside them, not another way in. The assumption: our tables are a fair sample."
    )


def _sources(result: Harms) -> Iterable[evidence.Source]:
    keys = [r.ref for r in result.rates] + [one.ref for one in (*result.studies, *result.elsewhere)]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
