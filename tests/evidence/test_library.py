from __future__ import annotations

import csv
import io
import random

import pytest

from ketamine_viz.evidence import DataError
from ketamine_viz.evidence.library import Library


def test_the_small_library_keeps_its_rules(small):
    for name in small.names():
        assert small.read(name).errors == ()


def test_cells_get_their_types(small):
    columns = small.read("routes/facts").columns
    assert columns["value"] == [185.0, 13.5, None]
    assert columns["n"] == [18, None, 7]
    assert columns["refs"] == [("a2001", "b2002"), (), ("b2002",)]
    assert columns["route"] == [("iv_infusion",), ("iv_infusion", "oral"), ("oral",)]


def test_columns_may_stand_in_any_order(small):
    rows = list(csv.reader(io.StringIO(small.bytes("routes/facts").decode())))
    order = list(range(len(rows[0])))
    random.Random(3).shuffle(order)
    text = io.StringIO()
    csv.writer(text).writerows([row[i] for i in order] for row in rows)
    again = small.check("routes/facts", text.getvalue().encode())
    assert again.errors == ()
    assert dict(again.columns) == dict(small.read("routes/facts").columns)


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "rule"),
    [
        ("f2,", "f1,", 3, "id", "already stands in row 2"),
        ("f1,a2001", "f1,a2009", 2, "ref", "not in references.key"),
        ("a2001;b2002", "a2001;b2009", 2, "refs", "not in references.key"),
        (",185,", ",2-Mar,", 2, "value", "is not a number"),
        (",185,", ",1850,", 2, "value", "above the maximum"),
        ("ng/mL", "", 2, "unit", "no unit"),
        (",Cmax,", ",,", 2, "parameter", "the cell is empty"),
        (",CL,iv_infusion;oral", ",CL,oral", 3, "parameter", "apparent clearance"),
        (",f1,", ",f9,", 3, "after", "not in routes/facts.id"),
        ("abstract", "heard", 2, "verified", "not in the vocabulary verified"),
        ("2-5", "2026-05-02", 2, "onset", "made by a spreadsheet"),
        ("10.1038/nature17998", "nature17998", 2, "doi", "not a doi"),
        ("id,ref,", "id,reference,", 1, None, "column"),
    ],
)
def test_each_broken_rule_is_placed(small, old, new, row, column, rule):
    text = small.bytes("routes/facts").decode()
    errors = small.check("routes/facts", text.replace(old, new, 1).encode()).errors
    assert errors
    first = errors[0]
    assert (first.file, first.row) == ("routes/facts.csv", row)
    assert rule in str(first)
    assert column in (None, first.column)


def test_all_errors_of_a_table_are_found_at_once(small):
    text = small.bytes("routes/facts").decode().replace("185", "x").replace("13.5", "y").replace("f3", "f1")
    assert [e.row for e in small.check("routes/facts", text.encode()).errors] == [2, 3, 4]


def test_an_unknown_table_names_the_nearest(small):
    with pytest.raises(DataError, match="no such table; nearest: routes/facts"):
        small.bytes("routes/fact")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("facts,n,integer", "facts,m,integer", "has no column 'm'"),
        ("facts,n,integer", "facts,n,whole", "'whole' is not in the vocabulary"),
        ("facts,value,number,no,,0,1000", "facts,value,number,no,,2000,1000", "above the maximum"),
        (",route,,Routes", ",rout,,Routes", "did you mean route"),
        (",route,,Routes", ",,,Routes", "needs a vocabulary"),
        ("routes/facts.id", "routes/facts.key", "there is no column 'routes/facts.key'"),
        ("facts,ref,ref", "facts,ref,id", "a second id"),
        ("facts,n,", "facts,value,", "stands twice"),
        ("facts,id,id", "routes/facts,id,id", "names a folder"),
        ("facts,unit,text,no", "facts,unit,text,maybe", "'maybe' is not in the vocabulary"),
    ],
)
def test_a_broken_dictionary_names_its_own_line(root, old, new, rule):
    book = root / "routes" / "columns.csv"
    book.write_text(book.read_text().replace(old, new, 1))
    with pytest.raises(DataError, match=rule) as found:
        Library(root).read("routes/facts")
    assert found.value.file == "routes/columns.csv"
    assert found.value.row


def test_a_table_without_a_description_is_refused(root):
    (root / "routes" / "more.csv").write_text("id\nx\n")
    with pytest.raises(DataError, match=r"routes/more\.csv: the table is not described"):
        Library(root).read("routes/more")


def test_a_folder_without_a_dictionary_is_refused(root):
    (root / "routes" / "columns.csv").unlink()
    with pytest.raises(DataError, match="has no data dictionary"):
        Library(root).read("routes/facts")


def test_missing_vocabularies_are_named(root):
    (root / "vocabularies.csv").unlink()
    with pytest.raises(DataError, match=r"data/vocabularies\.csv: there is no such table"):
        Library(root).read("routes/facts")


def test_units_with_limits_are_kept_to(root):
    (root / "units.csv").write_text(
        "folder,unit,dimension,minimum,maximum\nroutes,ng/mL,concentration,0,100\n,L/h,clearance,0,1000\n"
    )
    (root / "quantities.csv").write_text("quantity,dimensions\nCL,clearance\n")
    with (root / "columns.csv").open("a") as book:
        for line in (
            "units,folder,identifier,no,,,,,,Folder",
            "units,unit,text,yes,,,,,,Unit",
            "units,dimension,identifier,yes,,,,,,Kind",
            "units,minimum,number,yes,,,,,,Least",
            "units,maximum,number,yes,,,,,,Most",
            "quantities,quantity,id,yes,,,,,,Quantity",
            "quantities,dimensions,terms,yes,,,,,units.dimension,Kinds",
        ):
            book.write(line + "\n")
    (error,) = Library(root).read("routes/facts").errors
    assert str(error).endswith("column value: 185 ng/mL is outside 0 to 100; check the number and its unit")


def test_a_described_table_must_be_there(root):
    (root / "routes" / "facts.csv").unlink()
    with pytest.raises(DataError, match=r"there is no data/routes/facts\.csv"):
        Library(root).schema("routes/facts")


def test_missing_and_extra_columns_are_named(small):
    text = small.bytes("routes/facts").decode()
    errors = small.check("routes/facts", text.replace("checked,after", "after2,after", 1).encode()).errors
    assert [(e.column, e.rule) for e in errors] == [
        ("checked", "the column is missing"),
        ("after2", "the column is not described"),
    ]


def test_copies_that_editors_keep_in_hidden_folders_are_no_tables(root):
    copies = root / "routes" / ".ipynb_checkpoints"
    copies.mkdir()
    (copies / "facts-checkpoint.csv").write_text("id\nx\n")
    assert Library(root).names() == (
        "columns",
        "references",
        "routes/columns",
        "routes/facts",
        "vocabularies",
    )


def test_a_table_is_read_once(small):
    assert small.read("routes/facts") is small.read("routes/facts")
