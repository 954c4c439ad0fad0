from __future__ import annotations

import time

import pytest

import ketamine_viz as kv
from ketamine_viz.molecular.arrows import arrows, boxes
from ketamine_viz.molecular.stories import cascade, rivals, stories

CHANGES = {
    "view": ["more", "all"],
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


def test_the_filter_never_adds(fresh):
    for story in ("all", *stories()):
        everything = set(cascade("all", story).shown)
        for level in ("human", "strong"):
            state = cascade("all", story, evidence=level)
            assert set(state.shown) | set(state.faint) == everything
            assert not set(state.shown) & set(state.faint)


@pytest.mark.parametrize("view", ["core", "more", "all"])
def test_a_click_opens_the_card_of_what_is_there(fresh, view):
    fresh.set(view=view, story="all")
    picture = fresh._canvas.picture
    axes = fresh._canvas.figure.axes[0]
    offered = {card.id for card in picture.cards(fresh.result)}
    for box in boxes(view):
        assert picture.card_at(axes, box.x, box.y) == f"node.{box.node}"
    for arrow in arrows(view):
        line = picture.layers[view].lines[arrow.id]
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
    fresh.set(view="all", story="all")
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


@pytest.mark.parametrize(("view", "most"), [("core", 3.0), ("more", 4.0), ("all", 5.0)])
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
