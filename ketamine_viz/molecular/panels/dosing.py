"""Panel: is more ketamine more glutamate, and more relief?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.cascade.agents import hypotheses
from ketamine_viz.molecular.dosing import DOSES, DoseResponse
from ketamine_viz.molecular.dosing import dose_response as compute
from ketamine_viz.molecular.figures.dosing import DosingPicture
from ketamine_viz.molecular.figures.unfolding_words import percent

MODEL_CARD = """\
In: the cascade as a logic model of a rat; one injection that falls with a half-life of 30 minutes, both assumed.
Drawn: shares of the most that any dose does, in the same draw; bands hold 8 in 10 of 40 draws. How large the surge is
in any unit nobody can say from this.
Made to fit: the model has a gate that silences the excited cells when most of their receptors are blocked. It was put
in because of the findings at 200 mg/kg and in slices. So the fall at 200 mg/kg tests nothing; 50 mg/kg, where rats
showed no change, does test it.
Compared: a sign counts from 15% of the account's own largest change. The abstract on rats gives no times, so the first
hour of the model stands beside it.
Left out: the metabolites' own blood levels in rats, repeated doses, the brain region, anaesthesia at high doses.
Wrong: rats and people share one set of time constants; scans of people see the tissue's glutamate, not its release.
"""


def dose_response() -> stage.Panel:
    """Return glutamate and an outcome a day later over dose in rats, with what was seen in people.

    Sources: moghaddam1997, milak2016, abdallah2018, jelen2025, bednarik2021.
    """
    return stage.Panel(
        title="Is more ketamine more glutamate, and more relief a day later?",
        picture=DosingPicture(),
        compute=compute,
        controls=(
            stage.Choice(
                "account",
                label="Account",
                options=tuple((preset.name, preset.id) for preset in hypotheses()),
                value="disinhibition",
            ),
            stage.Choice(
                "reading",
                label="Glutamate as",
                options=(("mean of the first hour", "first_hour"), ("largest change in 4 hours", "highest")),
                value="first_hour",
            ),
            stage.Choice(
                "outcome",
                label="A day later",
                options=(("relief", "relief"), ("spines", "spines")),
                value="relief",
            ),
            stage.Range(
                "dose",
                label="Dose in rats",
                minimum=DOSES[0],
                maximum=DOSES[-1],
                value=30.0,
                unit="mg/kg",
                stops=tuple((f"{dose:g} mg/kg", dose) for dose in DOSES),
                source="10 to 200 mg/kg were measured; the others lie between and below",
            ),
        ),
        sources=_sources,
        note=(
            "Curves: a model of rats. Marks: measured in rats (no times given) and in people. Raise the dose and watch "
            "when glutamate rises; then compare accounts. No account is the winner."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="200 mg/kg lowers glutamate in the first hour. And over four hours, its largest change?",
            options=(("down", "Down as well"), ("none", "Next to none"), ("up", "Up")),
            run={"account": "disinhibition", "reading": "highest", "outcome": "relief", "dose": 200.0},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: DoseResponse) -> str:
    share = result.at("glutamate")
    return "none" if abs(share) < 0.15 else "up" if share > 0 else "down"


def _explain(result: DoseResponse) -> str:
    return (
        f"{percent(result.at('glutamate'))} of the most that any dose does: as the drug clears, the level falls back "
        "through the window in which only the brake is blocked. So what a high dose does depends on when you look. The "
        "assumption responsible: a half-life of half an hour, and nothing that lasts from the silence before."
    )


def _sources(result: DoseResponse) -> tuple[evidence.Source, ...]:
    given = next(preset for preset in hypotheses() if preset.id == result.account).refs
    keys = {m.ref for m in (*result.rats, *result.people)} | set(given)
    return tuple(evidence.source(key) for key in sorted(keys))
