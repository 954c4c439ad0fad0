"""What the mood model holds, leaves out and gets wrong: the model card of its panels, made from its own numbers."""

from __future__ import annotations

from ketamine_viz.psychological.mood import constants
from ketamine_viz.psychological.mood.scenarios import checks
from ketamine_viz.stage.text import number


def _fitted() -> str:
    rows = constants.parameters()
    return ", ".join(
        f"{rows[symbol]['symbol']} {number(rows[symbol]['value'])} ({number(rows[symbol]['low'])} to "
        f"{number(rows[symbol]['high'])})"
        for symbol in constants.FITTED
    )


def _score() -> str:
    told = []
    for name, roles in (
        ("fitted or set", ("fitted", "sets")),
        ("not used", ("shares_people", "soft", "checked")),
    ):
        found = [check for check in checks() if check.role in roles and check.row["verified"] != "memory"]
        count = {
            verdict: sum(one.verdict == verdict for one in found) for verdict in ("pass", "near", "fail")
        }
        told.append(f"{name}: {count['pass']} pass, {count['near']} near, {count['fail']} fail")
    return "; ".join(told)


def model_card() -> str:
    """Return the card, line by line."""
    fixed = constants.fixed()
    return f"""\
In: score = start − share × effect × (fast + lasting benefit) − context. Days are counted from the first dose.
Each dose queues a drive in proportion to its strength; the queue acts with time constant {number(fixed.tau_on)} days.
The fast benefit fades with tau_p; k_c turns it into the lasting one, which fades over {number(fixed.tau_q)} days.
Strength of a dose, an assumption: exposure to ketamine over that of 0.5 mg/kg racemic by drip, at most 1.
Fitted on early trials only (best fit, and where 90 of 100 kept sets lie): {_fitted()}.
They are weakly known: bands are of sets that fit the calibration numbers, and are no spread of people.
Set by hand: how much each control group improves; the share that each kind of trial leaves; how fast training works.
Cannot be known from trials: only drug and context together are measured in the drug group. The split is the share.
Checked, {_score()}.
Gets wrong: many doses against midazolam and sprays over tablets (too much promised); months without relapse after \
a spray; the first hour; how uneven people are (a mixture would be needed).
Left out: each person, each illness, other treatments, harms, why it works, and whether relapse is the drug wearing off.
"""


MODEL_CARD = model_card()
