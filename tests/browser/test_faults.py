"""When something goes wrong under a reader's hands: what was seen stays, and the page says what to do."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess

import frontends
import panels
import pytest
import servers
import stub

NOTEBOOK = "00_start_here.ipynb"
STUB = "stub.ipynb"
SILENCE = "No answer yet."
SILENCE_SECONDS = 16  # the panel waits 10


def first_panel(page):
    panel = page.locator(".kv-live").first
    panel.scroll_into_view_if_needed()
    return panel


def bring_to_life(page, server, notebook):
    frontends.open_in_lab(page, server, notebook)
    frontends.run_all_in_lab(page, server, notebook)
    return first_panel(page)


def press(panel, kind):
    """Move the first control of a kind, ``range`` or ``select``, with the keyboard; return the state before."""
    before = panels.settled(panel)
    control = panels.operable(panel, panels.SELECTORS[kind])[0]
    control.focus()
    panel.page.keyboard.press(panels.moves(kind, control)[0])
    return before


def answers(panel, kind="range"):
    before = press(panel, kind)
    now = panels.wait(panel, lambda one: one.picture != before.picture)
    return now.picture != before.picture and now.alt != before.alt and not now.status.startswith(SILENCE)


def falls_silent(panel, kind="range"):
    """Use a control that nobody answers: the picture and its words stay, and the status says what to do."""
    before = press(panel, kind)
    now = panels.wait(panel, lambda one: one.status.startswith(SILENCE), SILENCE_SECONDS)
    assert now.status.startswith(SILENCE)
    assert "Run All Cells" in now.status
    assert (now.picture, now.alt) == (before.picture, before.alt)


@pytest.fixture
def small(notebooks_copy):
    stub.write(notebooks_copy, STUB, stub.PANEL)
    return STUB  # the file stays: JupyterLab keeps asking for what it had open


def restart(page, server):
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile(r"^Restart Kernel…(?! and)")).first.click()
    page.locator(".jp-Dialog").get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_timeout(1500)


def kill(page, server):
    (kernel,) = server.kernels()
    listing = subprocess.run(["ps", "-ewwo", "pid,args"], check=True, capture_output=True, text=True).stdout
    (pid,) = [int(line.split()[0]) for line in listing.splitlines() if kernel["id"] in line]
    os.kill(pid, signal.SIGKILL)
    # The server starts another by itself, and JupyterLab says so.
    page.get_by_role("button", name="Ok").click(timeout=20_000)
    page.wait_for_timeout(1500)


@pytest.mark.slow
@pytest.mark.parametrize(("lose", "kind"), [(restart, "range"), (kill, "select")])
def test_a_lost_kernel_is_said_and_run_all_brings_the_panel_back(lose, kind, small, lab, page):
    panel = bring_to_life(page, lab, small)
    first = panels.settled(panel)
    assert answers(panel, kind)
    lose(page, lab)
    falls_silent(panel, kind)
    frontends.run_all_in_lab(page, lab, small)
    panel = first_panel(page)
    assert panels.settled(panel) == first
    assert answers(panel, kind)


@pytest.mark.slow
def test_without_its_server_the_page_keeps_what_it_shows(browser, notebooks_copy, tmp_path, page):
    with servers.lab(notebooks_copy, tmp_path) as server:
        panel = bring_to_life(page, server, NOTEBOOK)
        assert answers(panel)
        prose = page.locator(".jp-RenderedMarkdown").all_inner_texts()
    page.locator(".jp-Dialog").get_by_role("button", name="Close").click(timeout=60_000)  # it says so itself
    falls_silent(panel)
    assert page.locator(".jp-RenderedMarkdown").all_inner_texts() == prose
    assert panel.locator(".kv-figure img").is_visible()


@pytest.mark.slow
def test_two_tabs_on_one_notebook_both_work(small, lab, page, witness):
    one = bring_to_life(page, lab, small)
    second = page.context.new_page()
    witness.watch(second)
    second.goto(lab.url(f"doc/tree/notebooks/{small}"))
    second.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached")
    second.wait_for_timeout(1500)
    frontends.run_all_in_lab(second, lab, small)
    two = first_panel(second)
    for panel in (one, two, one):
        panel.page.bring_to_front()
        assert answers(panel)
    assert not witness.errors, "\n".join(witness.errors)
    second.close()


def make_read_only(folder):
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)
    return paths


@pytest.mark.slow
def test_a_read_only_folder_runs_and_says_why_it_cannot_save(browser, tmp_path, page):
    folder = servers.copy_notebooks(tmp_path / "reader")
    stub.write(folder, STUB, stub.PANEL)
    before = (folder / "notebooks" / STUB).read_bytes()
    paths = make_read_only(folder)
    try:
        with servers.lab(folder, tmp_path / "lab", unprivileged=True) as server:
            panel = bring_to_life(page, server, STUB)
            assert answers(panel)
            page.keyboard.press("Control+s")
            page.get_by_text(f"{STUB} is read-only. Use").wait_for()
    finally:
        for path in paths:
            path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o200)
    assert (folder / "notebooks" / STUB).read_bytes() == before


BURST = """async ([panel, events]) => {
  const range = panel.querySelector('input[type=range]');
  const image = panel.querySelector('.kv-figure img');
  let redraws = 0;
  new MutationObserver(() => { redraws += 1; }).observe(image, { attributes: true, attributeFilter: ['src'] });
  const start = performance.now();
  for (let event = 0; event < events; event++) {
    const due = start + event; // one a millisecond
    while (performance.now() < due) await new Promise((go) => setTimeout(go, 0));
    range.value = 1 + (event * 7) % 40;
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }
  range.value = 33;
  range.dispatchEvent(new Event('input', { bubbles: true }));
  const during = redraws, ended = performance.now();
  let after = during, last = ended;
  while (performance.now() - last < 1500) {
    if (redraws !== after) { after = redraws; last = performance.now(); }
    await new Promise((go) => setTimeout(go, 20));
  }
  return { seconds: (ended - start) / 1000, during, after: after - during, answered: (last - ended) / 1000 };
}"""


def test_a_thousand_changes_in_about_a_second_end_at_the_last(small, lab, page, witness):
    panel = bring_to_life(page, lab, small)
    seen = page.evaluate(BURST, [panel.element_handle(), 1000])
    print(seen)
    assert 0.5 < seen["seconds"] < 10
    assert 1 <= seen["after"] <= 4, f"changes were queued: {seen}"
    now = panels.settled(panel)
    assert "33 points" in now.status
    assert "It is 33 points wide." in now.alt
    assert panel.locator("input[type=number]").first.input_value() == "33"
    assert not witness.errors, "\n".join(witness.errors)
