"""One derivation for all tests of maps, in whichever worker: it takes seconds."""

from pathlib import Path

import pytest

from dashboard.maps.boundaries import Boundaries, load_boundaries
from dashboard.maps.derive import MapReport, derive_map


@pytest.fixture(scope="session")
def derived(map_folder: Path) -> MapReport:
    return derive_map(map_folder)  # which finds it there


@pytest.fixture(scope="session")
def boundaries(derived: MapReport) -> Boundaries:
    return load_boundaries(derived.folder)


@pytest.fixture
def folder(derived: MapReport) -> Path:
    return derived.folder
