"""Start JupyterLab and Voila on a copy of the notebooks, with nothing of the user's own settings."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
NOTEBOOKS = Path(os.environ.get("KV_NOTEBOOKS", REPOSITORY / "notebooks"))
SHARE = REPOSITORY / "share" / "jupyter"
START_SECONDS = 90


@dataclass(frozen=True)
class Server:
    """A running front end and the folder it serves."""

    address: str
    token: str
    folder: Path
    log: Path
    process: subprocess.Popen

    def url(self, path: str) -> str:
        return f"{self.address}/{path}?token={self.token}"

    def kernels(self) -> list[dict]:
        """The kernels that are running."""
        with urllib.request.urlopen(self.url("api/kernels"), timeout=10) as answer:
            return json.load(answer)

    def stop_kernels(self) -> None:
        """End every session, so that the next reader starts afresh."""
        with urllib.request.urlopen(self.url("api/sessions"), timeout=10) as answer:
            sessions = json.load(answer)
        for session in sessions:
            request = urllib.request.Request(self.url(f"api/sessions/{session['id']}"), method="DELETE")
            urllib.request.urlopen(request, timeout=20).close()

    def code_cells(self, notebook: str) -> int:
        content = json.loads((self.folder / "notebooks" / notebook).read_text(encoding="utf-8"))
        return sum(cell["cell_type"] == "code" for cell in content["cells"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(home: Path) -> dict[str, str]:
    """Folders of its own for everything Jupyter writes or reads from a user's home."""
    names = {
        "HOME": "home",
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "MPLCONFIGDIR": "matplotlib",
    }
    folders = {}
    for variable, name in names.items():
        folder = home / name
        folder.mkdir(parents=True, exist_ok=True)
        folders[variable] = str(folder)
    labconfig = Path(folders["JUPYTER_CONFIG_DIR"]) / "labconfig"
    labconfig.mkdir(exist_ok=True)
    settings = SHARE / "lab" / "settings" / "overrides.json"
    shutil.copy(settings, labconfig / "default_setting_overrides.json")
    return {**os.environ, **folders, "JUPYTER_PATH": str(SHARE)}


def _wait(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:
            return  # it answers, and that is enough
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"{address} did not start:\n{log.read_text()[-3000:]}")


@contextmanager
def _running(command: list[str], address: str, token: str, folder: Path, home: Path):
    log = home / "server.log"
    home.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            _wait(address, process, log)
            yield Server(address, token, folder, log, process)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def copy_notebooks(folder: Path) -> Path:
    """Lay the notebooks, and what they link to, out as in the repository."""
    shutil.copytree(NOTEBOOKS, folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return folder


def _held_to_permissions() -> list[str]:
    """What to put before a command so that a folder's permissions bind even the superuser."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return []
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def lab(folder: Path, home: Path, *, unprivileged: bool = False):
    """Serve a folder; ``unprivileged`` heeds its permissions even where the tests run as superuser."""
    port, token = free_port(), secrets.token_hex(16)
    command = [
        *(_held_to_permissions() if unprivileged else ()),
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    return _running(command, f"http://127.0.0.1:{port}", token, folder, home)


def voila(folder: Path, home: Path):
    port, token = free_port(), ""
    command = [
        sys.executable, "-m", "voila", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1",
        "--template=ketamine_viz", str(folder / "notebooks"),
    ]  # fmt: skip
    return _running(command, f"http://127.0.0.1:{port}", token, folder, home)


def notebooks() -> list[str]:
    """The names of the notebooks there are."""
    return sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
