"""A panel whose state can be saved to a file, loaded from one, and shared as a link."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from ketamine_viz import stage
from ketamine_viz.journey.followed import Knobs
from ketamine_viz.journey.saved import Regimen, from_json, from_link, to_json, to_link
from ketamine_viz.stage.text import escape

#: Name of the parameter in a link.
KEY = "regimen"
FILE = "regimen.json"
_AUTO = {"width": "auto"}
_WRAP = {"flex_flow": "row wrap", "align_items": "center"}


class KeepingPanel(stage.Panel):
    """A panel with the controls of a `Regimen`: plan, at_h and the knobs.

    A file or a link that cannot be read changes nothing: what is wrong is said.
    """

    @property
    def regimen(self) -> Regimen:
        """What is set, as it would be saved."""
        values = self.values
        knobs = {name: values[name] for name in Knobs.__dataclass_fields__}
        return Regimen(values["plan"], values["at_h"], Knobs(**knobs))

    @property
    def link(self) -> str:
        """What to add to the notebook's address so that it opens with this regimen."""
        return f"?{KEY}={to_link(self.regimen)}"

    def load(self, text: str | bytes) -> bool:
        """Take a saved regimen; return whether it could be read."""
        return self._adopt(lambda: from_json(text), "Loaded")

    def save_regimen(self) -> None:
        """Offer the regimen to the reader as a file."""
        self._live.save(FILE, "application/json", to_json(self.regimen).encode())
        self._live.status = f"Saved as {FILE}."

    def _adopt(self, read: Any, how: str) -> bool:
        try:
            self.set(**read().values)
        except ValueError as error:
            self._live.status = f"Nothing changed: {error}"
            return False
        self._live.status = f"{how}. {self.description.headline}"
        return True

    # -- making the parts --------------------------------------------------------

    def _make_widgets(self) -> None:
        super()._make_widgets()
        self._keep = widgets.Button(description="Save regimen", layout=_AUTO)
        self._keep.on_click(lambda _: self.save_regimen())
        self._upload = widgets.FileUpload(
            accept=".json,application/json", multiple=False, description="Load regimen", layout=_AUTO
        )
        self._upload.observe(self._from_file, "value")
        self._link_html = widgets.HTML()
        self._live.link_key = KEY
        self._live.observe(self._from_link, "link")

    def _layout_children(self) -> list[widgets.Widget]:
        row = widgets.HBox([self._keep, self._upload, self._link_html], layout=_WRAP).add_class("kv-keep")
        return [*super()._layout_children(), row]

    def _refresh(self, spoken: str) -> None:
        super()._refresh(spoken)
        self._link_html.value = (
            '<span class="kv-group">Copy this link part, and add it to the address of the page: '
            f"<code>{escape(self.link)}</code></span>"
        )

    # -- from a file or an address -------------------------------------------------

    def _from_file(self, change: Any) -> None:
        if change["new"]:
            self.load(bytes(change["new"][0]["content"]))
            self._upload.value = ()  # so that the same file can be chosen again

    def _from_link(self, change: Any) -> None:
        if change["new"]:
            self._adopt(lambda: from_link(change["new"]), "Opened from a link")
