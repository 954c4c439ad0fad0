"""Bring a notebook to life in each front end."""

from __future__ import annotations

import time

RUN_SECONDS = 120


def open_in_lab(page, server, notebook: str, link: str = "") -> None:
    """Open a notebook by itself, as ``make lab`` does, before anything has run; ``link`` follows its address."""
    server.stop_kernels()
    heard = []

    def listen(socket) -> None:
        if "/channels" in socket.url:
            socket.on("framereceived", lambda frame: heard.append(frame))  # noqa: PLW0108 (must be a function)

    page.on("websocket", listen)
    page.goto(server.url(f"doc/tree/notebooks/{notebook}") + (f"&{link}" if link else ""))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    # JupyterLab loses what it is asked to run before it has heard from its kernel.
    deadline = time.monotonic() + 60
    while not (heard and all(one["execution_state"] == "idle" for one in server.kernels())):
        assert time.monotonic() < deadline, "the kernel never answered"
        page.wait_for_timeout(100)
    page.wait_for_selector(
        ".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000, state="attached"
    )
    page.wait_for_timeout(500)


def run_all_in_lab(page, server, notebook: str) -> None:
    """Choose Run, then Run All Cells, and wait until every code cell shows something new."""
    page.evaluate("""() => {
      for (const output of document.querySelectorAll('.jp-OutputArea-output')) output.dataset.kvOld = 'yes';
    }""")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        """(wanted) => {
          const cells = Array.from(document.querySelectorAll('.jp-CodeCell'));
          const fresh = (cell) => cell.querySelector('.jp-OutputArea-output') !== null
            && cell.querySelector('.jp-OutputArea-output[data-kv-old]') === null;
          return cells.length >= wanted && cells.every(fresh);
        }""",
        arg=server.code_cells(notebook),
        timeout=RUN_SECONDS * 1000,
    )
    page.wait_for_selector(".kv-live", timeout=30_000)


def open_in_voila(page, server, notebook: str, link: str = "") -> None:
    address = f"{server.address}/voila/render/{notebook}" + (f"?{link}" if link else "")
    page.goto(address, timeout=RUN_SECONDS * 1000)
    page.wait_for_selector(".kv-live", timeout=RUN_SECONDS * 1000)
