"""`/login` and `/logout`: the only places where the login cookie is set and taken away."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dashboard.errors import DatabaseAwayError, HuellaError, SignInError, TooManyAttemptsError
from dashboard.roles import Member
from dashboard.services import accounts
from dashboard.services.accounts import SignedIn
from dashboard.web.body import BodyTooLargeError, BodyTooSlowError, read_body
from dashboard.web.cookies import NAME, clear_session, set_session, token_of
from dashboard.web.envelope import UnreadableError, read_form
from dashboard.web.form_pages import message_page
from dashboard.web.headers import LOGIN_HEADERS
from dashboard.web.origins import HOME, is_loopback, is_same_origin, safe_next
from dashboard.web.quiet_logs import tell_failure
from dashboard.web.rendering import asked_language, language_switches, render, words_in
from dashboard.web.site import Site

STATUS = {"sign_in": 401, "too_many_attempts": 429}
WAIT_SECONDS = "60"


def show_login(site: Site, request: Request) -> Response:
    return _login_page(site, request, request.query_params.get("next", ""))


def _login_page(
    site: Site, request: Request, asked: str, *, email: str = "", error: HuellaError | None = None
) -> Response:
    t = words_in(asked_language(request))
    wanted = safe_next(asked)
    after = {} if wanted == HOME else {"next": wanted}
    page = render(
        "login.html",
        t,
        status=STATUS.get(error.code, 503) if error else 200,
        headers=LOGIN_HEADERS,
        switches=language_switches("/login", t.language, query=after),
        wanted=wanted,
        email=email,
        error=error.message(t) if error else "",
        demo=_demo_members(site, request),
    )
    if page.status_code == STATUS["too_many_attempts"]:
        page.headers["Retry-After"] = WAIT_SECONDS
    return page


def _demo_members(site: Site, request: Request) -> tuple[Member, ...]:
    if not _may_use_demo(site, request):
        return ()
    try:
        return accounts.demo_accounts(site.database)
    except DatabaseAwayError:
        return ()


def _may_use_demo(site: Site, request: Request) -> bool:
    """One-click accounts are for the person at this machine."""
    return site.settings.is_demo and request.client is not None and is_loopback(request.client.host)


async def take_login(site: Site, request: Request) -> Response:
    return await _sign_in(site, request, is_demo=False)


async def take_demo_login(site: Site, request: Request) -> Response:
    return await _sign_in(site, request, is_demo=True)


async def _sign_in(site: Site, request: Request, *, is_demo: bool) -> Response:
    language = asked_language(request)
    if not is_same_origin(request, site.settings) or (is_demo and not _may_use_demo(site, request)):
        return message_page(request, status=403, key="elsewhere", language=language, again="/login")
    if wait := site.logins.seconds_to_wait("login"):
        error = TooManyAttemptsError(minutes=max(1, wait // 60))
        return await run_in_threadpool(_login_page, site, request, "", error=error)
    try:
        fields = dict(read_form(await read_body(request)).pairs)
    except (BodyTooLargeError, BodyTooSlowError, UnreadableError):
        return message_page(request, status=413, key="too_large", language=language, again="/login")
    return await run_in_threadpool(_check, site, request, fields, is_demo)


def _check(site: Site, request: Request, fields: dict[str, str], is_demo: bool) -> Response:
    email, asked = fields.get("email", ""), fields.get("next", "")
    try:
        opened = _opened(site, email, fields.get("password", ""), is_demo=is_demo)
    except (SignInError, TooManyAttemptsError, DatabaseAwayError) as error:
        return _login_page(site, request, asked, email=email[:200], error=error)
    response = RedirectResponse(safe_next(asked), status_code=303, headers={"Cache-Control": "no-store"})
    set_session(response, opened.token, site.settings)
    return response


def _opened(site: Site, email: str, password: str, *, is_demo: bool) -> SignedIn:
    hours = site.settings.session_hours
    if is_demo:
        return accounts.sign_in_demo(site.database, email, now=site.now(), hours=hours)
    return accounts.sign_in(site.database, email, password, now=site.now(), hours=hours)


def show_logout(site: Site, request: Request) -> Response:
    """Signs out at once when our own page leads here; from anywhere else it asks first."""
    if request.headers.get("sec-fetch-site") == "same-origin":
        return _signed_out(site, request)
    t = words_in(asked_language(request))
    switches = language_switches("/logout", t.language)
    return render("logout.html", t, headers=LOGIN_HEADERS, switches=switches)


def take_logout(site: Site, request: Request) -> Response:
    if not is_same_origin(request, site.settings):
        return message_page(request, status=403, key="elsewhere", again="/logout")
    return _signed_out(site, request)


def _signed_out(site: Site, request: Request) -> Response:
    token = token_of(request.cookies.get(NAME, ""), site.settings)
    response = RedirectResponse(HOME, status_code=303, headers={"Cache-Control": "no-store"})
    clear_session(response, site.settings)
    if token is not None:
        try:
            accounts.sign_out(site.database, token)
        except DatabaseAwayError as error:
            tell_failure("logout", error)  # the cookie goes all the same; the session expires by itself
    return response


def switch_language(request: Request) -> Response:
    """`/language?lang=en&next=/map`: the same page in another language; only the address carries it."""
    path, _, query = safe_next(request.query_params.get("next", "")).partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("lang=")]
    language = asked_language(request)
    parts = kept if language == "es" else [*kept, f"lang={language}"]
    return RedirectResponse(f"{path}?{'&'.join(parts)}" if parts else path, status_code=303)
