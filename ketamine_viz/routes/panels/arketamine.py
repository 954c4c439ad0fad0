"""Panel: R-ketamine in mice and in people.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.arketamine import Crossing, crossing
from ketamine_viz.routes.figures.arketamine import CrossingPicture
from ketamine_viz.stage.text import number, plural

MODEL_CARD = (
    "In: no model; results as they were published. Mice: five tests of one study, and later studies of two kinds in "
    "mice and rats that one review lists. People: studies of one mirror form that measured MADRS a day after a dose.\n"
    "Chosen how: every study of R-ketamine in our tables; of S-ketamine all masked trials that print both groups' "
    "change a day after the first dose, of Daly 2018 the highest dose only.\n"
    "Left out: sizes of effects and groups in mice, which the abstract does not print; R-ketamine given more than "
    "once, which our tables do not hold.\n"
    "Known weakly: PCN-101 is a company's announcement, not peer reviewed; the company also said that the drug group "
    "was a little lower at every time, never beyond chance. Singh 2016 was seen where others cite it.\n"
    "Wrong: the lines of S and R are not a race. Routes, doses, people and comparison groups differ, and ten or 69 "
    "people can neither show nor rule out a difference of a few points.\n"
)


def mouse_to_human() -> stage.Panel:
    """Return the panel on R-ketamine's promise in mice and what became of it in people.

    Sources: zhang2014, johnston2023, leal2021, leal2023, pcn101_2023, singh2016b, daly2018, canuso2018, fu2020,
    ionescu2021.
    """
    return stage.Panel(
        title="R-ketamine looked best in mice. And in people?",
        picture=CrossingPicture(),
        compute=crossing,
        controls=(
            stage.Choice(
                "where", label="Results", options=(("in mice", "mice"), ("in people", "people")), value="mice"
            ),
            stage.Toggle("both", label="Show S-ketamine too", value=True),
        ),
        sources=_sources,
        note=(
            "Published results, no model. In people, read each filled mark beside its hollow square: only the "
            "distance between the two is the drug's part. Open a card for how each is known."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="In mice one injection of R-ketamine still worked after a week. In its largest controlled trial "
            "in people, how far ahead of salt water was it a day later, on a scale of 0 to 60?",
            options=(
                ("far", "More than 10 points"),
                ("some", "5 to 10 points"),
                ("little", "Less than 5 points"),
                ("behind", "It was behind"),
            ),
            answer=_answer,
            explain=_explain,
            run={"where": "people"},
        ),
    )


def _answer(result: Crossing) -> str:
    ahead = -(result.largest.gap or 0.0)
    return "far" if ahead > 10 else "some" if ahead >= 5 else "little" if ahead >= 0 else "behind"


def _explain(result: Crossing) -> str:
    one = result.largest
    drug, control = (number(abs(value or 0.0)) for value in (one.drug, one.control))
    return (
        f"Scores fell by {drug} points with the drug and by {control} with salt water, in "
        f"{plural(one.n or 0, 'person', 'people')}. It missed its main goal. The assumption: a company's news is right."
    )


def _sources(result: Crossing) -> Iterable[evidence.Source]:
    refs = [key for test in result.tests for key in test.refs]
    refs += [key for count in result.counts for key in count.refs]
    refs += [key for trial in result.trials for key in trial.refs]
    return [evidence.source(key) for key in dict.fromkeys(refs)]
