"""A dashboard as a browser opens it: a session over the websocket, whose pages are run and weighed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.ui import session

LONGEST_RUN = 60.0


@dataclass(slots=True)
class Viewer:
    """One session; `wire` counts the bytes that came over the connection, compressed as a browser asks."""

    socket: websockets.ClientConnection
    page: str
    wire: int = 0
    _page_hash: str = ""
    _query: str = ""
    _bars: str = ""
    _part: str = ""

    async def run(self, query: str = "") -> None:
        """Runs the page once with an address's query; returns when it is all there."""
        self._query = query
        await self._ask(self._rerun())

    @property
    def has_bars(self) -> bool:
        return bool(self._bars)

    async def press(self, figure: str, value: str) -> None:
        """Presses one of the bars that filter, as the page sends it; returns when all is there."""
        asked = self._rerun()
        asked.rerun_script.fragment_id = self._part
        pressed = asked.rerun_script.widget_states.widgets.add()
        pressed.id = f"$$STREAMLIT_INTERNAL_KEY_{self._bars}__events"
        pick = {"figure": figure, "values": [value], "isDrawn": False}
        pressed.json_trigger_value = json.dumps([{"event": "pick", "value": pick}])
        await self._ask(asked)

    def _rerun(self) -> BackMsg:
        asked = BackMsg()
        asked.rerun_script.page_name = "" if self._page_hash else self.page
        asked.rerun_script.page_script_hash = self._page_hash
        asked.rerun_script.query_string = self._query
        asked.rerun_script.context_info.timezone = "America/Santiago"
        return asked

    async def _ask(self, asked: BackMsg) -> None:
        await self.socket.send(asked.SerializeToString())
        await asyncio.wait_for(self._until_drawn(), LONGEST_RUN)

    async def _until_drawn(self) -> None:
        while True:
            got = ForwardMsg.FromString(await self._received())
            kind = got.WhichOneof("type")
            if kind == "navigation":  # what the browser names when it asks for the same page again
                self._page_hash = got.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = got.page_info_changed.query_string
            elif kind == "delta" and got.delta.new_element.bidi_component.id.endswith(session.BARS):
                self._bars, self._part = got.delta.new_element.bidi_component.id, got.delta.fragment_id
            elif kind == "script_finished":
                return

    async def _received(self) -> bytes:
        got = await self.socket.recv()
        assert isinstance(got, bytes)
        return got


@asynccontextmanager
async def viewer(url: str, page: str, cookie: str) -> AsyncIterator[Viewer]:
    """A session at the server's websocket until the block ends."""
    async with websockets.connect(
        url.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=[websockets.Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie, "Origin": url},
        max_size=None,
        ping_interval=None,
    ) as socket:
        found = Viewer(socket, page)
        take = socket.data_received

        def weighed(data: bytes) -> None:
            found.wire += len(data)
            take(data)

        setattr(socket.transport.get_protocol(), "data_received", weighed)  # noqa: B010
        yield found


async def signed_in(url: str) -> str:
    """The cookie of a demo account."""
    async with httpx.AsyncClient(base_url=url) as client:
        page = (await client.get("/login")).text
        email = page.split('type="hidden" name="email" value="')[1].split('"')[0]
        await client.post("/login/demo", data={"email": email}, headers={"Origin": url})
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())
