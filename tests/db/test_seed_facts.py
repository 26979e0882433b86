"""The demo facts say what their sources say, and nothing more."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import vocabulary
from db.engine import Database
from db.models import (
    Attendance,
    Highlight,
    Measure,
    Organisation,
    Partnership,
    Project,
    SurveyLink,
    TerritoryProfile,
    Training,
    Visit,
)
from db.seed.facts import load_facts

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEASON = "000_a054a8ba84ed5f94.txt"
PROFILE = "003_b2a927db2aeb73fe.txt"


@pytest.fixture
def facts(seeded: Database) -> Database:
    with seeded.write() as session:
        load_facts(session, NOW)
    return seeded


def trainings(session: Session) -> list[Training]:
    return list(session.scalars(select(Training).order_by(Training.id)))


def test_the_project_trained_more_than_620_people(facts: Database) -> None:
    with facts.read() as session:
        project = session.scalars(select(Project)).one()
        assert (project.people_trained, project.people_qualifier) == (620, "more_than")
        assert project.territory_code == "02"
        roles = {linked.role: linked.organisation.name for linked in project.organisations}
    assert roles == {"funder": "SQM Chile", "implementer": "Fundación Iguales"}


def test_no_training_has_a_head_count_of_its_own(facts: Database) -> None:
    with facts.read() as session:
        assert [training.attendance_total for training in trainings(session)] == [None] * 14
        assert session.scalars(select(Attendance)).all() == []


def test_visits_are_dated_no_more_exactly_than_the_source(facts: Database) -> None:
    with facts.read() as session:
        first, second = session.scalars(select(Visit).order_by(Visit.number))
    assert (first.starts_on, first.ends_on) == (date(2023, 7, 1), date(2023, 7, 31))
    assert (first.date_precision, first.lead) == ("month", "Bernardo Cortés")
    assert (second.starts_on, second.ends_on) == (date(2023, 7, 1), date(2023, 11, 30))
    assert (second.date_precision, second.lead) == ("window", "")


def test_each_training_lies_between_the_bounds_of_its_visit(facts: Database) -> None:
    with facts.read() as session:
        for training in trainings(session):
            visit = session.get_one(Visit, training.visit_id)
            dates = (training.starts_on, training.ends_on, training.date_precision)
            assert dates == (visit.starts_on, visit.ends_on, visit.date_precision)


def test_what_the_source_does_not_say_stays_empty(facts: Database) -> None:
    with facts.read() as session:
        for training in trainings(session):
            assert (training.hours, training.modality) == (None, None)
            assert (training.latitude, training.longitude) == (None, None)
            assert training.facilitators == []
        assert session.scalars(select(SurveyLink)).all() == []


def test_six_trainings_in_the_first_visit_and_eight_in_the_second(facts: Database) -> None:
    with facts.read() as session:
        found = trainings(session)
        visits = {visit.id: visit.number for visit in session.scalars(select(Visit))}
    assert [visits[training.visit_id or 0] for training in found] == [1] * 6 + [2] * 8
    assert [training.territory_code for training in found] == [
        *("02101", "02101", "02101", "02301", "02301", "02301"),
        *("02", "02101", "02101", "02", "02101", "02101", "02101", "02101"),
    ]
    assert all(training.status == "done" for training in found)


def test_the_series_of_four_talks_is_four_trainings(facts: Database) -> None:
    with facts.read() as session:
        titles = [training.title for training in trainings(session) if "de 4)" in training.title]
    assert titles == [
        f"Charla a estudiantes de la Escuela Industrial de Antofagasta ({number} de 4)"
        for number in (1, 2, 3, 4)
    ]


def test_topics_are_only_those_the_source_names(facts: Database) -> None:
    with facts.read() as session:
        topics = [row.topic for training in trainings(session) for row in training.topics]
        coloso = next(training for training in trainings(session) if training.place == "Caleta Coloso")
        assert [row.audience for row in coloso.audiences] == ["workers"]
    assert topics == ["gender_and_diversity", "lgbti_children", "recognising_diversities"]


def test_words_of_closed_lists_are_known_ones(facts: Database) -> None:
    with facts.read() as session:
        for training in trainings(session):
            assert {row.topic for row in training.topics} <= set(vocabulary.TOPICS)
            assert {row.audience for row in training.audiences} <= set(vocabulary.AUDIENCES)
        for measure in session.scalars(select(Measure)):
            assert measure.category in vocabulary.MEASURE_CATEGORIES
            assert {row.group for row in measure.groups} <= set(vocabulary.GROUPS)


def test_quotations_stand_with_person_and_role(facts: Database) -> None:
    with facts.read() as session:
        said = list(session.scalars(select(Highlight).order_by(Highlight.id)))
    assert [each.person for each in said] == ["Bernardo Cortés", "Manuel Ossandón", "Marcelo Carrera"]
    assert all(each.is_approved and each.role and each.project_id for each in said)
    assert said[2].words == "very necessary spaces, especially to train future professionals in the region."


def test_the_profile_carries_every_campaign_field(facts: Database) -> None:
    with facts.read() as session:
        profile = session.get_one(TerritoryProfile, "05601")
    assert (profile.joined_year, profile.leader, profile.leader_role) == (2022, "Omar Vera Castro", "mayor")
    assert (profile.mandate_starts, profile.mandate_ends) == (2024, 2028)
    assert (profile.campaign_region, profile.country) == ("latin_america", "Chile")
    assert (profile.government_type, profile.population_range) == ("city_municipality", "50000-250000")
    assert [len(profile.vision[language]) for language in ("es", "en")] == [3, 3]
    assert [len(profile.motivations[language]) for language in ("es", "en")] == [3, 3]
    assert profile.reviewed_on is None


def test_measures_are_documented_by_category_in_both_languages(facts: Database) -> None:
    with facts.read() as session:
        measures = list(session.scalars(select(Measure).order_by(Measure.id)))
        groups = [[row.group for row in measure.groups] for measure in measures]
        partnership = session.scalars(select(Partnership)).one()
    assert [(measure.category, measure.type) for measure in measures] == [
        ("cross_cutting", "programme"),
        ("cross_cutting", "mechanism"),
        ("education", "programme"),
        ("education", "programme"),
        ("external_collaboration", "mechanism"),
    ]
    assert set(groups[0]) == {
        *("migrants", "older_adults", "persons_with_disabilities", "children_and_adolescents")
    }
    for texts in (*(m.title for m in measures), *(m.description for m in measures), partnership.description):
        assert set(texts) == {"es", "en"}
        assert all(texts.values())
    assert all(m.status == "documented" and m.since_year is None for m in measures)
    assert partnership.organisation_id is None


def test_each_record_names_its_document_and_none_is_flagged_synthetic(facts: Database) -> None:
    with facts.read() as session:
        sources = {
            model: set(session.scalars(select(model.__table__.c.source)))
            for model in (
                *(Project, Visit, Training, Organisation, Highlight),
                *(TerritoryProfile, Measure, Partnership),
            )
        }
        for flagged in (Project, Visit, Training, Organisation):
            assert set(session.scalars(select(flagged.__table__.c.is_synthetic))) == {False}
    of_profile = (TerritoryProfile, Measure, Partnership)
    assert all(found == {PROFILE if model in of_profile else SEASON} for model, found in sources.items())


def test_an_edited_fact_is_not_loaded_over(facts: Database) -> None:
    with facts.write() as session:
        trainings(session)[0].title = "Corregido"
        session.scalars(select(Project)).one().name = "Otro nombre"
    with facts.write() as session:
        load_facts(session, NOW)
    with facts.read() as session:
        assert [training.title for training in trainings(session)].count("Corregido") == 1
        assert session.scalars(select(Project)).one().name == "Otro nombre"
