"""What a changed filter costs: CPU of the server, bytes over the websocket; the whole page is drawn."""

import asyncio
from collections.abc import Sequence
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

PAGES = {"map": "asked < 40 ms and < 30 kB", "results": ""}
FILTERS = (
    *(f"territory={region:02d}" for region in range(1, 17)),
    *(f"territory=13&audience={audience}" for audience in ("teachers", "workers", "school_directors")),
)


def report_changes(report: Report, folder: Path, world: World, scale: float) -> None:
    """Each filter for the first time (data and figures made), then again (both kept)."""
    report.title(f"A changed filter of a whole page, at its websocket: {world.size}")
    filters = FILTERS[: max(2, round(len(FILTERS) * scale))]
    home = folder / "served"
    home.mkdir()
    environment = environment_for(home, free_port()) | {"DATABASE_URL": world.url}
    run_command(environment, "map", "--if-missing")
    _let_in(world)
    with served(environment) as copy:
        cookie = asyncio.run(signed_in(copy.url))
        for page, asked in PAGES.items():
            first, again = asyncio.run(_both(copy, page, cookie, filters))
            for label, (cpu, wire) in (("for the first time", first), ("again", again)):
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


async def _both(
    copy: Copy, page: str, cookie: str, filters: Sequence[str]
) -> tuple[tuple[float, float], tuple[float, float]]:
    async with viewer(copy.url, page, cookie) as opened_page:
        await opened_page.run()
        return await _changed(copy, opened_page, filters), await _changed(copy, opened_page, filters)


async def _changed(copy: Copy, page: Viewer, queries: Sequence[str]) -> tuple[float, float]:
    """The mean CPU seconds and bytes of a change."""
    cpu, wire = copy.cpu_seconds(), page.wire
    for query in queries:
        await page.run(query)
    await asyncio.sleep(0.2)  # what follows the last page
    return (copy.cpu_seconds() - cpu) / len(queries), (page.wire - wire) / len(queries)
