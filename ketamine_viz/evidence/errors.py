"""One error for everything that can be wrong with the data."""

from __future__ import annotations


class DataError(ValueError):
    """A broken rule in `data/`, in one line: file, row, column, rule and fix.

    Parameters
    ----------
    file
        Path below the data folder, for example ``routes/pk_observations.csv``.
    rule
        What is wrong, with the value that was found.
    fix
        What to do about it.
    row
        Line number a spreadsheet shows (the header is row 1), or None.
    column
        Name of the column, or None when the whole row or file is meant.
    label
        The row's id where it has one.

    Examples
    --------
    >>> print(DataError("routes/a.csv", "'x' is not a number", "write a number", row=3, column="value"))
    data/routes/a.csv, row 3, column value: 'x' is not a number; write a number
    """

    def __init__(
        self,
        file: str,
        rule: str,
        fix: str,
        *,
        row: int | None = None,
        column: str | None = None,
        label: str | None = None,
    ) -> None:
        self.file, self.row, self.column, self.rule, self.fix, self.label = (
            file,
            row,
            column,
            rule,
            fix,
            label,
        )
        place = f"data/{file}"
        if row is not None:
            place += f", row {row}" + (f" ({label})" if label else "")
        if column is not None:
            place += f", column {column}"
        super().__init__(" ".join(f"{place}: {rule}; {fix}".split()))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.file, self.rule, self.fix, self.row, self.column, self.label))


def _rebuild(
    file: str, rule: str, fix: str, row: int | None, column: str | None, label: str | None
) -> DataError:
    return DataError(file, rule, fix, row=row, column=column, label=label)
