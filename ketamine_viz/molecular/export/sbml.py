"""The dynamic cascade as SBML, from the drug in the blood to the outcomes, so that other engines can run it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ketamine_viz.molecular.cascade.agents import resolve
from ketamine_viz.molecular.cascade.ensemble import MOST_DRAWS
from ketamine_viz.molecular.cascade.ensemble import draws as ensemble
from ketamine_viz.molecular.cascade.interventions import Intervention, checked
from ketamine_viz.molecular.cascade.run import LONGEST_H
from ketamine_viz.molecular.cascade.wiring import DEFAULT, STANDARD, network
from ketamine_viz.molecular.cascade.wiring import checked as checked_hypotheses
from ketamine_viz.molecular.export import equations, levels
from ketamine_viz.molecular.export.extra import needed, place


def to_sbml(
    path: str | Path,
    course: Any,
    hours: float = 336.0,
    interventions: Iterable[str | Intervention] = (),
    hypotheses: Iterable[str] = STANDARD,
    *,
    wiring: str = DEFAULT,
    draw: int = 0,
    draws: int = 200,
    seed: int = 1,
) -> Path:
    """Write one draw of a run as SBML level 3 and return where.

    Time is in hours.  Levels (``ng_s_ketamine`` and so on) are [ng/mL], unbound
    concentrations (``um_``) [µM]; ``block_`` is the share of a pool of NMDA
    receptors that is blocked; every state of the cascade has its own id, 0 to
    1.  A state follows its target ``goal_`` as ``y_``; it is read under its
    plain name, after what interventions do to it.  States carry identifiers,
    rules the arrows they stand for, with strength, species and papers.

    Parameters
    ----------
    path
        File to write.
    course, hours, interventions, hypotheses, wiring
        As in `simulate`; the course is of ``ketamine_viz.routes.simulate`` or
        of `rodent`.
    draw, draws, seed
        Which of how many draws from which seed; 0 is the middle of every range.

    Raises
    ------
    ImportError
        Without the optional package antimony, which the extra ``export`` brings.
    ValueError
        Names the argument, its value and what is allowed.

    Sources: those of ``data/molecular/cascade_edges.csv``.
    """
    where = place(path)
    if isinstance(draws, bool) or not isinstance(draws, int) or not 1 <= draws <= MOST_DRAWS:
        raise ValueError(f"draws={draws!r} is not allowed; allowed: a whole number from 1 to {MOST_DRAWS}")
    if isinstance(draw, bool) or not isinstance(draw, int) or not 0 <= draw < draws:
        raise ValueError(f"draw={draw!r} is not allowed; allowed: a whole number from 0 to {draws - 1}")
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= LONGEST_H:
        raise ValueError(f"hours={hours!r} is not allowed; allowed: above 0 up to {LONGEST_H:g} h")
    engine = needed("antimony", "to_sbml")
    net = network(wiring, checked_hypotheses(hypotheses))
    done = checked(resolve(interventions), float(hours))
    values = equations.constants(net, ensemble(draws, seed), draw)
    text = "\n".join(
        [
            "model cascade()",
            *levels.lines(course, engine),
            *equations.lines(net, values, equations.starts(net, values, done), done, float(hours)),
            "end",
        ]
    )
    engine.clearPreviousLoads()
    if engine.loadAntimonyString(text) < 0:
        raise RuntimeError(f"antimony refused the model: {engine.getLastError()}")
    where.write_text(str(engine.getSBMLString("cascade")), encoding="utf-8")
    return where
