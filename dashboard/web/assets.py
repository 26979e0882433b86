"""The style sheet and the script of the plain pages: compressed once, named after what is in them."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.web.headers import IMMUTABLE

FOLDER = Path(__file__).parent / "static"
PREFIX = "/huella-static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as it is sent: plain, and compressed."""

    media_type: str
    plain: bytes
    compressed: bytes

    def response(self, request: Request, cache_control: str) -> Response:
        headers = {
            "Cache-Control": cache_control,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.plain, media_type=self.media_type, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(self.compressed, media_type=self.media_type, headers=headers)


def pack(content: bytes, media_type: str) -> Packed:
    return Packed(media_type, content, gzip.compress(content, mtime=0))


@cache
def _assets() -> dict[str, Packed]:
    """File name with the hash of its content → what is sent."""
    found: dict[str, Packed] = {}
    for file in sorted(FOLDER.iterdir()):
        if file.suffix in _TYPES:
            content = file.read_bytes()
            version = sha256(content).hexdigest()[:10]
            found[f"{file.stem}.{version}{file.suffix}"] = pack(content, _TYPES[file.suffix])
    return found


def asset_url(name: str) -> str:
    """The address of a file such as "form.css"; it changes when the file does."""
    stem, _, suffix = name.rpartition(".")
    for hashed in _assets():
        if hashed.startswith(f"{stem}.") and hashed.endswith(f".{suffix}"):
            return f"{PREFIX}/{hashed}"
    raise KeyError(name)


def show_worker(request: Request) -> Response:
    """The service worker of the forms, at an address of their folder: it may not see other pages."""
    return _worker().response(request, "no-cache")


@cache
def _worker() -> Packed:
    return pack((FOLDER / "worker.js").read_bytes(), _TYPES[".js"])


def show_asset(request: Request) -> Response:
    packed = _assets().get(request.path_params["file"])
    if packed is None:
        return PlainTextResponse("Not found", status_code=404, headers={"Cache-Control": "no-store"})
    return packed.response(request, IMMUTABLE)
