from __future__ import annotations

import os
import socket

import hypothesis
import matplotlib as mpl
import pytest

pytest_plugins = ("panel_checks",)  # fixtures for whoever tests a panel
mpl.use("agg")

# The same examples on every machine and on every run; HYPOTHESIS_PROFILE=explore looks further.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Tests pass offline: whatever reaches beyond this machine fails at once and says so."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Where CI is set everything a test needs is there: a test that was skipped is a hole, not a pass."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("CI is set, and tests were skipped: that counts as a failure", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Whoever runs pytest without the checkers' libraries is told where they come from."""
    reports = [one for kind in ("skipped", "error", "failed") for one in terminalreporter.stats.get(kind, [])]
    if any("No module named" in str(getattr(one, "longrepr", "")) for one in reports):
        terminalreporter.write_line(
            "a library the tests use is missing; they all come with: pip install -e '.[test]'"
        )
