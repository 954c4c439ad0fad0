"""Panel: a session on a clock.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.experience_session import Clock, clock
from ketamine_viz.psychological.figures.session import SESSION, SessionPicture

MODEL_CARD = """\
In: what labels say, what clinics and trials wrote down. No model.
Left out: forms, waiting, prices, other ways in, and most of what differs between clinics.
Chosen by us: how many minutes before the dose the checks stand, and two hours of watching after a drip, for which no \
licence sets a time. The rule on driving after a drip is that of the injection for anaesthesia, with larger doses.
Wrong: one dial looks like one rule. Labels disagree on how long pressure is raised, and clinics are free where no \
licence exists. This tells how it is done; it is no instruction.
"""
#: Moments the slider stops at: when something begins, peaks or ends.
STOPS = (
    ("30 min before", -30.0), ("the dose", 0.0), ("10 min", 10.0), ("20 min", 20.0), ("30 min", 30.0),
    ("40 min", 40.0), ("1 h", 60.0), ("1 h 30 min", 90.0), ("2 h", 120.0), ("4 h", 240.0), ("8 h", 480.0),
)  # fmt: skip


def session_clock() -> stage.Panel:
    """Return the panel: a session on a clock face, step by step, each with its source.

    Sources: those of the steps of the session in view.
    """
    return stage.Panel(
        title="What happens in a session, and when?",
        picture=SessionPicture(),
        compute=clock,
        controls=(
            stage.Choice(
                "session", label="Session",
                options=tuple((words, key) for key, words in SESSION.items()), value="spray",
            ),
            stage.Range("minute", label="The hand stands at", value=40.0, stops=STOPS),
        ),
        sources=_sources,
        note=(
            "How labels, clinics and trials have it; no instruction. Bright: going on where the hand stands. An "
            "arrowhead: it goes on beyond. Labels differ between countries, and clinics where no label exists."
        ),
        model_card=MODEL_CARD,
        prediction=stage.Prediction(
            question="The spray itself takes ten minutes. When may a person leave at the earliest, by the US label?",
            options=(("30", "After half an hour"), ("60", "After an hour"), ("120", "After two hours")),
            run={"session": "spray", "minute": 120.0},
            answer=_answer,
            explain=_explain,
        ),
    )  # fmt: skip


def _answer(result: Clock) -> str:
    return min(("30", "60", "120"), key=lambda key: abs(float(key) - result.leaves))


def _explain(result: Clock) -> str:
    fit = next(one for one in result.steps if one.id == "y08")
    return (
        f"At least {result.leaves / 60:g} hours, longer if need be. In two trials {fit.label} (n {fit.n}, {fit.who}). "
        "The assumption: one label stands for all."
    )


def _sources(result: Clock) -> tuple[evidence.Source, ...]:
    keys = dict.fromkeys(ref for one in result.steps for ref in one.refs)
    return tuple(evidence.source(key) for key in keys)
