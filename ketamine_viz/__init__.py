"""ketamine_viz: how ketamine works as a treatment, from milligram to mood.

Education, never advice.  The rooms are imported when first touched, so that
``import ketamine_viz`` costs little more than the libraries under it.
"""

from __future__ import annotations

from ketamine_viz._lazy import attach

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = attach(
    __name__,
    {
        "Dose": "routes",
        "evidence": "",
        "stage": "",
        "routes": "",
        "molecular": "",
        "network": "",
        "psychological": "",
        "safety": "",
        "journey": "",
        "teaching": "",
    },
)
