"""What people wrote shows only once somebody approved it, and only for enough responses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, update

from dashboard.errors import (
    ConflictError,
    HuellaError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.roles import Role
from dashboard.services import comment_review as review
from dashboard.services.codes import withdrawal_code
from dashboard.services.comment_words import LONGEST_TEXT
from dashboard.services.comments import LEAST_RESPONSES, tags_in_use
from dashboard.services.withdrawals import withdraw
from dashboard.survey.library.post_training import post_training
from db.criteria import EVERYTHING, NO_FILTERS, Scope
from db.engine import Database
from db.models import AuditEvent, Comment, CommentReview, CommentTag, Response, SurveyLink, Training
from tests.factories import NOW, TODAY, make_link, make_version
from tests.services.people import member_of
from tests.services.written import QUESTION, WRITTEN, approve, asked, shown, texts, ticket_of, waits


def test_nothing_shows_until_somebody_approves_it(database: Database) -> None:
    member = member_of(database)
    training = asked(database)
    assert shown(database).approved == 0
    approve(database, member, WRITTEN, "Tiempo", " tiempo ", "Práctica")
    (comment,) = shown(database).shown
    assert (comment.text, comment.training_id, comment.question) == (WRITTEN, training, QUESTION)
    assert comment.tags == ("práctica", "tiempo")
    assert shown(database).tags == (("práctica", 1), ("tiempo", 1))
    assert tags_in_use(database, EVERYTHING) == ("práctica", "tiempo")
    assert waits(database, member) == 0


def test_a_comment_is_a_copy_that_says_nothing_of_its_response(database: Database) -> None:
    asked(database)
    approve(database, member_of(database))
    with database.read() as session:
        comment = session.scalars(select(Comment)).one()
        responses = set(session.scalars(select(Response.id)))
    held = {column.name: getattr(comment, column.name) for column in Comment.__table__.columns}
    assert held.keys() == {
        "id", "training_id", "question", "text", "language", "approved_by", "approved_on",
    }  # fmt: skip
    assert not responses & {str(value) for value in held.values()}
    assert type(held["approved_on"]) is date


@pytest.mark.parametrize(("responses", "texts_waiting"), [(LEAST_RESPONSES - 1, 0), (LEAST_RESPONSES, 1)])
def test_only_where_ten_people_responded(database: Database, responses: int, texts_waiting: int) -> None:
    asked(database, responses)
    assert waits(database, member_of(database)) == texts_waiting


def test_ten_people_must_have_been_asked_this_very_question(database: Database) -> None:
    """Nine who were asked something else do not hide the one who wrote."""
    member = member_of(database)
    training = asked(database, 1)
    without = replace(post_training(), sections=post_training().sections[:1])
    with database.write() as session:
        other = make_version(session, without.to_json())
        make_link(
            session, session.get_one(Training, training), version_id=other.id, received=50, state="closed"
        )
    assert waits(database, member) == 0


@pytest.mark.parametrize(
    ("link", "is_read"),
    [
        ({"state": "open"}, False),
        ({"state": "open", "closes_on": TODAY}, False),
        ({"state": "open", "opens_on": date(2027, 1, 1)}, False),
        ({"state": "open", "closes_on": date(2026, 11, 21)}, True),
        ({"state": "closed"}, True),
    ],
)
def test_texts_are_read_once_no_more_can_come(
    database: Database, link: dict[str, Any], is_read: bool
) -> None:
    asked(database, **link)
    assert waits(database, member_of(database)) == int(is_read)


def test_the_rule_is_asked_again_when_deciding_and_when_showing(database: Database) -> None:
    member = member_of(database)
    asked(database)
    ticket = ticket_of(database, member)
    with database.write() as session:
        session.execute(update(SurveyLink).values(received=LEAST_RESPONSES - 1))
    with pytest.raises(NotFoundError):
        review.approve(database, member, ticket, WRITTEN, now=NOW, today=TODAY)
    with database.write() as session:
        session.execute(update(SurveyLink).values(received=LEAST_RESPONSES))
    review.approve(database, member, ticket, WRITTEN, now=NOW, today=TODAY)
    assert texts(database) == [WRITTEN]
    with database.write() as session:
        session.execute(update(SurveyLink).values(received=LEAST_RESPONSES - 1))
    assert shown(database).approved == 0


def test_a_cancelled_training_shows_and_asks_nothing(database: Database) -> None:
    member = member_of(database)
    asked(database)
    approve(database, member)
    asked(database)
    with database.write() as session:
        session.execute(update(Training).values(status="cancelled"))
    assert (shown(database).approved, waits(database, member)) == (0, 0)


def test_what_any_version_calls_sensitive_is_neither_read_nor_shown(database: Database) -> None:
    member = member_of(database)
    asked(database)
    approve(database, member)
    asked(database)
    assert (shown(database).approved, waits(database, member)) == (1, 1)
    changed = post_training().to_json()
    for section in changed["sections"]:  # type: ignore[attr-defined]  # JSON
        for question in section["items"]:
            question["sensitive"] = question.get("sensitive", False) or question["name"] == QUESTION
    asked(database, definition=changed)
    assert (shown(database).approved, waits(database, member)) == (0, 0)


def test_rejected_texts_never_show_and_are_not_asked_again(database: Database) -> None:
    member = member_of(database)
    asked(database)
    review.reject(database, member, ticket_of(database, member), now=NOW, today=TODAY)
    assert (shown(database).approved, waits(database, member)) == (0, 0)


def test_a_decision_can_be_taken_back(database: Database) -> None:
    member = member_of(database)
    asked(database)
    ticket = ticket_of(database, member)
    for decide in ("approve", "reject"):
        if decide == "approve":
            review.approve(database, member, ticket, WRITTEN, ["tiempo"], now=NOW, today=TODAY)
        else:
            review.reject(database, member, ticket, now=NOW, today=TODAY)
        review.undo(database, member, ticket, now=NOW)
        assert (shown(database).approved, waits(database, member)) == (0, 1)
    with pytest.raises(NotFoundError):
        review.undo(database, member, ticket, now=NOW)


def test_what_is_hidden_again_does_not_come_back_to_the_desk(database: Database) -> None:
    member = member_of(database)
    asked(database)
    comment = approve(database, member, WRITTEN, "tiempo")
    review.unpublish(database, member, comment, now=NOW)
    assert (shown(database).approved, waits(database, member)) == (0, 0)
    with pytest.raises(NotFoundError):
        review.unpublish(database, member, comment, now=NOW)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(CommentTag)) == 0


def test_who_takes_their_response_back_takes_the_comment_along(database: Database) -> None:
    member = member_of(database)
    asked(database)
    approve(database, member)
    asked(database, text="Otro texto")
    with database.read() as session:
        of_comment = select(CommentReview.response_id).where(CommentReview.comment_id.is_not(None))
        code = withdrawal_code(session.scalars(of_comment).one())
    withdraw(database, code)
    assert shown(database).approved == 0
    assert waits(database, member) == 1
    with database.read() as session:
        assert session.scalars(select(CommentReview)).all() == []


def test_a_withdrawn_text_cannot_be_decided_on(database: Database) -> None:
    member = member_of(database)
    asked(database)
    ticket = ticket_of(database, member)
    withdraw(database, withdrawal_code(ticket.partition("/")[0]))
    assert waits(database, member) == 0
    for decide in (
        lambda: review.approve(database, member, ticket, WRITTEN, now=NOW, today=TODAY),
        lambda: review.reject(database, member, ticket, now=NOW, today=TODAY),
    ):
        with pytest.raises(NotFoundError):
            decide()


def test_of_two_who_decide_the_second_is_told(database: Database) -> None:
    first, second = member_of(database), member_of(database, Role.MANAGER)
    asked(database)
    ticket = ticket_of(database, first)
    review.approve(database, first, ticket, WRITTEN, now=NOW, today=TODAY)
    with pytest.raises(ConflictError) as told:
        review.reject(database, second, ticket, now=NOW, today=TODAY)
    assert told.value.key == "comments.already"
    assert shown(database).approved == 1


def test_two_at_the_very_same_time_make_one_comment(database: Database) -> None:
    member = member_of(database)
    asked(database)
    ticket = ticket_of(database, member)

    def decide(_: int) -> str:
        try:
            review.approve(database, member, ticket, WRITTEN, now=NOW, today=TODAY)
        except HuellaError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(4) as threads:
        outcomes = sorted(threads.map(decide, range(4)))
    assert outcomes == ["conflict", "conflict", "conflict", "done"]
    assert shown(database).approved == 1


def test_only_coordinators_and_managers_within_their_scope(database: Database) -> None:
    asked(database, territory="05601")
    reviewer = member_of(database)
    far = replace(reviewer, scope=Scope(regions=("02",)))
    administrator = member_of(database, Role.ADMINISTRATOR)
    ticket = ticket_of(database, reviewer)
    assert waits(database, far) == 0
    with pytest.raises(NotFoundError):
        review.approve(database, far, ticket, WRITTEN, now=NOW, today=TODAY)
    comment = approve(database, reviewer)
    assert shown(database, Scope(regions=("02",))).approved == 0
    assert tags_in_use(database, Scope(regions=("02",))) == ()
    deeds: list[Callable[[], object]] = [
        lambda: review.undo(database, far, ticket, now=NOW),
        lambda: review.unpublish(database, far, comment, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(NotFoundError):
            deed()
    for deed in (
        lambda: waits(database, administrator),
        lambda: review.approve(database, administrator, ticket, WRITTEN, now=NOW, today=TODAY),
        lambda: review.reject(database, administrator, ticket, now=NOW, today=TODAY),
        lambda: review.undo(database, administrator, ticket, now=NOW),
        lambda: review.unpublish(database, administrator, comment, now=NOW),
    ):
        with pytest.raises(PermissionDeniedError):
            deed()


def test_the_record_says_who_decided_and_nothing_of_the_text(database: Database) -> None:
    member = member_of(database)
    training = asked(database)
    approve(database, member, WRITTEN, "tiempo")
    with database.read() as session:
        event = session.scalars(select(AuditEvent)).one()
    assert (event.account_id, event.action, event.subject) == (
        member.id, "comment_approved", f"training {training}",
    )  # fmt: skip
    assert event.details == {}


@pytest.mark.parametrize("text", ["", "  \n ", "\u202e\u200b", "[…]", "x" * (LONGEST_TEXT + 1)])
def test_a_text_that_cannot_be_shown_is_refused_and_waits_on(database: Database, text: str) -> None:
    member = member_of(database)
    asked(database)
    with pytest.raises(InvalidInputError):
        approve(database, member, text)
    assert (shown(database).approved, waits(database, member)) == (0, 1)


@pytest.mark.parametrize("tags", [["a", "b", "c", "d", "e", "f"], ["x" * 41]])
def test_too_many_or_too_long_themes_are_refused(database: Database, tags: list[str]) -> None:
    member = member_of(database)
    asked(database)
    with pytest.raises(InvalidInputError):
        approve(database, member, WRITTEN, *tags)


def test_the_proposal_is_masked_and_what_is_certain_is_masked_again(database: Database) -> None:
    member = member_of(database)
    asked(database, text="Gracias profesora Marcela Fuentes, mi correo es ana@ejemplo.cl \u202e¿sí?")
    found = review.waiting(database, member, NO_FILTERS, today=TODAY).text
    assert found is not None
    assert found.proposal == "Gracias profesora [nombre], mi correo es [correo] ¿sí?"
    approve(database, member, "Marcela: 12.345.678-5 o ana@ejemplo.cl", "ana@ejemplo.cl")
    (comment,) = shown(database).shown
    assert (comment.text, comment.tags) == ("Marcela: [RUT] o [correo]", ("[correo]",))
