"""The small figures count what a click would show: the same conditions, asked of the database one by one."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.services.facets import TOP, Facets, facets
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from db.models import Training, TrainingAudience, TrainingOrganisation, TrainingTopic
from db.queries.conditions import training_conditions
from db.vocabulary import AUDIENCES, TOPICS, TRAINING_KINDS
from tests.factories import make_organisation, make_project, make_training

PLACES = ("02101", "02", "05601", "05101", "13101", "CL")
LIMITED = Scope(regions=("02",), projects=(1,))
ASKED = [
    NO_FILTERS,
    Filters(kind=("talk",)),
    Filters(kind=("talk",), topic=(TOPICS[0],)),
    Filters(territory="05", audience=(AUDIENCES[1],)),
    Filters(territory="05601", since=date(2025, 3, 1)),
    Filters(since=date(2025, 2, 10), until=date(2025, 6, 30), organisation=(2,)),
    Filters(until=date(2025, 4, 1), project=(1,), status=("done",)),
    Filters(search="taller 1", kind=("workshop",)),
    Filters(training=7, kind=("course",)),
    Filters(status=("cancelled",)),
    Filters(status=("cancelled", "planned"), project=(1, 2)),
    Filters(kind=("talk", "workshop"), topic=TOPICS[:3]),
    Filters(audience=AUDIENCES[1:3], organisation=(2, 5, 9), since=date(2025, 2, 10)),
    Filters(organisation=tuple(range(1, 12)), territory="05"),
]


@pytest.fixture
def season(database: Database) -> Database:
    """Sixty trainings of every sort: with and without dates, windows, several audiences, cancelled ones."""
    rng = random.Random(6)
    with database.write() as session:
        projects = [make_project(session).id, None]
        organisations = [make_organisation(session).id for _ in range(12)]
        for number in range(60):
            starts = date(2025, 1, 1) + timedelta(days=rng.randrange(300))
            is_dated = number % 9 != 0
            training = make_training(
                session,
                rng.choice(PLACES),
                title=f"Taller {number}",
                kind=rng.choice(TRAINING_KINDS),
                status=rng.choice(("done", "done", "planned", "cancelled")),
                starts_on=starts if is_dated else None,
                ends_on=starts + timedelta(days=rng.randrange(40)) if is_dated else None,
                date_precision=rng.choice(("day", "month", "window")) if is_dated else "unknown",
                project_id=rng.choice(projects),
                topics=[TrainingTopic(topic=topic) for topic in rng.sample(TOPICS, 2)],
                audiences=[TrainingAudience(audience=one) for one in rng.sample(AUDIENCES, 2)],
            )
            # The same organisation in two roles is one organisation.
            for host in rng.sample(organisations, 2):
                session.add_all(
                    TrainingOrganisation(training_id=training.id, organisation_id=host, role=role)
                    for role in ("host", "partner")
                )
    return database


def counted(database: Database, scope: Scope, filters: Filters) -> int:
    """The trainings of a view, straight from the conditions."""
    query = select(Training.id).where(*training_conditions(scope, filters), Training.status != "cancelled")
    with database.read() as session:
        return len(session.scalars(query).all())


def with_value(filters: Filters, figure: str, value: str) -> Filters:
    field = "territory" if figure == "region" else figure
    one: Any = int(value) if figure == "organisation" else value
    changed: dict[str, Any] = {field: one if figure == "region" else (one,)}
    return replace(filters, **changed)


@pytest.mark.parametrize("scope", [EVERYTHING, LIMITED, Scope(regions=(), projects=())])
@pytest.mark.parametrize("filters", ASKED)
def test_every_bar_says_what_its_value_alone_would_show(
    season: Database, scope: Scope, filters: Filters
) -> None:
    found = facets(season, scope, filters)
    assert found.trainings == counted(season, scope, filters)
    bars = [(figure, *bar) for figure, counts in found.by.items() for bar in counts.values]
    for figure, value, count in bars:
        assert count == counted(season, scope, with_value(filters, figure, value)), (figure, value)
    for name, count in found.without.items():
        fields = ("since", "until") if name == "period" else (name,)
        assert count == counted(season, scope, filters.without(*fields)), name


def test_months_and_undated_add_up_to_the_view_without_its_period(season: Database) -> None:
    asked = Filters(kind=("talk",), since=date(2025, 3, 1), until=date(2025, 3, 31))
    found = facets(season, EVERYTHING, asked)
    whole = counted(season, EVERYTHING, Filters(kind=("talk",)))
    assert sum(found.months.values()) + found.undated == whole
    assert found.undated > 0
    assert len(found.months) > 1, "the figure ignores its own filter"


def test_the_others_are_counted_once_each(season: Database) -> None:
    found = facets(season, EVERYTHING, NO_FILTERS).by["organisation"]
    assert len(found.values) == TOP
    assert found.others == 12 - TOP
    shown = [int(value) for value, _ in found.values]
    query = (
        select(Training.id)
        .join(TrainingOrganisation)
        .where(TrainingOrganisation.organisation_id.not_in(shown), Training.status != "cancelled")
        .distinct()
    )
    with season.read() as session:
        assert found.others_trainings == len(session.scalars(query).all())


def test_the_chosen_value_is_shown_be_it_with_none(season: Database) -> None:
    found = facets(season, Scope(regions=("13",), projects=()), Filters(territory="02"))
    assert dict(found.by["region"].values)["02"] == 0
    assert found.trainings == 0


def test_all_chosen_values_are_shown_however_many(season: Database) -> None:
    asked = Filters(organisation=tuple(range(1, 13)))
    found = facets(season, EVERYTHING, asked).by["organisation"]
    assert {int(value) for value, _ in found.values} == set(asked.organisation)
    assert (found.others, found.others_trainings) == (0, 0)
    two = facets(season, EVERYTHING, Filters(organisation=(999, 1000))).by["organisation"]
    assert len(two.values) == TOP
    assert two.values[-2:] == (("1000", 0), ("999", 0)), "be it with none, the last of all"


def test_any_of_several_values_admits_a_training_once(season: Database) -> None:
    """Two audiences each: the sum of the bars counts some twice, the view never."""
    asked = Filters(audience=AUDIENCES[:4])
    found = facets(season, EVERYTHING, asked)
    with season.read() as session:
        query = select(Training).where(Training.status != "cancelled")
        held = [{one.audience for one in training.audiences} for training in session.scalars(query)]
    assert found.trainings == sum(1 for audiences in held if audiences & set(asked.audience))
    bars = {value: count for value, count in found.by["audience"].values if value in asked.audience}
    assert bars == {one: sum(one in audiences for audiences in held) for one in asked.audience}
    assert sum(bars.values()) > found.trainings > max(bars.values())


def test_an_edit_a_new_one_and_a_deletion_show_at_once(season: Database) -> None:
    def talks() -> int:
        return facets(season, EVERYTHING, Filters(kind=("talk",))).trainings

    before = talks()
    with season.write() as session:
        added = make_training(session, "02101", kind="talk").id
    assert talks() == before + 1
    with season.write() as session:
        session.get_one(Training, added).kind = "course"
    assert talks() == before
    with season.write() as session:
        session.delete(session.get_one(Training, added))
        make_training(session, "02101", kind="talk", title="En su lugar")
    assert talks() == before + 1


def narrowest(found: Facets) -> tuple[str, int]:
    return found.narrowest, found.without.get(found.narrowest, 0)


def test_the_narrowest_filter_is_the_one_without_which_most_is_left(database: Database) -> None:
    with database.write() as session:
        make_training(session, "02101", kind="talk")
        make_training(session, "02101", kind="talk")
        make_training(session, "05601", kind="course")
    found = facets(database, EVERYTHING, Filters(territory="02", kind=("course",)))
    assert (found.trainings, *narrowest(found)) == (0, "kind", 2)
    several = facets(database, EVERYTHING, Filters(territory="13", kind=("seminar",)))
    assert narrowest(several) == ("", 0), "to remove one alone helps nothing"


def test_nothing_at_all_is_counted_calmly(database: Database) -> None:
    found = facets(database, EVERYTHING, Filters(kind=("talk",)))
    assert (found.trainings, dict(found.months), found.undated) == (0, {}, 0)
    assert found.by["kind"].values == (("talk", 0),)
    assert found.by["topic"].values == ()
