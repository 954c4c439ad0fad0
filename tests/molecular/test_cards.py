from __future__ import annotations

import re

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import arrows, boxes, steps
from ketamine_viz.molecular.figures import cards
from ketamine_viz.molecular.graph import VIEWS


@pytest.mark.parametrize("view", VIEWS)
def test_every_box_and_arrow_has_a_card_of_its_own(view):
    found = cards.cards(view)
    assert len({card.id for card in found}) == len({card.label for card in found}) == len(found)
    assert len(found) == len(boxes(view)) + len(arrows(view))


@pytest.mark.parametrize("view", VIEWS)
def test_an_arrow_card_says_all_that_is_asked_of_it(view):
    by_id = {card.id: card.html for card in cards.cards(view)}
    for arrow in arrows(view):
        html = by_id[f"arrow.{arrow.id}"]
        for part in (
            "Claim: ",
            "Direction: ",
            "In whom: ",
            "Kind: ",
            "How sure: ",
            "How known: ",
            "References:",
        ):
            assert html.count(part) == len(arrow.edges), (arrow.id, part)
        assert html.count("Finding against it") == len(arrow.edges)
        for key in arrow.edges:
            step = steps()[key]
            for finding in step["finding_against"]:
                assert finding["finding"].split(",")[0].split("'")[0] in html
            for ref in step["refs"]:
                url = kv.evidence.reference(ref).url
                assert url is None or url.replace("&", "&amp;") in html


@pytest.mark.parametrize("view", VIEWS)
def test_cards_are_balanced_and_escaped(view):
    for card in cards.cards(view):
        tags = re.findall(r"<(/?)([a-z]+)[^>]*>", card.html)
        open_tags = [name for slash, name in tags if not slash and name != "br"]
        closed = [name for slash, name in tags if slash]
        assert sorted(open_tags) == sorted(closed), card.id
        assert {name for _, name in tags} <= {"p", "strong", "br", "ul", "li", "a"}
        assert "memory" not in card.html


def test_text_from_data_cannot_become_markup():
    step = {
        **steps()["e007"],
        "mechanism": "<script>alert(1)</script>",
        "note": '" onload="x',
        "finding_against": ({"finding": "<b>no</b>", "kind": "limits", "refs": ("zanos2016",)},),
    }
    html = cards.step_html(step)
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def test_a_recalled_time_is_not_on_a_card():
    assert steps()["e023"]["peak_h"] is None
    assert "After the dose" not in cards.step_html(steps()["e023"])
    assert "After the dose" in cards.step_html(steps()["e063"])


def test_a_node_card_lists_published_experiments():
    html = cards.node_html("mtorc1")
    assert "Rapamycin 6 mg oral, people, MADRS at 24 h: effect the same" in html
    assert "a correlation, not an experiment" in cards.node_html("cytokines")
    assert "No published experiment" in cards.node_html("sv2a")


def test_recalled_rows_are_on_no_card():
    recalled = [
        r for r in kv.evidence.rows("molecular/interventions", memory=True) if r["verified"] == "memory"
    ]
    assert recalled
    for row in recalled:
        assert (
            kv.evidence.cite(row["ref"])
            not in cards.node_html(row["target_node"]).partition("References:")[0]
        )
