"""A room answers: hundreds of people open the form, wait and send, at a served copy with dashboards open."""

import asyncio
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from statistics import median, quantiles

from tests.benchmarks.load_copy import Copy, copy_with_link
from tests.benchmarks.load_dashboards import dashboards
from tests.benchmarks.load_people import ALONE, LONGEST_WAIT, SHORTEST_WAIT, Room, one_by_one, room_of
from tests.benchmarks.report import Report, ms
from tests.databases import PostgresCopies, postgres_server

PEOPLE, SECONDS, DASHBOARDS = 600, 60.0, 10
ASKED = "asked < 300 ms"


def report_load(report: Report, folder: Path, scale: float, server_url: str = "") -> None:
    """On SQLite, with and without a kill of the server; then on PostgreSQL."""
    people, seconds = max(10, round(PEOPLE * scale)), max(3.0, SECONDS * min(1.0, scale))
    alone = max(10, min(ALONE, people))
    report.title(f"{people} people answer in {seconds:g} s, while {DASHBOARDS} dashboards refresh")
    report.line(
        f"Arriving evenly, they open the form, wait {SHORTEST_WAIT:g} to {LONGEST_WAIT:g} s, send 15 answers."
    )
    report.line("Real server, one process; the people share the machine's cores with it.")
    with copy_with_link(folder / "load") as copy:
        _report_copy(report, copy, "SQLite", people, seconds, alone)
        report.line("\nSQLite, the server killed (-9) half way and started again; phones try again")
        before = copy.stored()
        room = asyncio.run(room_of(copy, people, seconds, kills=True))
        _report_room(report, copy, room, before, asked="")
        report.line("\nSQLite, nothing to publish (HUELLA_K=1000)")
        copy.environment["HUELLA_K"] = "1000"
        copy.kill_and_start()
        _, sending = asyncio.run(one_by_one(copy, alone, others=True))
        report.row(f"server CPU, {alone} one by one: a response alone", ms(sending), note="asked < 4 ms")
    with nullcontext(server_url) if server_url else postgres_server() as server:
        copies = PostgresCopies(server)
        url = copies.empty()
        try:
            with copy_with_link(folder / "postgresql", url) as copy:
                _report_copy(report, copy, "PostgreSQL", people, seconds, alone)
        finally:
            copies.drop(url)


def _report_copy(
    report: Report, copy: Copy, name: str, people: int, seconds: float, alone: int = ALONE
) -> None:
    report.line(f"\n{name}")
    opening, sending = asyncio.run(one_by_one(copy, alone))
    label = f"server CPU, {alone} one by one: "
    report.row(f"{label}a form opened", ms(opening))
    report.row(f"{label}a response, published", ms(sending))
    report.row(f"{label}both", ms(opening + sending), note="asked < 25 ms")
    before = copy.stored()
    room, took = asyncio.run(_with_dashboards(copy, people, seconds))
    _report_room(report, copy, room, before)
    if took:
        report.row(f"dashboards: {len(took)} runs of a page, median", ms(median(took)))


async def _with_dashboards(copy: Copy, people: int, seconds: float) -> tuple[Room, list[float]]:
    async with dashboards(copy, DASHBOARDS) as took:
        return await room_of(copy, people, seconds), took


def _report_room(report: Report, copy: Copy, room: Room, already: set[str], *, asked: str = ASKED) -> None:
    stored = copy.stored() - already
    report.row("p95 until the form is there", ms(_p95(room.opens)), note=asked)
    report.row("p95 until a response is acknowledged", ms(_p95(room.sends)), note=asked)
    is_exact = "exactly those acknowledged" if stored == room.acknowledged else "NOT those acknowledged"
    report.line(f"{len(room.errors)} errors; {len(stored)} responses stored, {is_exact}")
    for error in room.errors[:3]:
        report.line(f"  {error}")


def _p95(found: Sequence[float]) -> float:
    return quantiles(found, n=20)[-1] if len(found) > 1 else 0.0
