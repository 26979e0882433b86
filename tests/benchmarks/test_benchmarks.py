"""The benchmark runs through; nothing here is about time."""

from tests.benchmarks.comparison import ASKED
from tests.benchmarks.run import PARTS, run
from tests.databases import PostgresCopies


def test_the_benchmark_runs_and_four_ways_give_the_same_figures(postgres_copies: PostgresCopies) -> None:
    lines: list[str] = []
    figures = run(0.0001, PARTS, lines.append, server_url=postgres_copies.server_url)
    ours = figures["our tallies"]
    assert len(figures) == 4
    assert len(ours) == len(ASKED)
    assert all(ours)
    assert all(found == ours for found in figures.values())
    assert "asked < 25 ms" in "".join(lines)
