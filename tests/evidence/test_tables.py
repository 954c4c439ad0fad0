from __future__ import annotations

import subprocess
import sys
import time

import pandas as pd
import pytest

from ketamine_viz import evidence
from ketamine_viz.evidence import tables
from ketamine_viz.evidence.library import Library, library


@pytest.fixture
def in_small(small, monkeypatch):
    monkeypatch.setattr(tables, "library", lambda: small)
    tables._rows.cache_clear()
    yield small
    tables._rows.cache_clear()


def test_recalled_rows_are_left_out_unless_asked_for(in_small):
    assert [r["id"] for r in evidence.rows("routes/facts")] == ["f1", "f3"]
    assert [r["id"] for r in evidence.rows("routes/facts", memory=True)] == ["f1", "f2", "f3"]


def test_rows_are_ours_to_change(in_small):
    evidence.rows("routes/facts")[0]["value"] = "spoilt"
    assert evidence.rows("routes/facts")[0]["value"] == 185.0


def test_an_empty_cell_is_unknown_never_zero(in_small):
    row = evidence.rows("routes/facts")[1]
    assert row["value"] is None
    assert row["onset"] is None


def test_a_frame_has_all_rows_and_types(in_small):
    frame = evidence.table("routes/facts")
    assert list(frame["id"]) == ["f1", "f2", "f3"]
    assert frame["value"].dtype == "float64"
    assert frame["n"].dtype == "Int64"
    assert frame["n"].isna().tolist() == [False, True, False]
    assert frame["refs"][0] == ("a2001", "b2002")


def test_a_broken_table_raises_its_first_error(root, monkeypatch):
    facts = root / "routes" / "facts.csv"
    facts.write_text(facts.read_text().replace("185", "x"))
    monkeypatch.setattr(tables, "library", lambda: Library(root))
    tables._rows.cache_clear()
    with pytest.raises(
        evidence.DataError, match=r"routes/facts\.csv, row 2 \(f1\), column value: 'x' is not"
    ):
        evidence.rows("routes/facts")
    with pytest.raises(evidence.DataError, match="'x' is not"):
        evidence.table("routes/facts")


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="no such table; nearest: teaching/glossary"):
        evidence.rows("teaching/glosary")


@pytest.mark.parametrize("name", [n for n in library().names() if n.rpartition("/")[2] != "columns"])
def test_every_table_is_served_and_keeps_its_rules(name):
    frame = evidence.table(name)
    assert len(frame) == len(evidence.rows(name, memory=True)) > 0
    shown = evidence.rows(name)
    assert not any(r.get("verified") == "memory" for r in shown)


def test_every_folder_has_a_dictionary_and_no_table_is_left_out():
    assert set(evidence.tables_available()) >= {"references", "vocabularies", "teaching/claims"}
    for name in library().names():
        assert library().read(name).errors == ()
        if name.rpartition("/")[2] == "columns":
            assert list(library().dictionary_errors(name, library().read(name).columns)) == []


def test_importing_reads_no_table_and_no_pandas():
    code = (
        "import sys; import ketamine_viz.evidence, ketamine_viz.evidence.tables, ketamine_viz.evidence.references;"
        "from ketamine_viz.evidence.library import library;"
        "assert 'pandas' not in sys.modules and 'numpy' not in sys.modules;"
        "assert library.cache_info().currsize == 0;"
        "ketamine_viz.evidence.rows('references'); assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_checking_a_table_costs_no_more_than_a_few_readings_by_pandas():
    names = [n for n in library().names() if n.rpartition("/")[2] != "columns"]
    paths = [library().root / f"{name}.csv" for name in names]
    for name in names:
        library().read(name)  # vocabularies and keys are there, as after the first table of a session

    def best(work):
        times = []
        for _ in range(5):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
        return min(times)

    ours = best(lambda: [library().check(n, p.read_bytes()) for n, p in zip(names, paths, strict=True)])
    theirs = best(lambda: [pd.read_csv(p) for p in paths])
    assert ours <= 3 * theirs
