"""What these tests would say of a panel that is broken: a check that cannot fail is no check."""

from __future__ import annotations

import frontends
import nbformat
import panels
import pytest

NAME = "spoilt.ipynb"
SPOILT = """
import ipywidgets
from ketamine_viz import stage

class Line(stage.Picture):
    def build(self, fig):
        self.axes = fig.subplots()
        (self.line,) = self.axes.plot([0, 1], [0, 1])

    def update(self, result):
        self.line.set_linewidth(result)
        return True

    def describe(self, result):
        return stage.Description("A line.", f"It is {result:g} points wide.", "", f"{result:g} points")

    def table(self, result):
        return stage.Table("Line", ("width",), ((result,),))

controls = (
    stage.Range("width", label="Width", minimum=1, maximum=9, step=2, value=1),
    stage.Toggle("dead", label="Dead", value=False),
)
panel = stage.Panel(title="Spoilt", picture=Line(), controls=controls, compute=lambda *, width, dead: width)
nameless = ipywidgets.FloatSlider(description="has no name for a screen reader")
stranger = ipywidgets.HTML('<img src="https://elsewhere.invalid/picture.png" alt="from elsewhere">')
panel.children = (*panel.children, nameless, stranger)
panel
"""


@pytest.fixture
def spoilt(page, lab, keep_picture):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SPOILT)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    path = lab.folder / "notebooks" / NAME
    nbformat.write(notebook, path)
    frontends.open_in_lab(page, lab, NAME)
    frontends.run_all_in_lab(page, lab, NAME)
    return page.locator(".kv-live").first  # the file stays: JupyterLab keeps asking for what it had open


def test_each_check_sees_its_fault_and_no_other(spoilt, page, witness):
    faults = panels.use_every_control(spoilt)
    assert faults == [
        "checkbox 'Dead': the picture did not change",
        "checkbox 'Dead': the text alternative did not change",
    ]
    assert any(
        "has no name" in found or "aria-input-field-name" in found for found in panels.violations(page)
    )
    assert witness.strangers == ["https://elsewhere.invalid/picture.png"]
    assert any("elsewhere.invalid" in error for error in witness.errors)
