"""From what was sent to a stored response, or to everything that is wrong with it."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dashboard.errors import (
    FieldProblem,
    HuellaError,
    InvalidAnswersError,
    InvalidInputError,
    PinNeededError,
    TooManyAttemptsError,
)
from dashboard.i18n import Translator
from dashboard.services.codes import in_fours
from dashboard.services.forms import OpenForm
from dashboard.services.responses import Receipt, Submission, submit_response
from dashboard.survey.problems import Problem, Problems
from dashboard.survey.question_types import type_of
from dashboard.survey.validation import fold_form, validate
from dashboard.web.envelope import SentForm, SentJson
from dashboard.web.form_pages import done_page, error_text, form_language, form_page
from dashboard.web.form_state import FormState, Moment, is_unseen, known_now
from dashboard.web.gates import STATUS, opened_form, token_of, wait_header, with_slip
from dashboard.web.headers import FORM_HEADERS
from dashboard.web.rendering import asked_language, words_in
from dashboard.web.site import Site

CHANNEL = "phone"
PLACES = {"consent_missing": "consent", "pin_needed": "pin", "too_many_attempts": ""}
"""Where on the page an error is told that is not about an answer."""


def answer_form(site: Site, request: Request, sent: SentForm) -> tuple[Response, int | None]:
    """A page back: thanks, or the form again. Raises the service's errors that are no problem of an answer.

    Where answers make further questions relevant that were not on the page, the page comes again (422,
    nothing stored) with those questions, so that skip logic works without a script.
    """
    form = opened_form(site, request)
    language = form_language(request, form, sent.language)
    t = words_in(language)
    answers = fold_form(form.definition, sent.pairs)
    now = site.local_now()
    moment = Moment(language, now, sent.id)
    missing = _not_shown_yet(form, answers, sent, moment)
    problems = _problems(form, answers, sent, missing, moment)
    token, error = _let_in(site, form, sent)
    if not problems and not missing and not isinstance(error, TooManyAttemptsError):
        try:
            receipt = _submit(site, _submission(form.code, sent, answers, language, token=token))
        except (InvalidInputError, InvalidAnswersError, PinNeededError, TooManyAttemptsError) as refused:
            problems, error = problems_of(refused, t), error or refused
        else:
            return done_page(request, form, language, receipt), receipt.training_id
    if isinstance(error, PinNeededError | TooManyAttemptsError):
        problems |= problems_of(error, t)
    state = FormState(answers, problems, sent.shown, sent.consent, slip=sent.slip)
    page = form_page(
        request,
        form,
        language=language,
        now=now,
        state=state,
        response_id=sent.id if "id" not in problems else "",
        token=token,
        status=STATUS.get(error.code, 422) if error else 422,
    )
    page.headers.update(wait_header(error) if error else {})
    return page, None


def _let_in(site: Site, form: OpenForm, sent: SentForm) -> tuple[str, HuellaError | None]:
    """The token to hand in, and why there is none: told beside what is wrong with the answers."""
    if not form.has_pin:
        return "", None
    try:
        return token_of(site, form.code, sent.token, sent.pin), None
    except (PinNeededError, TooManyAttemptsError) as error:
        return "", error


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
        receipt = _submit(
            site, _submission(code, sent, sent.answers, sent.language, token=_token(site, code, sent))
        )
    except HuellaError as error:
        problems = problems_of(error, t)
        refused = json_error(STATUS.get(error.code, 503), error.code, error_text(error, t), problems)
        refused.headers.update(wait_header(error))
        return refused, None
    stored = {
        "status": "stored" if receipt.is_new else "already_stored",
        "id": sent.id,
        "withdrawal": in_fours(receipt.withdrawal),
    }
    status = 201 if receipt.is_new else 200
    return JSONResponse(stored, status_code=status, headers=dict(FORM_HEADERS)), receipt.training_id


def _token(site: Site, code: str, sent: SentJson) -> str:
    """Of a PIN that came with the answers, because the token of the page was too old; else the page's own."""
    return token_of(site, code, sent.token, sent.pin) if sent.pin.strip() else sent.token


def _submission(
    code: str, sent: SentForm | SentJson, answers: Mapping[str, object], language: str, *, token: str
) -> Submission:
    return Submission(
        code=code,
        id=sent.id,
        answers=answers,
        language=language,
        channel=CHANNEL,
        has_consent=sent.has_consent,
        token=token,
        slip=sent.slip,
    )


def _submit(site: Site, given: Submission) -> Receipt:
    def submit() -> Receipt:
        return submit_response(
            site.database, given, today=site.today(), now=site.local_now(), trust=site.trust
        )

    return with_slip(site, given.code, given.slip, submit)


def problems_of(error: HuellaError, t: Translator) -> dict[str, list[str]]:
    """Question or field → messages; "" is the whole form."""
    if isinstance(error, InvalidAnswersError):
        return Problems(tuple(p for p in error.problems if isinstance(p, Problem))).messages(t)
    if error.code in PLACES:
        return {PLACES[error.code]: [error.message(t)]}
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
