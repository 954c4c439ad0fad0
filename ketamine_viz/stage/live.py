"""The one anywidget of the suite: sliders, picture, status, clicks, saving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

_HERE = Path(__file__).parent


class LivePicture(anywidget.AnyWidget):
    """A picture with native sliders above it and a spoken status below it.

    Core ipywidgets sliders have no accessible name and its images no text
    alternative, so these parts are ours; drop-downs, check boxes and buttons
    stay core.

    Attributes
    ----------
    image
        PNG bytes; empty hides the figure.
    alt, status
        Text alternative, and the sentence spoken after a change.
    width, height
        Size of the picture on the page [CSS pixels].
    ranges, values
        Slider specifications (see ``controls.Range.spec``) and their values by name.
    link_key, link
        Name of the parameter of the page's address that this panel wants, and what the browser found there.
    sent, answered
        Count of the browser's changes, and the last one that was answered: silence means a lost kernel.
    """

    _esm = _HERE / "live.js"
    _css = _HERE / "live.css"

    image = traitlets.Bytes(b"").tag(sync=True)
    alt = traitlets.Unicode("").tag(sync=True)
    status = traitlets.Unicode("").tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)
    width = traitlets.Int(0).tag(sync=True)
    height = traitlets.Int(0).tag(sync=True)
    ranges = traitlets.List(traitlets.Dict()).tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    pixel_ratio = traitlets.Float(1.0).tag(sync=True)
    present = traitlets.Bool(False).tag(sync=True)
    clickable = traitlets.Bool(False).tag(sync=True)
    link_key = traitlets.Unicode("").tag(sync=True)
    link = traitlets.Unicode("").tag(sync=True)
    sent = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    @traitlets.observe("sent")
    def _heard(self, _: Any) -> None:
        # Only that somebody is there: it says nothing of what was drawn.
        self.answered = self.sent

    def save(self, filename: str, mime: str, content: bytes) -> None:
        """Offer ``content`` to the reader as a download."""
        self.send({"kind": "save", "filename": filename, "mime": mime}, buffers=[content])

    def on_click(self, handler: Any) -> None:
        """Call ``handler(x, y)`` with shares of the picture's width and height from its top left."""

        def listen(_: Any, content: Any, __: Any) -> None:
            if isinstance(content, dict) and content.get("kind") == "click":
                handler(float(content["x"]), float(content["y"]))

        self.on_msg(listen)
