"""Panel: does dissociation go with benefit?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience_links import Links, links, published
from ketamine_viz.psychological.experience_words import author
from ketamine_viz.psychological.figures.links import FORM, MASKING, WHEN, LinksPicture, signed

MODEL_CARD = """\
In: published results on dissociation, as a scale gave it, and benefit. No model.
Computed here: 95% intervals by Fisher's z from r and n; r from a printed p; how many people a printed r and p fit; \
how large an r may be and still not be significant. Ranks and adjusted slopes are treated as plain correlations.
Left out: reviews (one counted a link in 3 of 8 studies), and studies of addiction, where another scale than the usual \
one went with benefit.
Wrong: results that share patients stand in rows of their own, and a study that prints no r may hide a small one.
What no row can say: what causes what. Whoever feels the drug knows they got it and may hope more; that alone can make \
a correlation. The cloud is drawn from r and n: real scores pile up near zero and are no such cloud.
"""


def dissociation_and_benefit() -> stage.Panel:
    """Return the panel: published correlations of dissociation with benefit, by time, drug and blinding.

    Sources: those of the results in view, and mathai2020, ballard2020.
    """
    everything = ("all", "all")
    spray = max((one for one in published() if one.basis == "from_p"), key=lambda one: one.n)
    return stage.Panel(
        title="Does more dissociation mean more benefit?",
        picture=LinksPicture(),
        compute=links,
        controls=(
            stage.Choice(
                "time", label="Benefit rated",
                options=(everything, *((words, key) for key, words in WHEN.items())), value="all",
            ),
            stage.Choice(
                "form", label="Drug",
                options=(everything, *((words, key) for key, words in FORM.items())), value="all",
            ),
            stage.Choice(
                "masking", label="Blinding",
                options=(everything, *((words, key) for key, words in MASKING.items())), value="all",
            ),
            stage.Choice(
                "chosen", label="Cloud for",
                options=tuple((f"{author(one.ref)}, {WHEN[one.time]}", one.id) for one in published()), value="k01",
            ),
        ),
        sources=_sources,
        note=(
            "Published results in people. The cloud is drawn from r and n, not from patients. r is negative where more "
            "dissociation went with a larger fall of the depression score."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question=f"{spray.n} people in two spray trials. How much of the spread of benefit on day 2 went with "
            "dissociation on day 1?",
            options=(("half", "About half"), ("tenth", "About a tenth"), ("less", "Less than a hundredth")),
            run={"form": "esketamine", "time": "all", "masking": "all", "chosen": spray.id},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Links) -> str:
    share = (result.chosen.explained or 0.0) if result.chosen else 0.0
    return "less" if share < 0.01 else "tenth" if share < 0.3 else "half"


def _explain(result: Links) -> str:
    one = result.chosen
    assert one is not None
    assert one.r is not None
    return (
        f"r is about {signed(one.r)}, so {100 * one.r**2:.1f}%. With so many people even that is significant, and "
        "significant is not large. The assumption: the printed p is turned into r as if nothing had been adjusted for."
    )


def _sources(result: Links) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(one.ref for one in result.shown)
    lines = [evidence.source(key) for key in keys]
    lines.append(evidence.source("mathai2020", "A review: a link in 3 of 8 studies."))
    lines.append(evidence.source("ballard2020", "A review: not shown to be necessary."))
    return tuple(lines)
