"""A picture of which only the moving parts are redrawn is the picture drawn from nothing."""

from __future__ import annotations

import numpy as np
import pytest

import ketamine_viz as kv
from ketamine_viz.stage.controls import Choice, Range, Several, Toggle

PANELS = {
    "agreement": kv.routes.agreement,
    "availability": kv.routes.availability,
    "dose_bands": kv.routes.dose_bands,
    "mirror_forms": kv.routes.mirror_forms,
    "sheet": kv.routes.comparison_sheet,
    "sites": kv.routes.sites,
    "way_in": kv.routes.way_in,
}


def values(control):
    """Return a few values of a control, the first one last."""
    match control:
        case Choice():
            some = [value for _, value in control.options][:4]
        case Range():
            some = [value for _, value in control.stops][:3] or [control.minimum, control.maximum]
        case Several():
            some = [(value,) for _, value in control.options][:2]
        case Toggle():
            some = [not control.value]
    return [*some, control.value]


@pytest.mark.parametrize("name", PANELS)
def test_nothing_that_stands_still_was_forgotten(name):
    panel = PANELS[name]()
    canvas = panel._canvas
    assert canvas._moving
    for control in panel._controls.values():
        for value in values(control):
            panel.set(**{control.name: value})
            redrawn = canvas._pixels(1.0).copy()
            canvas._background = None
            assert np.array_equal(canvas._pixels(1.0), redrawn), (control.name, value)


@pytest.mark.parametrize("name", PANELS)
def test_the_saved_drawing_holds_the_moving_words(name):
    panel = PANELS[name]()
    drawing = panel._canvas.svg().decode()
    assert panel._canvas.picture.title.get_text().split(":")[0] in drawing
    assert all(artist.get_animated() for artist in panel._canvas._moving)
