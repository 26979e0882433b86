"""Measures CPU and wall time, and writes the lines that a person reads."""

import gc
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from os import cpu_count
from statistics import median
from time import perf_counter, process_time

PACKAGES = ("numpy", "pandas", "SQLAlchemy", "psycopg")
LABEL, CELL = 50, 11

Write = Callable[[str], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU and wall seconds of several runs of the same thing."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.cpu)

    @property
    def usual(self) -> float:
        return median(self.cpu)

    @property
    def usual_wall(self) -> float:
        return median(self.wall)


def measured(call: Callable[[], object], runs: int = 9, clock: Clock = process_time) -> Timing:
    """The runs after a first one, which fills caches and is not counted."""
    call()
    gc.collect()
    return together([once(call, clock) for _ in range(runs)])


def once(call: Callable[[], object], clock: Clock = process_time) -> Timing:
    """One run, cold or not. CPU is this process's unless `clock` counts another's with it."""
    cpu, wall = clock(), perf_counter()
    call()
    return Timing((clock() - cpu,), (perf_counter() - wall,))


def together(timings: Sequence[Timing]) -> Timing:
    return Timing(tuple(t.cpu[0] for t in timings), tuple(t.wall[0] for t in timings))


def ms(seconds: float) -> str:
    return f"{1000 * seconds:,.{1 if seconds >= 0.01 else 2}f} ms"


@dataclass(frozen=True, slots=True)
class Report:
    """Writes aligned lines as they are found."""

    write: Write
    began: float = field(default_factory=perf_counter)

    def title(self, text: str) -> None:
        self.write(f"\n{text}\n{'-' * len(text)}\n")

    def line(self, text: str = "") -> None:
        self.write(f"{text}\n")

    def row(self, label: str, *cells: str, note: str = "") -> None:
        columns = "".join(f"{cell:>{CELL}}  " for cell in cells)
        self.write(f"{label:<{LABEL}}{columns}{note}".rstrip() + "\n")

    def timing_header(self, label: str = "") -> None:
        self.row(label, "CPU least", "CPU median", "wall median")

    def timing(self, label: str, found: Timing, note: str = "") -> None:
        self.row(label, ms(found.least), ms(found.usual), ms(found.usual_wall), note=note)

    def machine(self) -> None:
        self.title("Machine")
        packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
        self.line(f"{cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}")
        self.line(f"Python {platform.python_version()}, {packages}")
        self.line(f"in all {perf_counter() - self.began:,.0f} s")
