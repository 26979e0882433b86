"""The benchmark runs through; nothing here is about time."""

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.benchmarks import filter_changes
from tests.benchmarks.comparison import ASKED
from tests.benchmarks.load_copy import copy_with_link
from tests.benchmarks.load_people import room_of
from tests.benchmarks.run import PARTS, run
from tests.databases import PostgresCopies
from tests.demo import copy_home, run_command


@pytest.fixture
def map_is_there(map_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmark's copy finds the map that the run has derived."""

    def run_beside_map(environment: Mapping[str, str], *arguments: str) -> str:
        shutil.copytree(map_folder, Path(environment["HUELLA_DATA"]) / "map")
        return run_command(environment, *arguments)

    monkeypatch.setattr(filter_changes, "run_command", run_beside_map)


@pytest.mark.usefixtures("map_is_there")
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


def test_a_room_is_stored_exactly_as_acknowledged_though_the_server_is_killed(
    demo_folder: Path, tmp_path: Path
) -> None:
    copy_home(demo_folder, tmp_path / "load")
    with copy_with_link(tmp_path / "load") as copy:
        room = asyncio.run(room_of(copy, 12, 3.0, kills=True))
        assert copy.stored() == room.acknowledged
    assert room.errors == []
    assert len(room.acknowledged) == len(room.opens) == 12
