"""The themes of a published comment change without its text, and nobody's change is lost unseen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from dashboard.errors import (
    EditConflictError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.roles import Role
from dashboard.services import comment_review as review
from dashboard.services.comment_words import LONGEST_TAG, MOST_TAGS
from db.criteria import Scope
from db.engine import Database
from db.models import AuditEvent, Comment
from tests.factories import NOW, TODAY
from tests.services.people import member_of
from tests.services.written import WRITTEN, approve, asked, shown, ticket_of

LATER = NOW + timedelta(hours=1)


def published(database: Database, *tags: str) -> str:
    asked(database)
    return approve(database, member_of(database), WRITTEN, *tags)


def tags(database: Database) -> tuple[str, ...]:
    (comment,) = shown(database).shown
    return comment.tags


def events(database: Database) -> list[AuditEvent]:
    with database.read() as session:
        changed = AuditEvent.action == "comment_themes_changed"
        return list(session.scalars(select(AuditEvent).where(changed)))


def test_themes_are_added_and_taken_away_and_the_text_stays(database: Database) -> None:
    comment = published(database, "tiempo", "sala")
    before = row(database)
    changed = ["Sala ", " más  Práctica", "sala", ""]
    review.change_themes(database, member_of(database), comment, changed, seen=("tiempo", "sala"), now=LATER)
    assert tags(database) == ("más práctica", "sala")
    assert row(database) == before
    review.change_themes(database, member_of(database), comment, [], seen=tags(database), now=LATER)
    assert tags(database) == ()


def row(database: Database) -> dict[str, object]:
    with database.read() as session:
        comment = session.scalars(select(Comment)).one()
        return {column.name: getattr(comment, column.name) for column in Comment.__table__.columns}


def test_the_record_says_who_changed_them_once_and_nothing_of_the_words(database: Database) -> None:
    comment, member = published(database, "tiempo"), member_of(database, Role.MANAGER)
    review.change_themes(database, member, comment, ["sala"], seen=("tiempo",), now=LATER)
    review.change_themes(database, member, comment, [" SALA"], seen=("sala",), now=LATER)
    (event,) = events(database)
    assert (event.account_id, event.happened_at, event.details) == (member.id, LATER, {})
    assert event.subject.startswith("training ")


def test_of_two_who_edit_the_second_is_told_and_nothing_is_lost(database: Database) -> None:
    comment, member = published(database, "tiempo"), member_of(database)
    review.change_themes(database, member, comment, ["tiempo", "sala"], seen=("tiempo",), now=LATER)
    with pytest.raises(EditConflictError) as told:
        review.change_themes(database, member, comment, ["tiempo", "ritmo"], seen=("tiempo",), now=LATER)
    assert told.value.key == "comments.themes_moved"
    assert tags(database) == review.themes_of(database, member, comment) == ("sala", "tiempo")
    assert len(events(database)) == 1
    both = ["tiempo", "ritmo", "sala"]
    review.change_themes(database, member, comment, both, seen=("sala", "tiempo"), now=LATER)
    assert tags(database) == ("ritmo", "sala", "tiempo")


def test_who_wants_what_the_other_did_is_not_bothered(database: Database) -> None:
    comment, member = published(database, "tiempo"), member_of(database)
    for _ in range(2):
        review.change_themes(database, member, comment, ["sala"], seen=("tiempo",), now=LATER)
    assert (tags(database), len(events(database))) == (("sala",), 1)


def test_at_the_very_same_time_one_of_them_wins(database: Database) -> None:
    comment, member = published(database, "tiempo"), member_of(database)

    def edit(theme: str) -> str:
        try:
            review.change_themes(database, member, comment, [theme], seen=("tiempo",), now=LATER)
        except EditConflictError:
            return ""
        return theme

    with ThreadPoolExecutor(4) as threads:
        won = [theme for theme in threads.map(edit, ["uno", "dos", "tres", "cuatro"]) if theme]
    assert len(won) == len(events(database)) == 1
    assert tags(database) == tuple(won)


@pytest.mark.parametrize(
    "wanted", [[f"tema {number}" for number in range(MOST_TAGS + 1)], ["x" * (LONGEST_TAG + 1)]]
)
def test_too_many_or_too_long_themes_change_nothing(database: Database, wanted: list[str]) -> None:
    comment = published(database, "tiempo")
    with pytest.raises(InvalidInputError):
        review.change_themes(database, member_of(database), comment, wanted, seen=("tiempo",), now=LATER)
    assert (tags(database), events(database)) == (("tiempo",), [])


def test_what_a_text_could_not_hold_is_masked_in_a_theme_too(database: Database) -> None:
    comment = published(database)
    review.change_themes(database, member_of(database), comment, ["ana@ejemplo.cl"], seen=(), now=LATER)
    assert tags(database) == ("[correo]",)


def test_only_coordinators_and_managers_within_their_scope(database: Database) -> None:
    comment, member = published(database, "tiempo"), member_of(database)
    far = replace(member, scope=Scope(regions=("02",)))
    administrator = member_of(database, Role.ADMINISTRATOR)
    refusals = ((far, NotFoundError), (administrator, PermissionDeniedError))
    for person, refusal in refusals:
        with pytest.raises(refusal):
            review.change_themes(database, person, comment, ["sala"], seen=("tiempo",), now=LATER)
        with pytest.raises(refusal):
            review.themes_of(database, person, comment)
    assert tags(database) == ("tiempo",)


def test_a_comment_that_is_gone_meanwhile_is_not_made_anew(database: Database) -> None:
    member = member_of(database)
    asked(database)
    ticket = ticket_of(database, member)
    comment = review.approve(database, member, ticket, WRITTEN, ["tiempo"], now=NOW, today=TODAY)
    review.undo(database, member, ticket, now=NOW)
    with pytest.raises(NotFoundError):
        review.change_themes(database, member, comment, ["sala"], seen=("tiempo",), now=LATER)
    assert events(database) == []
