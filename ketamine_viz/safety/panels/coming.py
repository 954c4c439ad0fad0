"""Panel: drugs that followed ketamine into trials, failures among them.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.safety.figures.later_drugs import SORT_WORDS, VERDICT_WORDS, HowFar
from ketamine_viz.safety.later_drugs import ALL, SORTS, VERDICTS, Pipeline, candidates, later_drugs

_NOTE = (
    "One trial for each drug, the largest or the latest that was found, beside its control group. Marks say how that "
    "trial ended; the length says how far the drug came. “No later step found” is what we found by November 2026, not "
    "the end of a drug."
)
_MODEL_CARD = """\
In: drugs that act on glutamate and were tried for depression after ketamine. No model.
Left out: drugs without a published result; trials in other illnesses; psilocybin, zuranolone and others off glutamate.
Several results are announcements of companies that no reviewer had read; the card of each says how it is known.
Gets wrong: one mark cannot hold a drug with one good and one bad trial. Its card and the panel of blockers have both.
"""


def pipeline() -> stage.Panel:
    """Return the panel of drugs that came after ketamine.

    Sources: the references of data/safety/pipeline.csv and data/molecular/blocker_trials.csv
    """
    targets = dict.fromkeys(one.target for one in candidates())
    return stage.Panel(
        title="What came after ketamine, and how did it do?",
        picture=HowFar(),
        compute=later_drugs,
        controls=(
            stage.Choice(
                "verdict", label="Main trial",
                options=(("all", ALL), *((VERDICT_WORDS[v], v) for v in VERDICTS)), value=ALL,
            ),
            stage.Choice(
                "target", label="Target",
                options=(("all", ALL), *((evidence.meaning("pipeline_target", t), t) for t in targets)), value=ALL,
            ),
            stage.Choice("sort", label="Order", options=tuple((SORT_WORDS[s], s) for s in SORTS), value="phase"),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question="Of these 13 drugs that act on glutamate, how many beat their control in the trial shown?",
            options=(("few", "0 to 3 of 13"), ("some", "4 to 8 of 13"), ("most", "9 or more of 13")),
            run={"sort": "people"},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _sources(result: Pipeline) -> tuple[evidence.Source, ...]:
    return tuple(
        evidence.source(ref) for ref in dict.fromkeys(ref for one in result.shown for ref in one.refs)
    )


def _better(result: Pipeline) -> tuple[int, int]:
    return sum(one.verdict == "better" for one in result.shown), len(result.shown)


def _answer(result: Pipeline) -> str:
    better, _ = _better(result)
    return "few" if better <= 3 else "some" if better <= 8 else "most"


def _explain(result: Pipeline) -> str:
    better, of = _better(result)
    largest = result.shown[0]
    return (
        f"{better} of {of}; the largest test, {largest.drug} with {largest.n:,} people, was "
        f"{VERDICT_WORDS[largest.verdict]}. "
        "Blocking or nudging the NMDA receptor is not enough by itself, or these drugs did not do it as ketamine does."
    )
