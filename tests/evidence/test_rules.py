from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.evidence import rules
from ketamine_viz.evidence.rules import Measures, Table, Unit, share_is_possible


def findings(rule, name="routes/x", texts=None, **cells):
    rows = {c: [str(v) if v is not None else "" for v in values] for c, values in cells.items()}
    return list(rule(Table(name, cells, {**rows, **(texts or {})})))


def test_low_is_not_above_high():
    assert findings(rules.limits_in_order, low=[1.0, None], high=[2.0, 1.0]) == []
    (found,) = findings(rules.limits_in_order, f_low=[1.0, 3.0], f_high=[2.0, 2.0])
    assert found[:3] == (1, "f_low", "3 is above f_high 2")


def test_a_value_lies_in_its_interval():
    assert findings(rules.limits_in_order, ci_low=[-2.0], ci_high=[0.5], value=[-1.0]) == []
    (found,) = findings(rules.limits_in_order, ci_low=[-2.0], ci_high=[0.5], value=[1.0])
    assert found[1] == "value"
    # A range of something else does not bind the value.
    assert findings(rules.limits_in_order, f_low=[1.0], f_high=[2.0], value=[9.0]) == []


@pytest.mark.parametrize(
    ("parameter", "route", "fix"),
    [
        ("CL", "oral", "write CL_F"),
        ("CL", ("intranasal", "oral"), "write CL_F"),
        ("CL_F", "iv_infusion", "write CL"),
        ("CL", ("oral", "iv_bolus"), None),
        ("CL_F", "oral", None),
        ("CL_F", "any", None),
        ("CL", None, None),
        ("Cmax", "oral", None),
    ],
)
def test_clearance_is_never_mixed_with_apparent_clearance(parameter, route, fix):
    found = findings(rules.clearance_kinds, parameter=[parameter], route=[route])
    assert [f[3] for f in found] == ([fix] if fix else [])


def test_clearance_is_a_matter_of_routes_tables():
    assert findings(rules.clearance_kinds, "network/x", parameter=["CL"], route=["oral"]) == []


def test_a_value_has_a_unit():
    assert findings(rules.value_has_unit, value=[1.0, None], unit=["h", None]) == []
    (found,) = findings(rules.value_has_unit, value=[1.0], unit=[None])
    assert found[:2] == (0, "unit")


@pytest.mark.parametrize(
    ("percent", "n", "possible"),
    [
        ("64", 47, True),
        ("45.7", 47, False),
        ("71", 17, True),
        ("0", 5, True),
        ("100", 5, True),
        ("110", 10, False),
    ],
)
def test_some_percentages_are_impossible(percent, n, possible):
    assert share_is_possible(percent, n) is possible


@given(st.integers(1, 3000), st.data(), st.integers(0, 2))
def test_every_real_share_is_possible(n, data, digits):
    k = data.draw(st.integers(0, n))
    assert share_is_possible(f"{100 * k / n:.{digits}f}", n)


def test_percentages_are_tested_only_where_n_is_the_group_counted():
    cells = {"value": [45.7], "unit": ["%"], "n": [47], "n_of": ["arm"], "estimate": ["observed"]}
    assert len(findings(rules.possible_percentage, texts={"value": ["45.7"]}, **cells)) == 1
    for honest in (
        {"n_of": ["unclear"]},
        {"estimate": ["model_estimate"]},
        {"unit": ["% change"]},
        {"n": [None]},
    ):
        assert findings(rules.possible_percentage, texts={"value": ["45.7"]}, **cells | honest) == []


def test_constants_have_sources_unless_assumed():
    cells = {"group": ["g", "g"], "symbol": ["a", "b"], "basis": ["assumed", "published"], "refs": [(), ()]}
    (found,) = findings(rules.sources_for_constants, texts={"refs": ["", ""]}, **cells)
    assert found[:2] == (1, "refs")


def test_symbols_are_unique_in_their_group():
    cells = {"group": ["g", "g", "h"], "symbol": ["a", "a", "a"], "basis": ["assumed"] * 3, "refs": [()] * 3}
    (found,) = findings(rules.sources_for_constants, texts={"refs": [""] * 3}, **cells)
    assert found[:2] == (1, "symbol")


def test_no_arrow_points_to_itself():
    (found,) = findings(rules.no_self_arrow, source=["a", "b"], target=["b", "b"], sign=["activates"] * 2)
    assert found[:2] == (1, "target")


@pytest.mark.parametrize(
    ("kind", "options", "answer", "column"),
    [
        ("single", "a|b", "a", None),
        ("multiple", "a|b|c", "a|c", None),
        ("numeric", None, "52.2", None),
        ("single", "a|b", "c", "answer"),
        ("single", "a|b", "a|b", "answer"),
        ("single", "a|a", "a", "options"),
        ("single", None, "a", "options"),
        ("numeric", None, "half", "answer"),
        ("numeric", "a|b", "2", "options"),
    ],
)
def test_answers_are_among_the_options(kind, options, answer, column):
    found = findings(rules.answers_are_offered, type=[kind], options=[options], answer=[answer])
    assert [f[1] for f in found] == ([column] if column else [])


def test_a_word_stands_once_in_its_list():
    (found,) = findings(rules.terms_once, "vocabularies", vocabulary=["a", "b", "a"], term=["x", "x", "x"])
    assert found[:2] == (2, "term")


def test_a_paper_stands_once():
    cells = {
        "key": ["a", "b"],
        "doi": ["10.1038/X", "10.1038/x"],
        "pmid": [None, None],
        "pmcid": [None, None],
    }
    (found,) = findings(rules.papers_once, "references", **cells)
    assert found[:2] == (1, "doi")


MEASURES = Measures(
    {
        ("", "ng/mL"): Unit("concentration", 0, 100000),
        ("", "h"): Unit("time", 0, 1000),
        ("routes", "%"): Unit("share", 0, 200),
        ("psychological", "%"): Unit("share", 0, 100),
    },
    {"Cmax": ("concentration",), "Tmax": ("time",)},
)


@pytest.mark.parametrize(
    ("name", "parameter", "value", "unit", "column"),
    [
        ("routes/x", "Cmax", 185.0, "ng/mL", None),
        ("routes/x", "Cmax", -185.0, "ng/mL", "value"),
        ("routes/x", "Cmax", 185.0, "h", "unit"),
        ("routes/x", "Tmax", 5000.0, "h", "value"),
        ("routes/x", "F", 116.0, "%", None),
        ("psychological/x", "F", 116.0, "%", "value"),
        ("network/x", "F", 116.0, "%", None),
        ("routes/x", "Cmax", None, "ng/mL", None),
        ("routes/x", "Cmax", 185.0, "furlong", "unit"),
        ("network/x", "Cmax", 185.0, "furlong", None),
    ],
)
def test_a_value_fits_its_unit_and_the_unit_its_quantity(name, parameter, value, unit, column):
    cells = {"parameter": [parameter], "value": [value], "unit": [unit]}
    found = list(rules.value_fits_unit(Table(name, cells, cells, MEASURES)))
    assert [f[1] for f in found] == ([column] if column else [])
