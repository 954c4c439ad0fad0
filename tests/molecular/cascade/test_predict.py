from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ketamine_viz as kv
from ketamine_viz.molecular.cascade import predict as module
from ketamine_viz.molecular.cascade.predict import ARMS, PERTURBATIONS
from ketamine_viz.molecular.cascade.translate import form_in, plan, readouts
from ketamine_viz.molecular.cascade.wiring import layers

NODES = [row["id"] for row in kv.evidence.rows("molecular/cascade_nodes")]
WITH = {"abolished", "reduced", "unchanged", "enhanced", "prolonged"}
ALONE = {"mimics", "fails_to_mimic"}


def predict(node, how, **others):
    return kv.molecular.predict(target_node=node, perturbation=how, **others)


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("node", NODES)
def test_every_node_of_the_map_gets_a_word(node, arm):
    how = PERTURBATIONS[NODES.index(node) % len(PERTURBATIONS)]
    said = predict(node, how, arm=arm, system="mouse", time_after_dose_h=24.0, readout="behaviour")
    assert said in (ALONE if arm == "alone" else WITH)


def test_a_node_that_is_not_on_the_map_is_unmapped():
    assert predict("bdnf", "block") is None


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["mouse", "rat", "human", "slice"]))
@settings(max_examples=25)
def test_free_text_is_never_an_error(agent, readout, system):
    assert predict("trkb", "block", agent=agent, readout=readout, system=system) in WITH


def test_an_unknown_agent_is_the_plain_operation_on_the_node():
    for node, how in (("mtorc1", "block"), ("nmdar_gaba", "knockdown"), ("gsk3", "enhance")):
        assert predict(node, how, agent="compound 7b") == predict(node, how)


@pytest.mark.parametrize(
    ("node", "how", "others", "expected"),
    [
        # What the arrows themselves say of loss, addition and time, in words of their own sources.
        ("serotonin", "block", {"system": "rat", "time_after_dose_h": 24.0}, {"abolished", "reduced"}),
        ("serotonin", "block", {"time_after_dose_h": 1.0}, {"unchanged"}),
        ("dopamine", "block", {"time_after_dose_h": 24.0, "readout": "spine density"}, {"abolished", "reduced"}),
        ("vegf", "knockout", {"time_after_dose_h": 24.0}, {"abolished", "reduced"}),
        ("mecp2", "knockout", {"time_after_dose_h": 0.5}, {"unchanged"}),
        ("mecp2", "knockout", {"time_after_dose_h": 168.0}, {"abolished"}),
        ("spines", "reduce", {"time_after_dose_h": 3.0}, {"unchanged"}),
        ("eef2k", "block", {"arm": "alone", "time_after_dose_h": 0.5}, {"mimics"}),
        ("pyr", "substitute", {"arm": "alone", "system": "rat", "time_after_dose_h": 24.0}, {"mimics"}),
        ("gsk3", "substitute", {"arm": "alone"}, {"fails_to_mimic"}),
        ("gsk3", "block", {"time_after_dose_h": 336.0, "agent": "Lithium after ketamine"}, {"prolonged"}),
        ("mor", "block", {"system": "human", "time_after_dose_h": 0.7, "readout": "dissociation"}, {"unchanged"}),
        ("mglu2", "knockout", {"arm": "with_metabolite"}, {"abolished", "reduced"}),
        ("fourebp", "knockout", {"arm": "alone", "time_after_dose_h": 24.0}, {"mimics"}),
    ],
)  # fmt: skip
def test_mechanisms(node, how, others, expected):
    assert predict(node, how, **others) in expected


def test_time_decides_between_the_two_outcomes():
    assert readouts("forced swim", 24.0) == ("ad_rapid",)
    assert readouts("forced swim", 72.0) == ("ad_sust",)
    assert readouts("sustained antidepressant effect", 24.0) == ("ad_sust",)
    assert readouts("", None) == ("ad_rapid",)
    assert readouts("spine synapses and behaviour", 24.0) == ("spines", "ad_rapid")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("BDNF protein", "bdnf_syn"),
        ("BDNF release from neurons", "bdnf_rel"),
        ("protein", "syn_prot"),
        ("protein synthesis", "translation"),
        ("p-mTOR", "mtorc1"),
        ("MEG", "gamma"),
        ("omega-3 level", "ad_rapid"),
        ("electrophysiology", "glua1"),
        ("CA1 potentiation", "scaling"),
        ("glutamate (Glx) in ACC", "glutamate"),
        ("sucrose preference", "ad_rapid"),
    ],
)
def test_readouts_in_words(text, node):
    assert readouts(text, 24.0) == (node,)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("R-ketamine", "arketamine"),
        ("(R)-ketamine", "arketamine"),
        ("(R)-d2-ketamine", "arketamine"),
        ("GluN2D knockout, S-ketamine", "esketamine"),
        ("racemate or S-ketamine", "racemic"),
        ("(R,S)-ketamine", "racemic"),
        ("R-ketamine against S-ketamine", "racemic"),
        ("ketamine", "racemic"),
        ("D2R-ketamine", "racemic"),
    ],
)
def test_forms_are_read_from_the_agent(text, form):
    assert form_in(text) == form


def test_words_that_say_when_and_how_much():
    def of(agent):
        return plan("gsk3", "block", "with_ketamine", "rat", 24.0, "behaviour", agent, "split")

    assert of("lithium").share == 1.0
    assert of("lithium with subthreshold ketamine").share < 1.0
    assert of("lithium").interventions[0].start_h == 0
    assert of("lithium after ketamine").interventions[0].start_h > 0


def test_substitutes_are_drugs_and_never_clamps():
    one = plan("nmdar_rest", "substitute", "alone", "human", 24.0, "MADRS", "Memantine 5-20 mg/day", "split")
    assert one.substitute.name == "Memantine in people"
    assert one.interventions == ()
    unknown = plan("nmdar_rest", "substitute", "alone", "human", 24.0, "MADRS", "new blocker", "split")
    assert unknown.substitute is None
    assert [i.operation for i in unknown.interventions] == ["lower"]


def test_no_published_result_is_looked_up():
    # Of the modules behind a prediction none names the table of experiments, nor its column of results.
    folder = Path(module.__file__).parent
    skip = {"scoring.py", "experiment.py", "time_course.py"}
    for path in folder.glob("*.py"):
        if path.name in skip:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and "\n" not in n.value
        ]
        assert not [s for s in strings if s == "molecular/interventions" or "result_on" in s], path
        imported = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        assert not [name for name in imported if name.endswith(("scoring", "experiments", "time_course"))], (
            path
        )


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"perturbation": "smash"}, r"perturbation='smash' is unknown"),
        ({"arm": "with"}, r"arm='with' is unknown; allowed: with_"),
        ({"system": "pig"}, r"system='pig' is unknown"),
        ({"time_after_dose_h": -1}, r"time_after_dose_h=-1"),
        ({"time_after_dose_h": "noon"}, r"time_after_dose_h='noon'"),
        ({"wiring": "serial"}, r"wiring='serial'"),
        ({"hypotheses": ["core"]}, r"hypotheses=\['core'\].*at least one"),
    ],
)
def test_bad_input(others, words):
    with pytest.raises(ValueError, match=words):
        kv.molecular.predict(**{"target_node": "mtorc1", "perturbation": "block", **others})


def test_every_layer_may_be_on_at_once():
    assert predict("ampar", "block", hypotheses=layers()) in {"abolished", "reduced"}


def test_a_published_experiment_runs_side_by_side():
    one = kv.molecular.rerun("i008")
    assert one.found == "abolished"
    assert one.agrees
    assert one.perturbed["mtorc1"].mid.max() < 0.5 * one.intact["mtorc1"].mid.max()
    alone = kv.molecular.rerun("i058")
    assert alone.said == alone.found == "mimics"
    assert not alone.perturbed.block["interneuron"].any()
    with pytest.raises(ValueError, match=r"row_id='i8'.*"):
        kv.molecular.rerun("i8")
