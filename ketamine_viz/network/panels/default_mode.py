"""Panel: is the default mode network overactive in depression?  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.network.default_mode import Hearing, hear, studies
from ketamine_viz.network.figures.default_mode import QUESTION, VOTE, DefaultModeStudies

MODEL_CARD = (
    "In: answers of seven papers to four questions about the default mode network, as their abstracts print them. No "
    "model.\n"
    "Sorted by us: a stronger link, more blood flow, or a tie to brooding counts for the claim; a weaker link against "
    "it; anything not told from healthy people as no difference.\n"
    "Pooled: two of the analyses of links pool published results, the others analyse scans. Pooled ones hold older "
    "and smaller studies, which used chosen seed regions, and the newer may hold studies of the older again.\n"
    "Left out: hundreds of smaller studies and other pooled analyses. A count of analyses is no pooled effect.\n"
    "Wrong: links are not activity. A network can be busier without being tied more tightly, and the other way round.\n"
)


def overactive_or_not() -> stage.Panel:
    """Return the panel: vote, read, vote again.

    Sources: yan2019, tozzi2021, javaheripour2021, kaiser2015, zhang2025rsn, hamilton2015, zhou2020,
    andrewshanna2014
    """
    return stage.Panel(
        title="Is the default mode network overactive in depression?",
        picture=DefaultModeStudies(),
        compute=hear,
        controls=(
            stage.Range(
                "step", label="Open", value=0,
                stops=(("nothing yet", 0), ("the two largest sets of scans", 1), ("all studies", 2)),
            ),
            stage.Choice(
                "question", label="Asked about",
                options=tuple((words, name) for name, words in QUESTION.items()), value="all",
            ),
            stage.Choice(
                "vote", label="Your vote after reading",
                options=tuple((words, name) for name, words in VOTE.items()), value="none",
            ),
        ),
        sources=(
            *(evidence.source(key) for key in dict.fromkeys(s.ref for s in studies())),
            evidence.source("andrewshanna2014", "What the network is thought to do."),
        ),
        note=(
            "Measured in people, no drug. Grey squares are not opened yet. Filled markers: scans were analysed; hollow "
            "ones: published results were pooled. "
            "Links between regions are not the same as activity."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Vote before you look. Five analyses asked about links inside the network. In depression they "
            "were stronger in …",
            options=(("most", "Most of them"), ("some", "Some of them"), ("none", "None of them")),
            run={"step": 2, "question": "all"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Hearing) -> str:
    strong = result.count("for")
    every = sum(result.count(camp) for camp in ("for", "neither", "against"))
    return "none" if not strong else "most" if 2 * strong > every else "some"


def _explain(result: Hearing) -> str:
    people = {
        camp: sum(s.patients or 0 for s in studies() if s.question == "links" and s.camp == camp)
        for camp in ("for", "against", "neither")
    }
    return (
        f"Stronger in {result.count('for')} ({people['for']:,} patients, older studies pooled), weaker in "
        f"{result.count('against')} ({people['against']:,}), neither way in {result.count('neither')} "
        f"({people['neither']:,}). What holds up better is one link, that of the network with the mood hub. The "
        "assumption: weaker links speak against overactive, though links are not activity. Vote again."
    )
