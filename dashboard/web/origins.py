"""Whom a request comes from and where a login may lead: same origin, loopback, local paths only."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from dashboard.settings import Settings

HOME = "/"
LONGEST_NEXT = 2_000
LONGEST_HOST = 270  # a name of 253, and a port


@lru_cache(maxsize=64)  # every request asks for the same few
def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; "" when it is none."""
    if len(host) > LONGEST_HOST:
        return ""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises when it is no number
    except ValueError:
        return ""
    is_plain = not parts.path and not parts.query and not parts.fragment and parts.username is None
    return (parts.hostname or "") if is_plain else ""


@lru_cache(maxsize=64)
def is_loopback(name: str) -> bool:
    """localhost, 127.0.0.0/8 or ::1."""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def is_trusted_host(host: str, settings: Settings) -> bool:
    """In demo mode only this machine's names (against DNS rebinding), and the public one where it is set."""
    if not settings.is_demo:
        return True
    name = host_name(host)
    return bool(name) and (is_loopback(name) or name == _public_name(settings))


def _public_name(settings: Settings) -> str:
    return urlsplit(settings.public_url).hostname or ""


def is_same_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether our own page sent this; what carries no browser's mark has no cookies to abuse."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    ours = {connection.headers.get("host", ""), urlsplit(settings.public_url).netloc} - {""}
    try:
        return urlsplit(origin).netloc in ours
    except ValueError:
        return False


def safe_next(asked: str) -> str:
    """The local path a login leads to; anything that could leave this site, or loop, becomes home."""
    is_local = asked.startswith("/") and not asked.startswith("//") and len(asked) <= LONGEST_NEXT
    if not is_local or "\\" in asked or not asked.isprintable() or " " in asked:
        return HOME
    try:
        parts = urlsplit(asked)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or parts.path.rstrip("/") in {"/login", "/logout"} or "//" in parts.path:
        return HOME
    return asked


def request_base(connection: HTTPConnection, settings: Settings) -> str:
    """The address people type: the configured one, else the one this request came to; no slash at the end."""
    return settings.public_url or str(connection.base_url).rstrip("/")
