"""The demo, end to end: facts as the documents say them, loaded once, published by the rule."""

from sqlalchemy import func, select

from dashboard.services.accounts import demo_accounts
from dashboard.services.demo import load_demo
from dashboard.services.overview import overview
from dashboard.services.territories import measures_of, profile_of, reported_totals
from db.criteria import EVERYTHING, NO_FILTERS, Filters
from db.engine import Database
from db.models import Account, Publication, Response, Training
from tests.factories import NOW, TODAY


def counts(database: Database) -> list[int]:
    with database.read() as session:
        tables = (Training, Response, Publication, Account)
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_the_facts_alone_show_more_than_620_and_nothing_invented(database: Database) -> None:
    load_demo(database, now=NOW, k=5, facts_only=True, accounts=False)
    found = overview(database, EVERYTHING, NO_FILTERS, today=TODAY)
    assert (found.trainings, found.attendances, found.not_reported, found.received) == (14, 0, 14, 0)
    assert not found.has_synthetic
    (total,) = found.totals
    assert (total.people, total.qualifier) == (620, "more_than")
    assert total.funders == ("SQM Chile",)
    assert len(total.highlights) == 3
    assert reported_totals(database, EVERYTHING, Filters(territory="05")) == ()


def test_san_antonio_has_its_profile_and_every_other_comuna_none(database: Database) -> None:
    load_demo(database, now=NOW, k=5, facts_only=True, accounts=False)
    profile = profile_of(database, "05601")
    assert profile is not None
    assert (profile.leader, profile.joined_year, profile.mandate_ends) == ("Omar Vera Castro", 2022, 2028)
    assert len(profile.motivations["es"]) == 3
    assert {measure.category for measure in measures_of(database, "05601")} == {
        "cross_cutting",
        "education",
        "external_collaboration",
    }
    assert profile_of(database, "02101") is None


def test_a_second_load_changes_nothing(database: Database) -> None:
    first = load_demo(database, now=NOW, k=5, facts_only=False, accounts=True)
    before = counts(database)
    again = load_demo(database, now=NOW, k=5, facts_only=False, accounts=True)
    assert (first.is_new, again.is_new, again.steps_published) == (True, False, 0)
    assert counts(database) == before
    assert {member.role.value for member in demo_accounts(database)} == {
        "coordinator",
        "manager",
        "administrator",
    }
    with database.read() as session:
        assert (session.scalar(select(func.min(Publication.answers))) or 0) >= 5
