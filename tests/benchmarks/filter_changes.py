"""What a changed filter costs: CPU of the server, bytes over the websocket.

A press on a bar draws what follows the filters; an address opened anew draws the whole page.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

from dashboard.roles import Role
from dashboard.services.accounts import DEMO_DOMAIN, add_account
from db.criteria import EVERYTHING
from tests.benchmarks.load_copy import Copy, served
from tests.benchmarks.report import Report, ms
from tests.benchmarks.sessions import Viewer, signed_in, viewer
from tests.benchmarks.world import World
from tests.databases import opened
from tests.demo import environment_for, run_command
from tests.e2e.served import free_port
from tests.factories import NOW

REGIONS = tuple(f"{region:02d}" for region in range(1, 17))
# The figures of results lie folded at first: what they would filter is asked for in the address.
PAGES = {"map": "asked < 40 ms and < 30 kB", "results": ""}


def report_changes(report: Report, folder: Path, world: World, scale: float) -> None:
    """Each filter for the first time (data and figures made), then again (both kept)."""
    report.title(f"A changed filter, at the websocket: {world.size}")
    regions = REGIONS[: max(2, round(len(REGIONS) * scale))]
    home = folder / "served"
    home.mkdir()
    environment = environment_for(home, free_port()) | {"DATABASE_URL": world.url}
    run_command(environment, "map", "--if-missing")
    _let_in(world)
    with served(environment) as copy:
        cookie = asyncio.run(signed_in(copy.url))
        for page, asked in PAGES.items():
            changes = asyncio.run(_changes(copy, page, cookie, regions))
            for label, (cpu, wire) in changes.items():
                report.row(f"{page}: {label}", ms(cpu), f"{wire / 1000:.1f} kB", note=asked)


def _let_in(world: World) -> None:
    with opened(world.url) as database:
        add_account(
            database,
            email=f"bench{DEMO_DOMAIN}",
            name="Bench",
            role=Role.COORDINATOR,
            password=None,
            limits=EVERYTHING,
            now=NOW,
        )


async def _changes(
    copy: Copy, page: str, cookie: str, regions: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """What was done, and the mean CPU seconds and bytes of each time."""
    async with viewer(copy.url, page, cookie) as opened:
        await opened.run()
        bars = [partial(opened.press, "region", region) for region in regions]
        addresses = [partial(opened.run, f"territory={region}&kind=talk") for region in regions]
        found = {}
        if opened.has_bars:
            found["a bar pressed for the first time"] = await _weighed(copy, opened, bars)
            found["a bar pressed again"] = await _weighed(copy, opened, bars)
        found["an address for the first time"] = await _weighed(copy, opened, addresses)
        found["an address again"] = await _weighed(copy, opened, addresses)
        return found


async def _weighed(
    copy: Copy, page: Viewer, steps: Sequence[Callable[[], Awaitable[None]]]
) -> tuple[float, float]:
    cpu, wire = copy.cpu_seconds(), page.wire
    for step in steps:
        await step()
    await asyncio.sleep(0.2)  # what follows the last page
    return (copy.cpu_seconds() - cpu) / len(steps), (page.wire - wire) / len(steps)
