from __future__ import annotations

import subprocess
import sys

from ketamine_viz.evidence import DataError, __main__
from ketamine_viz.evidence.report import report


def test_a_clean_folder_reports_counts_and_no_error(root):
    lines = list(report(root))
    assert not [line for line in lines if isinstance(line, DataError)]
    assert any(line.split() == ["routes/facts", "3", "rows"] for line in lines)
    assert "verified: abstract 2, memory 1" in lines


def test_every_error_is_reported_once(root):
    facts = root / "routes" / "facts.csv"
    facts.write_text(facts.read_text().replace("185", "x").replace("13.5", "y"))
    errors = [line for line in report(root) if isinstance(line, DataError)]
    assert [(e.row, e.column) for e in errors] == [(2, "value"), (3, "value")]


def test_a_broken_dictionary_is_one_error_not_one_for_each_table(root):
    (root / "routes" / "more.csv").write_text("id\nx\n")
    (root / "routes" / "columns.csv").unlink()
    errors = [line for line in report(root) if isinstance(line, DataError)]
    assert [e.file for e in errors] == ["routes/columns.csv"]


def test_the_command_exits_with_an_error(root, monkeypatch, capsys):
    monkeypatch.setattr(__main__, "data_folder", lambda: root)
    assert __main__.main() == 0
    assert "All tables keep their rules." in capsys.readouterr().out
    (root / "references.csv").write_text("key,year\na2001,2001\n")
    assert __main__.main() == 1
    captured = capsys.readouterr()
    assert "'b2002' is not in references.key" in captured.err
    assert "errors" in captured.out


def test_the_command_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "ketamine_viz.evidence"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
