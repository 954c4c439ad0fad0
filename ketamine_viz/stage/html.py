"""The pieces of HTML a panel is made of.  Everything from data is escaped here."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable
from typing import Protocol

from ketamine_viz.stage.picture import Table
from ketamine_viz.stage.text import escape, number


class SourceLine(Protocol):
    """One line of a sources fold; ``ketamine_viz.evidence.source`` makes them."""

    @property
    def text(self) -> str:
        """The full citation, on one line."""

    @property
    def url(self) -> str | None:
        """Where it can be read."""

    @property
    def grade(self) -> str:
        """How sure, in words."""


def table(content: Table) -> str:
    """Return a data table with caption and header scope, which scrolls by keyboard."""

    def cell(value: object) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            # A whole number is a count: it is never rounded.
            words = f"{value:,}" if isinstance(value, int) else number(value)
            return f'<td class="kv-number">{escape(words)}</td>'
        return f"<td>{'' if value is None else escape(value)}</td>"

    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in content.columns)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0] if not isinstance(row[0], float) else number(row[0]))}</th>'
        f"{''.join(cell(value) for value in row[1:])}</tr>"
        for row in content.rows
    )
    return (
        f'<div class="kv-table" tabindex="0" role="region" aria-label="{escape(content.caption)}"><table>'
        f"<caption>{escape(content.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def csv_bytes(content: Table) -> bytes:
    """Return the same table as UTF-8 CSV, full precision."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(content.columns)
    # A leading =, +, - or @ in text would run as a formula in a spreadsheet.
    writer.writerows(
        [
            f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "@")) else value
            for value in row
        ]
        for row in content.rows
    )
    return buffer.getvalue().encode()


def sources(lines: Iterable[SourceLine]) -> str:
    """Return a closed fold that lists the sources of one picture."""
    items = "".join(
        "<li>"
        + (
            f'<a href="{escape(line.url)}" target="_blank" rel="noopener">{escape(line.text)}</a>'
            if line.url and line.url.startswith(("https://", "http://"))  # never a script
            else escape(line.text)
        )
        + (f" ({escape(line.grade)})" if line.grade else "")
        + "</li>"
        for line in lines
    )
    return fold("Sources", f"<ul>{items}</ul>") if items else ""


def fold(summary: str, body: str) -> str:
    """Return a fold that opens by keyboard; ``body`` is HTML."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def picture(title: str, png: bytes, alt: str, width: int) -> str:
    """Return the static picture that a code-hosting site, or a notebook not yet run, shows."""
    data = base64.b64encode(png).decode()
    return (
        f'<figure><img src="data:image/png;base64,{data}" alt="{escape(alt)}" width="{width}" style="max-width:100%">'
        f"<figcaption>{escape(title)} <em>Run ▸ Run All Cells makes this live.</em></figcaption></figure>"
    )
