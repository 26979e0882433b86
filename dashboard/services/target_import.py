"""Targets of a spreadsheet: first everything that would happen, then all of it or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Literal

from sqlalchemy.orm import Session

from dashboard.errors import EditConflictError, FieldProblem, InvalidInputError
from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.services import audit
from dashboard.services.answer_import_file import read_answers_file
from dashboard.services.answer_import_table import Row, Table
from dashboard.services.store import Database, reading, writing
from dashboard.services.target_edits import (
    TargetDraft,
    period_of,
    place_of,
    problems_of,
    require_setter,
    store,
)
from dashboard.services.target_import_rows import COLUMNS, REQUIRED, Names, columns_of, draft_of
from db.changes import take_turn
from db.models import Target
from db.queries import targets

MOST_TARGETS = 1_000
Change = Literal["new", "changed", "same"]
_COLUMN_OF = {"territory_code": "territory", "project_id": "project"}
_OWN_WORDS = {
    "paper.file.empty": "targets.file.empty",
    "paper.file.no_rows": "targets.file.empty",
    "paper.file.too_many_columns": "targets.file.too_many_columns",
    "paper.file.unsafe": "targets.file.unsafe",
}
"""The reader of files was written for answers; these of its messages speak of them."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to mend. `row` as in the file (None: the whole file), `column` one of COLUMNS or ""."""

    problem: FieldProblem
    row: int | None = None
    column: str = ""

    def message(self, t: Translator) -> str:
        """What is wrong and what to do. Plain text."""
        return self.problem.message(t)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row would do; `before` is the value that it would change."""

    row: int
    draft: TargetDraft
    change: Change
    before: float | None = None
    target: tuple[int, int] | None = None  # id and revision


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `passed_over` are headings that are none of ours."""

    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return not self.troubles and any(line.change != "same" for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """Another one when the file, or a target that it changes, is another."""
        return sha256(repr(self.lines).encode()).hexdigest()

    def count(self, change: Change) -> int:
        return sum(line.change == change for line in self.lines)


def read_target_file(content: bytes) -> Table:
    """The rows of a file that nobody vouches for, read in a confined process.

    Raises InvalidInputError, which says why it cannot be used and what to do.
    """
    try:
        table = read_answers_file(content)
    except InvalidInputError as error:
        raise InvalidInputError((), _OWN_WORDS.get(error.key, error.key), **error.values) from error
    if len(table.rows) > MOST_TARGETS:
        raise InvalidInputError((), "targets.file.too_many", limit=MOST_TARGETS)
    return table


def check_targets(database: Database, member: Member, table: Table) -> Preview:
    """Everything that an import would do or meet; nothing is stored."""
    require_setter(member)
    with reading(database) as session:
        return _checked(session, member, table)


def import_targets(
    database: Database, member: Member, table: Table, *, fingerprint: str, now: datetime
) -> Preview:
    """Stores all rows in one transaction; returns what was done.

    Raises InvalidInputError if a row is wrong, and EditConflictError if it is no longer what was checked.
    """
    require_setter(member)
    with writing(database) as session:
        take_turn(session)
        found = _checked(session, member, table)
        if found.troubles:
            raise InvalidInputError([trouble.problem for trouble in found.troubles])
        if found.fingerprint != fingerprint:
            raise EditConflictError("targets.file.moved")
        for line in found.lines:
            _store(session, member, line)
        counted = {"new": found.count("new"), "changed": found.count("changed")}
        audit.record(
            session, member.id, "targets_imported", f"file {table.sha256[:12]}", now=now, details=counted
        )
    return found


def _store(session: Session, member: Member, line: Line) -> None:
    if line.change == "same":
        return
    known = session.get(Target, line.target[0]) if line.target is not None else None
    store(session, member, known or Target(), line.draft)


def _checked(session: Session, member: Member, table: Table) -> Preview:
    places = columns_of(table.headings)
    of_file = list(_heading_troubles(places))
    ours = {at for every in places.values() for at in every}
    passed_over = tuple(name for at, name in enumerate(table.headings) if at not in ours and name)
    if of_file:
        return Preview((), tuple(of_file), passed_over)
    names = Names.of(targets.territory_names(session), targets.project_names(session))
    column_of = {name: every[0] for name, every in places.items()}
    lines: list[Line] = []
    troubles: list[Trouble] = []
    first_row: dict[object, int] = {}
    for row in table.rows:
        cells = {name: row.cells[at].strip() for name, at in column_of.items()}
        draft, unread = draft_of(cells, names)
        found = [*unread, *_not_told_yet(session, member, draft, unread)]
        troubles += [_trouble(row, problem) for problem in found]
        if found:
            continue
        key = (draft.indicator, *place_of(draft), *period_of(draft))
        if (before := first_row.setdefault(key, row.number)) != row.number:
            twice = FieldProblem("indicator", "targets.file.twice", (("row", str(before)),))
            troubles.append(_trouble(row, twice))
            continue
        lines.append(_line(session, row.number, draft, keeps_note="note" not in column_of))
    return Preview(tuple(lines), tuple(troubles), passed_over)


def _heading_troubles(places: dict[str, list[int]]) -> Iterator[Trouble]:
    for name in COLUMNS:
        found = places.get(name, [])
        if not found and name in REQUIRED:
            yield Trouble(FieldProblem(name, f"targets.file.missing.{name}"), column=name)
        elif len(found) > 1:
            yield Trouble(FieldProblem(name, "targets.file.heading_twice"), column=name)


def _not_told_yet(
    session: Session, member: Member, draft: TargetDraft, unread: Sequence[FieldProblem]
) -> Iterator[FieldProblem]:
    """What is wrong with the draft, beside what could not be read."""
    told = {problem.field for problem in unread}
    for problem in problems_of(session, member, draft):
        column = _COLUMN_OF.get(problem.field, problem.field)
        if column not in told and not (column == "territory" and "project" in told):
            yield replace(problem, field=column)


def _trouble(row: Row, problem: FieldProblem) -> Trouble:
    return Trouble(problem, row.number, problem.field)


def _line(session: Session, row: int, draft: TargetDraft, *, keeps_note: bool) -> Line:
    known = targets.same_target(session, draft.indicator, place_of(draft), period_of(draft))
    if known is None:
        return Line(row, draft, "new")
    if keeps_note:
        draft = replace(draft, note=known.note)
    is_same = known.value == draft.value and known.note == draft.note.strip()
    change: Change = "same" if is_same else "changed"
    return Line(row, draft, change, known.value, (known.id, known.revision))
