"""The benchmark runs through; nothing here is about time."""

import asyncio
from pathlib import Path

from tests.benchmarks.comparison import ASKED
from tests.benchmarks.load_copy import copy_with_link
from tests.benchmarks.load_people import room_of
from tests.benchmarks.run import PARTS, run
from tests.databases import PostgresCopies


def test_the_benchmark_runs_and_four_ways_give_the_same_figures(postgres_copies: PostgresCopies) -> None:
    lines: list[str] = []
    figures = run(
        0.0001,
        [part for part in PARTS if part != "load"],
        lines.append,
        server_url=postgres_copies.server_url,
    )
    ours = figures["our tallies"]
    assert len(figures) == 4
    assert len(ours) == len(ASKED)
    assert all(ours)
    assert all(found == ours for found in figures.values())
    assert "asked < 25 ms" in "".join(lines)


def test_a_room_is_stored_exactly_as_acknowledged_though_the_server_is_killed(tmp_path: Path) -> None:
    with copy_with_link(tmp_path / "load") as copy:
        room = asyncio.run(room_of(copy, 12, 3.0, kills=True))
        assert copy.stored() == room.acknowledged
    assert room.errors == []
    assert len(room.acknowledged) == len(room.opens) == 12
