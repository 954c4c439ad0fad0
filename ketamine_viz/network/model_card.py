"""What the network model holds, leaves out and gets wrong, in plain lines."""

from __future__ import annotations

from ketamine_viz.network.anatomy import connections, counts, tally

_BEFORE = (
    (
        "In: 18 regions of a schematic brain, each with excitatory and inhibitory cells; NMDA drive "
        "within and between regions; inhibition set so that every region rests at 3.08 Hz without "
        "drug. Links are correlations of slow activity, worked out from the equations without chance."
    ),
    (
        "Knobs: block on inhibitory cells; selectivity, the block on pyramidal cells relative to it; "
        "an assumed lesion called depression; an assumed plasticity a day later that undoes 60 % of "
        "it."
    ),
)
_AFTER = (
    (
        "Assumed by us, too: the size of the lesion, the size and timing of plasticity, and that the "
        "habenula is blocked on its projecting cells. What plasticity does at synapses is put in by "
        "hand; only the connectivity that follows is an outcome."
    ),
    (
        "Published constants: the rate curves and time constants of the mean field (Deco 2014). "
        "Nothing was fitted to a ketamine study."
    ),
    (
        "Left out: blood flow, head movement, global signal, left and right sides, serotonin, "
        "dopamine, opioid and metabolite effects. So disputes about preprocessing cannot be settled "
        "here. Rumination appears only as the link of the mood hub with the default mode network."
    ),
    (
        "Form and route: enter only through the block. Brain imaging after ketamine is nearly all "
        "from drips into a vein. For other routes the picture would be predicted from the blood level "
        "only."
    ),
    (
        "Checked: a change of sign of the drug's effect near selectivity 0.44 (healthy) and 0.43 "
        "(depressed); the ratio of default mode connectivity under an even block to that before is "
        "0.30, where deep ketamine anaesthesia gave 0.35 in eight people."
    ),
    (
        "Gets wrong, sign: default mode links were lower in two infusion studies; at selectivity one "
        "third the model raises them. Salience links were lower in one study; the model raises them. "
        "The link of the hippocampus with the dorsolateral prefrontal cortex moves the wrong way, "
        "though hippocampus with all prefrontal regions is right."
    ),
    (
        "Gets wrong, a day later: the dorsolateral link with the mood hub becomes more negative, "
        "while it rose in one study of people with depression; insula with default mode moves at day "
        "ten, where the study found no change; prefrontal global connectivity falls, where one study "
        "found a rise and one no change."
    ),
    (
        "Gets wrong, healthy people: links of prefrontal cortex and striatum rise during the infusion "
        "and hardly fall a day later, where one study saw a fall."
    ),
    (
        "Gets wrong, depression: the lesion raises default mode links, while large samples found them "
        "slightly lower or not different. Mean connectivity is high in the model's depressed brain; "
        "studies with global signal regression say low."
    ),
    "Gets wrong, activity: the mood hub's rate rises with the drug, where scans saw its signal fall.",
    (
        "Not drawn: states in which the mean default mode rate passes 10 Hz. There the model has left "
        "its low-rate range."
    ),
)


def _wiring() -> str:
    every = connections()
    one_way = sum(1 for one in every if one.kind == "C" and one.shown in ("forward", "back"))
    both_ways = sum(1 for one in every if one.kind == "C")
    assumed = sum(1 for one in every if one.kind == "X" and one.cell_type == "assumed")
    onto = sum(1 for one in every if one.kind == "X")
    return (
        f"Wiring: {len(every)} connections. Their weights are assumed by us. What anatomists have seen of "
        f"them: {tally()}. Still unverified: {counts()['unverified']}. Of the {both_ways} that the model "
        f"runs both ways, {one_way} were seen one way only. Of the {onto} that end on inhibitory cells, "
        f"for {assumed} that kind of ending is our assumption. Each region's card has the sources."
    )


def model_card() -> str:
    """Return the card, one paragraph a line; what is said of the wiring is counted from its table."""
    return "\n".join((*_BEFORE, _wiring(), *_AFTER))
