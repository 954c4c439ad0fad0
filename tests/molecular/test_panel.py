from __future__ import annotations

import itertools
import time

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import arrows, boxes
from ketamine_viz.molecular.stories import STEPS, cascade, rivals, step, stories

CHANGES = {
    "view": [2, 3, 4, 5],
    "story": ["core", "all", "opioid"],
    "beside": ["none", "trkb_direct"],
    "evidence": ["human", "strong"],
    "experiment": ["ampar", "mtorc1", "mor"],
}


@pytest.fixture(scope="module")
def panel():
    return kv.molecular.cascade_explorer()


@pytest.fixture
def fresh(panel):
    panel.reset()
    return panel


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in CHANGES.items() for value in values]
)
def test_every_control_changes_picture_words_and_table(fresh, name, value):
    picture, words = fresh.png(), fresh.alt
    fresh.set(**{name: value})
    assert fresh.png() != picture
    assert fresh.alt != words
    assert fresh.status
    fresh.reset()
    assert (fresh.png(), fresh.alt) == (picture, words)


def test_every_control_is_tried():
    assert set(CHANGES) == set(kv.molecular.cascade_explorer().values)


def test_the_first_view_is_short(fresh):
    assert len(boxes("core")) <= 12
    assert "12 boxes" in fresh.alt
    assert "Shown in people at every step: 0." in fresh.alt


def test_keeping_what_is_shown_in_people_empties_the_chain(fresh):
    fresh.set(evidence="human")
    assert fresh.result.shown == ()
    assert len(fresh.result.faint) == 13
    assert "None of the 13 arrows are shown in people" in fresh.status
    assert "No arrow is left." in fresh.alt


def test_rivals_have_equal_weight(fresh):
    """A story and the one beside it are drawn by the same artists, with tints of the same width."""
    layer = fresh._canvas.picture.layers["core"]
    assert layer._band.get_linewidth() == layer._beads.get_linewidth()
    first = cascade("core", "opioid", "adenosine").shown
    second = cascade("core", "adenosine", "opioid").shown
    assert set(first) == set(second)


@pytest.mark.parametrize("view", ["core", "more", "all"])
def test_every_story_can_be_switched_on_and_off(view):
    alone = set(cascade(view, "core").shown)
    for story in rivals():
        added = set(cascade(view, story).shown) - alone
        assert added
        assert {arrow.story for arrow in added} == {story}
        assert set(cascade(view, "core", story).shown) == alone | added
    assert set(cascade(view, "all").shown) == set(arrows(view))


@pytest.mark.parametrize("story", ["all", *stories()])
def test_each_step_of_the_reveal_adds_boxes_and_takes_none_away(story):
    found = [step(view, story=story) for view in STEPS]
    nodes = [{box.node for box in state.boxes} for state in found]
    assert all(a <= b for a, b in itertools.pairwise(nodes))
    assert [len(nodes[k]) for k in (0, 2, 4)] == [12, 33, 58]
    assert len(nodes[1]) >= 22
    assert len(nodes[3]) >= 45


def test_a_story_brings_its_boxes_to_an_early_step():
    alone, with_it = step(2, story="core"), step(2, story="opioid")
    assert len(alone.boxes) == 22
    assert {box.node for box in with_it.boxes} - {box.node for box in alone.boxes} == {"mor"}
    for view in (2, 4):
        for story in rivals():
            state = step(view, story=story)
            assert set(state.rival(story)) == set(cascade(state.view, story).rival(story))


def test_what_is_hidden_is_not_drawn_nor_carded(fresh):
    fresh.set(view=4, story="core", beside="none")
    layer = fresh._canvas.picture.layers["all"]
    assert len(fresh.result.hidden) == 13
    assert {node for node, words in layer.words().items() if not words.get_visible()} == fresh.result.hidden
    assert len(layer._outlines.get_paths()) == 45
    cards = {card.id for card in fresh._canvas.picture.cards(fresh.result)}
    assert not cards & {f"node.{node}" for node in fresh.result.hidden}
    assert "45 boxes, 13 more left out" in fresh.alt


def test_the_filter_never_adds(fresh):
    for story in ("all", *stories()):
        everything = set(cascade("all", story).shown)
        for level in ("human", "strong"):
            state = cascade("all", story, evidence=level)
            assert set(state.shown) | set(state.faint) == everything
            assert not set(state.shown) & set(state.faint)


@pytest.mark.parametrize("view", STEPS)
def test_a_click_opens_the_card_of_what_is_there(fresh, view):
    fresh.set(view=view, story="all")
    picture = fresh._canvas.picture
    axes = fresh._canvas.figure.axes[0]
    offered = {card.id for card in picture.cards(fresh.result)}
    for box in fresh.result.boxes:
        assert picture.card_at(axes, box.x, box.y) == f"node.{box.node}"
    for arrow in fresh.result.shown:
        line = picture.layers[fresh.result.view].lines[arrow.id]
        middle = (line[(len(line) - 1) // 2] + line[(len(line) + 1) // 2]) / 2
        found = picture.card_at(axes, *middle)
        assert found in offered
        assert found.startswith("arrow.")
    assert picture.card_at(axes, 899, 459) is None


def test_a_hidden_arrow_cannot_be_clicked(fresh):
    picture, axes = fresh._canvas.picture, fresh._canvas.figure.axes[0]
    hidden = next(arrow for arrow in arrows("core") if arrow.story == "opioid")
    line = picture.layers["core"].lines[hidden.id]
    assert picture.card_at(axes, *line[len(line) // 2]) is None


def test_a_click_on_the_picture_opens_a_card(fresh):
    box = next(box for box in boxes("core") if box.node == "ampar")
    width, height = fresh._canvas.size()
    fresh._from_click(box.x / width, (460 - box.y) / height)
    assert fresh.card is not None
    assert fresh.card.id == "node.ampar"


def test_the_table_holds_what_is_drawn(fresh):
    fresh.set(view=5, story="all")
    assert len(fresh.table_text.splitlines()) == 104
    assert "Ketamine,lowers,NMDA braking,Braking neurons" in fresh.table_text


def test_the_prediction_stays_and_is_answered_from_the_table(fresh):
    fresh.guess("weaker")
    assert fresh.values["experiment"] == "mtorc1"
    assert "What came out: Relief was the same" in fresh.status
    assert "Your prediction: Relief was gone or weaker" in fresh.alt


def test_sources_cover_what_is_drawn(fresh):
    from ketamine_viz.molecular.panel import sources

    keys = {source.key for source in sources(cascade(experiment="mtorc1"))}
    assert {"gerhard2020", "autry2011", "abdallah2020"} <= keys
    assert len(keys) == len(sources(cascade(experiment="mtorc1")))


def test_the_caption_is_short_and_says_what_it_is(fresh):
    assert len(fresh._note.split()) <= 40
    assert "not a simulation" in fresh._note


def test_projector_size_shows_the_same_picture_larger(fresh):
    normal, large = fresh.png(), fresh.png(present=True)
    assert len(large) > len(normal)
    assert fresh.png() == normal


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        ("view", "cor", "view='cor' is unknown; allowed: core"),
        ("story", "opiod", "story='opiod' is unknown; allowed: opioid"),
        ("beside", "all", "beside='all' is unknown; allowed"),
        ("evidence", "people", "evidence='people' is unknown; allowed: all, human, strong"),
        ("experiment", "ampa", "node='ampa' is unknown; allowed: ampar"),
    ],
)
def test_unknown_choices_are_named(control, value, words):
    with pytest.raises(ValueError, match=words):
        cascade(**{control: value})


@pytest.mark.parametrize(("view", "most"), [(1, 3.0), (3, 4.0), (5, 5.0)])
def test_redrawing_is_quick_against_the_first_drawing(view, most):
    """A change costs at most ``most`` times the encoding of the picture alone, in the same run."""
    panel = kv.molecular.cascade_explorer()
    panel.set(view=view)
    panel.png()

    def best(work):
        times = []
        for number in range(6):
            start = time.perf_counter()
            work(number)
            times.append(time.perf_counter() - start)
        return min(times[1:])

    floor = best(lambda _: panel.png())
    change = best(lambda number: panel.set(evidence=("all", "strong")[number % 2]))
    assert change < most * floor


def test_an_unknown_step_is_named():
    with pytest.raises(ValueError, match="view=6 is not a step; allowed: 1, 2, 3, 4, 5"):
        step(6)
    with pytest.raises(ValueError, match=r"view=1.5 is not a stop; allowed: 1 \(12 boxes: in short\)"):
        kv.molecular.cascade_explorer().set(view=1.5)
