"""Managers who keep a dashboard open: real sessions over the websocket, each run again every few seconds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.benchmarks.load_copy import Copy

PAGE = "results"
EVERY_SECONDS = 5.0
LONGEST_RUN = 60.0


@asynccontextmanager
async def dashboards(copy: Copy, count: int) -> AsyncIterator[list[float]]:
    """So many sessions until the block ends; the seconds that their runs took are added to the list."""
    took: list[float] = []
    cookie = await _signed_in(copy)
    viewers = [
        asyncio.create_task(_watch(copy, cookie, took, EVERY_SECONDS * number / count))
        for number in range(count)
    ]
    try:
        yield took
    finally:
        for viewer in viewers:
            viewer.cancel()
        ended = await asyncio.gather(*viewers, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error


async def _signed_in(copy: Copy) -> str:
    """The cookie of a demo account."""
    async with httpx.AsyncClient(base_url=copy.url) as client:
        page = (await client.get("/login")).text
        email = page.split('type="hidden" name="email" value="')[1].split('"')[0]
        await client.post("/login/demo", data={"email": email}, headers={"Origin": copy.url})
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


async def _watch(copy: Copy, cookie: str, took: list[float], begins: float) -> None:
    await asyncio.sleep(begins)
    address = copy.url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": cookie, "Origin": copy.url}
    async with websockets.connect(
        address,
        subprotocols=[websockets.Subprotocol("streamlit")],
        additional_headers=headers,
        max_size=None,
        ping_interval=None,
    ) as socket:
        page_hash = ""
        clock = asyncio.get_running_loop()
        while True:
            begun = clock.time()
            page_hash = await asyncio.wait_for(_run(socket, page_hash), LONGEST_RUN)
            took.append(clock.time() - begun)
            await asyncio.sleep(EVERY_SECONDS)


async def _run(socket: websockets.ClientConnection, page_hash: str) -> str:
    """Runs the page once; the page's hash, which the next run names."""
    asked = BackMsg()
    asked.rerun_script.page_name = "" if page_hash else PAGE
    asked.rerun_script.page_script_hash = page_hash
    asked.rerun_script.context_info.timezone = "America/Santiago"
    await socket.send(asked.SerializeToString())
    while True:
        got = ForwardMsg.FromString(await socket.recv())
        kind = got.WhichOneof("type")
        if kind == "new_session":
            page_hash = got.new_session.page_script_hash or page_hash
        elif kind == "script_finished":
            return page_hash
