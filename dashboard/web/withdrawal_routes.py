"""`/w`: a person takes their response back with the code they were given."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.errors import DatabaseAwayError, HuellaError, ResponseUnknownError
from dashboard.services.codes import tidy_withdrawal_code
from dashboard.services.withdrawals import Withdrawal, withdraw
from dashboard.web.body import BodyTooLargeError, BodyTooSlowError, read_body
from dashboard.web.envelope import UnreadableError, read_form
from dashboard.web.form_pages import message_page
from dashboard.web.quiet_logs import tell_failure
from dashboard.web.rendering import asked_language, language_switches, render, words_in
from dashboard.web.site import Site

LONGEST_TYPED = 40


def show_withdrawal(site: Site, request: Request) -> Response:
    return _page(request)


async def take_withdrawal(site: Site, request: Request) -> Response:
    """POST `code`: 200 gone, 404 no such response, 422 no code, 429 too many, 503 database away."""
    if wait := site.withdrawals.seconds_to_wait("w"):
        page = message_page(request, status=429, key="busy")
        page.headers["Retry-After"] = str(wait)
        return page
    try:
        sent = dict(read_form(await read_body(request)).pairs)
    except (BodyTooLargeError, UnreadableError):
        return message_page(request, status=413, key="too_large", headers={"Connection": "close"})
    except BodyTooSlowError:
        return message_page(request, status=408, key="too_slow", headers={"Connection": "close"})
    return await run_in_threadpool(_withdraw, site, request, sent.get("code", "")[:LONGEST_TYPED])


def _withdraw(site: Site, request: Request, typed: str) -> Response:
    t = words_in(asked_language(request))
    if not tidy_withdrawal_code(typed):
        return _page(request, status=422, typed=typed, problem=t("withdrawal.problem"))
    try:
        return _page(request, done=withdraw(site.database, typed))
    except ResponseUnknownError as error:
        return _page(request, status=404, typed=typed, problem=error.message(t))
    except HuellaError as error:
        return _away(request, error)
    except Exception as error:  # noqa: BLE001 - a person gets a page, not a stack trace
        tell_failure("withdrawal", error)
        return _away(request, DatabaseAwayError())


def _away(request: Request, error: HuellaError) -> Response:
    t = words_in(asked_language(request))
    headers = {"Retry-After": "10"}
    return message_page(
        request, status=503, key="away", text=error.message(t), headers=headers, again=request.url.path
    )


def _page(
    request: Request,
    *,
    status: int = 200,
    typed: str = "",
    problem: str = "",
    done: Withdrawal | None = None,
) -> Response:
    t = words_in(asked_language(request))
    return render(
        "withdraw.html",
        t,
        status=status,
        switches=language_switches("/w", t.language),
        typed=typed,
        problem=problem,
        done=done,
    )
