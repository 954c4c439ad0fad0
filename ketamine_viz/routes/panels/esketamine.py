"""Panel: the licensed spray of S-ketamine.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.esketamine import AS_OF, View, look_at
from ketamine_viz.routes.figures.esketamine import SprayPicture

MODEL_CARD = (
    "In: no model; rows of our tables. Licences of five regions; what labels and one trial say of a day with the "
    "spray; trials that print a difference of the MADRS score a day after the first spray or after four weeks.\n"
    "Left out: licences elsewhere and S-ketamine injections for anaesthesia; trials that measured something else, "
    "such as relapse (the psychological level has them); prices and whether a health service pays.\n"
    "Computed: intervals of Daly 2018 and Canuso 2018, as 1.96 standard errors to either side.\n"
    "Known weakly: several dates come from the trade press or a company, and say so on their cards. Some intervals "
    "and most groups' own changes after four weeks are not in what we read.\n"
    "Wrong: trials stand in one list though their comparison groups had different things, from a placebo spray alone "
    f"to hospital care with a new tablet. Licences change: this is {AS_OF}.\n"
)


def esketamine_card() -> stage.Panel:
    """Return the card of the licensed esketamine spray: licences, a day with it, trials.

    Sources: the references of ``data/routes/spray_*.csv`` and of the rows they point at.
    """
    return stage.Panel(
        title="Esketamine spray: where it is licensed, how it is given, what trials found",
        picture=SprayPicture(),
        compute=look_at,
        controls=(
            stage.Choice(
                "look",
                label="Look at",
                options=(
                    ("licences since 2019", "licences"),
                    ("a day with the spray", "day"),
                    ("trials: a day after the first spray", "first"),
                    ("trials: after four weeks", "weeks"),
                ),
                value="licences",
            ),
        ),
        sources=_sources,
        note=(
            f"As of {AS_OF}. What labels, authorities and trials say; education, not advice. Open a card for dates, "
            "doses on the label, who gives it, what is watched and who must not have it."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Three short trials stood behind the first licence in the United States. How many of them reached "
            "their main goal?",
            options=(("0", "None"), ("1", "One"), ("2", "Two"), ("3", "All three")),
            answer=lambda result: str(sum(result.short_file.values())),
            explain=_explain,
            run={"look": "weeks"},
        ),
    )


def _explain(result: View) -> str:
    said = [f"{name} {'reached' if met else 'missed'} it" for name, met in result.short_file.items()]
    return (
        f"{', '.join(said)}. All differences point the same way; those that missed have intervals that take in no "
        "difference. The assumption: our reading of each trial's plan."
    )


def _sources(result: View) -> Iterable[evidence.Source]:
    refs = [key for line in result.label for key in line.refs]
    refs += [key for one in result.shown for key in one.refs]
    if result.look == "licences":
        refs += [key for licence in result.licences for key in licence.refs]
    if result.look == "day":
        refs += [key for moment in result.day for key in moment.refs]
    return [evidence.source(key) for key in dict.fromkeys(refs)]
