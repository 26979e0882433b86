"""`python -m tests.benchmarks.loading URL` loads the cube in a new process and says what it took, as JSON."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.cube.counts import Chunk
from dashboard.cube.cube import Cube
from dashboard.cube.links import Links
from dashboard.cube.trainings import Trainings
from dashboard.services import cubes
from tests.databases import opened
from tests.factories import TODAY

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Seconds, and MiB: of the cube's arrays, of what the process grew by, and by at most while loading."""

    cpu: float
    wall: float
    arrays: float
    grown: float
    peak: float


def loaded_apart(url: str) -> Loaded:
    """In a process of its own: what this one freed before would hide what the cube needs."""
    command = [sys.executable, "-m", "tests.benchmarks.loading", url]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Loaded(**json.loads(found.stdout))


def loaded(url: str) -> Loaded:
    gc.collect()
    before = _memory("VmRSS")
    with opened(url) as database:
        database.ping()
        cpu, wall = process_time(), perf_counter()
        cube = cubes.cube(database, TODAY)
        cpu, wall = process_time() - cpu, perf_counter() - wall
        gc.collect()
        grown, peak = _memory("VmRSS") - before, _memory("VmHWM") - before
        return Loaded(cpu, wall, mebibytes(cube), grown, peak)


def mebibytes(cube: Cube) -> float:
    """What its arrays hold."""
    return sum(array.nbytes for array in _arrays(cube)) / 2**20


def _arrays(cube: Cube) -> Iterator[NDArray[Any]]:
    """Every array of the cube; of titles and days the pointers alone. Any: of whatever it holds."""
    parts: tuple[Trainings | Links | Chunk, ...]
    parts = (cube.trainings, cube.links, *cube.counts.chunks, *cube.pooled.chunks)
    for part in parts:
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, np.ndarray):
                yield value


def _memory(name: str) -> float:
    """MiB of this process by their name in /proc; 0 where there is no such file."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(loaded(sys.argv[1]))))
