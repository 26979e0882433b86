"""Serves the derived map: boundaries by URL, compressed once, kept by browsers as long as `?v=` says so."""

import re
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.maps.topology import empty_topology
from dashboard.maps.world import WORLD_FILE, WORLD_NAME
from dashboard.web.assets import Packed, pack
from dashboard.web.headers import IMMUTABLE
from dashboard.web.site import Site

_NAME = re.compile(r"[a-z_]{1,30}(-[0-9]{2})?\.json", re.ASCII)
_BRIEFLY = "public, max-age=300"


def show_boundaries(site: Site, request: Request) -> Response:
    """A file of the map folder (names like comunas-02.json, so that no path leads out of it) or the world."""
    name = request.path_params["file"]
    file = WORLD_FILE if name == WORLD_NAME else site.settings.map_folder / name
    if not _NAME.fullmatch(name) or not file.is_file():
        return JSONResponse({"status": "missing"}, status_code=404, headers={"Cache-Control": "no-store"})
    packed = _packed(file, file.stat().st_mtime_ns)
    return packed.response(request, IMMUTABLE if request.query_params.get("v") else _BRIEFLY)


def show_topology(request: Request) -> Response:
    """Plotly asks for a base map by any name; ours is always the empty one."""
    return _empty().response(request, "public, max-age=86400")


@lru_cache(maxsize=128)
def _packed(file: Path, _changed: int) -> Packed:
    return pack(file.read_bytes(), "application/json")


@lru_cache(maxsize=1)
def _empty() -> Packed:
    return pack(empty_topology().encode(), "application/json")
