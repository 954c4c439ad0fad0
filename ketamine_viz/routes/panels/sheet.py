"""Panel: a comparison sheet of two ways to give ketamine.  Wiring only."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.sheet import SheetPicture
from ketamine_viz.routes.panels import sources
from ketamine_viz.routes.sheet import AS_OF, Sheet, compare_ways, ways

MODEL_CARD = (
    f"In: one row of our tables for each form and route, looked up in {AS_OF}; studies that compared two ways "
    "themselves. No model is run here.\n"
    "Left out: doses, and everything that was only recalled: such cells say so. Most onsets, durations and United "
    "States licences are of that kind; the few shown are marked as weaker.\n"
    "The sources of a cell are those of its whole row; the first carries it. Practice (who gives it, what is watched, "
    "for and against) is a summary in our words, and customs differ.\n"
    "Wrong: a range from two or three small studies looks as firm here as one from a label. Statuses change: ask the "
    "authority of your country.\n"
)


def comparison_sheet() -> stage.Panel:
    """Return the comparison sheet for any two forms and routes.

    Sources: the ``refs`` of ``data/routes/route_form_facts.csv`` and ``data/routes/direct_comparisons.csv``.
    """
    options = tuple((way.label, way.id) for way in ways().values())
    return stage.Panel(
        title="Two ways to give ketamine, side by side",
        picture=SheetPicture(),
        compute=compare_ways,
        controls=(
            stage.Choice("first", label="First", options=options, value="f01"),
            stage.Choice("second", label="Second", options=options, value="f14"),
        ),
        sources=_sources,
        note=(
            f"As of {AS_OF}. Bars: published ranges. Table and cards hold statuses and the source of every "
            "cell. What was only recalled is not shown. Education, not advice."
        ),
        model_card=MODEL_CARD,
    )


def _sources(result: Sheet) -> Iterable[evidence.Source]:
    keys = [key for way in result.both for key in way.refs]
    keys += [key for one in result.direct for key in one.refs]
    return sources.lines(keys)
