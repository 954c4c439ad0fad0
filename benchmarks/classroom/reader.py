"""One reader of a notebook: speaks to a kernel as a browser does, and times how soon a new picture comes."""

from __future__ import annotations

import asyncio
import json
import random
import struct
import time
import uuid
from itertools import pairwise
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

#: A picture that takes longer than this has not come [s]: the page tells its reader after ten.
PATIENCE_S = 30.0
CONTROL = "jupyter.widget.control"
#: How today's front ends pack messages.
PROTOCOL = "v1.kernel.websocket.jupyter.org"


class Reader:
    """A connection to one kernel that has run a notebook."""

    def __init__(self, socket: WebSocketClientConnection, dice: random.Random) -> None:
        self.socket, self.dice = socket, dice
        self.session = uuid.uuid4().hex
        # The kernel says of this channel, and of no other, that it does not know it; then it answers on it.
        self._control = uuid.uuid4().hex
        self.models: dict[str, dict[str, Any]] = {}
        self.complaints: list[str] = []
        self._idle: dict[str, asyncio.Future] = {}
        self._states: asyncio.Future | None = None
        self._picture: asyncio.Future | None = None
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def connect(cls, url: str, dice: random.Random, headers: dict[str, str] | None = None) -> Reader:
        """Open the channels of a kernel."""
        request = HTTPRequest(url, headers=headers or {}, connect_timeout=60, request_timeout=60)
        socket = await websocket_connect(request, max_message_size=2**28, subprotocols=[PROTOCOL])
        return cls(socket, dice)

    async def close(self) -> None:
        self._listening.cancel()
        self.socket.close()

    # -- what a reader does ------------------------------------------------------------

    async def run(self, cells: list[str]) -> None:
        """Run code cells one after another, as Run All Cells does."""
        for source in cells:
            content = {
                "code": source, "silent": False, "store_history": True, "user_expressions": {},
                "allow_stdin": False, "stop_on_error": True,
            }  # fmt: skip
            sent = await self._send("shell", "execute_request", content)
            self._idle[sent] = asyncio.get_running_loop().create_future()
            await asyncio.wait_for(self._idle[sent], 300)

    async def look(self) -> None:
        """Ask for all widgets, as a page does when it opens."""
        self._states = asyncio.get_running_loop().create_future()
        comm = self._control
        opening = {"comm_id": comm, "target_name": CONTROL, "data": {}}
        await self._send("shell", "comm_open", opening, {"version": "1.0.0"})
        await self._send("shell", "comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        self.models = await asyncio.wait_for(self._states, 120)
        if not self._movable():
            raise RuntimeError("no slider on the page")

    async def change(self) -> float:
        """Move one slider to another place and wait for the new picture; return how long that took [s]."""
        model, spec = self.dice.choice(self._movable())
        state = self.models[model]["state"]
        places = [stop["value"] for stop in spec["stops"]] or steps_of(spec)
        value = self.dice.choice([one for one in places if one != state["values"][spec["name"]]])
        state["values"] = {**state["values"], spec["name"]: value}
        self._picture = asyncio.get_running_loop().create_future()
        self._waits_for = model
        began = time.perf_counter()
        update = {"method": "update", "state": {"values": state["values"]}, "buffer_paths": []}
        await self._send("shell", "comm_msg", {"comm_id": model, "data": update})
        await asyncio.wait_for(self._picture, PATIENCE_S)
        return time.perf_counter() - began

    def _movable(self) -> list[tuple[str, dict]]:
        return [
            (name, spec)
            for name, model in self.models.items()
            for spec in model["state"].get("ranges") or []
            if "values" in model["state"]
        ]

    # -- the protocol ----------------------------------------------------------------------

    async def _send(self, channel: str, kind: str, content: dict, metadata: dict | None = None) -> str:
        sent = uuid.uuid4().hex
        header = {"msg_id": sent, "msg_type": kind, "session": self.session, "username": "", "version": "5.3"}
        await self.socket.write_message(packed(channel, header, {}, metadata or {}, content), binary=True)
        return sent

    async def _listen(self) -> None:
        try:
            await self._hear()
        except Exception as problem:  # whoever waits must not wait for nothing
            self.complaints.append(repr(problem))
        for waiting in (*self._idle.values(), self._states, self._picture):
            if waiting and not waiting.done():
                waiting.set_exception(ConnectionError(self.complaints[-1]))

    async def _hear(self) -> None:
        while (raw := await self.socket.read_message()) is not None:
            message = unpacked(raw)
            kind, content = message["header"]["msg_type"], message["content"]
            if kind == "error":
                self.complaints.append(f"{content['ename']}: {content['evalue']}")
            elif kind == "stream" and content["name"] == "stderr" and self._control not in content["text"]:
                self.complaints.append(content["text"][:200])
            elif kind == "status" and content["execution_state"] == "idle":
                waiting = self._idle.pop(message["parent_header"].get("msg_id", ""), None)
                if waiting and not waiting.done():
                    waiting.set_result(None)
            elif kind == "comm_msg":
                self._heard(content)
        self.complaints.append("the connection was closed")

    def _heard(self, content: dict) -> None:
        data = content["data"]
        if data.get("method") == "update_states" and self._states and not self._states.done():
            self._states.set_result(data["states"])
        elif data.get("method") == "update":
            image = "image" in data["state"] or ["image"] in data.get("buffer_paths", [])
            due = self._picture and not self._picture.done() and content["comm_id"] == self._waits_for
            if due and image:
                self._picture.set_result(None)


def steps_of(spec: dict) -> list[float]:
    """Return the places of a slider without named stops."""
    count = round((spec["max"] - spec["min"]) / spec["step"])
    return [round(spec["min"] + k * spec["step"], 9) for k in range(count + 1)]


def packed(channel: str, *parts: dict) -> bytes:
    """Return a message for the server: where each part ends, then channel, header, parent, metadata and content."""
    pieces = [channel.encode(), *(json.dumps(part).encode() for part in parts)]
    places = [8 * (len(pieces) + 2)]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return struct.pack(f"<{len(places) + 1}Q", len(places), *places) + b"".join(pieces)


def unpacked(raw: bytes) -> dict:
    """Return header, parent and content of a message from the server."""
    (count,) = struct.unpack("<Q", raw[:8])
    places = struct.unpack(f"<{count}Q", raw[8 : 8 * (count + 1)])
    parts = [raw[begin:end] for begin, end in pairwise(places)]
    names = ("header", "parent_header", "metadata", "content")
    return {name: json.loads(part) for name, part in zip(names, parts[1:5])}
