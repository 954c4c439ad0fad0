"""Bring a notebook to life in each front end."""

from __future__ import annotations

import servers

RUN_SECONDS = 120


def open_in_lab(page, server, notebook: str) -> None:
    """Open a notebook by itself, as ``make lab`` does, before anything has run."""
    page.goto(server.url(f"doc/tree/notebooks/{notebook}"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    # the kernel is there when its status is no longer "connecting" or "unknown"
    page.wait_for_selector(
        ".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000, state="attached"
    )


def run_all_in_lab(page, notebook: str) -> None:
    """Choose Run, then Run All Cells, and wait until every cell has run."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        """(wanted) => {
          const prompts = Array.from(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt'));
          return prompts.length >= wanted && prompts.every((prompt) => /\\[\\d+\\]/.test(prompt.textContent));
        }""",
        arg=servers.code_cells(notebook),
        timeout=RUN_SECONDS * 1000,
    )
    page.wait_for_selector(".kv-live", timeout=30_000)


def open_in_voila(page, server, notebook: str) -> None:
    page.goto(f"{server.address}/voila/render/{notebook}", timeout=RUN_SECONDS * 1000)
    page.wait_for_selector(".kv-live", timeout=RUN_SECONDS * 1000)
