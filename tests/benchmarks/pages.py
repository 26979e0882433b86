"""The data of a results page, without its figures (drawn elsewhere, and cached), and the cube's loading."""

from datetime import date

from dashboard.services.results import results
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from tests.benchmarks.loading import loaded_apart
from tests.benchmarks.report import Report, Timing, measured
from tests.benchmarks.world import World
from tests.databases import opened
from tests.factories import TODAY

REGION_AND_YEAR = Filters(territory="13", since=date(2025, 1, 1), until=date(2025, 12, 31))
LIMITED = Scope(regions=("05", "13"))
VIEWS = {
    "everything": (EVERYTHING, NO_FILTERS),
    "one region and year": (EVERYTHING, REGION_AND_YEAR),
    "status done (all of them, asked of the database)": (EVERYTHING, Filters(status=("done",))),
    "a coordinator limited to two regions": (LIMITED, NO_FILTERS),
    "the same, one region and year": (LIMITED, REGION_AND_YEAR),
}
ASKED = "asked < 25 ms"


def page(database: Database, scope: Scope, filters: Filters, runs: int = 9) -> Timing:
    """What one visit to the results page asks of the services."""
    return measured(lambda: results(database, scope, filters, language="es", today=TODAY), runs)


def report_pages(report: Report, world: World) -> None:
    report.title(f"Data of a results page: {world.size}")
    found = loaded_apart(world.url)
    report.line(f"The cube loads in {found.cpu:.2f} s of CPU, {found.wall:.2f} s of wall time.")
    report.line(f"Its arrays hold {found.arrays:.1f} MiB.")
    report.line(f"The process grows by {found.grown:.0f} MiB, by {found.peak:.0f} MiB at most while loading.")
    report.line()
    report.timing_header()
    with opened(world.url) as database:
        for name, (scope, filters) in VIEWS.items():
            report.timing(name, page(database, scope, filters), ASKED)
