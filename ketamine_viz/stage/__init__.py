"""The stage: puts things on the screen.  It knows nothing of ketamine.

A room hands it a :class:`Picture` (matplotlib artists built once, updated in
place), controls declared as data and a ``compute`` function; :class:`Panel`
does the rest: redraw, description, table, cards, prediction, saving.
"""

from __future__ import annotations

from ketamine_viz._lazy import attach

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Panel": "panel",
        "Picture": "picture",
        "Description": "picture",
        "Table": "picture",
        "Card": "picture",
        "Range": "controls",
        "Choice": "controls",
        "Toggle": "controls",
        "Several": "controls",
        "Prediction": "prediction",
        "Browse": "browse",
        "Filter": "browse",
        "SortedBrowse": "sorted_browse",
        "Ask": "exercise",
        "Deck": "deck",
        "Exercise": "exercise",
        "Flip": "deck",
        "Quiz": "quiz",
        "Task": "exercise",
        "Term": "term",
        "LivePicture": "live",
        "text": "",
        "theme": "",
    },
)
