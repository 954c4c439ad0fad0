"""Every wish has its row, every row its notebook and its call, and every must is met."""

from __future__ import annotations

import ast
from functools import cache

import prose
import pytest

from ketamine_viz import evidence
from ketamine_viz.teaching import feature_map
from ketamine_viz.teaching.__main__ import main
from ketamine_viz.teaching.features import NOTHING, PRIORITIES, PROSE, Feature, Met, lines

ROWS = evidence.rows("teaching/feature_map")
WAYS = [
    (r["notebook"], r["call"])
    for r in (*ROWS, *({**r, "call": r["panel"]} for r in evidence.rows("teaching/misconceptions")))
]
WAYS = [way for way in dict.fromkeys(WAYS) if way[1] not in (PROSE, NOTHING)]
STEPS = [r for r in evidence.rows("teaching/lesson_plans") if r["notebook"]]


@cache
def calls(stem: str) -> frozenset[str]:
    """Each call of a notebook, as Python writes it; a call without its arguments counts too."""
    paths = {path.stem: path for path in prose.NOTEBOOKS}
    assert stem in paths, f"there is no notebook {stem}; there are {', '.join(paths)}"
    found = set()
    for cell in prose.read(paths[stem]).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call):
                    found |= {ast.unparse(node), f"{ast.unparse(node.func)}()"}
                    # A term may stand together with words to recall.
                    found |= {f"{ast.unparse(node.func)}({ast.unparse(arg)})" for arg in node.args}
    return frozenset(found)


def stands(stem: str, call: str) -> bool:
    return ast.unparse(ast.parse(call)) in calls(stem)


def test_every_feature_has_a_row_and_rows_name_features():
    found = feature_map()
    assert len(found) == 84
    assert [f.id for f in found if not f.ways] == []
    assert len(ROWS) == sum(len(f.ways) for f in found)
    assert {f.priority for f in found} == set(PRIORITIES)


@pytest.mark.parametrize(("stem", "call"), WAYS, ids=str)
def test_the_call_stands_in_that_notebook(stem, call):
    assert stands(stem, call)


def test_a_call_that_stands_nowhere_is_seen():
    assert not stands("00_start_here", "kv.molecular.open_channel()")
    with pytest.raises(AssertionError, match="there is no notebook"):
        stands("99_nowhere", "kv.molecular.open_channel()")


def test_every_must_is_met_by_something_to_work_with():
    assert [f.id for f in feature_map() if f.priority == "must" and f.how != "panel"] == []


def test_a_should_or_could_that_is_not_a_panel_says_why():
    for feature in feature_map():
        if feature.how in ("paragraph", "not built"):
            assert feature.priority != "must"
            assert all(way.reason for way in feature.ways), feature.id


def test_nothing_and_prose_are_counted_as_what_they_are():
    def how(*calls: str) -> str:
        return Feature("f", "", "", "could", tuple(Met("00_start_here", call, "why") for call in calls)).how

    assert how("none") == how() == "not built"
    assert how("prose") == "paragraph"
    assert how("prose", 'kv.teaching.quiz("q001")') == "question or term"
    assert how('kv.teaching.term("Synapse")', "kv.routes.sites()") == "panel"


def test_the_command_prints_the_whole_map_and_the_grades(capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"{f.id} {f.concept}: {f.how}" in said for f in feature_map())
    musts = sum(f.priority == "must" for f in feature_map())
    assert f"== must: {musts} of {musts} met ==" in said
    assert all(f"{path.stem}: grade " in said for path in prose.NOTEBOOKS)
    assert list(lines())[-1] in said


@pytest.mark.parametrize("row", STEPS, ids=lambda row: row["id"])
def test_a_lesson_plan_opens_what_is_there(row):
    assert calls(row["notebook"]) is not None
    if row["panel"]:
        assert stands(row["notebook"], row["panel"])
