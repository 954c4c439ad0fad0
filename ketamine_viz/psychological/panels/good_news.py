"""Panel: the good-news bad-news estimate game.  Wiring only."""

from __future__ import annotations

from ketamine_viz import evidence, stage
from ketamine_viz.psychological.belief_game import NEWS, NOT_YET, findings, play
from ketamine_viz.psychological.figures.good_news import GoodNewsBadNews

_STOPS = (("not yet", NOT_YET), *((f"{guess} of 100", float(guess)) for guess in range(0, 101, 5)))

MODEL_CARD = (
    "In: the rule of Rescorla and Wagner with one rate for good news and one for bad: move = rate × gap.\n"
    "Fitted: your own two rates, on a grid; every rate from −0.5 to 1.5 equally likely beforehand, answers "
    "scattered by about 5 points. The bar holds 95% of what your answers allow.\n"
    "Invented: the town, and what its five reporters count (70, 30, 75, 35, 65 of 100).\n"
    "Left out: how much you trust each reporter. Somebody who simply averages all counts moves less each time, and "
    "as a good one comes first, looks a little like a listener to good news.\n"
    "Wrong: published games ask about one's own future and forty or more events. When people guess how often things "
    "happen to others, what they believed before explains the lead of good news. So do not expect it here.\n"
    "Forgotten: your guesses live in this page's kernel only. Reset clears them.\n"
)


def good_news_bad_news() -> stage.Panel:
    """Return the estimate game: guess, hear news, guess again, and see both of your rates.

    Sources: korn2014, hobbs2022, shah2016, garrett2014, bottemanne2022, harvey2023, michely2022, ossola2020, sharot2011
    """
    labels = ("First guess", *(f"Guess after news {k}" for k in range(1, len(NEWS) + 1)))
    keys = dict.fromkeys(ref for found in findings() for ref in found.refs)
    return stage.Panel(
        title="Do you listen more to good news or to bad?",
        picture=GoodNewsBadNews(),
        compute=play,
        controls=tuple(
            stage.Range(f"guess_{k}", label=label, value=NOT_YET, stops=_STOPS) for k, label in enumerate(labels)
        ),
        sources=(
            *(evidence.source(key) for key in keys),
            evidence.source("sharot2011", "The game this one is modelled on."),
        ),
        note=(
            "Give a guess, read the news, guess again. Grey line: the gap between your guess and the news. Thick "
            "arrow: how far you went. Triangles up are good news, open triangles down bad news. Nothing is stored."
        ),
        model_card=MODEL_CARD,
    )  # fmt: skip
