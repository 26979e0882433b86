"""Approved comments as a reader finds them: by filters, words and theme, page by page."""

from datetime import date

import pytest

from dashboard.services import comment_review as review
from dashboard.services.comments import PAGE_SIZE, folded
from db.criteria import NO_FILTERS, Filters
from db.engine import Database
from db.models import Comment, CommentTag
from tests.factories import NOW, TODAY
from tests.services.people import member_of
from tests.services.written import QUESTION, approve, asked, shown, texts, ticket_of, waits


def test_words_are_found_without_case_and_accents(database: Database) -> None:
    member = member_of(database)
    for text in ("Más TIEMPO para practicar", "Una sala  más grande"):
        asked(database, text=text)
    for _ in range(2):
        found = review.waiting(database, member, NO_FILTERS, today=TODAY).text
        assert found is not None
        review.approve(database, member, found.ticket, found.proposal, now=NOW, today=TODAY)
    assert texts(database, search="mas tiempo") == ["Más TIEMPO para practicar"]
    assert texts(database, search="SALA MÁS") == ["Una sala más grande"]
    assert texts(database, search="% _") == []
    assert shown(database, search="nada").approved == 2


def test_a_theme_filters_and_its_count_follows_the_search(database: Database) -> None:
    member = member_of(database)
    asked(database, text="uno")
    approve(database, member, "Más tiempo", "tiempo", "práctica")
    asked(database, text="dos")
    approve(database, member, "Otro tiempo", "tiempo")
    assert shown(database).tags == (("tiempo", 2), ("práctica", 1))
    assert texts(database, tag="práctica") == ["Más tiempo"]
    found = shown(database, search="otro", tag="práctica")
    assert (found.found, found.tags) == (0, (("tiempo", 1),))


def test_filters_are_those_of_trainings_for_readers_and_reviewers(database: Database) -> None:
    member = member_of(database)
    asked(database, territory="05601", text="sur")
    asked(database, territory="02101", text="norte", training={"kind": "course"})
    assert waits(database, member, Filters(kind=("course",))) == 1
    for text in ("norte", "sur"):
        filters = Filters(territory="02" if text == "norte" else "05")
        ticket = ticket_of(database, member, filters)
        review.approve(database, member, ticket, text, now=NOW, today=TODAY)
    assert texts(database, filters=Filters(territory="02")) == ["norte"]
    assert texts(database, filters=Filters(kind=("talk",))) == ["sur"]
    assert shown(database, filters=Filters(kind=("talk",))).trainings == 1


def many(database: Database, count: int) -> None:
    training = asked(database)
    newer = asked(database, training={"starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 2)})
    with database.write() as session:
        for number in range(count):
            whose = newer if number == count - 1 else training
            values = {"training_id": whose, "question": QUESTION, "text": f"Texto {number}", "language": "es"}
            session.add(Comment(id=f"{number:036d}", approved_on=TODAY, **values))
        session.flush()
        session.add(CommentTag(comment_id=f"{0:036d}", tag="tema"))


@pytest.mark.parametrize(("page", "shown_page"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 3), (999, 3), (-3, 1)])
def test_pages_hold_twenty_and_one_that_is_not_there_is_the_nearest(
    database: Database, page: int, shown_page: int
) -> None:
    many(database, 2 * PAGE_SIZE + 1)
    found = shown(database, page=page)
    assert (found.page, found.pages, found.found) == (shown_page, 3, 2 * PAGE_SIZE + 1)
    assert len(found.shown) == (1 if shown_page == 3 else PAGE_SIZE)


def test_the_newest_training_comes_first_and_nothing_twice(database: Database) -> None:
    many(database, 25)
    pages = [*shown(database).shown, *shown(database, page=2).shown]
    assert pages[0].text == "Texto 24"
    assert len({comment.id for comment in pages}) == 25


def test_texts_come_by_chance_and_a_skipped_one_comes_last(database: Database) -> None:
    member = member_of(database)
    for number in range(3):
        asked(database, text=f"texto {number}")
    skipped: list[str] = []
    for _ in range(3):
        found = review.waiting(database, member, NO_FILTERS, today=TODAY, skipped=skipped).text
        assert found is not None
        assert found.ticket not in skipped
        skipped.append(found.ticket)
    again = review.waiting(database, member, NO_FILTERS, today=TODAY, skipped=skipped)
    assert again.text is not None
    assert again.count == 3
    drawn = {ticket_of(database, member) for _ in range(40)}
    assert drawn == set(skipped)


def test_the_text_in_hand_stays_while_it_waits(database: Database) -> None:
    member = member_of(database)
    for number in range(4):
        asked(database, text=f"texto {number}")
    ticket = ticket_of(database, member)
    for _ in range(10):
        found = review.waiting(database, member, NO_FILTERS, today=TODAY, ticket=ticket).text
        assert found is not None
        assert found.ticket == ticket
    review.reject(database, member, ticket, now=NOW, today=TODAY)
    found = review.waiting(database, member, NO_FILTERS, today=TODAY, ticket=ticket).text
    assert found is not None
    assert found.ticket != ticket


def test_folding() -> None:
    assert folded("  ÁRBOL  y\nÑandú ") == "arbol y nandu"
