"""Panel: ketamine added to a new tablet.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.tablets import TabletsPicture
from ketamine_viz.psychological.tablets import MOST_MORE, Additions
from ketamine_viz.psychological.tablets import additions as compute
from ketamine_viz.stage.text import join, number

_NOTE = (
    "Published results in people. Slide “what if” to give the saline groups more hope than saline gives: that part is "
    "arithmetic, not data. Then add the larger trials of the spray, which also began with a new tablet."
)
_MODEL_CARD = """\
In: trials in which both groups started an antidepressant tablet and one also got ketamine or esketamine; results \
after four to six weeks.
Two small trials gave one infusion or saline with escitalopram. One gave ketamine capsules with sertraline. Three \
larger ones gave the spray with a new tablet.
Worked out: Newcombe's interval of the difference, where n of both groups was seen and no interval was printed.
What if: more responders in the saline groups, in whole people. It is a question, not a result.
Left out: how soon people got better, which both small trials also report in favour of ketamine (Talati 2019: 37 \
against 0 in each 100 after 4 hours, n 30 and 30).
What it cannot say: why two saline groups on the same tablet differ so much (who was treated, where, who dropped out).
Wrong: those who left the trials are missing from the small ones; some numbers were read in summaries (see cards).
"""


def adding_to_tablets() -> stage.Panel:
    """Return the panel of ketamine added to a new antidepressant tablet, with a "what if" for saline.

    Sources: hu2016, talati2019, arabzadeh2018, popova2019, fedgchin2019, ochsross2020
    """
    return stage.Panel(
        title="Does ketamine add to a tablet, and what can a saline control show?",
        picture=TabletsPicture(),
        compute=compute,
        controls=(
            stage.Range(
                "more",
                label="What if more had got better on saline",
                value=0,
                maximum=MOST_MORE,
                step=5,
                unit="in each 100",
                source="none, to about the gap between two saline groups",
            ),
            stage.Choice(
                "measure",
                label="Counted",
                options=(("Response: symptoms halved", "response"), ("Remission: almost none", "remission")),
                value="response",
            ),
            stage.Choice(
                "shown",
                label="Trials",
                options=(
                    ("two with saline", "saline"),
                    ("and one with capsules", "small"),
                    ("and larger ones with the spray", "all"),
                ),
                value="small",
            ),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question=(
                "In two trials everybody took the same tablet for four weeks; half also got one ketamine infusion, the "
                "others saline. In the two saline groups, how many in each 100 responded?"
            ),
            options=(
                ("few", "about 20 in both"),
                ("many", "about 57 in both"),
                ("apart", "20 in one, 57 in the other"),
            ),
            run={"more": 0, "measure": "response", "shown": "saline"},
            answer=_answer,
            explain=_explain,
        ),
    )


def _sources(result: Additions) -> tuple[evidence.Source, ...]:
    return tuple(evidence.source(key) for key in dict.fromkeys(row.main.ref for row in result.rows))


def _answer(result: Additions) -> str:
    controls = [row.control for row in result.rows if row.kind == "saline"]
    if max(controls) - min(controls) > 20:
        return "apart"
    return "many" if min(controls) > 40 else "few"


def _explain(result: Additions) -> str:
    told = join(
        [
            f"{evidence.reference(row.main.ref).first_author} {evidence.reference(row.main.ref).year} "
            f"{number(row.drug)} against {number(row.control)} in each 100 (n {row.pair.people})"
            for row in result.rows
        ]
    )
    return (
        f"Ketamine and tablet against saline and tablet after four weeks: {told}. The tablet, the trial and hope do "
        "much of the work. Saline cannot say how much was hope: people who feel nothing can tell what they got."
    )
