"""Answers of a spreadsheet: everything wrong is said at once, and all is stored or nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from dashboard.errors import (
    ConsentMissingError,
    InvalidInputError,
    LinkClosedError,
    NotFoundError,
    PermissionDeniedError,
)
from dashboard.roles import Role
from dashboard.services.answer_import import Imported
from dashboard.services.invariants import findings
from dashboard.services.publication import advance
from db.criteria import Scope
from db.engine import Database
from db.models import AnswerImport, AuditEvent, Response, Tally
from tests.factories import NOW, TODAY
from tests.services.answer_files import (
    GOOD,
    HEADINGS,
    answers,
    csv_of,
    dry_run,
    es,
    plan_for,
    run,
    stored,
)
from tests.services.people import link_with, member_of


def test_a_file_is_stored_whole_as_an_import(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(HEADINGS, GOOD, ("1", "nothing", "", "", "", "")))
    assert dry_run(database, member, plan).is_ready
    assert run(database, member, plan) == Imported(2, is_new=True)
    assert answers(database) == [
        {
            "relevance": "5", "obstacles": ["time", "fear"], "knows_rights": {"before": "2", "now": "4"},
            "recommend": "9", "useful": "Todo, y más",
        },
        {"relevance": "1", "obstacles": ["nothing"]},
    ]  # fmt: skip
    with database.read() as session:
        kinds = session.execute(select(Response.channel, Response.received_on, Response.language)).all()
        assert {tuple(kind) for kind in kinds} == {("import", TODAY, "es")}
    assert stored(database) == (2, 2, 1)


def test_the_same_file_again_stores_nothing_whatever_its_mapping(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(HEADINGS, GOOD))
    run(database, member, plan)
    assert dry_run(database, member, plan).imported_at == NOW
    assert not dry_run(database, member, plan).is_ready
    assert run(database, member, plan) == Imported(0, is_new=False)
    assert run(database, member, replace(plan, mapped={0: "relevance"})) == Imported(0, is_new=False)
    assert stored(database) == (1, 1, 1)


def test_the_same_file_from_eight_clicks_at_once_is_stored_once(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(HEADINGS, GOOD, GOOD, GOOD))
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: run(database, member, plan), range(8)))
    assert sorted(each.responses for each in done) == [0] * 7 + [3]
    assert stored(database) == (3, 3, 1)


def test_the_same_file_may_go_into_another_link(database: Database) -> None:
    member, first, second = member_of(database), link_with(database), link_with(database)
    content = csv_of(HEADINGS, GOOD)
    assert run(database, member, plan_for(first, content)).is_new
    assert run(database, member, plan_for(second, content)).is_new


def test_everything_wrong_is_said_with_row_column_and_remedy_and_nothing_is_stored(
    database: Database,
) -> None:
    member, link = member_of(database), link_with(database)
    wrong = [
        ("9", "", "2", "", "eleven", ""),
        ("", "", "", "", "", ""),
        ("", "time nothing", "", "", "4", ""),
    ]
    plan = plan_for(link, csv_of(HEADINGS, GOOD, *wrong))
    found = dry_run(database, member, plan)
    places = [(trouble.row, trouble.column) for trouble in found.troubles]
    assert places == [(3, 0), (3, 2), (3, 4), (5, 0), (5, 1)]
    assert "Elige un número de 1 a 5" in found.troubles[0].message(es)
    assert (found.responses, found.is_ready) == (1, False)
    with pytest.raises(InvalidInputError) as refused:
        run(database, member, plan)
    assert refused.value.key == "paper.import.not_ready"
    assert stored(database) == (0, 0, 0)


def test_a_row_that_answers_nothing_is_counted_and_left_out(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(("relevance", "_index"), ("5", "1"), ("", "2")))
    found = dry_run(database, member, plan)
    assert (found.responses, found.blank_rows, found.is_ready) == (1, 1, True)


def test_a_required_question_without_a_column_is_said_once(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    found = dry_run(database, member, plan_for(link, csv_of(("recommend",), *[("9",)] * 50)))
    assert [(trouble.row, trouble.problem.key) for trouble in found.troubles] == [
        (None, "paper.import.required_left_out")
    ]
    assert "Lo que vimos" in found.troubles[0].message(es)


def test_a_row_longer_than_the_headings_is_named(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(("relevance",), ("5",), ("5", "lost")))
    assert [trouble.row for trouble in dry_run(database, member, plan).troubles] == [3]


def test_who_may_not_add_answers_may_not_import(database: Database) -> None:
    link = link_with(database)  # region 05
    plan = plan_for(link, csv_of(HEADINGS, GOOD))
    for member, error in (
        (member_of(database, Role.MANAGER), PermissionDeniedError),
        (member_of(database, scope=Scope(regions=("02",), projects=())), NotFoundError),
    ):
        with pytest.raises(error):
            dry_run(database, member, plan)
        with pytest.raises(error):
            run(database, member, plan)
    assert stored(database) == (0, 0, 0)


def test_without_consent_or_an_open_link_with_room_nothing_is_stored(database: Database) -> None:
    member, link = member_of(database), link_with(database, cap=2)
    plan = plan_for(link, csv_of(HEADINGS, GOOD, GOOD, GOOD))
    with pytest.raises(ConsentMissingError):
        run(database, member, plan, has_consent=False)
    found = dry_run(database, member, plan)
    assert (found.responses, found.room, found.is_ready) == (3, 2, False)
    with pytest.raises(LinkClosedError):
        run(database, member, plan)
    assert stored(database) == (0, 0, 0)


def test_what_fails_at_the_last_row_leaves_nothing_behind(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(HEADINGS, *[GOOD] * 3))

    def fails_while_storing(done: int, total: int) -> None:
        if total == 3 and fails_while_storing.__dict__.setdefault("calls", 0) == 1:
            raise RuntimeError
        fails_while_storing.__dict__["calls"] = 1

    with pytest.raises(RuntimeError):
        run(database, member, plan, progress=fails_while_storing)
    assert stored(database) == (0, 0, 0)
    assert run(database, member, plan).is_new


def test_imported_answers_are_published_by_the_same_rule(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    run(database, member, plan_for(link, csv_of(HEADINGS, *[GOOD] * 12)))
    advance(database, link.training_id, now=NOW, k=5)
    with database.read() as session:
        tallies = session.scalars(select(Tally).where(Tally.question == "recommend")).all()
        assert [(5 <= tally.answers <= 7) for tally in tallies] == [True]
    assert findings(database) == ()


def test_the_record_of_deeds_and_of_files_holds_no_answer_and_no_name(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    plan = plan_for(link, csv_of(HEADINGS, GOOD))
    run(database, member, plan)
    with database.read() as session:
        (event,) = session.scalars(select(AuditEvent)).all()
        assert (event.action, event.details) == ("answers_imported", {"link": link.id, "responses": 1})
        (file,) = session.scalars(select(AnswerImport)).all()
        assert (file.sha256, file.responses, file.imported_by) == (plan.table.sha256, 1, member.id)


def test_progress_is_told_for_checking_and_for_storing(database: Database) -> None:
    member, link = member_of(database), link_with(database)
    told: list[tuple[int, int]] = []
    run(
        database, member, plan_for(link, csv_of(HEADINGS, *[GOOD] * 600)),
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert told == [(250, 600), (500, 600), (600, 600)] * 2
    assert stored(database) == (600, 600, 1)
