"""One tree of errors. Each has a code for programs and a message key for people.

HuellaError
├── SettingsError          a setting is missing, wrong or unsafe: the program does not start
├── NotFoundError          nothing there, or not for this person
│   ├── LinkUnknownError   no such code
│   └── ResponseUnknownError  no response for a withdrawal code
├── LinkClosedError        the link is not open (any more, or yet)
├── PinNeededError         the link asks for a PIN that was not given, or was wrong
├── PermissionDeniedError  this person may not do that
├── SignInError            unknown user, wrong password and inactive account alike
├── TooManyAttemptsError   wait and try again
├── InvalidInputError      what was typed cannot be stored; `problems` says what, by field
│   ├── SlipRefusedError      no slip, a wrong one, or one that was used
│   ├── InvalidAnswersError   the same for a response's answers
│   └── ConsentMissingError   nothing is stored without consent
├── ConflictError          somebody was faster
│   ├── ResponseConflictError  the same response id with other answers
│   └── EditConflictError      the record changed since it was opened
├── DatabaseAwayError      the database does not answer: nothing was stored
├── PublicationError       the publication rule could not be evaluated: show nothing
├── MapUnavailable         `dashboard.maps.source`: the boundaries are not installed
└── SurveyError            `dashboard.survey.problems`: a definition or an answer is not one
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.i18n import Translator


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: a message key and the values it names."""

    field: str
    key: str
    values: tuple[tuple[str, str], ...] = ()

    def message(self, t: Translator) -> str:
        return t(self.key, **dict(self.values))


class HuellaError(Exception):
    """The root. `key` is looked up in i18n, `values` fill its gaps."""

    code = "error"
    default_key = "errors.error"

    def __init__(self, key: str = "", **values: object) -> None:
        self.key = key or self.default_key
        self.values = values
        super().__init__(self.key)

    def message(self, t: Translator) -> str:
        """What happened and what to do, in the reader's language."""
        return t(self.key, **self.values)


class SettingsError(HuellaError):
    code = "settings"


class NotFoundError(HuellaError):
    code = "not_found"
    default_key = "errors.not_found"


class LinkUnknownError(NotFoundError):
    code = "link_unknown"
    default_key = "errors.link_unknown"


class ResponseUnknownError(NotFoundError):
    code = "response_unknown"
    default_key = "errors.response_unknown"


class LinkClosedError(HuellaError):
    code = "link_closed"
    default_key = "errors.link_closed"


class PinNeededError(HuellaError):
    code = "pin_needed"
    default_key = "safety.pin.needed"


class PermissionDeniedError(HuellaError):
    code = "permission_denied"
    default_key = "errors.permission_denied"


class SignInError(HuellaError):
    code = "sign_in"
    default_key = "errors.sign_in"


class TooManyAttemptsError(HuellaError):
    code = "too_many_attempts"
    default_key = "errors.too_many_attempts"


class InvalidInputError(HuellaError):
    """`problems` lists everything that is wrong at once."""

    code = "invalid_input"
    default_key = "errors.invalid_input"

    def __init__(self, problems: Sequence[FieldProblem] = (), key: str = "", **values: object) -> None:
        super().__init__(key, **values)
        self.problems = tuple(problems)


class SlipRefusedError(InvalidInputError):
    """Which of them it was, nobody is told."""


class InvalidAnswersError(HuellaError):
    """`problems` are `dashboard.survey.validation.Problem`s: question, key, values."""

    code = "invalid_answers"
    default_key = "errors.invalid_answers"

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__()
        self.problems = tuple(problems)


class ConsentMissingError(HuellaError):
    code = "consent_missing"
    default_key = "errors.consent_missing"


class ConflictError(HuellaError):
    code = "conflict"
    default_key = "errors.conflict"


class ResponseConflictError(ConflictError):
    code = "response_conflict"
    default_key = "errors.response_conflict"


class EditConflictError(ConflictError):
    code = "edit_conflict"
    default_key = "errors.edit_conflict"


class DatabaseAwayError(HuellaError):
    code = "database_away"
    default_key = "errors.database_away"


class PublicationError(HuellaError):
    code = "publication"
    default_key = "errors.publication"


class AnswersMovedError(PublicationError):
    """An answer was stored or withdrawn between the counting and the marking of a step: try again."""
