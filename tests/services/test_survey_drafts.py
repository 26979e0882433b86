"""Drafts: who may change them, what a second editor is told, what is refused, and what publishing does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from dashboard.errors import EditConflictError, InvalidInputError, NotFoundError, PermissionDeniedError
from dashboard.i18n import translator
from dashboard.roles import Member, Role
from dashboard.services import survey_creation, survey_limits
from dashboard.services.links import open_link
from dashboard.services.surveys import (
    create_survey,
    discard_draft,
    duplicate_survey,
    list_surveys,
    publish_draft,
    save_draft,
    survey_detail,
    versions,
)
from dashboard.survey.definition import Definition
from dashboard.survey.words import Words
from db.engine import Database
from db.models import AuditEvent
from tests.factories import NOW, make_training
from tests.services.people import member_of
from tests.services.surveying import (
    SMALL,
    published,
    revision_of,
    with_mood,
)
from tests.unit.survey.factories import question, survey, words

CHANGED = with_mood(SMALL, label=words("¿Cómo te fue?"))


@pytest.fixture
def member(database: Database) -> Member:
    return member_of(database)


def test_a_manager_changes_nothing(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    manager = member_of(database, Role.MANAGER)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: create_survey(database, manager, SMALL, now=NOW),
        lambda: duplicate_survey(database, manager, survey_id, now=NOW),
        lambda: save_draft(database, manager, survey_id, CHANGED, 1, now=NOW),
        lambda: publish_draft(database, manager, survey_id, 1, now=NOW),
        lambda: discard_draft(database, manager, survey_id, 1, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(PermissionDeniedError):
            attempt()
    assert survey_detail(database, member, survey_id).definition == SMALL


def test_the_second_editor_is_told_and_the_first_change_stays(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    assert save_draft(database, member, survey_id, CHANGED, 1, now=NOW) == 2
    other = member_of(database)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: save_draft(database, other, survey_id, with_mood(SMALL, required=True), 1, now=NOW),
        lambda: publish_draft(database, other, survey_id, 1, now=NOW),
        lambda: discard_draft(database, other, survey_id, 1, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(EditConflictError) as told:
            attempt()
        assert "encuesta" in told.value.message(translator("es"))
    detail = survey_detail(database, other, survey_id)
    assert (detail.definition, detail.summary.edited_by, detail.revision) == (CHANGED, member.name, 2)


def test_saving_what_is_there_changes_nothing(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    assert save_draft(database, member, survey_id, SMALL, 1, now=NOW + timedelta(hours=1)) == 1
    assert survey_detail(database, member, survey_id).summary.edited_at == NOW


def test_a_draft_keeps_its_survey_s_name(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    save_draft(database, member, survey_id, replace(CHANGED, name="post_training"), 1, now=NOW)
    assert survey_detail(database, member, survey_id).definition.name == "small"


def test_a_draft_need_not_be_right_and_publishing_lists_everything(
    database: Database, member: Member
) -> None:
    wrong = replace(
        survey(question("Ño"), question("id"), question("x", relevant="${none} = 1")), name="small"
    )
    survey_id = create_survey(database, member, wrong, now=NOW)
    with pytest.raises(InvalidInputError) as refused:
        publish_draft(database, member, survey_id, 1, now=NOW)
    assert {"Ño", "id", "x"} <= {problem.field for problem in refused.value.problems}
    for language in ("es", "en"):
        assert all(problem.message(translator(language)) for problem in refused.value.problems)
    assert versions(database, survey_id) == ()
    assert revision_of(database, member, survey_id) == 1


def test_publishing_twice_makes_one_version(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    assert [publish_draft(database, member, survey_id, 1, now=NOW) for _ in range(2)] == [1, 1]
    assert len(versions(database, survey_id)) == 1
    assert not survey_detail(database, member, survey_id).summary.has_changes
    with database.read() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert actions == ["survey_created", "survey_published"]


def test_going_back_to_an_older_wording_is_a_version_of_its_own(database: Database, member: Member) -> None:
    survey_id = published(database, member)
    for definition in (CHANGED, SMALL):
        revision = revision_of(database, member, survey_id)
        revision = save_draft(database, member, survey_id, definition, revision, now=NOW)
        publish_draft(database, member, survey_id, revision, now=NOW)
    assert [one.number for one in versions(database, survey_id)] == [3, 2, 1]


def test_a_discarded_draft_is_the_newest_version_again(database: Database, member: Member) -> None:
    survey_id = published(database, member)
    opened = revision_of(database, member, survey_id)
    revision = save_draft(database, member, survey_id, CHANGED, opened, now=NOW)
    discard_draft(database, member, survey_id, revision, now=NOW)
    detail = survey_detail(database, member, survey_id)
    assert (detail.definition, detail.summary.has_changes) == (SMALL, False)
    with pytest.raises(EditConflictError):  # a revision is never given out twice
        save_draft(database, member, survey_id, CHANGED, opened, now=NOW)


def test_discarding_what_was_never_published_removes_it(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    discard_draft(database, member, survey_id, 1, now=NOW)
    assert list_surveys(database, member) == ()
    with pytest.raises(NotFoundError):
        survey_detail(database, member, survey_id)
    with pytest.raises(NotFoundError):
        save_draft(database, member, survey_id, SMALL, 1, now=NOW)


def test_a_built_in_survey_is_listed_once_it_is_used_and_does_not_change(
    database: Database, member: Member
) -> None:
    with database.write() as session:
        training = make_training(session).id
    open_link(database, member, training, now=NOW, survey="short")
    (listed,) = list_surveys(database, member)
    assert (listed.name, listed.is_builtin, listed.newest, listed.links) == ("short", True, 1, 1)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: save_draft(database, member, listed.id, SMALL, listed.revision, now=NOW),
        lambda: publish_draft(database, member, listed.id, listed.revision, now=NOW),
        lambda: discard_draft(database, member, listed.id, listed.revision, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(InvalidInputError) as told:
            attempt()
        assert "Duplícala" in told.value.message(translator("es"))


HOSTILE = {
    "too many questions": survey(*(question(f"q{n}") for n in range(1001))),
    "too large": survey(*(question(f"q{n}", label=words("ñ" * 5000)) for n in range(200))),
    "a long title": replace(SMALL, title=words("x" * 200)),
    "a null character": survey(question(label=Words.of(es="a\x00b"))),
    "half a character": survey(question(label=Words.of(es="a\ud800b"))),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_too_large_or_cannot_be_stored_is_refused(
    database: Database, member: Member, case: str
) -> None:
    hostile: Definition = HOSTILE[case]
    survey_id = create_survey(database, member, SMALL, now=NOW)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: create_survey(database, member, hostile, now=NOW),
        lambda: save_draft(database, member, survey_id, hostile, 1, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(InvalidInputError) as refused:
            attempt()
        assert all(problem.message(translator("es")) for problem in refused.value.problems)
    assert len(list_surveys(database, member)) == 1


def test_text_that_looks_like_an_escape_is_only_text(database: Database, member: Member) -> None:
    odd = survey(question(label=Words.of(es="\\u0000 \\ud800 😀 {t} ${x")))
    survey_id = create_survey(database, member, odd, now=NOW)
    assert survey_detail(database, member, survey_id).definition.sections == odd.sections


@pytest.mark.parametrize("name", ["", "   ", "x" * 500, "a\nb", "a\x07b"])
def test_an_odd_name_becomes_one_that_can_be_stored(database: Database, member: Member, name: str) -> None:
    survey_id = create_survey(database, member, replace(SMALL, name=name), now=NOW)
    stored = survey_detail(database, member, survey_id).summary.name
    assert 0 < len(stored) <= survey_limits.LONGEST_NAME
    assert stored.isprintable()


def test_there_is_an_end_to_surveys(
    database: Database, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey_creation, "MOST_SURVEYS", 2)
    for _ in range(2):
        create_survey(database, member, SMALL, now=NOW)
    with pytest.raises(InvalidInputError):
        create_survey(database, member, SMALL, now=NOW)


def test_two_clicks_at_the_same_moment_publish_one_version(database: Database, member: Member) -> None:
    survey_id = create_survey(database, member, SMALL, now=NOW)
    with ThreadPoolExecutor(4) as pool:
        clicks = [pool.submit(publish_draft, database, member, survey_id, 1, now=NOW) for _ in range(4)]
    assert [click.result() for click in clicks] == [1, 1, 1, 1]
    assert len(versions(database, survey_id)) == 1


def test_surveys_made_at_the_same_moment_take_different_names(database: Database, member: Member) -> None:
    with ThreadPoolExecutor(3) as pool:
        made = [pool.submit(create_survey, database, member, SMALL, now=NOW) for _ in range(3)]
    assert len({one.result() for one in made}) == 3
    assert sorted(one.name for one in list_surveys(database, member)) == ["small", "small_2", "small_3"]
