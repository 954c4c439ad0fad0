"""``python -m ketamine_viz.evidence``: check all of `data/`; non-zero exit on an error."""

from __future__ import annotations

import sys

from ketamine_viz.evidence.errors import DataError
from ketamine_viz.evidence.folder import data_folder
from ketamine_viz.evidence.report import report


def main() -> int:
    """Print the report and return the number of errors, at most 1."""
    errors = 0
    for line in report(data_folder()):
        errors += isinstance(line, DataError)
        print(line, file=sys.stderr if isinstance(line, DataError) else sys.stdout)
    print(f"{errors} errors" if errors else "All tables keep their rules.")
    return min(errors, 1)


if __name__ == "__main__":
    sys.exit(main())
