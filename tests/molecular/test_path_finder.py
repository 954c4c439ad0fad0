from __future__ import annotations

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import arrows, steps
from ketamine_viz.molecular.figures import path_words as words
from ketamine_viz.molecular.paths import find_paths, pick
from ketamine_viz.stage import theme

CHANGES = [
    {"source": "hnk", "level": "all"},
    {"source": "stress"},
    {"target": "ad_rapid"},
    {"target": "ketamine", "source": "spines"},
    {"level": "human"},
    {"level": "strong"},
    {"level": "all"},
    {"story": "opioid"},
    {"number": 2},
    {"number": 20},
]


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.path_finder()


@pytest.fixture
def fresh(panel):
    panel.reset()
    return panel


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_control_changes_picture_and_words(fresh, change):
    picture, said = fresh.png(), fresh.alt
    fresh.set(**change)
    assert fresh.png() != picture
    assert fresh.alt != said
    assert fresh.status
    fresh.reset()
    assert (fresh.png(), fresh.alt) == (picture, said)


def test_every_control_is_tried(fresh):
    assert {name for change in CHANGES for name in change} == set(fresh.values)


@pytest.mark.parametrize("change", [{}, *CHANGES], ids=str)
def test_what_is_drawn_is_what_is_said(fresh, change):
    fresh.set(**change)
    layer, state = fresh._canvas.picture.layer, fresh.result
    chain = state.path.steps if state.path else ()
    assert len(layer._lines.get_segments()) == len(chain)
    assert len(layer._band.get_segments()) + len(layer._beads.get_segments()) == len(chain)
    for number, key in enumerate(chain, 1):
        assert f"{number}. {words.clause(key)} ({steps()[key]['strength']}; " in fresh.alt
    assert {source.key for source in fresh.source_lines} == {
        ref for key in chain for ref in steps()[key]["refs"]
    }
    assert len(fresh.table_text.splitlines()) == len(state.answer.found) + 1


@pytest.mark.parametrize("level", words.LEVELS)
def test_no_step_is_drawn_stronger_than_its_evidence(fresh, level):
    from ketamine_viz.molecular.figures.layer import DASHES

    fresh.set(level=level, source="hnk")
    drawn = fresh._canvas.picture.layer._lines.get_linestyle()
    chain = fresh.result.path.steps
    lines = {one.edges[0]: one.line for one in arrows("all")}
    solid = [style[1] is None for style in drawn]
    assert solid == [DASHES[lines[key]] == "-" for key in chain]


def test_a_disputed_step_is_called_so(fresh):
    fresh.set(source="hnk", level="all")
    assert (
        "Weakest link: HNK raises TrkB (contested; mice; Casarotto et al. 2021, Cell and 1 more)" in fresh.alt
    )


def test_no_path_says_what_blocks_it(fresh):
    fresh.set(level="human")
    assert fresh.description.values.startswith(
        "No path from Ketamine to Spines that was shown in people at each step. In the way: "
    )
    fresh.set(source="spines", target="ketamine", level="all")
    assert (
        "The map's arrows never lead there, whatever their evidence: they run from Ketamine to Spines."
        in fresh.alt
    )
    fresh.set(source="ad_sust", target="mg")
    assert "No arrow of the map leaves Relief for days." in fresh.alt
    fresh.set(source="ketamine", target="mg")
    assert "No arrow of the map leads to Magnesium: it is given from outside." in fresh.alt


def test_a_node_to_itself_is_refused_and_the_picture_stays(fresh):
    picture = fresh.png()
    fresh.set(target="ketamine")
    assert fresh.status == "target='ketamine' is the source as well; allowed: another node"
    assert fresh.values["target"] == "spines"
    assert fresh.png() == picture


def test_cards_follow_the_chain_and_open_by_click(fresh):
    picture, axes = fresh._canvas.picture, fresh._canvas.figure.axes[0]
    path = fresh.result.path
    cards = [card.id for card in picture.cards(fresh.result)]
    assert cards == [*(f"node.{n}" for n in path.nodes), *(f"arrow.{k}" for k in path.steps)]
    for node in path.nodes:
        box = picture.layer.boxes[node]
        assert picture.card_at(axes, box.x, box.y) == f"node.{node}"
    for key in path.steps:
        line = picture.layer.lines[key]
        middle = (line[(len(line) - 1) // 2] + line[(len(line) + 1) // 2]) / 2
        assert picture.card_at(axes, *middle) in cards


@pytest.mark.parametrize("present", [False, True])
def test_the_header_fits_for_every_path(fresh, present):
    ends = [
        ("ketamine", "spines"),
        ("ketamine", "ad_rapid"),
        ("cyp", "ad_sust"),
        ("hnk", "spines"),
        ("mg", "sv2a"),
    ]
    picture, tag = fresh._canvas.picture, None
    fresh.png(present=present)
    scale = fresh._canvas.figure.dpi / 100
    renderer = fresh._canvas._agg.get_renderer()
    for text in fresh._canvas.figure.axes[0].texts:
        tag = text if text.get_text() == "claims put end to end" else tag
    with theme.context():
        for source, target in ends:
            for level in words.LEVELS:
                for number in range(1, min(len(find_paths(source, target, level).found), 20) + 1):
                    picture.legend.update(pick(source, target, level, "all", number))
                    first, second = (
                        text.get_window_extent(renderer)
                        for text in (picture.legend._first, picture.legend._second)
                    )
                    assert first.x1 < tag.get_window_extent(renderer).x0
                    assert second.x1 < 896 * scale, picture.legend._second.get_text()


def test_the_prediction_is_answered_from_the_map(fresh):
    fresh.guess("most")
    assert fresh.values["level"] == "human"
    assert "What came out: None (you predicted: Most of them)" in fresh.status
    assert "97 chains hold on strong or moderate evidence, 0 on strong evidence alone" in fresh.status


def test_the_caption_is_short(fresh):
    assert len(fresh._note.split()) <= 40
