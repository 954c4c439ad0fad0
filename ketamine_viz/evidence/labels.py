"""What a row of each table says, in a few words made from its own columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ketamine_viz.evidence.library import library
from ketamine_viz.evidence.schema import Column
from ketamine_viz.evidence.vocabulary import meaning

_FIELD = re.compile(r"\{(\w+)\}")
#: The column that names a row another table points to.
_NAMES = {
    "molecular/blockers": "name",
    "molecular/cascade_nodes": "label",
    "molecular/disputes": "name",
    "molecular/synapse_methods": "name",
    "network/measures": "quantity",
    "network/model_regions": "label",
}
#: Vocabularies whose meanings are cut at a sign to be short.
_SHORT = {"route": ",", "pk_analyte": ";"}


@dataclass(frozen=True)
class Wording:
    """What the rows of a table are, and the pieces of a row's label.

    A piece is left out where a column it names is empty or was only recalled.
    """

    title: str
    pieces: tuple[str, ...]


_TRIAL = ("{measure}", "{form}, {route}", "{condition_group}", "{arm}", "{time_h}")

#: Values and doses are left out: a number is shown beside what it is compared with, or not at all.
WORDINGS: Mapping[str, Wording] = {
    "molecular/cell_counts": Wording("How many cells, and how far they reach", ("{what}",)),
    "molecular/cascade_edges": Wording("Arrows of the molecular map", ("{source} → {target}: {mechanism}",)),
    "molecular/cascade_states": Wording("Variables of the cascade model", ("{words}",)),
    "molecular/edge_objections": Wording("Findings against an arrow", ("{finding}",)),
    "molecular/hypothesis_presets": Wording("Accounts of how ketamine works", ("{name}: {words}",)),
    "molecular/interventions_runnable": Wording("What can be done to the cascade model", ("{name}",)),
    "molecular/interventions": Wording(
        "Experiments that block or add a step",
        ("{agent}", "{target_node}: {perturbation}", "{readout}", "{system}", "{result_on_ketamine_effect}"),
    ),
    "molecular/model_parameters": Wording("Constants of the molecular models", ("{meaning}",)),
    "molecular/models": Wording("Published models of molecules and cells", ("{what}",)),
    "molecular/receptor_affinity": Wording(
        "Binding to receptors", ("{measure} of {ligand} at {target}", "{species_system}")
    ),
    "molecular/substitutes": Wording("Drugs in place of ketamine in the model", ("{name}",)),
    "molecular/timecourse": Wording("When molecules change", ("{node}", "{system}", "{t_h}")),
    "molecular/blocker_trials": Wording("Trials of other NMDA drugs", ("{drug} against {against}", "{verdict}")),
    "molecular/dispute_findings": Wording("Findings on both sides of a dispute", ("{dispute}: {done}",)),
    "molecular/inflammation_findings": Wording("Immune signals and ketamine", ("{what}",)),
    "molecular/mood_spine_points": Wording("Mood and spines in mice", ("{lane}: {where}",)),
    "molecular/nmda_ligands": Wording("Where substances bind on the NMDA receptor", ("{name}: {site}",)),
    "molecular/transporter_occupancy": Wording("Transporters that a drug fills", ("{drug}: {transporter}",)),
    "molecular/printed_results": Wording("Results printed elsewhere", ("{measure}: {group}", "{time_h}")),
    "molecular/time_marks": Wording("Measured directions over time", ("{lane}: {what}",)),
    "molecular/synapse_findings": Wording("Evidence on synapses", ("{method}: {where}", "{question}")),
    "network/default_mode_findings": Wording("The default mode network in depression", ("{label}: {says}",)),
    "network/metaphors": Wording("Sayings about the brain", ("{metaphor}",)),
    "network/connections": Wording(
        "Connections of the network model", ("{source} to {target}", "{kind}")
    ),
    "network/connectivity_effects": Wording(
        "Changes of connectivity", ("{measure}", "{region_a} with {region_b}", "{population}", "{role}")
    ),
    "network/connectomes": Wording("Maps of connections", ("package {package}", "{regions} regions")),
    "network/model_parameters": Wording("Constants of the network models", ("{meaning}",)),
    "network/models": Wording("Published network models", ("{model}",)),
    "network/region_findings": Wording("What was found in a region of the brain", ("{says}", "{scope}")),
    "network/regions": Wording("Coordinates of regions", ("{label}",)),
    "network/signal_effects": Wording("Changes of brain signals", ("{signal}", "{population}", "{contrast}")),
    "psychological/acute_arms": Wording("Acute effects beside the control group", ("{lane}", "{words}")),
    "psychological/acute_marks": Wording("When acute effects come and go", ("{lane}: {mark}", "{who}")),
    "psychological/acute_regimens": Wording("Regimens whose acute effects are drawn", ("{label}",)),
    "psychological/dissociation_links": Wording(
        "Dissociation and benefit", ("{felt}", "{mood}", "{form}, {route}", "{time_h}")
    ),
    "psychological/scales": Wording("What scales ask", ("{short}: {name}",)),
    "psychological/session_steps": Wording("A session on a clock", ("{session}", "{label}")),
    "psychological/cognition": Wording("Thinking and belief", ("{construct}", "{task_or_scale}", "{group}")),
    "psychological/belief_findings": Wording("Good news and bad news", ("{who}: {says}",)),
    "psychological/mind_theories": Wording("Theories of how a mind changes", ("{name}",)),
    "psychological/sorted_claims": Wording("Reports, measurements, tests and theories", ("{statement}",)),
    "psychological/thinking_times": Wording("Thinking and belief over time", ("{label}: {says}",)),
    "psychological/comparators": Wording(
        "Other treatments and comparison groups",
        ("{treatment}", "{measure}", "{condition_group}", "{arm}", "{time_h}"),
    ),
    "psychological/course": Wording("Several doses, relapse and upkeep", _TRIAL),
    "psychological/crossovers": Wording(
        "Trials in which each person got both", ("Each person got both treatments, in turn",)
    ),
    "psychological/experience": Wording("What people felt", ("{measure}", "{form}, {route}", "{time_min}")),
    "psychological/expectancy_parameters": Wording("Constants of the models of expectancy", ("{meaning}",)),
    "psychological/guess_rates": Wording("Who could tell what they got", ("{who}", "{control}", "{asked}")),
    "psychological/head_to_head": Wording("Trials against another treatment", ("{label}: {says}", "{measure}")),
    "psychological/onset_courses": Wording("When treatments set in", ("{label}: {drug_words}",)),
    "psychological/resistance_definitions": Wording("When depression is called resistant", ("{label}: {asks}",)),
    "psychological/resistance_results": Wording("Results by the definition of resistance", ("{treatment}: {asked}",)),
    "psychological/mood_parameters": Wording("Constants of the mood model", ("{meaning}",)),
    "psychological/mood_settings": Wording("What control groups improve", ("{label}: {meaning}",)),
    "psychological/mood_targets": Wording("Published results the mood model is checked against", ("{label}",)),
    "psychological/mood_uncontrolled": Wording("Courses of drips without a placebo group", ("{says}",)),
    "psychological/mood_regimens": Wording("Regimens with a mood trial", ("{meaning}", "{form}, {route}")),
    "psychological/relapse_curves": Wording("Who relapsed, and when", ("{label}: {says}",)),
    "psychological/outcomes": Wording("Results of trials", _TRIAL),
    "psychological/patient_themes": Wording("What patients spoke about", ("{label}", "{condition}")),
    "psychological/safety": Wording("Harms and rules", ("{topic}", "{form}, {route}")),
    "psychological/therapy_trials": Wording("Trials of ketamine with therapy", ("{label}", "{therapy}", "{condition}")),
    "psychological/condition_trials": Wording("Trials in other conditions", ("{label}: {condition}", "{says}")),
    "psychological/ptsd_arms": Wording("Groups of two PTSD trials", ("{words}",)),
    "psychological/ptsd_facts": Wording("Two PTSD trials side by side", ("{topic}: {says}",)),
    "psychological/pain_readings": Wording("Two readings on chronic pain", ("{aspect}, {pain}",)),
    "psychological/pain_results": Wording("Pooled results on chronic pain", ("{label}", "{when}")),
    "psychological/memory_orders": Wording("Recall, drug and storing again", ("{says}",)),
    "psychological/memory_studies": Wording("Studies of memories that are stored again", ("{who}: {measured}",)),
    "psychological/abstinence_slots": Wording("Days without a drug, and relapse", ("{label}: {slot}",)),
    "routes/direct_comparisons": Wording("Ways compared in one study", ("{finding}",)),
    "routes/model_parameters": Wording("Constants of the blood models", ("{meaning}",)),
    "routes/mouse_tests": Wording("Tests in mice", ("{form}: {test}", "{time_h}", "{result}")),
    "routes/pk_models": Wording("Published blood models", ("{model_name}", "{parameter} of {analyte}")),
    "routes/pk_observations": Wording(
        "Levels in blood", ("{parameter}: {analyte}", "{form}, {route}", "{population}")
    ),
    "routes/rodent_counts": Wording("Studies in mice and rats that a review counts", ("{form}: {behaviour}",)),
    "routes/route_comparisons": Wording("Ways in set beside each other", ("{first} and {second}: {finding}",)),
    "routes/route_form_facts": Wording("Facts of routes and forms", ("{form}, {route}",)),
    "routes/spray_day": Wording("A day with the licensed spray", ("{lane}", "{label}")),
    "routes/spray_licences": Wording("Licences of the spray", ("{region}, {year}: {what}",)),
    "routes/spray_trials": Wording("Whether trials of the spray reached their goal", ("{label}, {dose}", "{goal}")),
    "routes/studied_regimens": Wording("Regimens that were studied", ("{label}", "{form}, {route}")),
    "routes/validation_targets": Wording("Published levels the model is checked against", ("{quantity}", "{scenario}")),
    "safety/effect_studies": Wording("Trials whose side effects are drawn", ("{label}", "{who}")),
    "safety/effect_times": Wording("When side effects come and go", ("{name}: {words}",)),
    "safety/follow_up": Wording("How long people were followed", ("{label}: {says}", "{form}, {route}")),
    "safety/organ_findings": Wording("Bladder and liver", ("{organ}: {words}", "{n_is}")),
    "safety/pressure_points": Wording("Rises of blood pressure", ("{label}: {says}", "{reading}")),
    "safety/pressure_who": Wording("In whom blood pressure rises more", ("{says}",)),
    "safety/severe_rates": Wording("Serious or severe side effects", ("{name}",)),
    "safety/cautions": Wording("What the labels of the spray warn of", ("{label}, {kind}: {condition}",)),
    "safety/cost_facts": Wording("What the spray costs and whether it is paid for", ("{country}, {when}: {what}",)),
    "safety/home_facts": Wording("Ketamine at home or watched", ("{label}",)),
    "safety/milestones": Wording("Milestones from anaesthetic to antidepressant", ("{short}",)),
    "safety/misuse_facts": Wording("Misuse, law and help", ("{country}, {when}: {what}",)),
    "safety/pipeline": Wording("Drugs that followed ketamine into trials", ("{drug}: {result}",)),
    "safety/receptor_sorting": Wording("Drugs sorted by their main target", ("{drug}: {family}",)),
    "safety/regulation_events": Wording("Approvals and warnings", ("{country}, {year}: {short}",)),
    "teaching/claim_sides": Wording("Both sides of contested claims", ("{says}",)),
    "teaching/claim_cards": Wording("The other side of contested claims", ("{other_side}",)),
    "teaching/claims": Wording("Popular claims", ("{claim}", "verdict: {verdict}")),
    "teaching/glossary": Wording("Words explained", ("{term}",)),
    "teaching/left_out": Wording("What popular articles leave out", ("{topic}: {says}",)),
    "teaching/quiz_bank": Wording("Questions", ("{question}",)),
    "teaching/sentences": Wording("Sentences to judge", ("{better}",)),
}  # fmt: skip


def label(table: str, row: Mapping[str, Any]) -> str:
    """Return a short label of a row.

    Parameters
    ----------
    table
        A table that cites references.
    row
        One of its rows, as `evidence.rows` gives it.
    """
    schema = library().schema(table)
    recalled = row.get("recalled") or ()
    pieces = []
    for piece in WORDINGS[table].pieces:
        fields = {name: _words(schema[name], row) for name in _FIELD.findall(piece) if name not in recalled}
        if all(fields.get(name) for name in _FIELD.findall(piece)):
            pieces.append(piece.format(**fields).rstrip("."))
    text = "; ".join(pieces)
    first = text.partition(" ")[0].rstrip(",;:")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def _words(column: Column, row: Mapping[str, Any]) -> str:
    value = row[column.name]
    if value is None or value == () or (column.vocabulary in ("form", "route") and value == "none"):
        return ""
    if column.unit in ("h", "min"):
        return _time(float(value) / (60 if column.unit == "min" else 1))
    for point in column.points_to:
        table = point.rpartition(".")[0]
        if table in _NAMES:
            return _named(table).get(value, str(value))
    if column.vocabulary == "form" and value.endswith(("racemic", "ketamine")):
        return str(value)  # the field's own names are shorter than their meaning
    if column.vocabulary:
        words = meaning(column.vocabulary, value)
        end = _SHORT.get(column.vocabulary)
        return _small(words.partition(end)[0] if end else words)
    return str(value).replace("_", " ")


def _time(hours: float) -> str:
    if hours < 0:
        return "before the dose"
    if hours < 1:
        return f"at {hours * 60:.0f} min"
    return f"at {hours:.3g} h" if hours <= 48 else f"at day {hours / 24:.3g}"


def _small(text: str) -> str:
    """Lower the first letter, unless it stands for a name such as S-ketamine or MADRS."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


@cache
def _named(table: str) -> Mapping[str, str]:
    columns = library().read(table).columns
    return dict(zip(columns["id"], columns[_NAMES[table]], strict=True))
