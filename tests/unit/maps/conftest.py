"""One derivation for all tests of maps: it takes seconds."""

from pathlib import Path

import pytest

from dashboard.maps.boundaries import Boundaries, load_boundaries
from dashboard.maps.derive import MapReport, derive_map


@pytest.fixture(scope="session")
def derived(tmp_path_factory: pytest.TempPathFactory) -> MapReport:
    return derive_map(tmp_path_factory.mktemp("derived") / "geo")


@pytest.fixture(scope="session")
def boundaries(derived: MapReport) -> Boundaries:
    return load_boundaries(derived.folder)


@pytest.fixture
def folder(derived: MapReport) -> Path:
    return derived.folder
