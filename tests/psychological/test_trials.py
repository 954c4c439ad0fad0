"""The panel of trials: what it draws, says and tables."""

import html
import itertools
import re

import pytest
from matplotlib.text import Text

import ketamine_viz as kv
from ketamine_viz.psychological import telling, words
from ketamine_viz.psychological.figures.trials import TrialsPicture
from ketamine_viz.psychological.options import CONDITIONS, MEASURES
from ketamine_viz.psychological.view import is_open, view
from ketamine_viz.stage import theme
from ketamine_viz.stage.canvas import Canvas

STATES = [
    {"measure": measure, "condition": condition, "open_label": open_label}
    for measure, condition, open_label in itertools.product(MEASURES, CONDITIONS, (False, True))
]
NARROW = [
    {"form": "arketamine", "route": "oral"},
    {"measure": "remission", "comparator": "treatment"},
    {"measure": "difference", "form": "esketamine"},
    {"measure": "change", "comparator": "saline"},
    {"comparator": "ketamine"},
    {"route": "sublingual", "open_label": True},
]


@pytest.fixture(scope="module")
def panel():
    return kv.psychological.trials()


@pytest.mark.parametrize("state", STATES + NARROW, ids=str)
def test_no_drug_number_without_its_control_group_n_time_and_reference(state):
    """On the picture, in the text alternative, in the table and on the cards."""
    result = view(**state)
    table = telling.table(result)
    column = {name: place for place, name in enumerate(table.columns)}
    assert len(table.rows) == len(result.drawn) + len(result.rest)
    for row in table.rows:
        cell = {name: str(row[place]) for name, place in column.items()}
        if cell["Drug group"] == "not in this row":
            assert cell["Drug minus control"]
            assert cell["Compared with"] not in ("", words.NO_CONTROL)
        else:
            assert re.search(r"\d", cell["Control group"]) or cell["Control group"] == words.NO_CONTROL
        assert re.search(r"\d", cell["People (drug and control)"])
        assert cell["Time"]
        assert cell["Reference"].startswith("http") or re.search(r"(19|20)\d\d", cell["Reference"])
        assert cell["How known"].startswith("seen in")
    alt = telling.describe(result).alt
    for pair, card in zip(result.drawn, map(telling.card, result.drawn), strict=True):
        told = telling.sentence(pair)
        assert told in alt
        for text in (told, card.html):
            if is_open(pair):
                assert words.NO_CONTROL in text
            else:
                assert words.comparison(pair.main) in html.unescape(text)
            assert words.people(pair) in text
            assert words.time(pair.main) in html.unescape(text)
        if pair.control:
            assert words.value(pair.control) in told
        assert words.how_known(pair.main) in card.html
        assert str(kv.evidence.reference(pair.main.ref).year) in card.html


@pytest.fixture(scope="module")
def canvas():
    return Canvas(TrialsPicture())


@pytest.mark.parametrize("state", STATES + NARROW, ids=str)
def test_every_column_names_trial_control_and_people(canvas, state):
    result = view(**state)
    canvas.update(result)
    picture = canvas.picture
    for label, figures, pair in zip(picture._labels, picture._figures, result.drawn, strict=False):
        name, year, control, people = (line.get_text() for line in label)
        assert name
        assert re.match(r"\d{4}\*?$", year)
        assert control == words.short_comparison(pair.main)
        assert re.match(r"\d+(, \d+)?$", people)
        assert picture._people.get_text() == "n"
        assert picture._people.get_visible()
        assert (" v " in figures.get_text()) == (pair.drug is not None and pair.control is not None)


def visible_texts(figure):
    """Every text that is drawn; tick labels outside the axes are not."""
    ticks = {}
    for axes in figure.axes:
        low, high = sorted(axes.get_ylim())
        ticks |= {
            label: axes.axison and low <= label.get_position()[1] <= high for label in axes.get_yticklabels()
        }
        ticks |= dict.fromkeys(axes.get_xticklabels(), False)
    return [
        text
        for text in figure.findobj(Text)
        if text.get_text().strip() and text.get_visible() and ticks.get(text, True)
    ]


CROWDED = [
    state
    for state in STATES
    if state["condition"] in ("depression", "treatment_resistant") and not state["open_label"]
] + [{"measure": measure, "open_label": True} for measure in MEASURES]


@pytest.mark.parametrize("scale", [1.0, theme.PRESENT_SCALE], ids=["normal", "present"])
def test_no_text_overlaps_or_is_cut_off(canvas, scale):
    for state in CROWDED + NARROW:
        canvas.update(view(**state))
        canvas.png(scale)
        renderer, frame = canvas._agg.get_renderer(), canvas.figure.bbox
        boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in visible_texts(canvas.figure)]
        assert len(boxes) >= 3
        for text, box in boxes:
            assert box.x0 >= -1, (state, text)
            assert box.y0 >= -1, (state, text)
            assert box.x1 <= frame.x1 + 1, (state, text)
            assert box.y1 <= frame.y1 + 1, (state, text)
        for (one, a), (two, b) in itertools.combinations(boxes, 2):
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            down = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1 or down <= 2, (state, one, two)


CHANGES = [
    {"measure": "score"},
    {"condition": "ptsd"},
    {"form": "esketamine"},
    {"route": "intranasal"},
    {"comparator": "midazolam"},
    {"open_label": True},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_control_changes_the_picture_and_its_description_and_reset_restores_both(change):
    panel = kv.psychological.trials()
    picture, alt, table = panel.png(), panel.alt, panel.table_text
    panel.set(**change)
    assert panel.png() != picture
    assert panel.alt != alt
    assert panel.table_text != table
    assert panel.status
    panel.reset()
    assert panel.png() == picture
    assert panel.alt == alt
    assert panel.table_text == table


def test_the_panel_keeps_to_six_controls_and_refuses_what_is_not_there(panel):
    assert len(panel.values) <= 6
    with pytest.raises(ValueError, match=r"form='lsd' .*allowed"):
        panel.set(form="lsd")
    with pytest.raises(ValueError, match=r"dose.*allowed"):
        panel.set(dose=1)


def test_help_is_on_the_picture_whenever_thoughts_are_shown(panel):
    panel.reset()
    assert "988" not in panel.alt
    panel.set(measure="thoughts")
    drawn = " ".join(text.get_text() for text in visible_texts(panel._canvas.figure))
    for where in (drawn, panel.alt):
        for part in (
            "local emergency number",
            "988",
            "Samaritans 116 123",
            "findahelpline.com",
            "2026-11-24",
        ):
            assert part in where
        assert "not deaths" in where


def test_the_answer_to_the_prediction_is_computed_from_the_rows():
    panel = kv.psychological.trials()
    panel.guess("bigger")
    result = panel.result
    gaps = {pair.main.comparator_kind: pair.gap for pair in result.drawn if pair.main.ref == "wilkinson2019"}
    assert gaps == {"midazolam": 27, "saline": 45}
    assert panel._prediction.answer(result) == "smaller"
    told = panel._prediction.explain(result)
    for part in ("46 in each 100 against 1", "45 in each 100 against 18", "367"):
        assert part in told
    assert "smaller than over saline" in panel.status


def test_a_click_on_a_column_opens_its_card(panel):
    panel.reset()
    picture, drawn = panel._canvas.picture, panel.result.drawn
    for place, pair in enumerate(drawn):
        assert picture.card_at(picture._axes, place + 0.3, 50.0) == pair.main.id
    panel.open_card(drawn[0].main.id)
    assert "Compared with" in panel.card.html
    assert picture.card_at(picture._key_words["drug"].axes, 0.0, 0.0) is None


def test_sources_are_every_trial_in_view(panel):
    panel.reset()
    for pair in (*panel.result.drawn, *panel.result.rest):
        assert kv.evidence.source(pair.main.ref).text.split(".")[0][:12] in panel._sources_html.value


def test_cards_hold_nothing_that_could_run():
    for state in STATES:
        for card in map(telling.card, view(**state).drawn):
            assert "<script" not in card.html


def test_a_negative_trial_without_a_number_stands_beside_the_positive_one():
    result = view(condition="ptsd")
    assert [pair.main.ref for pair in result.drawn] == ["feder2021"]
    for text in (telling.foot(result), telling.describe(result).alt):
        assert "Abdallah 2022" in text
        assert "158 people" in text
        assert "no significant difference" in text


@pytest.mark.parametrize("state", STATES + NARROW, ids=str)
def test_the_tick_for_open_label_always_shows(canvas, state):
    """Even where no such group fits: the picture then says so."""

    def drawn(open_label):
        canvas.update(view(**{**state, "open_label": open_label}))
        return [text.get_text() for text in visible_texts(canvas.figure)]

    assert drawn(open_label=True) != drawn(open_label=False)
