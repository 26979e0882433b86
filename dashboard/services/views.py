"""Named views: the parameters of a page under a name, private or shared with the team.

A view holds filters and switches and nothing else: a shared one is seen through the reader's own scope.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dashboard.errors import FieldProblem, InvalidInputError, NotFoundError, PermissionDeniedError
from dashboard.roles import Member
from dashboard.services.store import Database, reading, writing
from db.models import SavedView
from db.queries import views as queries

LONGEST_NAME = 80
MOST_VIEWS = 100  # of one account
MOST_BYTES = 2_000  # of the parameters as JSON
_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class ViewDraft:
    """What somebody wants to keep. `parameters` are those of the page's address, name → text."""

    name: str
    page: str
    parameters: Mapping[str, str]
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A named view as its reader may know it; `owner` is the name of whoever keeps it."""

    id: int
    name: str
    page: str
    parameters: Mapping[str, str]
    is_shared: bool
    is_own: bool
    owner: str


def visible_views(database: Database, member: Member) -> tuple[View, ...]:
    """The member's own and those that others share, by name."""
    with reading(database) as session:
        found = queries.visible_views(session, member.id)
        return tuple(_view(row, owner, member) for row, owner in found)


def view_of(database: Database, member: Member, view_id: int) -> View:
    """One of them; NotFoundError if it was deleted, never was, or is somebody else's and not shared."""
    with reading(database) as session:
        found = queries.view_with_owner(session, view_id)
        if found is None or not _may_read(found[0], member):
            raise NotFoundError("views.gone")
        return _view(*found, member)


def save_view(
    database: Database, member: Member, draft: ViewDraft, *, known: Collection[str], now: datetime
) -> int:
    """Keeps a view and returns its id. `known`: the parameters that its page understands.

    Raises InvalidInputError: a name or parameter that cannot be, a name taken, or too many views.
    """
    name = _tidy(draft.name)
    problems = [*_name_problems(name), *_parameter_problems(draft, known)]
    if problems:
        raise InvalidInputError(problems)
    with writing(database) as session:
        if queries.count_of(session, member.id) >= MOST_VIEWS:
            raise InvalidInputError([FieldProblem("name", "views.too_many", (("most", str(MOST_VIEWS)),))])
        _require_free(session, member, name)
        row = SavedView(
            account_id=member.id,
            name=name,
            page=draft.page,
            parameters=dict(draft.parameters),
            is_shared=draft.is_shared,
            created_at=now,
        )
        session.add(row)
        session.flush()
        return row.id


def change_view(database: Database, member: Member, view_id: int, *, name: str, is_shared: bool) -> None:
    """Renames, shares or stops sharing one's own view; what it shows stays.

    Raises InvalidInputError for the name, and NotFoundError or PermissionDeniedError for the view.
    """
    tidy = _tidy(name)
    problems = _name_problems(tidy)
    if problems:
        raise InvalidInputError(problems)
    with writing(database) as session:
        row = _own(session, member, view_id)
        _require_free(session, member, tidy, but=view_id)
        row.name, row.is_shared = tidy, is_shared


def delete_view(database: Database, member: Member, view_id: int) -> None:
    """Deletes one's own view; whoever follows its link is told. Raises as `change_view` does."""
    with writing(database) as session:
        session.delete(_own(session, member, view_id))


def _own(session: Session, member: Member, view_id: int) -> SavedView:
    row = session.get(SavedView, view_id)
    if row is None or not _may_read(row, member):
        raise NotFoundError("views.gone")
    if row.account_id != member.id:
        raise PermissionDeniedError
    return row


def _may_read(row: SavedView, member: Member) -> bool:
    return row.is_shared or row.account_id == member.id


def _require_free(session: Session, member: Member, name: str, but: int | None = None) -> None:
    taken = {known.casefold() for view, known in queries.names_of(session, member.id).items() if view != but}
    if name.casefold() in taken:
        raise InvalidInputError([FieldProblem("name", "views.name_taken")])


def _tidy(name: str) -> str:
    """One line, without the characters that nobody sees."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())


def _name_problems(name: str) -> list[FieldProblem]:
    if not name:
        return [FieldProblem("name", "views.name_missing")]
    if len(name) > LONGEST_NAME:
        return [FieldProblem("name", "views.name_long", (("most", str(LONGEST_NAME)),))]
    return []


def _parameter_problems(draft: ViewDraft, known: Collection[str]) -> list[FieldProblem]:
    unknown = sorted(set(draft.parameters) - set(known))
    if unknown or not _WORD.fullmatch(draft.page):
        return [FieldProblem("parameters", "views.unknown_parameter", (("names", ", ".join(unknown)[:80]),))]
    if len(json.dumps(dict(draft.parameters)).encode()) > MOST_BYTES:
        return [FieldProblem("parameters", "views.too_long")]
    return []


def _view(row: SavedView, owner: str, member: Member) -> View:
    parameters = {str(name): str(text) for name, text in dict(row.parameters).items()}
    return View(
        id=row.id,
        name=row.name,
        page=row.page,
        parameters=parameters,
        is_shared=row.is_shared,
        is_own=row.account_id == member.id,
        owner=owner,
    )
