"""Which survey a link asks with; a training's own objectives are never shown under another's label."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from dashboard.errors import InvalidInputError
from dashboard.roles import Member
from dashboard.services.forms import open_form
from dashboard.services.links import open_link
from dashboard.services.questions import question_views
from dashboard.services.results import Results, results
from dashboard.services.surveys import create_survey, list_surveys, versions
from dashboard.services.training_edits import TrainingDraft, save_training
from dashboard.services.trainings import training_detail
from dashboard.survey.library import LIBRARY
from db.criteria import EVERYTHING, NO_FILTERS, Filters
from db.engine import Database
from db.models import SurveyLink, SurveyVersion, Training
from tests.factories import NOW, TODAY, make_territory, make_training
from tests.services.people import member_of
from tests.services.surveying import (
    SMALL,
    answer,
    published,
)

PROTOCOL, REFER = ("Sé usar el protocolo.", "I can use the protocol."), ("Sé derivar.", "")


@pytest.fixture
def member(database: Database) -> Member:
    return member_of(database)


def training_with(database: Database, *objectives: tuple[str, str], **values: Any) -> int:
    with database.write() as session:
        kept = [{"es": es, "en": en} for es, en in objectives]
        return make_training(session, objectives=kept, **values).id


def asked(database: Database, code: str) -> dict[str, str]:
    """The pairs a form asks: name → statement."""
    questions = open_form(database, code, today=TODAY).definition.questions
    return {q.name: q.label.text("es") for q in questions if q.type == "retrospective_pair"}


def shown(database: Database, filters: Filters = NO_FILTERS) -> Results:
    return results(database, EVERYTHING, filters, language="es", today=TODAY)


@pytest.mark.parametrize("name", LIBRARY)
def test_a_link_opens_any_built_in_survey(database: Database, member: Member, name: str) -> None:
    code = open_link(database, member, training_with(database), now=NOW, survey=name).code
    assert open_form(database, code, today=TODAY).definition == LIBRARY[name]()


def test_a_link_opens_a_published_survey_by_its_newest_version(database: Database, member: Member) -> None:
    survey_id = published(database, member)
    code = open_link(database, member, training_with(database), now=NOW, survey=survey_id).code
    assert open_form(database, code, today=TODAY).definition == SMALL


def test_what_is_not_published_or_not_there_does_not_open(database: Database, member: Member) -> None:
    draft = create_survey(database, member, SMALL, now=NOW)
    training = training_with(database)
    for survey, key in ((draft, "not_published"), (4711, "unknown_survey"), ("no_such", "unknown_survey")):
        with pytest.raises(InvalidInputError) as refused:
            open_link(database, member, training, now=NOW, survey=survey)
        assert [problem.key for problem in refused.value.problems] == [f"versions.{key}"]
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(SurveyLink)) == 0


def test_own_objectives_take_the_place_of_the_general_ones(database: Database, member: Member) -> None:
    code = open_link(database, member, training_with(database, PROTOCOL, REFER), now=NOW).code
    assert asked(database, code) == {"objective_1": PROTOCOL[0], "objective_2": REFER[0]}
    short = open_link(database, member, training_with(database, PROTOCOL), now=NOW, survey="short").code
    assert set(asked(database, short)) == {"knows_rights"}


def test_the_same_objectives_are_one_variant_and_no_newer_version(database: Database, member: Member) -> None:
    for objectives in ((PROTOCOL,), (PROTOCOL,), (REFER,), ()):
        open_link(database, member, training_with(database, *objectives), now=NOW)
    (survey,) = list_surveys(database, member)
    assert [(one.number, one.links) for one in versions(database, survey.id)] == [(1, 4)]
    with database.read() as session:
        variants = session.scalars(select(SurveyVersion.id).where(SurveyVersion.number.is_(None))).all()
    assert len(variants) == 2


def test_within_a_training_a_name_means_one_thing_for_good(database: Database, member: Member) -> None:
    training = training_with(database, PROTOCOL, REFER)
    open_link(database, member, training, now=NOW)
    for objectives, names in (
        (({"es": "Otra cosa."}, {"es": REFER[0]}), {"objective_3": "Otra cosa.", "objective_2": REFER[0]}),
        (({"es": PROTOCOL[0], "en": PROTOCOL[1]},), {"objective_1": PROTOCOL[0]}),
    ):
        with database.write() as session:
            session.get_one(Training, training).objectives = list(objectives)
        assert asked(database, open_link(database, member, training, now=NOW).code) == names


def test_there_is_an_end_to_the_objectives_of_one_training(database: Database, member: Member) -> None:
    training = training_with(database)
    for turn in range(6):
        with database.write() as session:
            stated = [{"es": f"Objetivo {turn} {number}."} for number in range(5)]
            session.get_one(Training, training).objectives = stated
        if turn < 5:
            open_link(database, member, training, now=NOW)
    with pytest.raises(InvalidInputError) as refused:
        open_link(database, member, training, now=NOW)
    assert refused.value.problems[0].key == "versions.too_many_objectives"


def test_objectives_of_two_trainings_share_no_label(database: Database, member: Member) -> None:
    first, second = training_with(database, PROTOCOL), training_with(database, REFER)
    for training, now in ((first, "5"), (second, "3")):
        code = open_link(database, member, training, now=NOW).code
        given = {"relevance": "5", "objective_1": {"before": "2", "now": now}}
        answer(database, code, *[given] * 6)
    together = shown(database)
    assert together.gains[["label", "n", "gain"]].to_numpy().tolist() == [
        ["Objetivo propio de cada actividad (1)", 12, 2.0]
    ]
    assert together.learning is not None
    assert (together.learning.gain.n, together.learning.gain.value) == (12, 2.0)
    for training, (label, gain) in ((first, (PROTOCOL[0], 3.0)), (second, (REFER[0], 1.0))):
        own = shown(database, Filters(training=training)).gains
        assert own[["label", "n", "gain"]].to_numpy().tolist() == [[label, 6, gain]]


def test_a_variant_alone_still_names_the_other_questions(database: Database, member: Member) -> None:
    code = open_link(database, member, training_with(database, PROTOCOL), now=NOW).code
    answer(database, code, *[{"relevance": "5", "recommend": "10"}] * 6)
    found = shown(database)
    assert found.satisfaction is not None
    assert found.recommendation is not None
    assert question_views(database, "es")["relevance"].label.startswith("Lo que vimos")


def test_another_surveys_question_does_not_end_the_trend_of_an_indicator(
    database: Database, member: Member
) -> None:
    code = open_link(database, member, training_with(database), now=NOW).code
    answer(database, code, *[{"relevance": "5", "recommend": "10"}] * 6)
    nps = LIBRARY["post_training"]().question("recommend")
    rival = replace(nps, name="rival")
    odd = replace(SMALL.questions[0], name="odd", indicator="nps")  # not a question from 0 to 10
    section = replace(SMALL.sections[0], items=(rival, odd))
    survey_id = published(database, member, replace(SMALL, sections=(section,)))
    code = open_link(database, member, training_with(database), now=NOW, survey=survey_id).code
    answer(database, code, *[{"rival": "0", "odd": "good"}] * 6)
    found = shown(database)
    assert found.recommendation is not None
    assert (found.recommendation.promoters, found.recommendation.detractors) == (6, 0)


DRAFT = TrainingDraft(title="Taller", kind="workshop", territory_code="05601", starts_on=date(2026, 12, 1))


def test_objectives_are_kept_with_the_training(database: Database, member: Member) -> None:
    with database.write() as session:
        make_territory(session, "05601")
    given = (("  Sé   usar el protocolo. ", ""), ("", " "), PROTOCOL, ("", "Only English."), PROTOCOL)
    saved = save_training(database, member, replace(DRAFT, objectives=given), now=NOW)
    assert training_detail(database, EVERYTHING, saved).objectives == (
        ("Sé usar el protocolo.", ""),
        PROTOCOL,
        ("", "Only English."),
    )
    code = open_link(database, member, saved, now=NOW).code
    assert list(asked(database, code).values()) == [PROTOCOL[0], PROTOCOL[0], "Only English."]


@pytest.mark.parametrize(
    ("objectives", "key"),
    [
        (tuple((f"Objetivo {n}", "") for n in range(6)), "versions.objectives"),
        ((("x" * 201, ""),), "versions.objective_length"),
        ((("", "x" * 201),), "versions.objective_length"),
        ((("a\x00b", ""),), "versions.unreadable_text"),
        ((("a\ud800b", ""),), "versions.unreadable_text"),
    ],
)
def test_objectives_that_do_not_fit_are_refused(
    database: Database, member: Member, objectives: tuple[tuple[str, str], ...], key: str
) -> None:
    with database.write() as session:
        make_territory(session, "05601")
    with pytest.raises(InvalidInputError) as refused:
        save_training(database, member, replace(DRAFT, objectives=objectives), now=NOW)
    assert [(problem.field, problem.key) for problem in refused.value.problems] == [("objectives", key)]
