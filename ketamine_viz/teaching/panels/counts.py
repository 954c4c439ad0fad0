"""Panel: how the claims stand, counted.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.evidence.library import library
from ketamine_viz.teaching.figures.verdicts import VerdictsPicture
from ketamine_viz.teaching.tally import ALL, OFTEN, Tally, tally
from ketamine_viz.teaching.verdicts import claims

_NOTE = (
    "One bar a verdict. “Still open” is no error: good studies disagree, or nobody has looked. Wrong means that the "
    "evidence says otherwise. Statements of values stand apart: no study can settle them."
)
_MODEL_CARD = """\
Counted: each claim of five popular articles, in our words, once, however many articles make it.
Verdicts: ours, from the studies on each claim's card; another reader may draw the lines elsewhere.
Left out: claims whose verdict was only recalled.
Gets wrong: five articles are no sample of all that is written, and cutting a text into claims is a choice too.
Claims differ in weight: one on approval dates counts as much as one on lives.
"""
#: Shares this close count as alike.
_NEAR = 0.05
_ASKED = "psychological"


def verdict_counts() -> stage.Panel:
    """Return the panel that counts the popular claims by verdict.

    Sources: every row of ``teaching/claims`` that was not only recalled.
    """
    every = claims()
    levels = {c.level for c in every}
    species = {c.species for c in every}
    return stage.Panel(
        title="Do popular claims about ketamine hold up?",
        picture=VerdictsPicture(),
        compute=tally,
        controls=(
            stage.Choice(
                "level",
                label="Part",
                options=(
                    ("All parts", ALL),
                    *(
                        (words, word)
                        for word, words in library().words("teaching_level").items()
                        if word in levels
                    ),
                ),
                value=ALL,
            ),
            stage.Choice(
                "species",
                label="Known in",
                options=(
                    ("anyone", ALL),
                    *(
                        (words, word)
                        for word, words in library().words("evidence_species").items()
                        if word in species
                    ),
                ),
                value=ALL,
            ),
            stage.Choice(
                "often",
                label="Made by",
                options=tuple((words, key) for key, (words, _) in OFTEN.items()),
                value=ALL,
            ),
        ),
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question=f"Do claims on “{evidence.meaning('teaching_level', _ASKED)}” hold up as often as all claims?",
            options=(("less", "Less often"), ("same", "About as often"), ("more", "More often")),
            run={"level": _ASKED, "species": ALL, "often": ALL},
            answer=_answer,
            explain=_explain,
        ),
    )


def _answer(result: Tally) -> str:
    gap = result.share - result.share_of_all
    return "same" if abs(gap) <= _NEAR else "more" if gap > 0 else "less"


def _explain(result: Tally) -> str:
    return (
        f"{result.holding} of {result.checkable} hold up at least partly ({result.share:.0%}), against "
        f"{result.share_of_all:.0%} of all claims. The assumption: each claim counts once, whatever its weight."
    )
