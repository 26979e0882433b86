"""What nobody approved is on no screen but the desk of somebody who may read it."""

from collections.abc import Iterator

import pytest

from dashboard.services import clock
from dashboard.services import comment_review as review
from dashboard.services.accounts import member_of_session
from db.criteria import Filters
from tests.app.conftest import World, everything_said
from tests.app.planted import WORDS, planted
from tests.app.pressing import keep_files
from tests.app.test_one_door import screens
from tests.databases import SqliteCopies, seeded_with_chile

APPROVED = "Flamenco rosado 2281"
GRANDE = 1
REVIEW = {"written": "review"}


@pytest.fixture
def reviewed(sqlite_copies: SqliteCopies) -> Iterator[World]:
    """The planted world, where one of forty-one texts was approved with other words, and one rejected."""
    url = sqlite_copies.copy("seeded", seeded_with_chile)
    with pytest.MonkeyPatch.context() as patch, planted(url, patch, "5") as world:
        keep_files(patch)
        member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
        assert member is not None
        today = clock.today("America/Santiago")
        for decide in ("approve", "reject"):
            found = review.waiting(world.database, member, Filters(training=GRANDE), today=today).text
            assert found is not None
            if decide == "approve":
                review.approve(world.database, member, found.ticket, APPROVED, now=clock.now(), today=today)
            else:
                review.reject(world.database, member, found.ticket, now=clock.now(), today=today)
        yield world
    sqlite_copies.drop(url)


def test_unapproved_words_are_on_no_screen_and_approved_ones_on_the_results_alone(reviewed: World) -> None:
    found = screens(reviewed)
    assert [name for name, text in found.items() if WORDS in text] == []
    telling = {name.split()[1] for name, text in found.items() if APPROVED in text}
    assert telling == {"results", "for"}  # the page, and the page as other roles see it


def test_only_the_desk_of_who_may_read_shows_them(reviewed: World) -> None:
    desks = {
        role: everything_said(reviewed.open(role, "results", **REVIEW))
        for role in ("coordinator", "manager", "limited", "administrator", "anonymous")
    }
    assert {role for role, text in desks.items() if WORDS in text} == {"coordinator", "manager", "limited"}


@pytest.mark.parametrize("training", ["2", "3", "4"])
def test_small_and_open_trainings_are_on_no_desk(reviewed: World, training: str) -> None:
    """Three responses; twelve, still open; nine, still open."""
    assert WORDS not in everything_said(reviewed.open("coordinator", "results", training=training, **REVIEW))
