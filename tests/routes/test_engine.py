"""libRoadRunner, given the same compartments as SBML, gives the same levels."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import Dose
from ketamine_viz.routes import simulate

roadrunner = pytest.importorskip("roadrunner")


def sbml(solution):
    """Write the compartments of one mirror form as SBML rate rules, inputs as steps in time."""
    system = solution.system
    species = "".join(
        f'<species id="x{k}" compartment="c" initialAmount="{_at_once(solution, k)!r}" '
        'hasOnlySubstanceUnits="true" boundaryCondition="false" constant="false"/>'
        for k in range(len(system.states))
    )
    rules = ""
    for k in range(len(system.states)):
        terms = [
            f"<apply><times/><cn>{rate!r}</cn><ci>x{j}</ci></apply>"
            for j, rate in enumerate(system.matrix[0, k].tolist())
            if rate
        ]
        for i in solution.inputs:
            if i.over_h > 0 and system.index(i.state) == k:
                rate = float(i.mg) / i.over_h
                terms.append(
                    f"<piecewise><piece><cn>{rate!r}</cn><apply><lt/><csymbol encoding='text' "
                    "definitionURL='http://www.sbml.org/sbml/symbols/time'>t</csymbol>"
                    f"<cn>{i.over_h!r}</cn></apply></piece><otherwise><cn>0</cn></otherwise></piecewise>"
                )
        rules += (
            f'<rateRule variable="x{k}"><math xmlns="http://www.w3.org/1998/Math/MathML">'
            f"<apply><plus/>{''.join(terms)}</apply></math></rateRule>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" '
        'version="1"><model id="body"><listOfCompartments><compartment id="c" size="1" constant="true" '
        f'spatialDimensions="3"/></listOfCompartments><listOfSpecies>{species}</listOfSpecies>'
        f"<listOfRules>{rules}</listOfRules></model></sbml>"
    )


def _at_once(solution, k):
    inputs = [i for i in solution.inputs if i.over_h == 0 and solution.system.index(i.state) == k]
    return float(sum(i.mg for i in inputs))


@pytest.mark.parametrize(
    ("dose", "preset"),
    [
        (Dose("esketamine", "iv_infusion", 17.5, 40.0), "venous"),
        (Dose("esketamine", "iv_infusion", 17.5, 40.0), "arterial"),
        (Dose("esketamine", "im", 35.0), "venous"),
        (Dose("esketamine", "oral", 35.0), "arterial"),
        (Dose("esketamine", "film", 50.0), "arterial"),
        (Dose("esketamine", "intranasal", 84.0), "venous"),
        (Dose("esketamine", "intranasal", 84.0), "nasal_label"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.route,
)
def test_another_engine_agrees(dose, preset):
    times = np.linspace(0.0, 24.0, 49)
    course = simulate([dose], preset=preset, times_h=times)
    solution = course.solutions["s"]
    engine = roadrunner.RoadRunner(sbml(solution))
    engine.integrator.relative_tolerance, engine.integrator.absolute_tolerance = 1e-10, 1e-14
    engine.integrator.maximum_time_step = 0.05  # it must not step over the end of an input
    for substance, (state, factor) in solution.system.observe.items():
        engine.reset()
        found = engine.simulate(0.0, 24.0, 49, ["time", f"x{solution.system.index(state)}"])
        np.testing.assert_allclose(found[:, 0], times, atol=1e-9)
        np.testing.assert_allclose(
            found[1:, 1] * factor[0], course.ng_per_ml[f"s_{substance}"][1:], rtol=1e-6, err_msg=substance
        )
