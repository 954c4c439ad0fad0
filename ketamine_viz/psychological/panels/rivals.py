"""Panel: ketamine against another treatment.  Wiring only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.figures.rivals import RivalsPicture
from ketamine_viz.psychological.rivals import BLINDING, COUNTS, RIVALS, SETTINGS, Duels, duel_view
from ketamine_viz.stage.text import number

_NOTE = (
    "Published results in people, not a model. Each line is one trial and one way of counting; a trial counted in two "
    "ways has two lines. Dotted line: everybody knew who got what."
)
_MODEL_CARD = """\
In: trials whose two groups got ketamine and another treatment, or two forms of it, by what they counted.
First shown: one main result a trial or cohort, so that no trial weighs double. "Every way of counting" adds the rest.
Shown for each: n, who judged, who knew, and where people were treated, as far as it was seen here.
Left out: trials against saline or a placebo spray (other pictures), PTSD, suicidal thoughts, harms such as memory loss.
Both trials against ECT are drawn alike; which is right for whom is not settled. They differ in setting, severity, \
kind of ECT and who judged.
Intervals of the groups: Wilson, from n. Of the difference: as printed, or Newcombe's.
Wrong: settings were not seen for half of the trials, so the filter for setting hides some that would belong.
"""


def _options(table: Mapping[str, tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((text, name) for name, (text, _) in table.items())


def _sources(result: Duels) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(duel.ref for duel in (*result.drawn, *result.elsewhere))
    if "anand2023" in keys:
        keys["ekstrand2024"] = None  # sets the two trials against ECT beside each other
    return tuple(evidence.source(key) for key in keys)


def head_to_head() -> stage.Panel:
    """Return the panel of trials against ECT, quetiapine, midazolam and the other form.

    Sources: anand2023, ekstrand2022, ekstrand2024, reif2023, clemens2025, murrough2013, su2023, jelovac2025,
    loo2023, correiamelo2020, chilukuri2014
    """
    return stage.Panel(
        title="How does ketamine do against another treatment?",
        picture=RivalsPicture(),
        compute=duel_view,
        controls=(
            stage.Choice("rival", label="Against", options=_options(RIVALS), value="any"),
            stage.Choice("blinding", label="Who knew", options=_options(BLINDING), value="any"),
            stage.Choice("setting", label="Setting", options=_options(SETTINGS), value="any"),
            stage.Choice("main", label="Counted", options=_options(COUNTS), value="main"),
            stage.Choice(
                "order",
                label="Order",
                options=(("by rival", "rival"), ("by difference", "gap")),
                value="rival",
            ),
            stage.Toggle("intervals", label="95% intervals", value=False),
        ),
        sources=_sources,
        note=_NOTE,
        model_card=_MODEL_CARD,
        prediction=stage.Prediction(
            question="Two large trials compared ketamine infusions with ECT. They found …",
            options=(
                ("ketamine", "ketamine ahead, both times"),
                ("ect", "ECT ahead, both times"),
                ("both", "one each way"),
            ),
            run={"rival": "ect", "blinding": "any", "setting": "any", "main": "main", "intervals": True},
            answer=_answer,
            explain=_explain,
        ),
    )


def _firsts(result: Duels) -> list[Any]:
    found: dict[str, Any] = {}
    for duel in result.drawn:
        found.setdefault(duel.ref, duel)
    return list(found.values())


def _answer(result: Duels) -> str:
    signs = {duel.gap.value > 0 for duel in _firsts(result)}
    return "both" if len(signs) > 1 else "ketamine" if signs == {True} else "ect"


def _explain(result: Duels) -> str:
    told = "; ".join(
        f"{evidence.reference(duel.ref).first_author} {evidence.reference(duel.ref).year}: "
        f"{number(duel.drug.value or 0)} against {number(duel.other.value or 0)} in each 100 "
        f"({duel.drug.n} and {duel.other.n} people; {duel.setting_text}; judged by {duel.judged_by})"
        for duel in _firsts(result)
    )
    why = "Who was treated, how ECT was given and who judged differ. Neither refutes the other."
    return f"{told}. Both were open. {why}"
