"""Panel: sort six statements by what stands behind them.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_sorting import UNSORTED, sort_out, statements
from ketamine_viz.psychological.figures.report_mechanism import PICK, ReportOrMechanism

MODEL_CARD = (
    "In: six statements of the kind that popular texts make, and the study closest to each. No model.\n"
    "Sorted by us. Reported: somebody said what it was like. Measured: a change or a link was seen beside the drug. "
    "Tested: a step was blocked or added by chance, and the relief changed or did not. Theory: no test with ketamine.\n"
    "Left out: how well each was done. A tested mechanism can still be wrong: the opioid question is disputed.\n"
    "Wrong: the four kinds shade into each other. The reasons stand on the card of each statement.\n"
)


def report_or_mechanism() -> stage.Panel:
    """Return the sorting task.

    Sources: mollaahmetoglu2021, bottemanne2022, dakwar2018, price2022, williams2018, yoon2019, carhartharris2019
    """
    options = tuple((words, name) for name, words in PICK.items())
    return stage.Panel(
        title="A report, a measurement, a test or a theory?",
        picture=ReportOrMechanism(),
        compute=sort_out,
        controls=tuple(
            stage.Choice(s.id, label=s.statement, options=options, value=UNSORTED) for s in statements()
        ),
        sources=tuple(
            evidence.source(key) for key in dict.fromkeys(ref for s in statements() for ref in s.refs)
        ),
        note=(
            "Choose a kind for each sentence. Its answer appears at once: a diamond, the people behind it, and a card "
            "with the reason. Trap to watch for: a link is not yet a mechanism."
        ),
        model_card=MODEL_CARD,
    )
