"""What the process does beside answering: it warms up, and publishes what becomes due while nobody sends."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import import_module

from starlette.concurrency import run_in_threadpool

from dashboard.web.quiet_logs import keep_logs_quiet
from dashboard.web.site import Site

SECONDS_BETWEEN_ROUNDS = 30
SWITCH_SECONDS = 0.0005  # Python's own: 0.005
HEAVY = ("pandas", "plotly.graph_objects", "plotly.io", "babel.dates", "segno")


def lifespan(site: Site) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """For `st.App(lifespan=…)`: warm imports, frozen garbage collector, publication every half minute."""

    @asynccontextmanager
    async def living(_app: object) -> AsyncIterator[None]:
        keep_logs_quiet()
        await run_in_threadpool(warm_up)
        rounds = asyncio.create_task(publish_in_rounds(site))
        try:
            yield
        finally:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds

    return living


def warm_up() -> None:
    """Loads what the first visitor would wait for, then takes it out of every later garbage collection.

    Threads take turns of SWITCH_SECONDS, so that a form does not wait for the dashboards' (decision 16).
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    for name in HEAVY:
        with suppress(ImportError):
            import_module(name)
    gc.collect()
    gc.freeze()


async def publish_in_rounds(site: Site, seconds: float = SECONDS_BETWEEN_ROUNDS) -> None:
    """Closings by date, and what a process that died left behind. Never ends, never fails."""
    while True:
        await run_in_threadpool(site.publisher.advance_all)
        await asyncio.sleep(seconds)
