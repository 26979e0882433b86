"""Plotly's configuration for a map: the chart's own, and the empty base map from here."""

from dashboard.charts.frame import chart_config
from dashboard.maps.boundaries import DEFAULT_BASE
from dashboard.maps.topology import TOPOLOGY_FOLDER


def map_config(language: str, *, file_name: str = "", base: str = DEFAULT_BASE) -> dict[str, object]:
    """With it a map asks only `<base>` for files: boundaries, stripes and `topojson/world_110m.json`.

    The browser itself makes the picture, and only where it has a `file_name`; nothing leaves it.
    """
    return chart_config(language, file_name) | {"topojsonURL": f"{base.rstrip('/')}/{TOPOLOGY_FOLDER}/"}
