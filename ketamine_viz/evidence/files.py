"""From bytes to cells: encoding, header and shape of a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ketamine_viz.evidence.errors import DataError

_SAVE_AS = "save the file as CSV, UTF-8 without a byte order mark"
# What UTF-8 turns into when it is read as Windows-1252 and saved again.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â€|Â[\u00a0-\u00bf]|ï»¿|\ufffd")
_MOJIBAKE_SIGNS = ("Ã", "â€", "Â", "ï»¿", "\ufffd")


def decode(file: str, data: bytes) -> str:
    """Return the text of a table.

    Raises
    ------
    DataError
        For an empty file, a byte order mark, or anything that is not UTF-8.
    """
    if not data.strip():
        raise DataError(file, "the file is empty", "restore its header and rows")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise DataError(file, "the file starts with a byte order mark", _SAVE_AS, row=1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise DataError(file, found, _SAVE_AS, row=row, column=_column_at(data, error.start)) from None
    if "\x00" in text:
        row = text.count("\n", 0, text.index("\x00")) + 1
        raise DataError(file, "a zero byte stands in the text", _SAVE_AS, row=row)
    # Five plain searches are far quicker than the pattern, which few tables ever need.
    suspect = any(sign in text for sign in _MOJIBAKE_SIGNS)
    spoilt = _MOJIBAKE.search(text) if suspect else None
    if spoilt:
        row = text.count("\n", 0, spoilt.start()) + 1
        at = len(text[: spoilt.start()].encode())
        rule = f"{spoilt.group()!r} is text read in the wrong encoding"
        fix = "write the character that was meant, in UTF-8"
        raise DataError(file, rule, fix, row=row, column=_column_at(data, at))
    return text


def _column_at(data: bytes, offset: int) -> str | None:
    """Name of the column in which a byte stands, as far as it can be told."""
    start = data.rfind(b"\n", 0, offset) + 1
    cells = next(csv.reader([data[start:offset].decode("utf-8", "replace")])) or [""]
    header = next(csv.reader([data.split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r")]), [])
    return header[len(cells) - 1] if start and len(cells) <= len(header) else None


def split(file: str, text: str) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of a table whose rows all have the header's length.

    Raises
    ------
    DataError
        For a broken quote, a header with a blank or repeated name, a row that
        is too short or too long, a file cut off in its last line, or no rows.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        fix = "close each quote, and double a quote inside a quoted cell"
        raise DataError(file, f"the quotes do not match ({error})", fix, row=len(rows) + 1) from None
    header, body = rows[0], rows[1:]
    for place, name in enumerate(header, 1):
        if not name.strip() or name != name.strip():
            rule = f"column {place} of the header is named {name!r}"
            raise DataError(file, rule, "write its name without spaces at the ends", row=1)
    repeated = [name for name in header if header.count(name) > 1]
    if repeated:
        raise DataError(file, "the column stands twice", "keep one", row=1, column=repeated[0])
    if not body:
        raise DataError(file, "the table has a header and no rows", "restore its rows", row=2)
    width = len(header)
    for row, cells in enumerate(body, 2):
        if len(cells) != width:
            raise _wrong_length(file, row, header, cells)
    if not text.endswith("\n"):
        fix = "restore the end of the file, and end its last row with a line break"
        raise DataError(file, "the last row is cut off", fix, row=len(rows))
    return header, body


def _wrong_length(file: str, row: int, header: Sequence[str], cells: Sequence[str]) -> DataError:
    label = cells[0] if cells and cells[0] else None
    if not cells:
        return DataError(file, "the line is empty", "delete the line", row=row)
    if len(cells) < len(header):
        rule = f"the row has {len(cells)} cells and the header {len(header)}"
        fix = "write the missing cells, empty ones too"
        return DataError(file, rule, fix, row=row, column=header[len(cells)], label=label)
    rule = f"the row has {len(cells)} cells and the header {len(header)}"
    fix = "put a cell that holds a comma in quotes"
    return DataError(file, rule, fix, row=row, column=header[-1], label=label)
