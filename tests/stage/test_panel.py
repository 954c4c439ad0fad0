"""A panel answers every control, resets exactly, keeps the reader's guess, and says what is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from ketamine_viz import evidence, stage
from ketamine_viz.stage import html, theme


class Wave(stage.Picture):
    size = (400, 240)

    def build(self, fig):
        self.axes = fig.subplots()
        (self.line,) = self.axes.plot([], [], **theme.style("drug").line())
        self.axes.set(xlim=(0, 10), ylim=(-3, 3), xlabel="Time [h]", ylabel="Height")
        return [self.line]

    def update(self, result):
        self.line.set_data(*result)
        return False

    def describe(self, result):
        top = stage.text.number(float(result[1].max()))
        return stage.Description(
            "A wave over 10 h.", f"Highest {top}.", f"Mean {result[1].mean():.6f}.", f"Highest {top}"
        )

    def table(self, result):
        return stage.Table(
            "A <wave>", ("Time [h]", "Height"), tuple(zip(*(part[:3].tolist() for part in result)))
        )

    def cards(self, result):
        return (stage.Card("peak", "Peak", "<p>The peak.</p>"),) if result[1].max() > 0.2 else ()

    def card_at(self, axes, x, y):
        return "peak" if axes is self.axes and abs(x - 5) < 1 and abs(y) < 1 else None


def wave(*, height, shape, raised, terms):
    if raised and height == 0:
        raise ValueError("height=0 with raised=True draws nothing; allowed: any height above 0")
    x = np.linspace(0, 10, 200)
    y = height * (np.sin(x) if shape == "sine" else np.sign(np.sin(x)))
    return x, y + 0.5 * raised + 0.1 * sum(terms)


def panel(**extra):
    return stage.Panel(
        title="How high?",
        picture=Wave(),
        compute=wave,
        controls=(
            stage.Range("height", label="Height", minimum=0, maximum=2, step=0.1, value=1, unit="m"),
            stage.Choice(
                "shape", label="Shape", options=(("Sine", "sine"), ("Square", "square")), value="sine"
            ),
            stage.Toggle("raised", label="Raised", value=False),
            stage.Several("terms", label="Terms", options=(("One", 1), ("Two", 2)), value=(1,), least=1),
        ),
        **extra,
    )


PREDICTION = stage.Prediction(
    question="Up or down?",
    options=(("up", "It rises"), ("down", "It falls")),
    answer=lambda result: "up" if result[1].max() > 1.5 else "down",
    explain=lambda result: f"It reached {result[1].max():.1f}.",
    run={"height": 2.0},
)


@pytest.mark.parametrize(
    "change", [{"height": 1.5}, {"shape": "square"}, {"raised": True}, {"terms": (1, 2)}]
)
def test_every_control_changes_picture_and_words_and_reset_restores_both(change):
    shown = panel()
    png, alt = shown.png(), shown.alt
    shown.set(**change)
    assert shown.png() != png
    assert shown.alt != alt
    assert next(iter(change)).capitalize() in shown.status
    shown.reset()
    assert (shown.png(), shown.alt, shown.status) == (png, alt, "")


def test_widgets_and_values_stay_together():
    shown = panel()
    shown._core["shape"].value = "square"  # as a reader does
    shown._live.values = {"height": 0.3}
    shown._core["terms"]._buttons[1].value = True
    assert shown.values == {"height": 0.3, "shape": "square", "raised": False, "terms": (1, 2)}
    assert shown._live.answered == shown._live.sent
    shown.set(terms=(2,))
    assert [button.value for button in shown._core["terms"]._buttons] == [False, True]


def test_the_last_switch_cannot_be_turned_off():
    shown = panel()
    shown._core["terms"]._buttons[0].value = False
    assert shown.values["terms"] == (1,)
    assert shown._core["terms"]._buttons[0].value
    assert "at least 1" in shown.status


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"height": 5}, "height=5 is out of range; allowed: 0 to 2 m"),
        ({"height": float("nan")}, "height=nan is not a number"),
        ({"height": "1"}, "height='1' is not a number"),
        ({"shape": "round"}, "shape='round' is not an option; allowed: 'sine', 'square'"),
        ({"raised": 1}, "raised=1 is not allowed; allowed: True or False"),
        ({"terms": (3,)}, "any of 1, 2"),
        ({"terms": ()}, "at least 1"),
        ({"size": 1}, "control 'size' does not exist; allowed: height, shape, raised, terms"),
    ],
)
def test_bad_values_are_named_and_change_nothing(change, words):
    shown = panel()
    png, values = shown.png(), shown.values
    with pytest.raises(ValueError, match=words.replace("(", r"\(").replace(")", r"\)")):
        shown.set(**change)
    assert (shown.png(), shown.values) == (png, values)


def test_a_fault_of_the_model_is_said_and_the_picture_stays():
    shown = panel().set(height=0.0)
    png = shown.png()
    shown.set(raised=True)
    assert "height=0 with raised=True" in shown.status
    assert shown.values["raised"] is False
    assert shown.png() == png


def test_values_from_outside_that_a_slider_cannot_take_are_refused():
    shown = panel()
    shown._live.values = {"height": 99}
    assert shown.values["height"] == 1
    assert "out of range" in shown.status


def test_the_guess_stays_on_the_figure_until_reset():
    shown = panel(prediction=PREDICTION)
    first = shown.png()
    shown.guess("down")
    assert shown.values["height"] == 2.0
    assert "you predicted: It falls" in shown.status
    assert "It reached 2.1." in shown.status
    assert "Your prediction: It falls" in shown.alt
    assert all(button.disabled for button in shown._guesses.children)
    kept = shown._canvas.guess
    shown.set(height=0.5)
    assert shown._canvas.guess == kept
    shown.reset()
    assert shown.png() == first
    assert not any(button.disabled for button in shown._guesses.children)


def test_a_guess_that_is_not_offered_is_refused():
    with pytest.raises(ValueError, match="option 'sideways' is not offered; allowed: up, down"):
        panel(prediction=PREDICTION).guess("sideways")
    with pytest.raises(ValueError, match="asks no prediction"):
        panel().guess("up")


def test_a_click_and_the_list_open_the_same_card():
    shown = panel()
    at = shown._canvas.figure.axes[0].transData.transform((5.0, 0.0))
    shown._from_click(at[0] / 400, 1 - at[1] / 240)
    assert shown.card.id == "peak"
    assert shown.status == "Card open: Peak."
    shown.reset()
    assert shown.card is None
    shown.open_card("peak")
    assert "The peak." in shown._card_html.value
    shown.set(height=0.0)  # a state without that card closes it
    assert shown.card is None
    with pytest.raises(ValueError, match="card 'peak' is not here; allowed: none"):
        shown.open_card("peak")


def test_table_is_escaped_and_follows_the_picture():
    shown = panel()
    shown._toolbar.table.value = True
    before = shown._table_html.value
    assert "A &lt;wave&gt;" in before
    assert "<wave>" not in before
    shown.set(height=2.0)
    assert shown._table_html.value != before
    assert shown.table_text.startswith("Time [h],Height\r\n0.0,")


@pytest.mark.parametrize(
    ("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"Time [h],Height")]
)
def test_everything_can_be_saved(kind, start, monkeypatch):
    shown = panel()
    sent = []
    monkeypatch.setattr(shown._live, "send", lambda content, buffers: sent.append((content, buffers)))
    png = shown.png()
    shown._toolbar.kind.value = kind
    shown._toolbar.save.click()
    ((content, buffers),) = sent
    assert content["filename"] == f"how_high.{kind}"
    assert buffers[0].startswith(start)
    assert shown.png() == png  # saving leaves the live picture as it was


def test_the_stored_output_shows_picture_and_words_without_a_kernel():
    shown = panel()
    bundle = shown._repr_mimebundle_()
    assert bundle["text/plain"] == f"How high?\n{shown.alt}"
    assert 'alt="A wave over 10 h.' in bundle["text/html"]
    assert "data:image/png;base64," in bundle["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_large_picture_is_larger_and_otherwise_the_same():
    shown = panel()
    shown._toolbar.present.value = True
    assert shown._live.width == round(400 * theme.PRESENT_SCALE)
    assert shown._live.present
    assert shown.png(present=True) == shown._live.image
    shown._toolbar.present.value = False
    assert shown._live.width == 400


def test_too_many_controls_are_refused():
    many = [stage.Toggle(f"t{index}", label="T", value=False) for index in range(7)]
    with pytest.raises(ValueError, match="at most 6"):
        stage.Panel(title="", picture=Wave(), compute=wave, controls=many)


def test_a_thousand_changes_end_at_the_last_one():
    shown = panel()
    for step in range(1000):
        shown._live.values = {"height": (step % 20) / 10}
    assert shown.values["height"] == 1.9
    assert shown._live.values == {"height": 1.9}


def test_stops_speak_their_names():
    stops = stage.Range("t", label="Time", value=1.0, stops=(("before", 0.0), ("1 hour", 1.0)))
    assert stops.words(1.0) == "1 hour"
    with pytest.raises(ValueError, match=r"t=0.5 is not a stop; allowed: 0 \(before\), 1 \(1 hour\)"):
        stops.check(0.5)


def test_a_spreadsheet_runs_no_formula_and_empty_stays_empty():
    from ketamine_viz.stage import html

    content = stage.Table("t", ("a", "b", "c"), (("=1+1", "", -0.5),))
    assert html.csv_bytes(content).decode() == "a,b,c\r\n'=1+1,,-0.5\r\n"


def test_its_sources_can_be_asked_for_however_they_were_given():
    lines = [evidence.source("zanos2016"), evidence.source("berman2000")]
    for given in (lines, iter(lines), lambda _: iter(lines)):
        one = panel(sources=given)
        assert one.source_lines == tuple(lines)
        assert one.source_lines == tuple(lines), "and again"
    assert panel().source_lines == ()
    by_height = panel(sources=lambda result: lines[: int(result[1].max() > 1.5)])
    assert by_height.source_lines == ()
    assert by_height.set(height=2).source_lines == (lines[0],)
    assert [one.key for one in evidence.bibliography(line.key for line in by_height.source_lines)] == [
        "zanos2016"
    ]


def test_a_count_is_never_rounded_and_a_measurement_is():
    content = stage.Table("Counts", ("What", "Number"), (("people", 1672), ("level", 1672.4)))
    shown = html.table(content)
    assert '<td class="kv-number">1,672</td>' in shown
    assert '<td class="kv-number">1,670</td>' in shown
