"""How a results page grows: with responses it should not, with trainings in a straight line."""

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from dashboard.services import cubes
from db.criteria import EVERYTHING, NO_FILTERS
from tests.benchmarks.loading import mebibytes
from tests.benchmarks.pages import REGION_AND_YEAR, page
from tests.benchmarks.report import Report, Timing, ms, once
from tests.benchmarks.world import Size, World, build
from tests.databases import opened
from tests.factories import TODAY

SMALL, BIG, HUGE = Size(20_000, 100_000), Size(20_000, 1_000_000), Size(20_000, 10_000_000)
FEW, MANY = Size(2_000, 100_000), Size(200_000, 1_000_000)
MOST_AT_ONCE = 4
WORTH_A_PROCESS = 100_000  # responses: fewer are built before another process has started


def report_growth(report: Report, folder: Path, world: World, scale: float) -> None:
    """`world` stands in the middle of both tables; the others keep their tallies and no raw answers."""
    report.title("Worlds to compare with (10 million responses take a while)")
    huge, many, small, few = _built(folder, [size.scaled(scale) for size in (HUGE, MANY, SMALL, FEW)])
    for each in (huge, many, small, few):
        report.line(str(each))
    _table(report, "Growth with responses, at fixed trainings (asked: none)", [small, world, huge])
    _table(report, "Growth with trainings (asked: in a straight line)", [few, world, many])


def _built(folder: Path, sizes: list[Size]) -> list[World]:
    """Side by side, a core for each: it takes minutes, and what is measured comes afterwards."""
    if sum(size.responses for size in sizes) < WORTH_A_PROCESS:
        return [build(folder, size, keeps_answers=False) for size in sizes]
    processes = min(MOST_AT_ONCE, os.cpu_count() or 1)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(partial(build, folder, keeps_answers=False), sizes))


def _loading(world: World) -> tuple[Timing, float]:
    """Into a process that has seen nothing of it; and how many MiB its arrays hold."""
    with opened(world.url) as database:
        database.ping()
        timing = once(lambda: cubes.cube(database, TODAY))
        return timing, mebibytes(cubes.cube(database, TODAY))


def _table(report: Report, title: str, worlds: list[World]) -> None:
    report.title(title)
    report.row("CPU median", "everything", "region, year", "cube loads", "its arrays")
    first = 0.0
    for world in worlds:
        loading, size = _loading(world)
        with opened(world.url) as database:
            everything = page(database, EVERYTHING, NO_FILTERS)
            filtered = page(database, EVERYTHING, REGION_AND_YEAR)
        first = first or everything.usual
        report.row(
            str(world.size),
            ms(everything.usual),
            ms(filtered.usual),
            ms(loading.least),
            f"{size:,.1f} MiB",
            note=f"×{everything.usual / first:.2f}",
        )
