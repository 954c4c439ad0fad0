"""The cascade over time: a logic model whose every arrow is a row of the tables.

Structure, for whoever exports it
---------------------------------
* ``tables.states()``: the variables, from ``data/molecular/cascade_states.csv``.
  *input*: set by the drug (`inputs.drive`).  *constant*: its ``rest``.
  *algebraic*: equals its target T.  *state*: dy/dt = (T - y) / tau, with tau =
  ``rise_h`` where T > y and ``fall_h`` where not; y(0) is the target without drug.
* ``tables.rules()``: the arrows, from ``data/molecular/cascade_rules.csv``.
  With r the reading of a rule, h(x) = (1 + K^n) x^n / (K^n + x^n), 1 - h(x), x
  or 1 - x, a target is

      T = [1 - (1 - rest) * prod over terms of drives (1 - prod of weight * r)]
          * prod over gates (1 - weight + weight * r) * prod over brakes (1 - weight * r)

* ``wiring.network(wiring, hypotheses)``: the rules at work, in an order in
  which each state needs only earlier ones.  A rule whose layer is off is absent,
  or (``when_off`` still) reads its source at rest: `steps.resting`.  The loops
  of the map are cut: surface GluA1 acts where AMPA current is read, not on the
  acute current; protein making is an early and a late part; the brake on
  glutamate reads the firing that releases it.
* ``ensemble.draws(n, seed)``: K, n and tau of each draw; draw 0 is the middle.
* Interventions act on outputs: what others read of a state, not its own equation.
"""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {"scoring": "", "time_course": ""})
