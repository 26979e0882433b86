"""The empty base map: plotly fetches one for every `geo`, and ours must not come from a CDN.

Plotly.js asks for `<topojsonURL><scope>_<resolution>m.json`; our figures keep the scope "world" and the
resolution 110, so one file is all it ever asks for. The derived folder holds it beside the boundaries.
"""

import json

TOPOLOGY_FOLDER = "topojson"
TOPOLOGY_FILE = "world_110m.json"
_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


def empty_topology() -> str:
    """A valid TopoJSON in which every layer that plotly looks for is empty."""
    nothing = {"type": "GeometryCollection", "geometries": []}
    return json.dumps(
        {
            "type": "Topology",
            "transform": {"scale": [1, 1], "translate": [0, 0]},
            "objects": dict.fromkeys(_LAYERS, nothing),
            "arcs": [],
        },
        separators=(",", ":"),
    )
