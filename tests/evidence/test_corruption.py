"""One random corruption of any cell that breaks a rule is caught, with file, row and column."""

from __future__ import annotations

import csv
import io
import random

import pytest

from ketamine_viz.evidence import DataError
from ketamine_viz.evidence.library import library

WINDOW = 12  # rows round the corrupted one: as much of a table as a row can be compared with, and quick
AT_LEAST = 2000


def parsed(name):
    return list(csv.reader(io.StringIO(library().bytes(name).decode("utf-8"), newline="")))


def written(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def is_dictionary(name):
    return name.rpartition("/")[2] == "columns"


def numeric(column, cell):
    yield from ("2-Mar", "2026-03-02", "about 5", "NaN", "1,5", "<5", "5 mg", "--1", "1e999")
    if column.kind == "integer":
        yield "2.5"
    if column.minimum is not None:
        yield str(int(column.minimum) - 1)
    if column.maximum is not None:
        yield str(int(column.maximum) + 1)


def words(column, cell):
    yield from ("zzz unknown", "#REF!", "2-Mar")
    if column.is_list:
        yield from (";", f"{cell};", f"{cell};{cell}", f"{cell};zzz unknown")
    if cell and cell.swapcase() != cell:
        yield cell.swapcase()


def codes(column, cell):
    yield from ("two words", "2-Mar", "#N/A", "a;;b")


def prose(column, cell):
    yield from ("2-Mar", "Mar-02", "2026-03-02", "02/03/2026", "nan", "#VALUE!")
    if column.is_range:
        yield from ("soon", "9-1")


def corruptions(column, cell):
    """Yield texts that break a rule of the column, whatever the cell held."""
    if column.kind in ("integer", "number"):
        yield from numeric(column, cell)
    elif column.kind in ("term", "terms", "ref", "refs") or column.vocabulary or column.points_to:
        yield from words(column, cell)
    elif column.kind == "identifier":
        yield from codes(column, cell)
    elif column.unit == "date":
        yield from ("2-Mar", "24.11.2026", "2026-13-01")
    else:
        yield from prose(column, cell)
    yield from ("Ã…sberg", "a\nb", "b ", " ")
    if column.required or column.kind == "id":
        yield ""


def errors_of(name, data):
    try:
        checked = library().check(name, data)
    except DataError as error:
        return [error]
    found = list(checked.errors)
    if is_dictionary(name) and not found:
        found = list(library().dictionary_errors(name, checked.columns))
    return found


def clean_tables():
    return [name for name in library().names() if not errors_of(name, library().bytes(name))]


def caught(errors, name, row, column):
    return any(
        e.file == f"{name}.csv" and e.row == row and e.column == column and "\n" not in str(e) and e.fix
        for e in errors
    )


def cell_corruptions(name, rng):
    """Yield label, bytes, row and column of one corruption after another."""
    header, *body = parsed(name)
    for column in library().schema(name).values():
        place = header.index(column.name)
        for bad in dict.fromkeys(corruptions(column, body[0][place])):
            at = rng.randrange(len(body))
            first = max(0, min(at - WINDOW // 2, len(body) - WINDOW))
            rows = [list(r) for r in body[first : first + WINDOW]]
            if rows[at - first][place] == bad:
                continue
            rows[at - first][place] = bad
            yield f"{column.name}={bad!r}", written([header, *rows]), at - first + 2, column.name
        if column.kind == "id" and len(body) > 1:
            rows = [list(r) for r in body[:WINDOW]]
            rows[1][place] = rows[0][place]
            yield f"{column.name} twice", written([header, *rows]), 3, column.name


def row_corruptions(name):
    """Yield what breaks a rule of several cells, in every row it can be broken in."""
    header, *body = parsed(name)
    at = {column: i for i, column in enumerate(header)}

    def changed(row, **new):
        copy = list(row)
        for column, text in new.items():
            copy[at[column]] = text
        return copy

    for row in body:
        cell = {column: row[i] for column, i in at.items()}
        if {"value", "unit"} <= at.keys() and cell["value"]:
            yield changed(row, unit=""), "unit"
            if cell.get("parameter") in library().measures().quantities:
                yield changed(row, unit="furlong"), "unit"
            unit = library().measures().unit(name, cell["unit"])
            if unit:
                yield changed(row, value=repr(unit.maximum * 2 + 1)), "value"
        ends = cell.get("ci_low"), cell.get("ci_high")
        if all(ends) and ends[0] != ends[1]:
            yield changed(row, ci_low=cell["ci_high"], ci_high=cell["ci_low"]), "ci_low"
        if {"source", "target", "sign"} <= at.keys():
            yield changed(row, target=cell["source"]), "target"
        if name.startswith("routes/") and cell.get("parameter") == "CL" and cell.get("route"):
            yield changed(row, route="oral"), "parameter"
        if {"type", "options", "answer"} <= at.keys():
            yield changed(row, answer="none of these"), "answer"
        small = (
            cell.get("n_of") == "arm" and cell.get("unit") == "%" and cell.get("n") and int(cell["n"]) < 40
        )
        if small and "value" in at:
            yield changed(row, value="0.01"), "value"


def test_every_corruption_of_a_row_as_a_whole_is_caught():
    tried, missed = 0, []
    for name in clean_tables():
        header = parsed(name)[0]
        for row, column in row_corruptions(name):
            tried += 1
            if not caught(errors_of(name, written([header, row])), name, 2, column):
                missed.append(f"{name}, {row[0]}: {column}")
    assert missed == []
    assert tried >= 500


def test_every_corruption_of_a_cell_is_caught_with_file_row_and_column():
    rng = random.Random(20261124)
    tried, missed = 0, []
    for name in clean_tables():
        for label, data, row, column in cell_corruptions(name, rng):
            tried += 1
            if not caught(errors_of(name, data), name, row, column):
                missed.append(f"{name}, row {row}: {label}")
    assert missed == []
    assert tried >= AT_LEAST


@pytest.mark.parametrize("name", library().names())
def test_every_corruption_of_a_row_or_a_header_is_caught(name):
    header, *body = parsed(name)
    rows = [list(r) for r in body[:WINDOW]]
    last = len(rows) + 1
    short, long = [*rows[:-1], rows[-1][:-1]], [*rows[:-1], [*rows[-1], "x"]]
    for bad, row, column in (
        (written([header, *short]), last, header[-1]),
        (written([header, *long]), last, header[-1]),
        (written([header, *rows])[:-1], last, None),
        (written([header[:-1], *(r[:-1] for r in rows)]), 1, header[-1]),
        (written([[*header, "extra"], *([*r, ""] for r in rows)]), 1, "extra"),
        (written([[*header, header[0]], *([*r, r[0]] for r in rows)]), 1, header[0]),
        (written([header]), 2, None),
        (written([header, *rows[:1], [], *rows[1:]]), 3, None),
        (b"\xef\xbb\xbf" + written([header, *rows]), 1, None),
        (b"", None, None),
    ):
        errors = errors_of(name, bad)
        assert caught(errors, name, row, column), (bad[-80:], [str(e) for e in errors])


def test_an_uncorrupted_window_is_clean():
    for name in clean_tables():
        header, *body = parsed(name)
        assert errors_of(name, written([header, *body[:WINDOW]])) == []
