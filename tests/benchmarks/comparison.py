"""Four questions answered four ways: by our tallies, and from raw answers by SQL (twice) and by pandas."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from time import process_time

from dashboard.cube.selection import counts_by_question
from dashboard.indicators.agreement import AGREE, SCALE, agreement
from dashboard.indicators.learning import learning_gain
from dashboard.indicators.recommendation import net_promoter
from dashboard.services.cubes import selection
from dashboard.services.tables import satisfaction_by_code
from db.criteria import EVERYTHING, NO_FILTERS, Filters
from db.engine import Database
from tests.benchmarks.answers import PAIR
from tests.benchmarks.counting import CountsOf
from tests.benchmarks.raw_pandas import counts_of, frames, mebibytes
from tests.benchmarks.raw_postgres import postgres_with
from tests.benchmarks.raw_sqlite import sqlite_with
from tests.benchmarks.report import Clock, Report, Timing, measured, ms, once
from tests.benchmarks.world import YEARS, World
from tests.databases import opened
from tests.factories import TODAY

ASKED = ("satisfaction, all data", "recommendation by year", "learning gain", "satisfaction by region")
TALLIES = "our tallies"
RUNS = 3

Ways = tuple[Callable[[], object], ...]
"""How one way answers each of ASKED."""
Figures = tuple[object, ...]


def report_raw(report: Report, world: World, server_url: str = "") -> dict[str, Figures]:
    """The figures of each way. Raises ValueError where they differ."""
    report.title(f"The same four questions from raw answers: {world.size}")
    report.line(
        "Raw and published agree exactly here: every link is closed, and no training has fewer than five"
    )
    report.line(
        "answers to a question. SQL has an index that holds all it reads of answers; pandas has one frame"
    )
    report.line(
        "per question in memory, joined and categorised beforehand. PostgreSQL runs without parallel workers."
    )
    report.line()
    measure = _Measure()
    with opened(world.url) as database:
        measure.add(TALLIES, _tallies(database), runs=9)
    _add_pandas(report, measure, world.path)
    with sqlite_with(world.path) as counts:
        measure.add("SQL on SQLite", _raw(counts))
    with postgres_with(world.path, server_url) as server:
        of_what = "with the server's" if server.sees_server else "without the server's, which is elsewhere"
        report.line(f"PostgreSQL's CPU is the client's {of_what}.")
        measure.add("SQL on PostgreSQL", _raw(server.counts), clock=server.clock)
    _table(report, measure.timings)
    _require_same(measure.figures)
    report.line("All figures are the same, each of the four ways.")
    return measure.figures


class _Measure:
    """Collects figures and timings by way."""

    def __init__(self) -> None:
        self.figures: dict[str, Figures] = {}
        self.timings: dict[str, list[Timing]] = {}

    def add(self, name: str, ways: Ways, *, runs: int = RUNS, clock: Clock = process_time) -> None:
        self.figures[name] = tuple(answer() for answer in ways)
        self.timings[name] = [measured(answer, runs, clock) for answer in ways]


def _add_pandas(report: Report, measure: _Measure, path: Path) -> None:
    loaded: dict[str, object] = {}
    loading = once(lambda: loaded.update(frames=frames(path)))
    found = loaded["frames"]
    assert isinstance(found, dict)
    report.line(
        f"pandas loads its frames in {loading.least:,.1f} s of CPU; they hold {mebibytes(found):,.0f} MiB."
    )
    measure.add("pandas", _raw(counts_of(found)))


def _tallies(database: Database) -> Ways:
    def counts(filters: Filters) -> dict[str, dict[str, int]]:
        view = selection(database, EVERYTHING, filters, TODAY)
        return counts_by_question(view.cube, view.sums())

    def by_year() -> object:
        years = {str(y): Filters(since=date(y, 1, 1), until=date(y, 12, 31)) for y in YEARS}
        return {year: net_promoter(counts(filters)["recommend"]) for year, filters in years.items()}

    def by_region() -> object:
        view = selection(database, EVERYTHING, NO_FILTERS, TODAY)
        codes = sorted({code[:2] for code in view.cube.trainings.codes})
        found = satisfaction_by_code(view, codes, ("relevance",))
        parts = zip(codes, found.agreed.tolist(), found.sizes.sum(axis=0).tolist(), strict=True)
        return {code: (agreed, answers) for code, agreed, answers in parts}

    return (
        lambda: agreement(counts(NO_FILTERS)["relevance"]),
        by_year,
        lambda: learning_gain(_ordered(counts(NO_FILTERS)[PAIR])),
        by_region,
    )


def _raw(counts: CountsOf) -> Ways:
    """The same indicators over counts that were made from raw answers."""
    return (
        lambda: agreement(counts("relevance", "")[""]),
        lambda: {year: net_promoter(each) for year, each in sorted(counts("recommend", "year").items())},
        lambda: learning_gain(_ordered(counts(PAIR, "")[""])),
        lambda: {region: _agreed(each) for region, each in sorted(counts("relevance", "region").items())},
    )


def _agreed(counts: Mapping[str, int]) -> tuple[int, int]:
    """How many agree, of how many."""
    agreed, answers = (sum(counts.get(choice, 0) for choice in chosen) for chosen in (AGREE, SCALE))
    return agreed, answers


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Sums of fractions depend on their order in the last digit."""
    return dict(sorted(counts.items()))


def _table(report: Report, timings: Mapping[str, Sequence[Timing]]) -> None:
    report.line()
    report.timing_header()
    for place, question in enumerate(ASKED):
        ours = timings[TALLIES][place].usual
        for name, of_way in timings.items():
            found = of_way[place]
            report.timing(f"{question}: {name}", found, _times(found.usual, ours))
    totals = {name: sum(each.usual for each in of_way) for name, of_way in timings.items()}
    for name, total in totals.items():
        report.row(f"all four: {name}", "", ms(total), note=_times(total, totals[TALLIES]))


def _times(seconds: float, ours: float) -> str:
    ratio = seconds / ours
    return f"×{ratio:,.{1 if ratio < 10 else 0}f}"


def _require_same(figures: Mapping[str, Figures]) -> None:
    for name, found in figures.items():
        for question, ours, theirs in zip(ASKED, figures[TALLIES], found, strict=True):
            if ours != theirs:
                raise ValueError(f"{question}: {TALLIES} say {ours}, {name} says {theirs}.")
