"""Find Chromium, open pages in it, and write down what they ask for and complain about."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from urllib.parse import urlparse

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--no-first-run",
    "--no-sandbox",
)
HOME = {"127.0.0.1", "localhost", "::1"}

# What the front ends say about themselves.  Each entry is a piece of the message and the reason it is not ours.
NOT_OURS: dict[str, str] = {}


def find() -> str | None:
    """Return the path of a Chromium: KV_CHROMIUM, or the first of the usual names."""
    given = os.environ.get("KV_CHROMIUM")
    if given:
        return given
    return next((path for path in map(shutil.which, NAMES) if path), None)


@dataclass
class Witness:
    """What one page asked of the network and wrote on its console."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self._console)

    def _console(self, message) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    @property
    def strangers(self) -> list[str]:
        """Requests that left this machine."""
        return [
            url
            for url in self.requests
            if urlparse(url).scheme not in {"data", "blob", "about"} and urlparse(url).hostname not in HOME
        ]

    @property
    def errors(self) -> list[str]:
        """Complaints, except those known not to be ours."""
        return [text for text in self.complaints if not any(piece in text for piece in NOT_OURS)]
