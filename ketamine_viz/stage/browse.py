"""A table that a reader searches, filters and opens cards from; it knows nothing of what the rows are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from ketamine_viz.stage import html
from ketamine_viz.stage.live import LivePicture
from ketamine_viz.stage.picture import Card, Table
from ketamine_viz.stage.text import escape, join, plural

#: More would hide the table behind its own furniture; the claims need four: part, topic, verdict, in whom.
MOST_FILTERS = 4
_AUTO = {"width": "auto"}
_LABELLED = {"description_width": "initial"}
_WRAP = {"flex_flow": "row wrap", "align_items": "center"}


@dataclass(frozen=True)
class Filter:
    """One drop-down list that narrows the rows.

    Attributes
    ----------
    name, label
        Name in code, and words on the screen.
    of
        From a row to the value it has, or to the several it has.
    options
        Values in the order offered; in order of first appearance if empty.
    """

    name: str
    label: str
    of: Callable[[Any], str | tuple[str, ...]]
    options: tuple[str, ...] = ()

    def values(self, row: Any) -> tuple[str, ...]:
        """Return the values of a row."""
        found = self.of(row)
        return (found,) if isinstance(found, str) else tuple(found)


class Browse(widgets.VBox):
    """Search, filter and page through rows; a card opens beside the table.

    Parameters
    ----------
    title
        What is listed.
    rows
        Anything; the functions below read it.
    columns
        ``(heading, function of a row)`` pairs; the first heads its row.
    filters
        At most four.
    card
        From a row to its card; asked only for rows on the page.
    search_in
        From a row to the text that is searched.  Every word typed must occur,
        in any order; capitals and accents do not matter.
    page
        Rows on one page.
    note
        Caption in plain text.
    things
        What one row is and what many are: ``("reference", "references")``.

    Raises
    ------
    ValueError
        For no columns, more than four filters, two of one name, or a page
        without rows.
    """

    def __init__(
        self,
        title: str,
        rows: Sequence[Any],
        columns: Sequence[tuple[str, Callable[[Any], object]]],
        filters: Sequence[Filter],
        card: Callable[[Any], Card],
        search_in: Callable[[Any], str],
        page: int = 25,
        note: str = "",
        things: tuple[str, str] = ("row", "rows"),
    ) -> None:
        names = [one.name for one in filters]
        if len(names) > MOST_FILTERS or len(set(names)) < len(names) or {"search", "page"} & set(names):
            raise ValueError(
                f"filters {names} are not allowed; allowed: at most {MOST_FILTERS}, each name once, "
                "none called search or page"
            )
        if not columns:
            raise ValueError("columns=() is not allowed; allowed: at least one (heading, function) pair")
        if isinstance(page, bool) or not isinstance(page, int) or page < 1:
            raise ValueError(f"page={page!r} is not allowed; allowed: a whole number of rows from 1")
        self.title, self._things, self._note = title, things, note
        self._rows, self._columns, self._page = tuple(rows), tuple(columns), page
        self._filters = {one.name: one for one in filters}
        self._make_card = card
        self._cards: dict[int, Card] = {}
        self._texts = [plain(search_in(row)) for row in self._rows]
        self._members = {one.name: [one.values(row) for row in self._rows] for one in filters}
        self._found = list(range(len(self._rows)))
        self._at = 0
        self._quiet = False
        self._make_widgets()
        super().__init__(self._layout_children())
        self.add_class("kv-live")
        self._show(self._count())

    # -- what notebooks, tests and readers use ---------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """What is typed and chosen, and the page, by name."""
        chosen = {name: widget.value for name, widget in self._choices.items()}
        return {"search": self._search.value, **chosen, "page": self._at + 1}

    @property
    def found(self) -> tuple[Any, ...]:
        """Rows that pass the search and the filters."""
        return tuple(self._rows[index] for index in self._found)

    @property
    def shown(self) -> tuple[Any, ...]:
        """Rows on the page."""
        return tuple(self._rows[index] for index in self._on_page())

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-len(self._found) // self._page))

    @property
    def status(self) -> str:
        """The sentence last spoken."""
        return self._say.status

    @property
    def card(self) -> Card | None:
        """The card that is open, if any."""
        index = self._open.value
        return None if index < 0 else self._card(index)

    def set(self, **values: Any) -> Browse:
        """Type, choose or turn the page by value, as a reader would.

        Raises
        ------
        ValueError
            For an unknown control or a value it does not allow: nothing changes;
            for a page that the rows found do not fill: the page stays.
        """
        allowed = ["search", *self._filters, "page"]
        for name, value in values.items():
            if name not in allowed:
                raise ValueError(f"control {name!r} does not exist; allowed: {', '.join(allowed)}")
            if name == "search" and not isinstance(value, str):
                raise ValueError(f"search={value!r} is not text; allowed: words to look for")
            if name in self._filters and value not in self._options(name):
                options = ", ".join(map(repr, self._options(name)))
                raise ValueError(f"{name}={value!r} is not an option; allowed: {options}")
        self._quiet = True
        for name, value in values.items():
            if name != "page":
                (self._search if name == "search" else self._choices[name]).value = value
        self._quiet = False
        if set(values) - {"page"}:
            self._narrow()
        if "page" in values:
            self._turn_to(values["page"])
        return self

    def reset(self) -> None:
        """Empty the search and the filters, close the card and go to the first page."""
        self._open.value = -1
        self.set(search="", **dict.fromkeys(self._filters, ""))

    def open_card(self, card: str) -> None:
        """Turn to the page of a card among the rows found, and open it.

        Raises
        ------
        ValueError
            If no row found has such a card.
        """
        for place, index in enumerate(self._found):
            if self._card(index).id == card:
                self._at = place // self._page
                self._show(self._count())
                self._open.value = index
                return
        raise ValueError(f"card {card!r} is not among the {self._count()}; allowed: the card of a row found")

    # -- making the parts --------------------------------------------------------

    def _options(self, name: str) -> list[str]:
        sieve = self._filters[name]
        seen = dict.fromkeys(value for values in self._members[name] for value in values)
        return ["", *dict.fromkeys([*(one for one in sieve.options if one in seen), *seen])]

    def _make_widgets(self) -> None:
        self._search = widgets.Text(description="Search", style=_LABELLED)
        self._choices: dict[str, widgets.Dropdown] = {}
        for name, sieve in self._filters.items():
            counts = {
                value: sum(value in values for values in self._members[name]) for value in self._options(name)
            }
            options = [(f"{value} ({counts[value]:,})" if value else "any", value) for value in counts]
            self._choices[name] = widgets.Dropdown(
                description=sieve.label,
                options=options,
                value="",
                style=_LABELLED,
                layout={"max_width": "270px"},  # so that search and three lists fit on one line
            )
        for widget in (self._search, *self._choices.values()):
            widget.observe(lambda _: None if self._quiet else self._narrow(), "value")
        # Never disabled: a button that goes grey under the finger takes the keyboard focus with it.
        self._before = widgets.Button(description="Previous page", layout=_AUTO)
        self._after = widgets.Button(description="Next page", layout=_AUTO)
        self._reset = widgets.Button(description="Reset", layout=_AUTO)
        self._before.on_click(lambda _: self._step(-1))
        self._after.on_click(lambda _: self._step(1))
        self._reset.on_click(lambda _: self.reset())
        self._open = widgets.Dropdown(
            description="Open a card", options=[("none", -1)], value=-1, style=_LABELLED
        )
        self._open.observe(self._show_card, "value")
        self._say = LivePicture(label=self.title)
        self._table_html = widgets.HTML(layout={"flex": "3 1 520px", "min_width": "0"})
        self._table_html.add_class("kv-browse-table")
        self._card_html = widgets.HTML(layout={"flex": "0 1 300px", "display": "none"})

    def _layout_children(self) -> list[widgets.Widget]:
        title = widgets.HTML(f'<p class="kv-title">{escape(self.title)}</p>')
        note = [widgets.HTML(f'<p class="kv-note">{escape(self._note)}</p>')] if self._note else []
        return [
            title,
            widgets.HBox([self._search, *self._choices.values()], layout=_WRAP),
            widgets.HBox([self._before, self._after, self._reset, self._open], layout=_WRAP),
            self._say,
            widgets.HBox([self._table_html, self._card_html], layout={"flex_flow": "row wrap"}),
            *note,
        ]

    # -- from a change to the screen ---------------------------------------------

    def _narrow(self) -> None:
        words = plain(self._search.value).split()
        chosen = {name: widget.value for name, widget in self._choices.items() if widget.value}
        self._found = [
            index
            for index, text in enumerate(self._texts)
            if all(word in text for word in words)
            and all(value in self._members[name][index] for name, value in chosen.items())
        ]
        self._at = 0
        self._show(self._count())

    def _step(self, by: int) -> None:
        if not 0 <= self._at + by < self.pages:
            end = "first" if by < 0 else "last"
            self._say.status = f"This is the {end} page. {self._count()}"
            return
        self._turn_to(self._at + 1 + by)

    def _turn_to(self, page: Any) -> None:
        if isinstance(page, bool) or not isinstance(page, int) or not 1 <= page <= self.pages:
            raise ValueError(f"page={page!r} is not there; allowed: 1 to {self.pages}")
        self._at = page - 1
        self._show(self._count())

    def _on_page(self) -> list[int]:
        return self._found[self._at * self._page : (self._at + 1) * self._page]

    def _card(self, index: int) -> Card:
        if index not in self._cards:
            self._cards[index] = self._make_card(self._rows[index])
        return self._cards[index]

    def _count(self) -> str:
        one, many = self._things
        everything = plural(len(self._rows), one, many)
        if not self._found:
            return f"None of {everything}. {self._widen()}"
        count = everything if len(self._found) == len(self._rows) else f"{len(self._found):,} of {everything}"
        return f"{count}, page {self._at + 1} of {self.pages}."

    def _widen(self) -> str:
        """Say what stands in the way when nothing is found."""
        ways = [f"set {self._filters[n].label} to any" for n, w in self._choices.items() if w.value]
        if self._search.value.strip():
            ways.insert(0, "type fewer or shorter words")
        return f"To find more: {join(ways)}; or press Reset." if ways else "The list is empty."

    def _content(self, indices: Sequence[int]) -> Table:
        return Table(
            f"{self.title}: {self._count()}",
            tuple(heading for heading, _ in self._columns),
            tuple(tuple(read(self._rows[index]) for _, read in self._columns) for index in indices),
        )

    def _show(self, status: str) -> None:
        page = self._on_page()
        self._table_html.value = html.table(self._content(page)) if page else ""
        kept = self._open.value if self._open.value in page else -1
        self._quiet_open([("none", -1), *((self._card(index).label, index) for index in page)], kept)
        self._say.status = status

    def _quiet_open(self, options: list[tuple[str, int]], value: int) -> None:
        self._open.unobserve(self._show_card, "value")
        self._open.options = options
        self._open.value = value
        self._open.observe(self._show_card, "value")
        self._show_card(None)

    def _show_card(self, change: Any) -> None:
        card = self.card
        self._card_html.value = (
            '<div class="kv-card kv-browse-card" tabindex="0" role="region" '
            f'aria-label="Card: {escape(card.label)}">{card.html}</div>'
            if card
            else ""
        )
        self._card_html.layout.display = "" if card else "none"
        if change is not None:
            self._say.status = f"Card open: {card.label}" if card else f"Card closed. {self._count()}"

    # -- what a notebook stores -----------------------------------------------------

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**options) or {})
        first = range(min(self._page, len(self._rows)))
        searchable = "Run ▸ Run All Cells makes this searchable."
        everything = plural(len(self._rows), *self._things)
        lines = [f"{self.title}\n{everything}; {len(first)} on the first page."]
        for name, sieve in self._filters.items():
            counted = (words for words, value in self._choices[name].options if value)
            lines.append(f"{sieve.label}: {', '.join(counted)}.")
        bundle["text/plain"] = "\n".join(lines)
        table = Table(
            f"{self.title}: the first {len(first)} of {everything}.",
            tuple(heading for heading, _ in self._columns),
            tuple(tuple(read(self._rows[index]) for _, read in self._columns) for index in first),
        )
        # JupyterLab sets what is no widget to the right.
        plainly = re.sub(r"<(td|th)(?=[ >])", r'<\1 style="text-align:left"', html.table(table))
        bundle["text/html"] = f"<p>{escape(self._note)} <em>{searchable}</em></p>{plainly}"
        return bundle


def plain(text: str) -> str:
    """Return text for searching: no capitals, no accents.

    Examples
    --------
    >>> plain("Hétu São-Paulo")
    'hetu sao-paulo'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
