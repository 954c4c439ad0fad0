from __future__ import annotations

import pickle

import pytest

from ketamine_viz.evidence import DataError


def test_a_message_is_one_line_with_file_row_column_rule_and_fix():
    error = DataError("routes/a.csv", "'x\ny' is odd", "mend it", row=3, column="value", label="o1")
    assert str(error) == "data/routes/a.csv, row 3 (o1), column value: 'x y' is odd; mend it"
    assert (error.file, error.row, error.column, error.label) == ("routes/a.csv", 3, "value", "o1")


def test_it_is_a_value_error_and_survives_pickling():
    error = DataError("a.csv", "rule", "fix", row=2, column="c", label="id")
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.column == "c"
    with pytest.raises(ValueError, match="rule; fix"):
        raise error
