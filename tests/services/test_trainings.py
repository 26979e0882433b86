"""Trainings: what a scope sees, how drafts are checked, and what a second editor is told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.errors import (
    EditConflictError,
    InvalidInputError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.roles import Member, Role
from dashboard.services.links import close_link, limit_link, links_of, open_link, reopen_link
from dashboard.services.training_edits import TrainingDraft, cancel_training, save_training
from dashboard.services.trainings import TRAINING_COLUMNS, filter_options, training_detail, training_list
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope
from db.engine import Database
from db.models import AuditEvent, Training, TrainingAudience, TrainingTopic
from tests.factories import NOW, TODAY, make_account, make_link, make_project, make_territory, make_training

ANTOFAGASTA = Scope(regions=("02",), projects=())
DRAFT = TrainingDraft(
    title="Taller de derechos de la niñez",
    kind="workshop",
    territory_code="05601",
    starts_on=date(2026, 12, 1),
    attendance_total=None,
    topics=("childhood_rights",),
    audiences=("teachers",),
    organisations=(("host", "Liceo Norte"), ("partner", "Liceo Norte")),
    facilitators=("Ana Pérez",),
)


def member_of(database: Database, role: Role = Role.COORDINATOR, scope: Scope = EVERYTHING) -> Member:
    with database.write() as session:
        account = make_account(session, role.value)
        make_territory(session, "05601")
        return Member(account.id, account.email, account.name, role, scope=scope)


def listed(database: Database, scope: Scope = EVERYTHING, **filters: Any) -> list[str]:
    found = training_list(database, scope, Filters(**filters), today=TODAY)
    return sorted(found["title"])


@pytest.fixture
def three(database: Database) -> Database:
    """Two trainings in region 02 (one known by region only), one in region 05."""
    with database.write() as session:
        project = make_project(session, "Desafío")
        make_training(
            session, "02101", title="Antofagasta", kind="workshop", starts_on=date(2025, 3, 1),
            ends_on=date(2025, 3, 2), project_id=project.id, attendance_total=None,
            topics=[TrainingTopic(topic="gender_and_diversity")],
        )  # fmt: skip
        make_training(session, "02", title="Norte", audiences=[TrainingAudience(audience="teachers")])
        make_training(session, "05601", title="San Antonio", place="Caleta 50% _x")
    return database


def test_the_list_has_the_declared_columns_even_when_empty(database: Database) -> None:
    found = training_list(database, EVERYTHING, NO_FILTERS, today=TODAY)
    assert tuple(found.columns) == TRAINING_COLUMNS
    assert found.empty


def test_attendance_that_was_not_reported_is_not_zero(three: Database) -> None:
    found = training_list(three, EVERYTHING, NO_FILTERS, today=TODAY).set_index("title")
    assert found["attendance"].isna().to_dict() == {"Antofagasta": True, "Norte": False, "San Antonio": False}
    assert found.loc["Norte", "attendance"] == 30


def test_a_training_known_by_region_has_no_comuna(three: Database) -> None:
    found = training_list(three, EVERYTHING, NO_FILTERS, today=TODAY).set_index("title")
    assert tuple(found.loc["Norte", ["comuna", "region_code"]]) == ("", "02")
    assert found.loc["Antofagasta", "comuna"] == "Territorio 02101"


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"territory": "02"}, ["Antofagasta", "Norte"]),
        ({"territory": "021"}, ["Antofagasta"]),
        ({"territory": "CL"}, ["Antofagasta", "Norte", "San Antonio"]),
        ({"territory": "0%"}, []),
        ({"kind": ("workshop",)}, ["Antofagasta"]),
        ({"kind": ("talk", "workshop")}, ["Antofagasta", "Norte", "San Antonio"]),
        ({"kind": ("course", "workshop")}, ["Antofagasta"]),
        ({"topic": ("gender_and_diversity",)}, ["Antofagasta"]),
        ({"topic": ("childhood_rights", "gender_and_diversity")}, ["Antofagasta"]),
        ({"audience": ("teachers", "students")}, ["Norte"]),
        ({"audience": ("students",), "kind": ("talk", "workshop")}, []),
        ({"organisation": (98, 99)}, []),
        ({"since": date(2025, 3, 2), "until": date(2025, 3, 31)}, ["Antofagasta"]),
        ({"search": "50% _"}, ["San Antonio"]),
        ({"search": "SAN ANT"}, ["San Antonio"]),
        ({"search": "'; DROP TABLE training; --"}, []),
    ],
)
def test_filters_choose_by_attributes_of_the_training(
    three: Database, filters: dict[str, Any], titles: list[str]
) -> None:
    assert listed(three, **filters) == titles


def test_a_limited_scope_sees_its_regions_and_projects_only(three: Database) -> None:
    with three.read() as session:
        project = session.scalars(select(Training.project_id).where(Training.title == "Antofagasta")).one()
        south = session.scalars(select(Training.id).where(Training.title == "San Antonio")).one()
    assert listed(three, ANTOFAGASTA) == ["Antofagasta", "Norte"]
    assert listed(three, Scope(regions=(), projects=(project or 0,))) == ["Antofagasta"]
    assert listed(three, Scope(regions=(), projects=())) == []
    with pytest.raises(NotFoundError):
        training_detail(three, ANTOFAGASTA, south)
    assert filter_options(three, Scope(regions=("05",), projects=())).projects == ()


def test_a_draft_becomes_a_training(database: Database) -> None:
    member = member_of(database)
    number = save_training(database, member, DRAFT, now=NOW)
    found = training_detail(database, EVERYTHING, number)
    assert (found.title, found.starts_on, found.ends_on) == (DRAFT.title, DRAFT.starts_on, DRAFT.starts_on)
    assert found.attendance_total is None
    assert found.organisations == (("host", "Liceo Norte"), ("partner", "Liceo Norte"))
    assert (found.topics, found.audiences, found.facilitators) == (
        DRAFT.topics,
        DRAFT.audiences,
        DRAFT.facilitators,
    )
    assert found.source == member.name
    with database.read() as session:
        assert session.scalars(select(AuditEvent.action)).one() == "training_saved"


def test_the_second_editor_is_told_and_the_first_change_stays(database: Database) -> None:
    member = member_of(database)
    number = save_training(database, member, DRAFT, now=NOW)
    opened = training_detail(database, EVERYTHING, number).revision
    save_training(database, member, replace(DRAFT, title="Primera", revision=opened), number, now=NOW)
    with pytest.raises(EditConflictError):
        save_training(database, member, replace(DRAFT, title="Segunda", revision=opened), number, now=NOW)
    assert training_detail(database, EVERYTHING, number).title == "Primera"


def test_a_change_of_topics_alone_counts_as_a_change(database: Database) -> None:
    member = member_of(database)
    number = save_training(database, member, DRAFT, now=NOW)
    opened = training_detail(database, EVERYTHING, number).revision
    later = NOW + timedelta(minutes=1)
    save_training(database, member, replace(DRAFT, topics=(), revision=opened), number, now=later)
    assert training_detail(database, EVERYTHING, number).revision > opened


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": "  "}, {"title"}),
        ({"title": "x" * 201, "kind": "party"}, {"title", "kind"}),
        ({"territory_code": "99999"}, {"territory_code"}),
        ({"ends_on": date(2026, 11, 1)}, {"ends_on"}),
        ({"starts_on": None}, {"starts_on"}),
        ({"starts_on": date(1066, 10, 14)}, {"starts_on"}),
        ({"attendance_total": -1, "hours": 0}, {"attendance_total", "hours"}),
        ({"organisations": (("king", "X"),)}, {"organisations"}),
        ({"facilitators": ("",)}, {"organisations"}),
        ({"topics": tuple(str(n) for n in range(21))}, {"topics"}),
        ({"project_id": 999}, {"project_id"}),
    ],
)
def test_a_wrong_draft_is_refused_by_field_and_nothing_is_stored(
    database: Database, changes: dict[str, Any], fields: set[str]
) -> None:
    member = member_of(database)
    with pytest.raises(InvalidInputError) as refused:
        save_training(database, member, replace(DRAFT, **changes), now=NOW)
    assert {problem.field for problem in refused.value.problems} == fields
    assert listed(database) == []


def test_a_date_may_be_unknown_when_that_is_said(database: Database) -> None:
    draft = replace(DRAFT, starts_on=None, date_precision="unknown")
    assert save_training(database, member_of(database), draft, now=NOW)


def test_a_manager_looks_and_does_not_change(three: Database) -> None:
    manager = member_of(three, Role.MANAGER)
    with three.read() as session:
        number = session.scalars(select(Training.id)).first() or 0
    with pytest.raises(PermissionDeniedError):
        save_training(three, manager, DRAFT, now=NOW)
    with pytest.raises(PermissionDeniedError):
        cancel_training(three, manager, number, 1, now=NOW)
    with pytest.raises(PermissionDeniedError):
        open_link(three, manager, number, now=NOW)


def test_a_limited_coordinator_cannot_place_a_training_elsewhere(database: Database) -> None:
    limited = member_of(database, scope=ANTOFAGASTA)
    with pytest.raises(InvalidInputError) as refused:
        save_training(database, limited, DRAFT, now=NOW)
    assert refused.value.problems[0].key == "errors.territory_not_yours"


def test_cancelling_keeps_the_training(three: Database) -> None:
    member = member_of(three)
    with three.read() as session:
        training = session.scalars(select(Training).where(Training.title == "Norte")).one()
    cancel_training(three, member, training.id, training.revision, now=NOW)
    assert training_detail(three, EVERYTHING, training.id).status == "cancelled"


def test_a_link_opens_closes_and_opens_again(three: Database) -> None:
    member = member_of(three)
    with three.read() as session:
        number = session.scalars(select(Training.id).where(Training.title == "Norte")).one()
    link = open_link(three, member, number, now=NOW)
    limit_link(three, member, link.id, 40, now=NOW)
    assert (link.state, link.received, len(link.code)) == ("open", 0, 8)
    close_link(three, member, link.id, now=NOW, k=5)
    assert links_of(three, EVERYTHING, number, today=TODAY)[0].state == "closed"
    reopen_link(three, member, link.id, now=NOW)
    assert links_of(three, EVERYTHING, number, today=TODAY)[0].state == "open"


@pytest.mark.parametrize("limit", [{"closes_on": TODAY - timedelta(days=1)}, {"cap": 3, "received": 3}])
def test_a_link_that_its_limit_closed_opens_again_without_it(three: Database, limit: dict[str, Any]) -> None:
    with three.write() as session:
        training = session.scalars(select(Training).where(Training.title == "Norte")).one()
        link = make_link(session, training, **limit)
    assert links_of(three, EVERYTHING, link.training_id, today=TODAY)[0].state == "closed"
    reopen_link(three, member_of(three), link.id, now=NOW)
    found = links_of(three, EVERYTHING, link.training_id, today=TODAY)[0]
    assert (found.state, found.closes_on, found.cap) == ("open", None, None)


def test_links_beyond_a_scope_are_not_found(three: Database) -> None:
    limited = member_of(three, scope=ANTOFAGASTA)
    with three.write() as session:
        south = session.scalars(select(Training).where(Training.title == "San Antonio")).one()
        link = make_link(session, south)
    for attempt in (
        lambda: open_link(three, limited, south.id, now=NOW),
        lambda: close_link(three, limited, link.id, now=NOW, k=5),
        lambda: links_of(three, limited.scope, south.id, today=TODAY),
    ):
        with pytest.raises(NotFoundError):
            attempt()


def test_a_link_cannot_close_in_the_past_or_hold_nobody(three: Database) -> None:
    member = member_of(three)
    with three.read() as session:
        number = session.scalars(select(Training.id)).first() or 0
    with pytest.raises(InvalidInputError) as past:
        open_link(three, member, number, now=NOW, closes_on=date(2020, 1, 1))
    link = open_link(three, member, number, now=NOW)
    with pytest.raises(InvalidInputError) as nobody:
        limit_link(three, member, link.id, 0, now=NOW)
    assert [problem.field for problem in (*past.value.problems, *nobody.value.problems)] == [
        "closes_on",
        "cap",
    ]
