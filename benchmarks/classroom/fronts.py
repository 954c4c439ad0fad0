"""What serves the class: Voila, or JupyterHub with a JupyterLab server for each reader."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import servers
from reader import Reader
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

START_S = 90.0
TOO_MANY = 429


class Voila:
    """The pages without code; each visit starts a kernel."""

    name = "Voila"

    def __init__(self, readers: int, arrive_s: float) -> None:
        self.readers, self.arrive_s = readers, arrive_s

    def __enter__(self) -> Voila:
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self._folder.name)
        self._running = servers.voila(servers.copy_notebooks(root / "class"), root / "server")
        self._server = self._running.__enter__()
        self.process = self._server.process
        AsyncHTTPClient.configure(None, max_clients=self.readers + 10)
        return self

    def __exit__(self, *problem: object) -> None:
        self._running.__exit__(*problem)
        self._folder.cleanup()

    async def open(self, number: int, notebook: str, dice) -> Reader:
        """Open a page as a browser does: fetch it, find its kernel, ask for its widgets."""
        url = f"{self._server.address}/voila/render/{notebook}.ipynb"
        page = await AsyncHTTPClient().fetch(HTTPRequest(url, request_timeout=300))
        kernel = re.search(r'"kernelId": "([0-9a-f-]+)"', page.body.decode())
        if kernel is None:
            raise RuntimeError(f"no kernel on the page of {notebook}")
        channels = f"{self._server.address.replace('http', 'ws', 1)}/api/kernels/{kernel[1]}/channels"
        reader = await Reader.connect(channels, dice)
        await reader.look()
        return reader


CONFIGURATION = """
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.cookie_secret_file = {folder!r} + "/secret"
c.JupyterHub.db_url = "sqlite:///" + {folder!r} + "/hub.sqlite"
c.ConfigurableHTTPProxy.pid_file = {folder!r} + "/proxy.pid"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.concurrent_spawn_limit = 4
c.Spawner.notebook_dir = {notebooks!r}
c.Spawner.args = ["--allow-root", "--LabApp.extension_manager=readonly"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 240
c.JupyterHub.services = [{{"name": "class", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [
    {{"name": "class", "services": ["class"], "scopes": ["admin:users", "admin:servers", "tokens", "access:servers"]}}
]
"""


class Hub:
    """JupyterHub: each reader logs in and gets a JupyterLab server, which runs the notebook in a kernel."""

    name = "JupyterHub"

    def __init__(self, readers: int, arrive_s: float) -> None:
        self.readers, self.arrive_s = readers, arrive_s

    def __enter__(self) -> Hub:
        proxy = shutil.which("configurable-http-proxy")
        if proxy is None:
            raise SystemExit(
                "configurable-http-proxy is missing; get it with: npm install -g configurable-http-proxy"
            )
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        self._books = servers.copy_notebooks(folder / "class")
        port = servers.free_port()
        self._token = secrets.token_hex(16)
        settings = CONFIGURATION.format(
            port=port, hub_port=servers.free_port(), proxy_port=servers.free_port(), proxy=proxy,
            folder=str(folder), notebooks=str(self._books), token=self._token,
        )  # fmt: skip
        (folder / "config.py").write_text(settings, encoding="utf-8")
        self.address = f"http://127.0.0.1:{port}"
        self._log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(folder / "config.py")],
            cwd=folder, stdout=self._log, stderr=subprocess.STDOUT,
            env={**os.environ, "HOME": str(folder), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        began = time.monotonic()
        while not self._answers():
            if time.monotonic() - began > START_S or self.process.poll() is not None:
                raise SystemExit(f"JupyterHub did not start:\n{(folder / 'log').read_text()[-2000:]}")
            time.sleep(0.5)
        AsyncHTTPClient.configure(None, max_clients=self.readers + 10)
        return self

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/hub/api", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def __exit__(self, *problem: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._log.close()
        self._folder.cleanup()

    async def _ask(self, method: str, path: str, token: str, body: dict | None = None) -> dict:
        request = HTTPRequest(
            f"{self.address}{path}", method=method, headers={"Authorization": f"token {token}"},
            body=json.dumps(body or {}) if method == "POST" else None, request_timeout=300,
        )  # fmt: skip
        # A hub that starts enough servers already says "later"; its page then waits and asks again, and so do we.
        while (answer := await AsyncHTTPClient().fetch(request, raise_error=False)).code == TOO_MANY:
            await asyncio.sleep(float(answer.headers.get("Retry-After", "5")))
        answer.rethrow()
        return json.loads(answer.body or b"{}")

    async def open(self, number: int, notebook: str, dice) -> Reader:
        """Log in, wait for the server, open the notebook and run all its cells."""
        name = f"reader{number}"
        await self._ask("POST", f"/hub/api/users/{name}", self._token)
        await self._ask("POST", f"/hub/api/users/{name}/server", self._token)
        while not (await self._ask("GET", f"/hub/api/users/{name}", self._token)).get("server"):
            await asyncio.sleep(1)
        token = (await self._ask("POST", f"/hub/api/users/{name}/tokens", self._token))["token"]
        wish = {
            "path": f"notebooks/{notebook}.ipynb",
            "type": "notebook",
            "name": notebook,
            "kernel": {"name": "python3"},
        }
        session = await self._ask("POST", f"/user/{name}/api/sessions", token, wish)
        kernel = session["kernel"]["id"]
        channels = f"{self.address.replace('http', 'ws', 1)}/user/{name}/api/kernels/{kernel}/channels"
        reader = await Reader.connect(channels, dice, {"Authorization": f"token {token}"})
        book = json.loads((self._books / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))
        await reader.run(["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"])
        await reader.look()
        return reader


ALL = {"voila": Voila, "hub": Hub}
