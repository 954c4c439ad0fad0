"""A table says what is in each of its columns."""

from __future__ import annotations

import pytest

from ketamine_viz.stage import Table


@pytest.mark.parametrize("columns", [("What", ""), (" ", "Value")])
def test_a_column_without_a_heading_is_refused(columns):
    with pytest.raises(ValueError, match="table 'Levels' are not allowed; allowed: a heading for each"):
        Table("Levels", columns, ())


def test_a_row_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match="need 2 cells, not 1"):
        Table("Levels", ("What", "Value"), (("blood",),))
