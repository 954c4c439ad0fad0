"""Where help is: stands wherever suicidal thoughts are spoken of."""

from __future__ import annotations

HELP_LINE = (
    "In danger now: your local emergency number. US: call or text 988. "
    "UK and Ireland: Samaritans 116 123. Elsewhere: findahelpline.com. Checked 2026-11-24."
)
