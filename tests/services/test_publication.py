"""Publication: steps of at least k, k always waiting while open, everything at closing, nothing undone."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from threading import Lock
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.errors import PublicationError
from dashboard.roles import Member, Role
from dashboard.services.invariants import findings
from dashboard.services.links import close_link, reopen_link
from dashboard.services.publication import advance, advance_all, publication_number, rebuild
from db.engine import Database
from db.models import Answer, Publication, SurveyLink, Tally
from tests.factories import NOW, make_account, make_answers, make_link, make_response

K = 5
Tallies = dict[tuple[str, str], int]


def link_with_responses(database: Database, count: int, **values: Any) -> SurveyLink:
    with database.write() as session:
        link = make_link(session, **values)
        for number in range(count):
            make_response(session, link, make_answers(recommend=str(number % 11)))
        return link


def add_responses(database: Database, link: SurveyLink, count: int) -> None:
    with database.write() as session:
        current = session.get_one(SurveyLink, link.id)
        for _ in range(count):
            make_response(session, current)


def tallies(database: Database) -> Tallies:
    with database.read() as session:
        return {
            (tally.question, choice): people
            for tally in session.scalars(select(Tally))
            for choice, people in tally.counts.items()
        }


def published(database: Database, question: str = "recommend") -> int:
    with database.read() as session:
        query = select(Tally.answers).where(Tally.question == question)
        return session.scalars(query).one_or_none() or 0


def editor(database: Database) -> Member:
    with database.write() as session:
        account = make_account(session)
        return Member(account.id, account.email, account.name, Role.COORDINATOR)


@pytest.mark.parametrize(
    ("received", "shown"), [(0, 0), (4, 0), (5, 0), (9, 0), (10, 5), (11, 6), (14, 9), (40, 35)]
)
def test_while_open_at_least_k_wait(database: Database, received: int, shown: int) -> None:
    link = link_with_responses(database, received)
    advance(database, link.training_id, now=NOW, k=K)
    assert published(database) == shown


@pytest.mark.parametrize(("received", "shown"), [(1, 0), (4, 0), (5, 5), (9, 9), (40, 40)])
def test_at_closing_everything_is_shown_if_there_are_k(database: Database, received: int, shown: int) -> None:
    link = link_with_responses(database, received, state="closed")
    advance(database, link.training_id, now=NOW, k=K)
    assert published(database) == shown


def test_two_states_of_a_live_screen_differ_by_k_or_by_nothing(database: Database) -> None:
    link = link_with_responses(database, 0)
    seen = [0]
    for _ in range(33):
        add_responses(database, link, 1)
        advance(database, link.training_id, now=NOW, k=K)
        seen.append(published(database))
    steps = [after - before for before, after in pairwise(seen)]
    assert set(steps) == {0, K}
    assert seen[-1] == 25  # 33 received: the next step would leave fewer than five waiting


def test_the_sum_of_choices_is_the_people_who_answered(database: Database) -> None:
    link = link_with_responses(database, 12, state="closed")
    advance(database, link.training_id, now=NOW, k=K)
    counted = Counter(question for question, _ in tallies(database))
    assert sum(people for (q, _), people in tallies(database).items() if q == "recommend") == 12
    assert tallies(database)["knows_rights", "2>4"] == 12
    assert counted["recommend"] == 11


def test_open_text_and_attributes_of_people_are_never_tallied(database: Database) -> None:
    with database.write() as session:
        link = make_link(session, state="closed")
        for _ in range(20):
            answers = make_answers(useful="todo", age_band="18_29", gender="non_binary", role="student")
            make_response(session, link, answers)
    advance(database, link.training_id, now=NOW, k=K)
    assert not {"useful", "age_band", "gender", "role"} & {question for question, _ in tallies(database)}


def test_advancing_again_changes_nothing(database: Database) -> None:
    link = link_with_responses(database, 12)
    assert advance(database, link.training_id, now=NOW, k=K) > 0
    before, number = tallies(database), publication_number(database)
    assert advance(database, link.training_id, now=NOW, k=K) == 0
    assert (tallies(database), publication_number(database)) == (before, number)


def test_publishers_at_once_publish_each_answer_once(database: Database) -> None:
    link = link_with_responses(database, 30)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: advance(database, link.training_id, now=NOW, k=K), range(8)))
    assert published(database) == 25
    with database.read() as session:
        marked = session.scalars(
            select(Answer).where(Answer.question == "recommend", Answer.publication_id.is_not(None))
        )
        assert len(marked.all()) == 25


def test_a_rebuild_gives_the_same_tallies(database: Database) -> None:
    link = link_with_responses(database, 23)
    advance(database, link.training_id, now=NOW, k=K)
    add_responses(database, link, 7)
    advance(database, link.training_id, now=NOW + timedelta(minutes=1), k=K)
    before = tallies(database)
    with database.read() as session:
        totals = [(t.question, t.answers, t.published_at) for t in session.scalars(select(Tally))]
    rebuild(database, now=NOW, k=K)
    with database.read() as session:
        again = [(t.question, t.answers, t.published_at) for t in session.scalars(select(Tally))]
    assert tallies(database) == before
    assert sorted(again) == sorted(totals)


def test_a_rebuild_while_others_write_is_consistent(database: Database) -> None:
    link = link_with_responses(database, 12)

    one_by_one = Lock()  # the factory's own counting; submissions hold the link's row instead

    def receive_and_publish(_: int) -> None:
        with one_by_one:
            add_responses(database, link, 3)
        advance(database, link.training_id, now=NOW, k=K)

    with ThreadPoolExecutor(4) as pool:
        writing = [pool.submit(receive_and_publish, number) for number in range(8)]
        rebuilding = [pool.submit(rebuild, database, now=NOW, k=K) for _ in range(4)]
        assert all(written.result() is None for written in writing)
        assert all(rebuilt.result() > 0 for rebuilt in rebuilding)
    advance(database, link.training_id, now=NOW, k=K)
    assert published(database) >= 36 - 2 * K
    assert findings(database) == ()
    before = tallies(database)
    rebuild(database, now=NOW, k=K)
    assert tallies(database) == before


def test_what_was_published_stays_when_answers_are_deleted(database: Database) -> None:
    link = link_with_responses(database, 12, state="closed")
    advance(database, link.training_id, now=NOW, k=K)
    before = tallies(database)
    with database.write() as session:
        for answer in session.scalars(select(Answer)):
            session.delete(answer)
    rebuild(database, now=NOW, k=K)
    assert tallies(database) == before


def test_every_step_is_at_least_k_and_sums_to_the_tally(database: Database) -> None:
    link = link_with_responses(database, 17)
    advance(database, link.training_id, now=NOW, k=K)
    close_link(database, editor(database), link.id, now=NOW, k=K)
    summed: Counter[tuple[str, str]] = Counter()
    with database.read() as session:
        for step, question in session.execute(select(Publication, Tally.question).join(Tally)):
            assert step.answers >= K
            summed.update({(question, choice): people for choice, people in step.counts.items()})
    assert dict(summed) == tallies(database)


def test_closing_shows_everything_and_reopening_takes_nothing_back(database: Database) -> None:
    link = link_with_responses(database, 8)
    member = editor(database)
    advance(database, link.training_id, now=NOW, k=K)
    assert published(database) == 0
    close_link(database, member, link.id, now=NOW, k=K)
    assert published(database) == 8
    reopen_link(database, member, link.id, now=NOW)
    add_responses(database, link, 9)
    advance(database, link.training_id, now=NOW, k=K)
    assert published(database) == 8
    add_responses(database, link, 1)
    advance(database, link.training_id, now=NOW, k=K)
    assert published(database) == 13


def test_one_open_link_keeps_a_training_open(database: Database) -> None:
    first = link_with_responses(database, 7, state="closed")
    with database.write() as session:
        session.add(
            SurveyLink(
                code="22222222", training_id=first.training_id, version_id=first.version_id, received=0
            )
        )
    advance(database, first.training_id, now=NOW, k=K)
    assert published(database) == 0


def test_a_link_that_closed_by_date_is_published_by_the_round(database: Database) -> None:
    link = link_with_responses(database, 7, closes_on=NOW.date())
    advance_all(database, now=NOW, k=K)
    assert published(database) == 0
    assert advance_all(database, now=NOW + timedelta(days=1), k=K) > 0
    assert published(database) == 7
    assert link.received == 7


def test_k_below_five_is_refused(database: Database) -> None:
    with pytest.raises(PublicationError) as refused:
        advance_all(database, now=NOW, k=4)
    assert refused.value.key == "errors.k_too_small"
    with pytest.raises(PublicationError):
        rebuild(database, now=NOW, k=1)


def test_a_larger_k_moves_in_larger_steps(database: Database) -> None:
    link = link_with_responses(database, 19)
    advance(database, link.training_id, now=NOW, k=10)
    assert published(database) == 0


def test_a_step_keeps_its_time_to_the_minute_only(database: Database) -> None:
    link = link_with_responses(database, 12)
    advance(database, link.training_id, now=NOW + timedelta(seconds=42, microseconds=7), k=K)
    with database.read() as session:
        assert set(session.scalars(select(Publication.published_at))) == {NOW}
        assert set(session.scalars(select(Tally.published_at))) == {NOW}
