from __future__ import annotations

import pytest

from ketamine_viz.evidence import DataError, folder


def test_the_clone_serves_its_own_data():
    assert (folder.data_folder() / "references.csv").is_file()


@pytest.mark.parametrize("place", ["pkg/_data", "data"])
def test_a_wheel_and_a_clone_are_both_found(tmp_path, monkeypatch, place):
    (tmp_path / "pkg").mkdir()
    (tmp_path / place).mkdir()
    (tmp_path / place / "references.csv").write_text("key\n")
    monkeypatch.setattr(folder, "_PACKAGE", tmp_path / "pkg")
    assert folder.data_folder.__wrapped__() == tmp_path / place


def test_the_wheel_goes_first(tmp_path, monkeypatch):
    for place in ("pkg/_data", "data"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "references.csv").write_text("key\n")
    monkeypatch.setattr(folder, "_PACKAGE", tmp_path / "pkg")
    assert folder.data_folder.__wrapped__() == tmp_path / "pkg" / "_data"


def test_no_data_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "_PACKAGE", tmp_path / "pkg")
    with pytest.raises(DataError, match="install ketamine_viz again"):
        folder.data_folder.__wrapped__()
