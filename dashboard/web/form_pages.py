"""The pages of the phone form, in the language of the survey."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import HTMLResponse

from dashboard.errors import HuellaError, LinkClosedError
from dashboard.i18n import LANGUAGES, Translator
from dashboard.services.forms import OpenForm
from dashboard.web.envelope import Pairs
from dashboard.web.form_view import (
    EMPTY,
    FormState,
    QuestionView,
    minutes_asked,
    question_views,
    questions_on_page,
)
from dashboard.web.rendering import asked_language, language_switches, render, words_in


def form_language(request: Request, form: OpenForm, sent: str = "") -> str:
    """What the person chose, as far as the survey speaks it; else the link's language, else the survey's."""
    wishes = (sent, request.query_params.get("lang", ""), form.language)
    return next(
        (wish for wish in wishes if wish in form.definition.languages), form.definition.default_language
    )


def form_page(
    request: Request,
    form: OpenForm,
    *,
    language: str,
    state: FormState = EMPTY,
    response_id: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The form, empty or with everything typed kept; each empty page makes a new response id."""
    t = words_in(language)
    views = question_views(form.definition, state, t, language)
    return render(
        "form.html",
        t,
        status=status,
        language=language,
        switches=language_switches(f"/f/{form.code}", language, form.definition.languages),
        form=form,
        title=form.definition.title.text(language),
        consent=form.definition.consent,
        state=state,
        is_again=state is not EMPTY,
        questions=views,
        summary=summary(state, views),
        new_count=sum(view.is_new for view in views),
        shown_names=questions_on_page(views),
        response_id=response_id or str(uuid4()),
        minutes=minutes_asked(form.definition),
        home=f"/f/{form.code}?lang={language}",
    )


def summary(state: FormState, views: Sequence[QuestionView]) -> tuple[tuple[str, str], ...]:
    """(where it is, what is wrong) in the order of the page; general problems first."""
    places = ("", "id", "consent", *(view.name for view in views if view.is_shown))
    return tuple((place, text) for place in places for text in state.problems.get(place, ()))


def done_page(form: OpenForm, language: str, *, is_new: bool) -> HTMLResponse:
    """Thanks; 201 when the response was stored now, 200 when it already was."""
    home = f"/f/{form.code}?lang={language}"
    return render(
        "done.html",
        words_in(language),
        status=201 if is_new else 200,
        language=language,
        home=home,
        is_new=is_new,
    )


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
        code_field=key == "unknown",
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
