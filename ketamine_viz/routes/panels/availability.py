"""Live panel: measured bioavailability beside the popular number."""

from __future__ import annotations

from collections.abc import Iterable

from ketamine_viz import evidence, stage
from ketamine_viz.routes.figures.availability import NumberLine, name
from ketamine_viz.routes.measured_share import ORDER, Shares, measured_shares
from ketamine_viz.routes.panels import controls, sources
from ketamine_viz.stage.text import number


def availability() -> stage.Panel:
    """Return the panel: published shares that arrive, on a number line.

    Sources: the `ref` of ``data/routes/pk_observations.csv`` and the `refs`
    of ``data/routes/route_form_facts.csv``.
    """
    return stage.Panel(
        title="How much arrives? Studies beside the popular number",
        picture=NumberLine(),
        compute=lambda *, route, form, models: measured_shares(route, form, models),
        controls=(
            stage.Choice(
                "route",
                label="Way in",
                options=(("All", "all"), *((name(route).capitalize(), route) for route in ORDER)),
                value="all",
            ),
            controls.form("any", "racemic", "esketamine", anything=True),
            stage.Toggle("models", label="Fitted models and labels too", value=True),
        ),
        sources=_sources,
        note=(
            "Each line: one study and one way in. Read the spread before the marker: an SD shows people, a "
            "confidence interval only how sure the mean is. Grey: popular articles, for a tablet."
        ),
        prediction=stage.Prediction(
            question="Popular articles print 20 to 30% for a swallowed tablet. How many groups of people in studies "
            "gave a value in there?",
            options=(
                ("none", "None"),
                ("third", "About a third"),
                ("most", "About two thirds"),
                ("all", "All"),
            ),
            answer=_answer,
            explain=_explain,
            run={"route": "oral", "form": "any", "models": True},
        ),
    )


def _answer(result: Shares) -> str:
    hits, groups = result.inside
    marks = {"none": 0.0, "third": 1 / 3, "most": 2 / 3, "all": 1.0}
    return min(marks, key=lambda k: abs(marks[k] - hits / groups))


def _explain(result: Shares) -> str:
    hits, groups = result.inside
    values = [v.value for lane in result.lanes for v in lane.values if v.value is not None]
    return (
        f"{hits} of {groups}. The values run from {number(min(values))} to {number(max(values))}%: the popular number "
        "is the upper end of them, and 30% is what lozenges gave. The assumption: a value counts if the mean or "
        "median does, whatever its spread."
    )


def _sources(result: Shares) -> Iterable[evidence.Source]:
    return sources.lines(r for lane in result.lanes for r in lane.refs)
