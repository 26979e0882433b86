"""The pages of the phone form, in the language of the survey."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from urllib.parse import urlencode
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dashboard.errors import HuellaError, LinkClosedError
from dashboard.i18n import LANGUAGES, Translator
from dashboard.services.codes import in_fours
from dashboard.services.forms import OpenForm
from dashboard.services.responses import Receipt
from dashboard.survey.duration import minutes_asked
from dashboard.web.envelope import Pairs
from dashboard.web.first_pages import FirstPages, is_the_same_for_all
from dashboard.web.form_state import FormState, Moment, first_state
from dashboard.web.form_view import QuestionView, View, question_views
from dashboard.web.headers import FORM_HEADERS, KEEP, KEEP_NEVER
from dashboard.web.rendering import asked_language, language_switches, render, words_in

KIOSK_THANKS = 15
"""Seconds that the thanks stay on a shared tablet."""


def form_language(request: Request, form: OpenForm, sent: str = "") -> str:
    """What the person chose, as far as the survey speaks it; else the link's language, else the survey's."""
    return form.definition.language_of(sent, request.query_params.get("lang", ""), form.language)


def form_page(
    request: Request,
    form: OpenForm,
    *,
    language: str,
    now: datetime,
    state: FormState | None = None,
    response_id: str = "",
    token: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The form, empty with a new response id, or with everything typed and the id kept; `now` is local."""
    t = words_in(language)
    response_id = response_id or str(uuid4())
    moment = Moment(language, now, response_id)
    state = state or first_state(form.definition, moment)
    views = question_views(form.definition, state, moment, t)
    shown = [view for view in views if isinstance(view, QuestionView) and view.is_shown]
    return render(
        "form.html",
        t,
        status=status,
        headers={**FORM_HEADERS, **_keeping(form)},
        language=language,
        switches=language_switches(f"/f/{form.code}", language, form.definition.languages, form_query(form)),
        form=form,
        title=form.definition.title.text(language),
        state=state,
        questions=views,
        has_faces=_has_faces(views),
        summary=summary(state, shown),
        new_count=sum(view.is_new for view in shown),
        shown_names=",".join(view.mark for view in shown),
        response_id=response_id,
        minutes=minutes_asked(form.definition),
        home=form_address(form, language),
        token=token,
        withdrawal_address=f"{request.url.netloc}/w",
    )


def first_page(
    pages: FirstPages, request: Request, form: OpenForm, *, language: str, now: datetime, token: str = ""
) -> HTMLResponse:
    """The empty form; drawn anew only where it depends on the person or the moment."""
    heading = (form.training_title, form.organiser, form.territory_name, form.is_kiosk, form.needs_slip)
    key = (form.code, form.version_id, *heading, token, language, request.url.netloc)
    draw = partial(form_page, request, form, language=language, now=now, token=token)
    if not pages.has(key) and not is_the_same_for_all(form.definition):
        return draw()
    is_compressed = "gzip" in request.headers.get("accept-encoding", "")
    page = pages.page(key, lambda id_: draw(response_id=id_), is_compressed=is_compressed)
    page.headers.update(_keeping(form))
    return page


def form_query(form: OpenForm) -> dict[str, str]:
    """What an address keeps saying from page to page: that this is a shared tablet."""
    return {"kiosk": "1"} if form.is_kiosk else {}


def form_address(form: OpenForm, language: str) -> str:
    """The empty form, for the next person."""
    return f"/f/{form.code}?{urlencode({**form_query(form), 'lang': language})}"


def _keeping(form: OpenForm) -> dict[str, str]:
    return {KEEP: KEEP_NEVER} if form.is_kiosk else {}


def _has_faces(views: Sequence[View]) -> bool:
    return any(isinstance(view, QuestionView) and view.control == "faces" for view in views)


def summary(state: FormState, shown: Sequence[QuestionView]) -> tuple[tuple[str, str], ...]:
    """(where it is, what is wrong) in the order of the page; general problems first."""
    places = ("", "id", "pin", "consent", "slip", *(view.name for view in shown))
    return tuple((place, text) for place in places for text in state.problems.get(place, ()))


def done_page(request: Request, form: OpenForm, language: str, receipt: Receipt) -> HTMLResponse:
    """Thanks, and the code to withdraw with; 201 when it was stored now, 200 when it already was."""
    home = form_address(form, language)
    page = render(
        "done.html",
        words_in(language),
        status=201 if receipt.is_new else 200,
        language=language,
        home=home,
        is_new=receipt.is_new,
        withdrawal=in_fours(receipt.withdrawal),
        withdrawal_address=f"{request.url.netloc}/w",
    )
    page.headers.update(leave_soon(form, home))
    return page


def leave_soon(form: OpenForm, home: str) -> dict[str, str]:
    """On a shared tablet the next person finds an empty form, script or none."""
    return {"Refresh": f"{KIOSK_THANKS}; url={home}"} if form.is_kiosk else {}


def message_page(
    request: Request,
    *,
    status: int,
    key: str,
    text: str = "",
    language: str = "",
    headers: Mapping[str, str] | None = None,
    again: str = "",
) -> HTMLResponse:
    """A calm page with one title, one explanation and at most one way on; `key` is below `web.message`."""
    t = words_in(language or asked_language(request))
    page = render(
        "message.html",
        t,
        status=status,
        switches=language_switches(request.url.path, t.language),
        title=t(f"web.message.{key}.title"),
        text=text or t(f"web.message.{key}.text"),
        again=again,
        again_label=t(f"web.message.{key}.again") if again else "",
        code_field=key in {"unknown", "enter"},
    )
    page.headers.update(headers or {})
    return page


def kept_page(request: Request, pairs: Pairs, language: str) -> HTMLResponse:
    """The database is away: everything typed travels back in the page, one button sends it again."""
    t = words_in(language if language in LANGUAGES else asked_language(request))
    page = render("kept.html", t, status=503, pairs=pairs)
    page.headers["Retry-After"] = "10"
    return page


def error_text(error: HuellaError, t: Translator) -> str:
    """The message, with a day that is written as people write it."""
    day = error.values.get("date")
    if isinstance(error, LinkClosedError) and isinstance(day, str):
        return t(error.key, date=t.date(date.fromisoformat(day)))
    return error.message(t)
