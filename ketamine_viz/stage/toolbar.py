"""The row of buttons every panel has: reset, table, large picture, save."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

_AUTO = {"width": "auto"}


class Toolbar(widgets.HBox):
    """Reset, show as table, large picture for a projector, save as PNG, SVG or CSV."""

    def __init__(
        self,
        *,
        reset: Callable[[], None],
        save: Callable[[str], None],
        show_table: Callable[[bool], None],
        present: Callable[[bool], None],
    ) -> None:
        self.reset = widgets.Button(description="Reset", layout=_AUTO)
        self.table = widgets.ToggleButton(description="Show as table", layout=_AUTO)
        self.present = widgets.ToggleButton(description="Large picture", layout=_AUTO)
        self.kind = widgets.Dropdown(
            description="Save as",
            options=[("picture (PNG)", "png"), ("drawing (SVG)", "svg"), ("numbers (CSV)", "csv")],
            style={"description_width": "initial"},
        )
        self.save = widgets.Button(description="Save", layout=_AUTO)
        self.reset.on_click(lambda _: reset())
        self.save.on_click(lambda _: save(self.kind.value))
        self.table.observe(lambda change: show_table(change["new"]), "value")
        self.present.observe(lambda change: present(change["new"]), "value")
        super().__init__(
            [self.reset, self.table, self.present, self.kind, self.save],
            layout={"flex_flow": "row wrap", "align_items": "center"},
        )
