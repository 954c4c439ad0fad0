"""Work that can wait until the picture is on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Later:
    """One piece of work, put off; asked for again while it waits, it is done once.

    Parameters
    ----------
    work
        What to do.
    seconds
        How long it waits in a running event loop, such as a kernel's. Without one it is done at once.
    """

    def __init__(self, work: Callable[[], None], seconds: float) -> None:
        self._work, self._seconds = work, seconds
        self._timer: asyncio.TimerHandle | None = None

    def ask(self) -> None:
        """Put the work off, from now on."""
        self._forget()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._work()
        else:
            self._timer = loop.call_later(self._seconds, self.now)

    def now(self) -> None:
        """Do the work if it still waits."""
        if self._timer:
            self._forget()
            self._work()

    def _forget(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None
