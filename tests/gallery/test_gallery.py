"""Every figure stands in the gallery, builds with any data, says what it shows, and stays small."""

from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard.charts.describe import alternative_text, describe
from dashboard.maps.boundaries import Boundaries, load_boundaries
from tests.gallery.entries import KINDS, Entry, Ground, T
from tests.gallery.page import write_gallery
from tests.gallery.registry import entries, names_of_figures

LARGEST = 160_000  # bytes of one figure's JSON, however much data there is
ENTRIES = entries()
CASES = [(entry, kind) for entry in ENTRIES for kind in entry.cases]


@pytest.fixture(scope="session")
def boundaries(map_folder: Path) -> Boundaries:
    return load_boundaries(map_folder)


def test_no_figure_is_missing_from_the_gallery() -> None:
    assert {entry.name for entry in ENTRIES} == names_of_figures()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_each_kind_of_data_is_shown_or_cannot_happen(entry: Entry) -> None:
    assert {*entry.cases, *entry.why_not} == set(KINDS)
    assert not {*entry.cases} & {*entry.why_not}


@pytest.mark.parametrize(("entry", "kind"), CASES, ids=lambda value: getattr(value, "name", value))
def test_a_case_is_drawn_and_told(entry: Entry, kind: str, boundaries: Boundaries) -> None:
    looks = [(False, False), (True, False), *([(False, True)] if entry.has_narrow else [])]
    for dark, narrow in looks:
        figure = entry.cases[kind](Ground(boundaries, dark, narrow))
        go.Figure(figure.to_plotly_json())  # raises for what plotly does not know: we draw without its checks
        said = describe(figure)
        assert said["traces"] or said["notes"]
        assert len(alternative_text(figure, t=T)) > 4
        assert len(figure.to_json()) < LARGEST
        assert 20 <= figure.layout.height <= 6000


def test_the_page_stands_alone(boundaries: Boundaries, map_folder: Path, tmp_path: Path) -> None:
    page = write_gallery(tmp_path, map_folder, entries=ENTRIES[:1] + ENTRIES[-2:-1])
    text = page.read_text(encoding="utf-8")
    assert ENTRIES[0].name in text
    assert "http://" not in text
    assert "https://" not in text
    assert (tmp_path / "plotly.min.js").stat().st_size > 1_000_000
