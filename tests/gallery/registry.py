"""The one list of cases, and every figure that there is to be in it."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import plotly.graph_objects as go

import dashboard.charts
import dashboard.maps
from tests.gallery.charts import chart_entries
from tests.gallery.compare import FIGURES, compare_entries
from tests.gallery.entries import Entry, Figure, name_of
from tests.gallery.later import later_entries
from tests.gallery.maps import map_entries

# What figures are put together from: seen in all of them.
BLOCKS = {
    "charts.frame.empty_figure",
    "charts.rows.in_rows",
    "charts.diverging.diverging_rows",
    "charts.row_parts.with_legend_room",
}


def entries() -> list[Entry]:
    """Charts, what a page makes of several, then maps."""
    return [*chart_entries(), *later_entries(), *compare_entries(), *map_entries()]


def public_figures() -> Iterator[Figure]:
    """Every public function of dashboard/charts and dashboard/maps that returns a figure."""
    for package in (dashboard.charts, dashboard.maps):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                is_own = function.__module__ == module.__name__ and not name.startswith("_")
                if is_own and inspect.signature(function).return_annotation is go.Figure:
                    yield function


def names_of_figures() -> set[str]:
    """Those of charts and maps, and those that the page of comparisons cuts out of them."""
    return {name_of(figure) for figure in (*public_figures(), *FIGURES)} - BLOCKS
