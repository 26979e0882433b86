"""What stands before a form: the PIN of its link, the slip of a person, and how often they may be guessed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from dashboard.errors import HuellaError, PinNeededError, SlipRefusedError, TooManyAttemptsError
from dashboard.services.codes import tidy_code
from dashboard.services.forms import OpenForm, open_form
from dashboard.services.pins import renewed_token
from dashboard.services.responses import Receipt
from dashboard.web.buckets import FormLimits
from dashboard.web.envelope import SentForm
from dashboard.web.form_pages import first_page, form_address, form_language, form_query
from dashboard.web.headers import KEEP, KEEP_AS_IT_IS
from dashboard.web.rendering import language_switches, render, words_in
from dashboard.web.site import Site

Found = TypeVar("Found")
STATUS = {
    "link_unknown": 404,
    "link_closed": 410,
    "response_conflict": 409,
    "pin_needed": 403,
    "too_many_attempts": 429,
    "consent_missing": 422,
    "invalid_answers": 422,
    "invalid_input": 422,
}
"""What each refusal of a form is answered with, by its error's code."""


def opened_form(site: Site, request: Request) -> OpenForm:
    """The form of a request; a shared tablet's where the link or the address says so."""
    kiosk = "kiosk" in request.query_params
    form = open_form(site.database, request.path_params["code"], today=site.today())
    return replace(form, is_kiosk=True) if kiosk else form


def pin_page(request: Request, form: OpenForm, *, status: int = 200, problem: str = "") -> Response:
    """One field for the PIN; what is sent from it comes back as the form."""
    language = form_language(request, form)
    page = render(
        "pin.html",
        words_in(language),
        status=status,
        language=language,
        switches=language_switches(f"/f/{form.code}", language, form.definition.languages, form_query(form)),
        title=form.definition.title.text(language),
        action=form_address(form, language),
        problem=problem,
    )
    page.headers[KEEP] = KEEP_AS_IT_IS
    return page


def let_in(site: Site, request: Request, sent: SentForm) -> Response:
    """The form for whoever knows the PIN: 200; 403 and the field again for a wrong one, 429 after many."""
    form = opened_form(site, request)
    try:
        token = token_of(site, form.code, sent.token, sent.pin)
    except (PinNeededError, TooManyAttemptsError) as error:
        problem = error.message(words_in(form_language(request, form)))
        page = pin_page(request, form, status=STATUS[error.code], problem=problem)
        page.headers.update(wait_header(error))
        return page
    language = form_language(request, form)
    return first_page(site.first_pages, request, form, language=language, now=site.local_now(), token=token)


def token_of(site: Site, code: str, token: str, pin: str) -> str:
    """The token to hand in, "" where the link has no PIN; PinNeededError, TooManyAttemptsError."""
    sent, secret = (token, pin), site.settings.secret

    def renewed() -> str:
        return renewed_token(
            site.database, code, sent, secret=secret, now=site.local_now(), right=site.right_pins
        )

    return _guessed(site.pin_guesses, code, renewed, PinNeededError) if pin.strip() else renewed()


def with_slip(site: Site, code: str, slip: str, submit: Callable[[], Receipt]) -> Receipt:
    """Submits; one wrong slip after another is told to wait with TooManyAttemptsError."""
    return _guessed(site.slip_guesses, code, submit, SlipRefusedError) if slip.strip() else submit()


def _guessed(limits: FormLimits, code: str, attempt: Callable[[], Found], wrong: type[HuellaError]) -> Found:
    """Takes a guess before trying, so that many at once do not slip through, and gives it back if right."""
    tidy = tidy_code(code)
    if wait := limits.seconds_to_wait(tidy):
        raise TooManyAttemptsError("safety.guesses", seconds=wait)
    try:
        found = attempt()
    except wrong:
        raise
    except BaseException:
        limits.give_back(tidy)
        raise
    limits.give_back(tidy)
    return found


def wait_header(error: HuellaError) -> dict[str, str]:
    """`Retry-After`, for an error that says how long."""
    seconds = error.values.get("seconds")
    return {"Retry-After": str(seconds)} if seconds else {}
