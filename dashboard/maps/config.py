"""Plotly's configuration for a map: the chart's own, and the empty base map from our server."""

from dashboard.charts.frame import chart_config
from dashboard.maps.boundaries import DEFAULT_BASE
from dashboard.maps.topology import TOPOLOGY_FOLDER


def map_config(language: str, *, base: str = DEFAULT_BASE) -> dict[str, object]:
    """With it a map asks only `<base>` for files: boundaries, stripes and `topojson/world_110m.json`."""
    return chart_config(language) | {"topojsonURL": f"{base.rstrip('/')}/{TOPOLOGY_FOLDER}/"}
