"""Puts the parts together: builds the worlds in a temporary folder and reports each part."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.comparison import Figures, report_raw
from tests.benchmarks.filter_changes import report_changes
from tests.benchmarks.growth import BIG, report_growth
from tests.benchmarks.load import report_load
from tests.benchmarks.pages import report_pages
from tests.benchmarks.publish import report_publishing
from tests.benchmarks.report import Report, Write
from tests.benchmarks.world import build, description

PARTS = ("pages", "changes", "raw", "growth", "publish", "load")


def run(scale: float, parts: Sequence[str], write: Write, *, server_url: str = "") -> dict[str, Figures]:
    """The figures of each way to answer the same questions; without `server_url` PostgreSQL is a wheel's."""
    unknown = set(parts) - set(PARTS)
    if unknown:
        raise ValueError(f"BENCH_ONLY knows {', '.join(PARTS)}; not {', '.join(sorted(unknown))}.")
    report = Report(write)
    figures: dict[str, Figures] = {}
    report.title(f"Benchmark, SCALE={scale:g} (what is asked is asked of SCALE=1)")
    for line in description():
        report.line(line)
    with TemporaryDirectory(prefix="huella-bench-") as folder:
        if "load" in parts:
            report_load(report, Path(folder), scale, server_url)
        if set(parts) == {"load"}:
            report.machine()
            return figures
        world = build(Path(folder), BIG.scaled(scale))
        report.line(f"\n{world}")
        if "pages" in parts:
            report_pages(report, world)
        if "changes" in parts:
            report_changes(report, Path(folder), world, scale)
        if "raw" in parts:
            figures = report_raw(report, world, server_url)
        if "growth" in parts:
            report_growth(report, Path(folder), world, scale)
        if "publish" in parts:  # last, for it changes the world
            report_publishing(report, world)
    report.machine()
    return figures
