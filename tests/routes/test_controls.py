"""Controls and source lines that the panels share."""

from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.routes import PRESETS
from ketamine_viz.routes.dose import FORMS, ROUTES
from ketamine_viz.routes.panels import controls, sources

PANELS = {
    "side_by_side": {"form", "analyte", "preset", "routes", "hours", "log"},
    "way_in": {"hours"},
    "sites": {"hours", "log"},
    "dose_bands": {"preset", "log"},
    "availability": {"form"},
}


@pytest.mark.parametrize("name", PANELS)
def test_a_control_of_one_name_has_one_label_and_one_meaning_in_every_panel(name):
    panel = getattr(kv.routes, name)()
    for control in PANELS[name]:
        mine = panel._controls[control]
        shared = (
            getattr(controls, control)(mine.value) if control != "routes" else controls.routes(*mine.value)
        )
        assert type(mine) is type(shared)
        if control == "log":
            assert mine.label in ("Logarithmic axis", "Logarithmic axes")
        else:
            assert mine.label == shared.label
        if control in ("preset", "analyte", "routes"):
            assert mine.options == shared.options
        if control == "form":
            assert set(shared.options) >= set(mine.options) - {("Any", "any")}
        if control == "hours":
            assert (mine.minimum, mine.step, mine.unit) == (shared.minimum, shared.step, "h")
            assert mine.source


def test_every_form_and_route_and_set_of_constants_has_words():
    assert tuple(controls.FORMS) == FORMS
    assert tuple(value for _, value in controls.routes("oral").options) == ROUTES
    assert tuple(sources.OF_PRESET) == PRESETS
    assert [words for words, _ in controls.form("any", "racemic", anything=True).options] == [
        "Any",
        "Racemic (S and R)",
    ]


def test_source_lines_come_in_order_and_once():
    keys = [line.key for line in sources.lines(["zarate2006", "simons2022"], ["zarate2006"], ("fanta2015",))]
    assert keys == ["zarate2006", "simons2022", "fanta2015"]
