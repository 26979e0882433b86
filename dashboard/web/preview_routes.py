"""`/preview/<survey>`: the phone form of a draft, for the team, in a frame of ours. It stores nothing."""

from dataclasses import replace
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from dashboard.errors import DatabaseAwayError, HuellaError, LinkUnknownError, NotFoundError
from dashboard.services import accounts
from dashboard.services.forms import OpenForm
from dashboard.services.surveys import survey_detail
from dashboard.survey.definition import Definition
from dashboard.survey.repeats import unrolled
from dashboard.web.form_answers import json_error
from dashboard.web.form_pages import form_page
from dashboard.web.form_routes import refusal_page
from dashboard.web.headers import FORM_HEADERS
from dashboard.web.quiet_logs import tell_failure
from dashboard.web.rendering import asked_language, words_in
from dashboard.web.site import Site

SESSION = "x-huella-session"
POLICY = "Content-Security-Policy"
HEADERS = MappingProxyType({POLICY: FORM_HEADERS[POLICY].replace("ancestors 'none'", "ancestors 'self'")})
LONGEST_NUMBER = 9


def show_preview(site: Site, request: Request) -> Response:
    """GET: the form as a phone draws it; for a stranger there is nothing here."""
    try:
        response: Response = _form(site, request, unrolled(_definition_of(site, request)))
    except NotFoundError:
        response = refusal_page(request, LinkUnknownError())
    except HuellaError as error:
        response = refusal_page(request, error)
    except Exception as error:  # noqa: BLE001 - a draft may be half-written; the frame gets a page all the same
        tell_failure("preview", error)
        response = refusal_page(request, DatabaseAwayError())
    response.headers.update(HEADERS)
    return response


def _form(site: Site, request: Request, definition: Definition) -> Response:
    asked = request.query_params.get("lang", "")
    language = definition.language_of(asked)
    form = OpenForm(
        code=f"preview-{request.path_params['survey']}",
        link_id=0,
        version_id=0,
        training_id=0,
        definition=replace(definition, languages=(language,)),  # the page around it switches languages
        training_title=words_in(language)("surveys.preview.training"),
        organiser="",
        territory_name="",
        language=language,
        is_kiosk=True,  # so that the browser keeps nothing of what is tried out
    )
    return form_page(request, form, language=language, now=site.local_now())


def take_preview(request: Request) -> Response:
    """POST: whatever was tried out is not read and not kept; the page says so."""
    return json_error(409, "preview", words_in(asked_language(request))("surveys.preview.stores_nothing"))


def _definition_of(site: Site, request: Request) -> Definition:
    session_id, survey = request.headers.get(SESSION, ""), request.path_params["survey"]
    member = accounts.member_of_session(site.database, session_id, now=site.now()) if session_id else None
    if member is None or not (survey.isascii() and survey.isdecimal() and len(survey) <= LONGEST_NUMBER):
        raise LinkUnknownError
    return survey_detail(site.database, member, int(survey)).definition
