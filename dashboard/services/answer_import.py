"""Answers of a spreadsheet into one link: first a dry run that says everything, then all of it or nothing."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from dashboard.errors import InvalidInputError, LinkClosedError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.answer_batch import (
    Gathering,
    gathering,
    midnight,
    require_consent,
    response_row,
)
from dashboard.services.answer_import_columns import Mapped, identifying, questions_twice, targets
from dashboard.services.answer_import_rows import Columns
from dashboard.services.answer_import_table import Table
from dashboard.services.links import editable_link
from dashboard.services.responses import tallied_questions
from dashboard.services.store import Database, reading, writing
from dashboard.survey.problems import Problem, Problems
from dashboard.survey.validation import validate
from db.models import AnswerImport, SurveyLink
from db.queries import answer_imports, responses

CHANNEL = "import"
CHUNK = 250  # rows between two signs of progress
Progress = Callable[[int, int], None]
"""Called with how many rows are done, of how many."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A file, the link it belongs to, and what its columns hold."""

    link_id: int
    table: Table
    mapped: Mapped


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to mend; `row` as in the file, `column` from 0. None: the whole file, the whole row."""

    problem: Problem
    row: int | None = None
    column: int | None = None

    def message(self, t: Translator) -> str:
        """What is wrong and what to do. Plain text."""
        return self.problem.message(t)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do. `room`: how many fit (None: all). `imported_at`: when it was done before."""

    responses: int
    troubles: tuple[Trouble, ...]
    blank_rows: int = 0
    passed_over: int = 0  # answers that the other answers of their row rule out
    room: int | None = None
    imported_at: datetime | None = None

    @property
    def is_ready(self) -> bool:
        fits = self.room is None or self.responses <= self.room
        return bool(self.responses) and not self.troubles and fits and self.imported_at is None


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_new` is False when this very file had been imported before: nothing was stored now."""

    responses: int
    is_new: bool


def check_import(
    database: Database,
    member: Member,
    plan: Plan,
    *,
    today: date,
    progress: Progress = lambda done, total: None,
) -> DryRun:
    """Everything that an import would meet; nothing is stored."""
    found = gathering(database, member, plan.link_id, today=today)
    with reading(database) as session:
        imported_at = answer_imports.imported_on(session, plan.link_id, plan.table.sha256)
    checked = _checked(found, plan, today, progress)
    return DryRun(
        len(checked.answers),
        checked.troubles,
        checked.blank_rows,
        checked.passed_over,
        room=found.room,
        imported_at=imported_at,
    )


def import_answers(
    database: Database,
    member: Member,
    plan: Plan,
    *,
    has_consent: bool,
    today: date,
    now: datetime,
    progress: Progress = lambda done, total: None,
) -> Imported:
    """Stores every row, in one transaction; committed when it returns.

    Raises PermissionDeniedError, NotFoundError, ConsentMissingError, InvalidInputError (something is to be
    mended: nothing stored), LinkClosedError (closed, or they do not all fit) and DatabaseAwayError.
    """
    found = gathering(database, member, plan.link_id, today=today)
    require_consent(has_consent)
    checked = _checked(found, plan, today, progress)
    with writing(database) as session:
        link = editable_link(session, member, plan.link_id, holds=True)
        if answer_imports.imported_on(session, plan.link_id, plan.table.sha256) is not None:
            return Imported(0, is_new=False)
        if checked.troubles or not checked.answers:
            raise InvalidInputError((), "paper.import.not_ready")
        count = len(checked.answers)
        if not answer_imports.count_responses(session, link.id, today, count):
            raise LinkClosedError("paper.import.no_room", count=count)
        _insert(session, link, found, checked.answers, today, progress)
        session.add(
            AnswerImport(
                link_id=link.id,
                sha256=plan.table.sha256,
                responses=count,
                imported_by=member.id,
                imported_at=now,
            )
        )
        subject, details = f"training {link.training_id}", {"link": link.id, "responses": count}
        audit.record(session, member.id, "answers_imported", subject, now=now, details=details)
    return Imported(count, is_new=True)


def _insert(
    session: Session,
    link: SurveyLink,
    found: Gathering,
    answers: list[dict[str, object]],
    today: date,
    progress: Progress,
) -> None:
    """In an order of their own: what is stored must not say which row of the file a response was."""
    shuffled = secrets.SystemRandom().sample(answers, len(answers))
    published = tallied_questions(found.definition)
    for start in range(0, len(shuffled), CHUNK):
        given = [
            (response_row(link, str(uuid4()), CHANNEL, found.language, today), each)
            for each in shuffled[start : start + CHUNK]
        ]
        responses.insert_responses(session, given, training_id=link.training_id, published=published)
        progress(min(start + CHUNK, len(shuffled)), len(shuffled))


@dataclass(slots=True)
class _Checked:
    answers: list[dict[str, object]]
    troubles: tuple[Trouble, ...]
    blank_rows: int = 0
    passed_over: int = 0


def _checked(found: Gathering, plan: Plan, today: date, progress: Progress) -> _Checked:
    table = plan.table
    columns = Columns(found.definition, plan.mapped)
    checked = _Checked([], ())
    troubles = dict.fromkeys(_file_troubles(found, plan))
    for done, row in enumerate(table.rows, start=1):
        raw = columns.raw(row)
        validated = validate(found.definition, raw, now=midnight(today))
        if not raw:
            checked.blank_rows += 1
        elif isinstance(validated, Problems):
            troubles |= dict.fromkeys(_trouble(each, row.number, columns) for each in validated)
        elif not set(raw) & set(validated.answers):
            troubles[Trouble(Problem(None, "paper.import.blank_row"), row.number)] = None
        else:
            checked.answers.append(dict(validated.answers))
            checked.passed_over += len(set(raw) - set(validated.answers))
        if done % CHUNK == 0 or done == len(table.rows):
            progress(done, len(table.rows))
    checked.troubles = tuple(troubles)
    return checked


def _trouble(problem: Problem, row: int, columns: Columns) -> Trouble:
    """A required question that no column answers is said once, not for every row."""
    column = columns.first(problem.question)
    if column is None and problem.question and problem.code == "required":
        return Trouble(replace(problem, key="paper.import.required_left_out"))
    return Trouble(problem, row, column)


def _file_troubles(found: Gathering, plan: Plan) -> Iterator[Trouble]:
    table, mapped = plan.table, plan.mapped
    known = {target.key for target in targets(found.definition)}
    private = identifying(found.definition, table)
    for column, key in mapped.items():
        if key not in known or not 0 <= column < len(table.headings):
            yield Trouble(Problem(None, "paper.import.unknown_target", (("given", key[:80]),)))
        elif column in private:
            heading = (("heading", table.headings[column]),)
            yield Trouble(Problem(None, "paper.import.identifying", heading), column=column)
    for key in questions_twice(mapped):
        yield Trouble(Problem(None, "paper.import.twice", (("target", key),)))
    if not mapped:
        yield Trouble(Problem(None, "paper.import.nothing_mapped"))
    for number in table.ragged:
        yield Trouble(Problem(None, "paper.import.ragged"), number)
