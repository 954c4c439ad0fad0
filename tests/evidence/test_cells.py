from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz.evidence.cells import Broken, prose, reader
from ketamine_viz.evidence.schema import Column

NUMBER = Column("value", "number", unit="h", minimum=0, maximum=100)
INTEGER = Column("n", "integer", minimum=1)
RANGE = Column("onset", "text", unit="min", minimum=0, maximum=60)
DATE = Column("checked", "text", unit="date")
WORDS = {"oral": "", "iv_infusion": ""}


def read(column, text, words=None, targets=None):
    return reader(column, words, targets)(text)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (NUMBER, "13.5", 13.5),
        (NUMBER, "1e-3", 0.001),
        (Column("x", "number"), "-0.5", -0.5),
        (INTEGER, "18", 18),
        (RANGE, "2-5", "2-5"),
        (RANGE, "2.5", "2.5"),
        (DATE, "2026-11-24", "2026-11-24"),
        (Column("doi", "identifier"), "10.1016/s0006-3223(99)00230-9", "10.1016/s0006-3223(99)00230-9"),
        (Column("uniprot", "identifier"), "P20813;P08684", "P20813;P08684"),
        (Column("note"), "seen in May 2020, none of 2-5 May", "seen in May 2020, none of 2-5 May"),
        (Column("p"), "<0.001", "<0.001"),
    ],
)
def test_good_cells(column, text, value):
    found = read(column, text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("column", "text", "rule", "fix"),
    [
        (NUMBER, "2-Mar", "is not a number", "type the number or range again"),
        (NUMBER, "2026-03-02", "is not a number", "type the number or range again"),
        (NUMBER, "2-5", "is not a number", "the range in columns of its own"),
        (NUMBER, "<5", "is not a number", "qualifier column"),
        (NUMBER, "1,5", "is not a number", "decimal comma"),
        (NUMBER, "1,234", "is not a number", "without commas"),
        (NUMBER, "NaN", "is not a number", "leave the cell empty"),
        (NUMBER, "inf", "is not a number", "leave the cell empty"),
        (NUMBER, "+5", "is not a number", "no plus sign"),
        (NUMBER, "−5", "is not a number", "plain minus sign"),
        (NUMBER, " 5", "is not a number", "bare number"),
        (NUMBER, "5 h", "is not a number", "unit in the unit column"),
        (NUMBER, "1e999", "too large", "finite"),
        (NUMBER, "-1", "below the minimum 0 h", "check the number and its unit"),
        (NUMBER, "101", "above the maximum 100 h", "check the number and its unit"),
        (INTEGER, "2.5", "is not a whole number", "without decimals"),
        (INTEGER, "0", "below the minimum 1", "check the number"),
        (RANGE, "2-May", "made by a spreadsheet", "import the column as text"),
        (RANGE, "5-2", "runs backwards", "smaller end first"),
        (RANGE, "2-500", "above the maximum 60 min", "check the number"),
        (RANGE, "soon", "neither a number nor a range", "2-5"),
        (DATE, "24 Nov 2026", "is not a date", "2026-11-24"),
        (Column("x"), "Mar-02", "made by a spreadsheet", "import the column as text"),
        (Column("x"), "2-Mar-26", "made by a spreadsheet", "import the column as text"),
        (Column("x"), "02/03/2026", "made by a spreadsheet", "import the column as text"),
        (Column("x"), "2026-03-02 00:00:00", "made by a spreadsheet", "import the column as text"),
        (Column("x"), "nan", "stands for nothing", "leave the cell empty"),
        (Column("x"), "#REF!", "stands for nothing", "leave the cell empty"),
        (Column("x"), "a ", "spaces at its ends", "delete"),
        (Column("x"), "a\nb", "line break", "one line"),
        (Column("id", "id"), "2-Mar", "made by a spreadsheet", "import the column as text"),
        (Column("code", "identifier"), "two words", "not an identifier", "without spaces"),
        (Column("doi", "identifier"), "https://doi.org/10.1/x", "not a doi identifier", "10.1038"),
        (Column("pmid", "identifier"), "PMC123", "not a pmid identifier", "27144355"),
    ],
)
def test_bad_cells_name_rule_and_fix(column, text, rule, fix):
    with pytest.raises(Broken, match=rule) as found:
        read(column, text)
    assert fix in found.value.fix


@pytest.mark.parametrize(
    ("kind", "text", "rule", "fix"),
    [
        ("term", "Oral", "not in the vocabulary route", "did you mean oral"),
        ("term", "zzz", "not in the vocabulary route", "write one of iv_infusion, oral"),
        ("terms", "oral;", "empty place in its list", "between two entries"),
        ("terms", "oral;oral", "names an entry twice", "keep one"),
        ("terms", "oral;zzz", "'zzz' is not in the vocabulary", "write one of"),
    ],
)
def test_words_come_from_the_list(kind, text, rule, fix):
    with pytest.raises(Broken, match=rule) as found:
        read(Column("route", kind, vocabulary="route"), text, words=WORDS)
    assert fix in found.value.fix


def test_lists_become_tuples():
    assert read(Column("route", "terms", vocabulary="route"), "oral; iv_infusion", words=WORDS) == (
        "oral",
        "iv_infusion",
    )


def test_unknown_references_are_named_with_the_nearest():
    with pytest.raises(Broken, match=r"'zanos2061' is not in references\.key") as found:
        read(Column("ref", "ref"), "zanos2061", targets={"zanos2016", "berman2000"})
    assert "zanos2016" in found.value.fix


@given(st.floats(min_value=0, max_value=100))
def test_every_number_in_range_is_read_as_itself(value):
    assert read(NUMBER, repr(value).replace("e-0", "e-")) == value


@given(st.text(max_size=60))
def test_what_the_glance_lets_pass_the_reader_lets_pass_too(text):
    column = Column("note")
    for kept in prose([text], column):
        assert read(column, kept) == kept


def test_the_glance_leaves_out_what_needs_a_closer_look():
    long = "a sentence that is longer than any date is"
    assert prose([long], Column("note")) == {long}
    assert not prose(["2-Mar"], Column("note"))
    assert not prose([long, "a\tb"], Column("note"))
    assert not prose([long + " "], Column("note"))
    assert not prose([long], Column("note", vocabulary="route"))
