"""`/f/<code>`: shows the phone form, and takes what it sends. Whatever the bytes, a useful answer."""

from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dashboard.errors import DatabaseAwayError, HuellaError, LinkClosedError, LinkUnknownError
from dashboard.services.codes import tidy_code
from dashboard.services.forms import OpenForm
from dashboard.web.body import BodyTooLargeError, BodyTooSlowError, read_body
from dashboard.web.envelope import SentForm, UnreadableError, read_form, read_json
from dashboard.web.form_answers import answer_form, answer_json, json_error
from dashboard.web.form_pages import (
    error_text,
    first_page,
    form_address,
    form_language,
    kept_page,
    leave_soon,
    message_page,
)
from dashboard.web.gates import let_in, opened_form, pin_page
from dashboard.web.headers import FORM_HEADERS
from dashboard.web.quiet_logs import tell_failure
from dashboard.web.rendering import asked_language, words_in
from dashboard.web.site import Site

FORM_TYPE = "application/x-www-form-urlencoded"
JSON_TYPE = "application/json"


def show_form(site: Site, request: Request) -> Response:
    """GET: the empty form, or the goodbye page of someone who declined."""
    if wait := site.openings.seconds_to_wait(tidy_code(request.path_params["code"])):
        return _wait(_refuse(request, 429, "busy", wants_json=False), wait)
    try:
        form = opened_form(site, request)
    except HuellaError as error:
        return refusal_page(request, error)
    except Exception as error:  # noqa: BLE001 - a person with a phone gets a page, not a stack trace
        tell_failure("form", error)
        return refusal_page(request, DatabaseAwayError())
    language = form_language(request, form)
    if "goodbye" in request.query_params:
        return _goodbye_page(request, form, language)
    if form.has_pin:
        return pin_page(request, form)
    return first_page(site.first_pages, request, form, language=language, now=site.local_now())


def _goodbye_page(request: Request, form: OpenForm, language: str) -> Response:
    home = form_address(form, language)
    headers = leave_soon(form, home)
    return message_page(request, status=200, key="goodbye", language=language, again=home, headers=headers)


def go_to_form(request: Request) -> Response:
    """`/f?code=…`: what a code typed into a field leads to; `/f` alone shows that field."""
    typed = request.query_params.get("code", "")
    if not typed.strip():
        return message_page(request, status=200, key="enter")
    code = tidy_code(typed)
    if not code:
        return refusal_page(request, LinkUnknownError())
    return RedirectResponse(f"/f/{code}", status_code=303, headers=dict(FORM_HEADERS))


async def take_form(site: Site, request: Request) -> Response:
    """POST: form fields get a page back, JSON gets JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = media_type == JSON_TYPE
    if media_type not in {JSON_TYPE, FORM_TYPE}:
        return _refuse(request, 415, "media_type", wants_json=JSON_TYPE in request.headers.get("accept", ""))
    if wait := site.limits.seconds_to_wait(tidy_code(request.path_params["code"])):
        return _wait(_refuse(request, 429, "busy", wants_json=is_json), wait)
    try:
        body = await read_body(request)
    except BodyTooLargeError:
        return _refuse(request, 413, "too_large", wants_json=is_json, closes=True)
    except BodyTooSlowError:
        return _refuse(request, 408, "too_slow", wants_json=is_json, closes=True)
    take = _take_json if is_json else _take_fields
    response, training_id = await run_in_threadpool(take, site, request, body)
    if training_id is not None and site.publisher.may_be_due(training_id):
        response.background = BackgroundTask(site.publisher.advance, training_id)
    return response


def _take_fields(site: Site, request: Request, body: bytes) -> tuple[Response, int | None]:
    try:
        sent = read_form(body)
    except UnreadableError:
        return _refuse(request, 422, "unreadable", wants_json=False), None
    if sent.consent == "no":
        return _goodbye(request, sent), None
    try:
        return _answer(site, request, sent)
    except DatabaseAwayError:
        return kept_page(request, sent.pairs, sent.language), None
    except HuellaError as error:
        return refusal_page(request, error, sent.language), None
    except Exception as error:  # noqa: BLE001 - nothing typed may be lost to a mistake of ours
        tell_failure("form", error)
        return kept_page(request, sent.pairs, sent.language), None


def _answer(site: Site, request: Request, sent: SentForm) -> tuple[Response, int | None]:
    return (let_in(site, request, sent), None) if sent.asks_for_the_form else answer_form(site, request, sent)


def _take_json(site: Site, request: Request, body: bytes) -> tuple[Response, int | None]:
    t = words_in(asked_language(request))
    try:
        sent = read_json(body)
    except UnreadableError as error:
        return json_error(422, "unreadable", t(error.key), {error.place: [t(error.key)]}), None
    try:
        return answer_json(site, request, sent)
    except Exception as error:  # noqa: BLE001 - the phone keeps the answers and tries again
        tell_failure("form", error)
        return json_error(503, "database_away", t("errors.database_away")), None


def _goodbye(request: Request, sent: SentForm) -> Response:
    """Somebody declined: nothing is stored, and reloading the page sends nothing again."""
    code = tidy_code(request.path_params["code"])
    t = words_in(sent.language)
    if not code:
        return refusal_page(request, LinkUnknownError(), sent.language)
    query = {"goodbye": "1", "lang": t.language} | ({"kiosk": "1"} if "kiosk" in request.query_params else {})
    return RedirectResponse(f"/f/{code}?{urlencode(query)}", status_code=303, headers=dict(FORM_HEADERS))


def refusal_page(request: Request, error: HuellaError, language: str = "") -> HTMLResponse:
    """The friendly page for a code that opens nothing, a closed link, an answer that was stored otherwise."""
    t = words_in(language or asked_language(request))
    status, key = PAGES.get(error.code, (503, "away"))
    text = ""
    if isinstance(error, LinkClosedError) and error.key == "errors.link_not_yet_open":
        key, text = "not_yet", error_text(error, t)
    away = {"Retry-After": "10"} if status == 503 else {}
    again = request.url.path if status == 503 else ""
    return message_page(
        request, status=status, key=key, text=text, language=t.language, headers=away, again=again
    )


PAGES = {
    "link_unknown": (404, "unknown"),
    "link_closed": (410, "closed"),
    "response_conflict": (409, "conflict"),
}


def _wait(response: Response, seconds: int) -> Response:
    response.headers["Retry-After"] = str(seconds)
    return response


def _refuse(request: Request, status: int, key: str, *, wants_json: bool, closes: bool = False) -> Response:
    """Refused before anything was read; `closes` ends a connection whose body was not read to its end."""
    headers = {"Connection": "close"} if closes else {}
    t = words_in(asked_language(request))
    if wants_json:
        response = json_error(status, key, t(f"web.message.{key}.text"))
        response.headers.update(headers)
        return response
    return message_page(request, status=status, key=key, headers=headers, language=t.language)
