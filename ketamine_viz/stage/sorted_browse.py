"""A table to browse that can also be sorted by a column; it knows nothing of what the rows are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage.browse import Browse
from ketamine_viz.stage.picture import Table

_LABELLED = {"description_width": "initial"}


class SortedBrowse(Browse):
    """Search, filter, sort and page through rows; a card opens beside the table.

    Parameters
    ----------
    orders
        Heading of a column → what a row is ordered by.  A row whose order is
        None stands last, whichever way the others run.
    named
        As for :class:`ketamine_viz.stage.Browse`.

    Raises
    ------
    ValueError
        For an order of a column that is not there, and as `Browse`.
    """

    _found: list[int]

    def __init__(self, *, orders: Mapping[str, Callable[[Any], Any]], **named: Any) -> None:
        headings = [heading for heading, _ in named["columns"]]
        for heading in orders:
            if heading not in headings:
                raise ValueError(f"orders={heading!r} is not a column; allowed: {', '.join(headings)}")
        self._orders = dict(orders)
        super().__init__(**named)

    @property
    def values(self) -> dict[str, Any]:
        """What is typed, chosen and sorted by, and the page, by name."""
        return {**super().values, "sort": self._by.value, "last_first": self._last.value}

    def set(self, **values: Any) -> SortedBrowse:
        """Type, choose, sort or turn the page by value, as a reader would.

        Raises
        ------
        ValueError
            For an unknown control or a value it does not allow: nothing changes;
            for a page that the rows found do not fill: the page stays.
        """
        sort, last = values.pop("sort", self._by.value), values.pop("last_first", self._last.value)
        if sort not in ("", *self._orders):
            raise ValueError(
                f"sort={sort!r} is not an option; allowed: '', {', '.join(map(repr, self._orders))}"
            )
        if not isinstance(last, bool):
            raise ValueError(f"last_first={last!r} is not allowed; allowed: True or False")
        page = values.pop("page", None)
        super().set(**values)
        if (sort, last) != (self._by.value, self._last.value):
            self._quiet = True
            self._by.value, self._last.value = sort, last
            self._quiet = False
            self._narrow()
        if page is not None:
            super().set(page=page)
        return self

    def reset(self) -> None:
        """Empty the search and the filters, sort as listed, close the card and go to the first page."""
        self._quiet = True
        self._by.value, self._last.value = "", False
        self._quiet = False
        super().reset()

    # -- the parts -----------------------------------------------------------------

    def _make_widgets(self) -> None:
        super()._make_widgets()
        options = [("as listed", ""), *((heading, heading) for heading in self._orders)]
        self._by = widgets.Dropdown(description="Sort by", options=options, value="", style=_LABELLED)
        self._last = widgets.Checkbox(description="Reverse the order", value=False, indent=False)
        for widget in (self._by, self._last):
            widget.observe(lambda _: None if self._quiet else self._narrow(), "value")

    def _layout_children(self) -> list[widgets.Widget]:
        title, search, *rest = super()._layout_children()
        return [title, search, widgets.HBox([self._by, self._last], layout={"flex_flow": "row wrap"}), *rest]

    def _show(self, status: str) -> None:
        """Put the rows found in order, then show the page; a count is spoken with the order."""
        self._found = self._in_order(self._found)
        super()._show(self._count() if status == super()._count() else status)

    def _in_order(self, found: Sequence[int]) -> list[int]:
        listed = sorted(found)
        if not self._by.value:
            return listed[::-1] if self._last.value else listed
        order = {index: self._orders[self._by.value](self._rows[index]) for index in listed}
        known = [index for index in listed if order[index] is not None]
        known.sort(key=order.__getitem__, reverse=self._last.value)
        return [*known, *(index for index in listed if order[index] is None)]

    def _count(self) -> str:
        count = super()._count()
        if not self._found or not (self._by.value or self._last.value):
            return count
        by = f"sorted by {self._by.value}" if self._by.value else "as listed"
        return f"{count.rstrip('.')}; {by}{', reversed' if self._last.value else ''}."

    def _content(self, indices: Sequence[int]) -> Table:
        content = super()._content(indices)
        columns = tuple(f"{one} (sorted)" if one == self._by.value else one for one in content.columns)
        return Table(content.caption, columns, content.rows)
