"""From what was sent to a stored response, or to everything that is wrong with it."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.errors import (
    ConsentMissingError,
    FieldProblem,
    HuellaError,
    InvalidAnswersError,
    InvalidInputError,
)
from dashboard.i18n import Translator
from dashboard.services.codes import in_fours
from dashboard.services.forms import OpenForm, open_form
from dashboard.services.responses import Receipt, Submission, submit_response
from dashboard.survey.problems import Problem, Problems
from dashboard.survey.question_types import type_of
from dashboard.survey.validation import fold_form, validate
from dashboard.web.envelope import SentForm, SentJson
from dashboard.web.form_pages import done_page, error_text, form_language, form_page
from dashboard.web.form_state import FormState, Moment, is_unseen, known_now
from dashboard.web.headers import FORM_HEADERS
from dashboard.web.rendering import asked_language, words_in
from dashboard.web.site import Site

CHANNEL = "phone"
JSON_STATUS = {
    "link_unknown": 404,
    "link_closed": 410,
    "response_conflict": 409,
    "consent_missing": 422,
    "invalid_answers": 422,
    "invalid_input": 422,
}


def answer_form(site: Site, request: Request, sent: SentForm) -> tuple[Response, int | None]:
    """A page back: thanks, or the form again. Raises the service's errors that are no problem of an answer.

    Where answers make further questions relevant that were not on the page, the page comes again (422,
    nothing stored) with those questions, so that skip logic works without a script.
    """
    form = open_form(site.database, request.path_params["code"], today=site.today())
    language = form_language(request, form, sent.language)
    answers = fold_form(form.definition, sent.pairs)
    moment = Moment(language, site.local_now(), sent.id)
    missing = _not_shown_yet(form, answers, sent, moment)
    problems = _problems(form, answers, sent, missing, moment)
    if not problems and not missing:
        try:
            receipt = _submit(site, form.code, sent.id, answers, language, has_consent=True)
        except (InvalidInputError, InvalidAnswersError) as error:
            problems = problems_of(error, words_in(language))
        else:
            return done_page(request, form, language, receipt), receipt.training_id
    state = FormState(answers, problems, sent.shown, sent.consent)
    keeps_id = "id" not in problems
    page = form_page(
        request,
        form,
        language=language,
        now=site.local_now(),
        state=state,
        response_id=sent.id if keeps_id else "",
        status=422,
    )
    return page, None


def _not_shown_yet(
    form: OpenForm, answers: Mapping[str, object], sent: SentForm, moment: Moment
) -> frozenset[str]:
    """Questions these answers lead to that the page did not show; a sender that does not say saw them all."""
    shown = sent.shown
    if shown is None:
        return frozenset()
    known = known_now(form.definition, FormState(answers), moment)
    return frozenset(
        question.name
        for question in known.asked
        if type_of(question).takes_answer
        and is_unseen(question, known, shown, answers.get(question.name), moment)
    )


def _problems(
    form: OpenForm,
    answers: Mapping[str, object],
    sent: SentForm,
    missing: frozenset[str],
    moment: Moment,
) -> dict[str, list[str]]:
    """What is wrong with what was on the page; a question nobody has seen yet is not missing an answer."""
    t = words_in(moment.language)
    found: dict[str, list[str]] = {}
    if sent.consent != "yes":
        found["consent"] = [t("errors.consent_missing")]
    checked = validate(form.definition, answers, now=moment.now)
    if isinstance(checked, Problems):
        seen = Problems(tuple(p for p in checked if p.question not in missing))
        found.update(seen.messages(t))
    return found


def answer_json(site: Site, request: Request, sent: SentJson) -> tuple[Response, int | None]:
    """201 or 200 once it is committed; otherwise what is wrong, by question."""
    t = words_in(sent.language or asked_language(request))
    code = request.path_params["code"]
    try:
        receipt = _submit(site, code, sent.id, sent.answers, sent.language, has_consent=sent.has_consent)
    except HuellaError as error:
        problems = problems_of(error, t)
        return json_error(JSON_STATUS.get(error.code, 503), error.code, error_text(error, t), problems), None
    stored = {
        "status": "stored" if receipt.is_new else "already_stored",
        "id": sent.id,
        "withdrawal": in_fours(receipt.withdrawal),
    }
    status = 201 if receipt.is_new else 200
    return JSONResponse(stored, status_code=status, headers=dict(FORM_HEADERS)), receipt.training_id


def _submit(
    site: Site,
    code: str,
    response_id: str,
    answers: Mapping[str, object],
    language: str,
    *,
    has_consent: bool,
) -> Receipt:
    submission = Submission(
        code=code,
        id=response_id,
        answers=answers,
        language=language,
        channel=CHANNEL,
        has_consent=has_consent,
    )
    return submit_response(site.database, submission, today=site.today(), now=site.local_now())


def problems_of(error: HuellaError, t: Translator) -> dict[str, list[str]]:
    """Question or field → messages; "" is the whole form."""
    if isinstance(error, InvalidAnswersError):
        return Problems(tuple(p for p in error.problems if isinstance(p, Problem))).messages(t)
    if isinstance(error, ConsentMissingError):
        return {"consent": [error.message(t)]}
    found: dict[str, list[str]] = {}
    if isinstance(error, InvalidInputError):
        for problem in error.problems:
            _add(found, problem, t)
    return found


def _add(found: dict[str, list[str]], problem: FieldProblem, t: Translator) -> None:
    found.setdefault(problem.field, []).append(problem.message(t))


def json_error(
    status: int, code: str, message: str, problems: Mapping[str, Sequence[str]] | None = None
) -> JSONResponse:
    body: dict[str, object] = {"error": code, "message": message}
    if status == 422:
        body["problems"] = problems or {"": [message]}
    headers = dict(FORM_HEADERS) | ({"Retry-After": "10"} if status == 503 else {})
    return JSONResponse(body, status_code=status, headers=headers)
