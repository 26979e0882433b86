"""What every request passes, Streamlit's too: a trusted host, a known session, safe headers."""

from collections.abc import Iterable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.errors import DatabaseAwayError
from dashboard.navigation import PAGES
from dashboard.services import accounts
from dashboard.web.cookies import NAME, OIDC_NAME, read_cookies, token_of
from dashboard.web.headers import FORM_HEADERS, STREAMLIT_CSP
from dashboard.web.origins import is_trusted_host
from dashboard.web.quiet_logs import tell_failure
from dashboard.web.rendering import words_in
from dashboard.web.shell import login_url
from dashboard.web.site import Site

TRUSTED_PREFIX = b"x-huella-"
SESSION_HEADER = b"x-huella-session"
# Nobody asks who is looking there, so nobody waits for the database.
ANONYMOUS = ("/f/", "/qr/", "/geo/", "/huella-static/", "/static/", "/media/", "/component/", "/healthz")
GUARDED = frozenset(f"/{row.name}" for row in PAGES if row.roles)
POLICY_VIOLATION = 1008


class HostMiddleware:
    """Refuses a Host header that is not ours in demo mode: a page elsewhere must not reach a local copy."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or self._is_trusted(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            response = PlainTextResponse(words_in("es")("web.host"), status_code=400)
            await response(scope, receive, send)

    def _is_trusted(self, scope: Scope) -> bool:
        return is_trusted_host(Headers(scope=scope).get("host", ""), self.site.settings)


class HeadersMiddleware:
    """Security headers for whatever has none of its own: Streamlit's pages and files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(raw=message["headers"]), scope["path"])
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _complete(headers: MutableHeaders, path: str) -> None:
    if path in {"/f", "/w"} or path.startswith("/f/"):  # a worker and a wrong method are answered there too
        for name, value in FORM_HEADERS.items():
            headers.setdefault(name, value)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    if headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Content-Security-Policy", STREAMLIT_CSP)


class SessionMiddleware:
    """Turns the login cookie into a header that only we can set; leads who is not signed in to the login.

    A database that does not answer means nobody is signed in. The pages guard themselves all the same.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        scope["headers"] = _without_trusted(scope["headers"])
        if path.startswith(ANONYMOUS):
            await self.app(scope, receive, send)
            return
        cookies = read_cookies(Headers(scope=scope).get("cookie", ""))
        session_id = await self._session_id(cookies)
        if session_id is not None:
            scope["headers"] = [*scope["headers"], (SESSION_HEADER, session_id.encode("latin-1", "replace"))]
        elif _needs_login(scope, path) and not _knows_oidc(cookies):
            await RedirectResponse(login_url(scope), status_code=303)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _session_id(self, cookies: Mapping[str, str]) -> str | None:
        token = token_of(cookies.get(NAME, ""), self.site.settings)
        return await run_in_threadpool(self._live_session, token) if token is not None else None

    def _live_session(self, token: str) -> str | None:
        try:
            return accounts.session_of_token(self.site.database, token, now=self.site.now())
        except DatabaseAwayError:
            return None
        except Exception as error:  # noqa: BLE001 - in doubt nobody is signed in
            tell_failure("session", error)
            return None


def _without_trusted(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Proxies and servers read "_" like "-": both spellings are ours alone."""
    return [pair for pair in headers if not pair[0].lower().replace(b"_", b"-").startswith(TRUSTED_PREFIX)]


def _needs_login(scope: Scope, path: str) -> bool:
    return scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and path.rstrip("/") in GUARDED


def _knows_oidc(cookies: Mapping[str, str]) -> bool:
    """Signed in through an identity provider: Streamlit checks its own cookie, the page who it is."""
    return any(name == OIDC_NAME or name.startswith(f"{OIDC_NAME}__") for name in cookies)
