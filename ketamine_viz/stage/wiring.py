"""From a declared control to the core ipywidget that a reader uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import traitlets

from ketamine_viz.stage.controls import Choice, Control, Several, Toggle
from ketamine_viz.stage.text import escape

_AUTO = {"width": "auto"}


class Switches(widgets.HBox):
    """A labelled row of on/off buttons whose value is a tuple."""

    value = traitlets.Tuple()

    def __init__(self, control: Several) -> None:
        self._options = [option for _, option in control.options]
        self._buttons = [
            widgets.ToggleButton(
                description=words,
                value=option in control.value,
                layout=_AUTO,
                tooltip=f"{control.label}: {words}",
            )
            for words, option in control.options
        ]
        self._busy = False
        label = widgets.HTML(f'<span class="kv-group">{escape(control.label)}</span>')
        super().__init__([label, *self._buttons], layout={"flex_flow": "row wrap", "align_items": "center"})
        self.value = control.check(control.value)
        for button in self._buttons:
            button.observe(self._from_buttons, "value")

    def _from_buttons(self, _: Any) -> None:
        if not self._busy:
            self.value = tuple(
                option for option, button in zip(self._options, self._buttons, strict=True) if button.value
            )

    @traitlets.observe("value")
    def _to_buttons(self, change: Any) -> None:
        self._busy = True
        try:
            for option, button in zip(self._options, self._buttons, strict=True):
                button.value = option in change["new"]
        finally:
            self._busy = False


def core_widget(
    control: Choice | Toggle | Several, changed: Callable[[Control, Any], None]
) -> widgets.Widget:
    """Return the widget of a control; ``changed(control, value)`` is called when the reader moves it."""
    widget: widgets.Widget
    if isinstance(control, Choice):
        widget = widgets.Dropdown(
            description=control.label,
            options=list(control.options),
            value=control.value,
            style={"description_width": "initial"},
        )
    elif isinstance(control, Toggle):
        widget = widgets.Checkbox(description=control.label, value=control.value, indent=False)
    else:
        widget = Switches(control)
    widget.observe(lambda change: changed(control, change["new"]), "value")
    return widget
