"""A word explained in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ketamine_viz.stage.text import escape, join


class Term:
    """A glossary term, shown with its plain definition.

    Parameters
    ----------
    term, definition
        The word, and what it means in one or two plain sentences.
    related
        Other terms worth a look.
    """

    def __init__(self, term: str, definition: str, related: Sequence[str] = ()) -> None:
        self.term, self.definition, self.related = term, definition, tuple(related)

    def __repr__(self) -> str:
        return f"{self.term}: {self.definition}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        more = f" <em>See also {escape(join(self.related))}.</em>" if self.related else ""
        body = f"<p><dfn><strong>{escape(self.term)}</strong></dfn>: {escape(self.definition)}{more}</p>"
        return {"text/plain": repr(self), "text/html": body}
