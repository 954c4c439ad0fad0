from __future__ import annotations

import pytest

from ketamine_viz.evidence import DataError
from ketamine_viz.evidence.files import decode, split


@pytest.mark.parametrize(
    ("data", "rule", "row", "column"),
    [
        (b"", "the file is empty", None, None),
        (b" \n", "the file is empty", None, None),
        (b"\xef\xbb\xbfa,b\n1,2\n", "byte order mark", 1, None),
        ("a,b\n1,2\n".encode("utf-16"), "byte order mark", 1, None),
        (b"a,b\n1,2\n3,\xe9t\xe9\n", "0xe9 is not UTF-8", 3, "b"),
        (b"\xe9,b\n1,2\n", "0xe9 is not UTF-8", 1, None),
        (b"a,b\n1,\x00\n", "zero byte", 2, None),
        ("a,b\nMontgomery-Ã…sberg,2\n".encode(), "wrong encoding", 2, "a"),
        ('a,b\n1,"x, donâ€™t"\n'.encode(), "wrong encoding", 2, "b"),
        ("a,b\n1,\ufffd\n".encode(), "wrong encoding", 2, "b"),
    ],
)
def test_bad_encoding_is_placed(data, rule, row, column):
    with pytest.raises(DataError, match=rule) as found:
        decode("t.csv", data)
    assert (found.value.row, found.value.column) == (row, column)


def test_good_accents_pass():
    assert decode("t.csv", "a\nÅsberg, São Paulo, µg, 5–15\n".encode()).endswith("5–15\n")


@pytest.mark.parametrize(
    ("text", "rule", "row", "column"),
    [
        ("a,b\n1\n", "1 cells and the header 2", 2, "b"),
        ("a,b\n1,2,3\n", "3 cells and the header 2", 2, "b"),
        ("a,b\n1,2\n\n3,4\n", "the line is empty", 3, None),
        ("a,b\n", "a header and no rows", 2, None),
        ("a,a\n1,2\n", "stands twice", 1, "a"),
        ("a,\n1,2\n", "column 2 of the header is named ''", 1, None),
        ("a, b\n1,2\n", "column 2 of the header is named ' b'", 1, None),
        ("a,b\n1,2\n3,4", "cut off", 3, None),
        ('a,b\n1,"2\n', "quotes do not match", 2, None),
        ('a,b\n1,"2"x\n', "quotes do not match", 2, None),
    ],
)
def test_bad_shape_is_placed(text, rule, row, column):
    with pytest.raises(DataError, match=rule) as found:
        split("t.csv", text)
    assert (found.value.row, found.value.column) == (row, column)


def test_both_kinds_of_line_end_are_read():
    assert split("t.csv", 'a,b\r\n1,"2, 3"\r\n') == (["a", "b"], [["1", "2, 3"]])
