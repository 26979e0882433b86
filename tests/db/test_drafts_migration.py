"""Migration 0004: drafts, variants and long names, on databases that hold rows; back only without a loss."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dashboard.survey.library.post_training import post_training
from db import migrate
from db.engine import Database
from db.models import Answer, Survey, SurveyDraft, SurveyVersion, Tally
from db.models.survey import fingerprint
from tests.databases import opened
from tests.factories import NOW, make_link, make_response, make_training, make_version

BEFORE, AFTER = "0003", "0004"
LONG = "a" * 63 + "__12"
Loss = Callable[[Session], object]


def seed(session: Session) -> None:
    link = make_link(session)
    make_response(session, link)
    session.add(
        Tally(
            training_id=link.training_id,
            question="safe",
            answers=5,
            counts={"5": 5},
            published_at=NOW,
            number=1,
        )
    )


def rows(database: Database) -> list[tuple[object, ...]]:
    queries = (
        "SELECT response_id, question, CAST(value AS TEXT), is_published_by_training FROM answer",
        "SELECT training_id, question, answers, CAST(counts AS TEXT) FROM tally",
        "SELECT id, survey_id, number, CAST(definition AS TEXT) FROM survey_version",
        "SELECT id, title, revision FROM training",
    )
    with database.engine.connect() as connection:
        return [tuple(row) for query in queries for row in sorted(connection.execute(text(query)).all())]


def test_what_is_stored_survives_the_way_back_and_there(database: Database) -> None:
    with database.write() as session:
        seed(session)
    before = rows(database)
    migrate.downgrade(database, BEFORE)
    assert rows(database) == before
    migrate.upgrade(database)
    assert rows(database) == before
    with database.read() as session:
        found = session.scalars(select(SurveyVersion)).one()
    assert found.fingerprint == fingerprint(post_training().to_json())
    assert found.variant_of is None


def test_only_what_waits_is_indexed_after_the_way_back_and_there(database: Database) -> None:
    migrate.downgrade(database, BEFORE)
    migrate.upgrade(database)
    is_sqlite = database.engine.dialect.name == "sqlite"
    catalogue = "sqlite_master WHERE name" if is_sqlite else "pg_indexes WHERE indexname"
    column = "sql" if is_sqlite else "indexdef"
    query = f"SELECT {column} FROM {catalogue} = 'ix_answer_waiting'"
    with database.engine.connect() as connection:
        assert "publication_id IS NULL" in str(connection.execute(text(query)).scalar_one())
        if is_sqlite:
            made = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE name = 'answer'")
            ).scalar_one()
            assert "WITHOUT ROWID" in made


def test_a_question_may_have_a_long_name(database: Database) -> None:
    with database.write() as session:
        link = make_link(session)
        response = make_response(session, link, {})
        session.add(
            Answer(
                response_id=response.id,
                question=LONG,
                training_id=link.training_id,
                value="x",
                is_published_by_training=False,
            )
        )
    with database.read() as session:
        assert session.scalars(select(Answer.question)).all() == [LONG]


def _draft(session: Session) -> None:
    survey = Survey(name="s")
    session.add(survey)
    session.flush()
    session.add(SurveyDraft(survey_id=survey.id, definition={}, revision=1, edited_at=NOW))


def _variant(session: Session) -> None:
    version = make_version(session)
    session.add(SurveyVersion(survey_id=version.survey_id, variant_of=version.id, definition={"x": 1}))


def _objectives(session: Session) -> None:
    make_training(session, objectives=[{"es": "Sé algo.", "en": ""}])


def _long_name(session: Session) -> None:
    training = make_training(session)
    counted = {"answers": 5, "counts": {"5": 5}, "published_at": NOW, "number": 1}
    session.add(Tally(training_id=training.id, question=LONG, **counted))


@pytest.mark.parametrize(
    ("lose", "what"),
    [
        (_draft, "1 drafts"),
        (_variant, "1 variants"),
        (_objectives, "1 trainings with objectives"),
        (_long_name, "1 question names"),
    ],
)
def test_nothing_is_lost_on_the_way_back(database: Database, lose: Loss, what: str) -> None:
    with database.write() as session:
        seed(session)
        lose(session)
    before = rows(database)
    with pytest.raises(RuntimeError, match=what):
        migrate.downgrade(database, BEFORE)
    assert migrate.is_current(database)
    assert rows(database) == before


def test_a_draft_that_is_published_word_for_word_is_no_loss(empty_url: str) -> None:
    with opened(empty_url) as database:
        migrate.upgrade(database, AFTER)
        with database.write() as session:
            version = make_version(session)
            draft = {"definition": version.definition, "revision": 3, "edited_at": NOW}
            session.add(SurveyDraft(survey_id=version.survey_id, **draft))
        migrate.downgrade(database, BEFORE)
        with database.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM survey_version")).scalar_one() == 1


@pytest.mark.parametrize(("number", "is_variant"), [(None, False), (1, True)])
def test_a_version_has_a_number_or_varies_one_that_has(
    database: Database, number: int | None, is_variant: bool
) -> None:
    with database.write() as session:
        base = make_version(session).id
        survey = Survey(name="s")
        session.add(survey)
        session.flush()
        survey_id = survey.id
    odd = SurveyVersion(
        survey_id=survey_id, number=number, variant_of=base if is_variant else None, definition={}
    )
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(odd)
