"""Panel: where each substance binds on the receptor.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.molecular.binding_sites import SITES, UNPLACED, Placement, ligands, place
from ketamine_viz.molecular.figures.binding_sites import IN_WORDS, SitesPicture

MODEL_CARD = (
    "In: sixteen substances, the site at which each was found, and the affinities that could be checked.\n"
    "Left out: shape, size and number of sites (there are two of each on a receptor), zinc, protons, polyamines and "
    "steroids, and everything these substances do at other receptors.\n"
    "Measured: every point; three laboratories give the racemate's binding a value between 0.119 and 3.1 µM, and all "
    "three are drawn.\n"
    "Wrong: one place for each substance. At very low levels ketamine also acts from sites reached through the "
    "membrane, and hydroxynorketamine blocks shut receptors at levels far above those in people.\n"
)


def where_drugs_bind() -> stage.Panel:
    """Return the panel on the sites of the NMDA receptor.

    Sources: the references of ``molecular/nmda_ligands``, ``molecular/receptor_affinity`` and
    ``molecular/blocker_trials``.
    """
    return stage.Panel(
        title="Where does each drug sit on the NMDA receptor?",
        picture=SitesPicture(),
        compute=place,
        controls=(
            stage.Choice(
                "drug",
                label="Substance",
                options=tuple((one.name, one.id) for one in ligands().values()),
                value="ketamine",
            ),
            stage.Choice(
                "placed",
                label="I place it",
                options=(("not yet", UNPLACED), *((IN_WORDS[site], site) for site in SITES)),
                value=UNPLACED,
            ),
            stage.Toggle("shown", label="Show where it was found", value=False),
        ),
        sources=_sources,
        note=(
            "Ring: where you placed it. Diamond: where it was found. Points: measured affinities; round is binding, "
            "square is current, hollow without magnesium. Click a site to see who binds there."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="Ketamine quiets the NMDA receptor. Where does it sit?",
            options=tuple((site, IN_WORDS[site][0].upper() + IN_WORDS[site][1:]) for site in SITES[:4]),
            answer=lambda result: result.ligand.site,
            explain=_explain,
            run={"drug": "ketamine", "shown": True},
        ),
    )


def _explain(result: Placement) -> str:
    return (
        f"{result.ligand.action} Human receptors frozen with S-ketamine show it there (Zhang 2021). So ketamine does "
        "not stop glutamate from binding. The assumption: what is seen in frozen receptors holds in a living brain."
    )


def _sources(result: Placement) -> list[evidence.Source]:
    one = result.ligand
    keys = [*one.refs, *(a.ref for a in one.affinities), *(trial.ref for trial in one.trials)]
    return [evidence.source(key) for key in dict.fromkeys(keys)]
