"""Managers who keep a dashboard open: real sessions over the websocket, each run again every few seconds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.benchmarks.load_copy import Copy
from tests.benchmarks.sessions import signed_in, viewer

PAGE = "results"
EVERY_SECONDS = 5.0


@asynccontextmanager
async def dashboards(copy: Copy, count: int) -> AsyncIterator[list[float]]:
    """So many sessions until the block ends; the seconds that their runs took are added to the list."""
    took: list[float] = []
    cookie = await signed_in(copy.url)
    viewers = [
        asyncio.create_task(_watch(copy, cookie, took, EVERY_SECONDS * number / count))
        for number in range(count)
    ]
    try:
        yield took
    finally:
        for one in viewers:
            one.cancel()
        ended = await asyncio.gather(*viewers, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                raise error


async def _watch(copy: Copy, cookie: str, took: list[float], begins: float) -> None:
    await asyncio.sleep(begins)
    clock = asyncio.get_running_loop()
    async with viewer(copy.url, PAGE, cookie) as opened:
        while True:
            begun = clock.time()
            await opened.run()
            took.append(clock.time() - begun)
            await asyncio.sleep(EVERY_SECONDS)
