"""Named views: whose they are, who reads them, what they may hold."""

from dataclasses import replace

import pytest

from dashboard.errors import InvalidInputError, NotFoundError, PermissionDeniedError
from dashboard.roles import Member, Role
from dashboard.services import views
from dashboard.services.views import ViewDraft, change_view, delete_view, save_view, view_of, visible_views
from db.engine import Database
from db.models import Account, SavedView
from tests.factories import NOW, make_account

KNOWN = frozenset({"kind", "territory", "q"})
DRAFT = ViewDraft("Charlas del norte", "map", {"kind": "talk", "territory": "02"})


def somebody(database: Database) -> Member:
    with database.write() as session:
        account = make_account(session)
        return Member(account.id, account.email, account.name, Role.COORDINATOR)


@pytest.fixture
def ana(database: Database) -> Member:
    return somebody(database)


@pytest.fixture
def eva(database: Database) -> Member:
    return somebody(database)


def saved(database: Database, member: Member, **changes: object) -> int:
    draft = replace(DRAFT, **changes)  # type: ignore[arg-type]  # fields of a draft
    return save_view(database, member, draft, known=KNOWN, now=NOW)


def names(database: Database, member: Member) -> list[str]:
    return [view.name for view in visible_views(database, member)]


def problem_of(database: Database, member: Member, **changes: object) -> str:
    with pytest.raises(InvalidInputError) as caught:
        saved(database, member, **changes)
    return caught.value.problems[0].key


def test_what_was_saved_is_found_again(database: Database, ana: Member) -> None:
    found = view_of(database, ana, saved(database, ana))
    assert (found.name, found.page, found.parameters) == (DRAFT.name, DRAFT.page, DRAFT.parameters)
    assert found.is_own
    assert not found.is_shared


def test_a_private_view_is_nobody_elses_and_not_even_admitted(
    database: Database, ana: Member, eva: Member
) -> None:
    number = saved(database, ana)
    assert names(database, eva) == []
    for deed in (
        lambda: view_of(database, eva, number),
        lambda: delete_view(database, eva, number),
        lambda: change_view(database, eva, number, name="Mía", is_shared=True),
    ):
        with pytest.raises(NotFoundError):
            deed()
    assert names(database, ana) == [DRAFT.name]


def test_a_shared_view_is_read_by_all_and_changed_by_its_owner(
    database: Database, ana: Member, eva: Member
) -> None:
    number = saved(database, ana, is_shared=True)
    found = view_of(database, eva, number)
    assert (found.owner, found.is_own) == (ana.name, False)
    with pytest.raises(PermissionDeniedError):
        delete_view(database, eva, number)
    with pytest.raises(PermissionDeniedError):
        change_view(database, eva, number, name="Otra", is_shared=False)
    change_view(database, ana, number, name="Norte", is_shared=False)
    assert names(database, ana) == ["Norte"]
    with pytest.raises(NotFoundError):
        view_of(database, eva, number)


def test_a_view_deleted_meanwhile_is_gone_for_everyone(database: Database, ana: Member, eva: Member) -> None:
    number = saved(database, ana, is_shared=True)
    assert names(database, eva) == [DRAFT.name]
    delete_view(database, ana, number)
    with pytest.raises(NotFoundError) as caught:
        view_of(database, eva, number)
    assert caught.value.key == "views.gone"
    with pytest.raises(NotFoundError):
        delete_view(database, ana, number)
    assert names(database, eva) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"name": "  \n "}, "views.name_missing"),
        ({"name": "x" * (views.LONGEST_NAME + 1)}, "views.name_long"),
        ({"parameters": {"kind": "talk", "password": "x"}}, "views.unknown_parameter"),
        ({"page": "../etc"}, "views.unknown_parameter"),
        ({"parameters": {"q": "á" * views.MOST_BYTES}}, "views.too_long"),
    ],
)
def test_what_cannot_be_is_refused(
    database: Database, ana: Member, changes: dict[str, object], key: str
) -> None:
    assert problem_of(database, ana, **changes) == key
    assert names(database, ana) == []


def test_a_name_is_one_line_and_stands_once(database: Database, ana: Member, eva: Member) -> None:
    saved(database, ana, name="  Norte\tgrande\u0000 ")
    assert names(database, ana) == ["Norte grande"]
    assert problem_of(database, ana, name="norte GRANDE") == "views.name_taken"
    saved(database, eva, name="Norte grande")
    other = saved(database, ana, name="Sur")
    with pytest.raises(InvalidInputError):
        change_view(database, ana, other, name="Norte grande", is_shared=False)
    change_view(database, ana, other, name="SUR", is_shared=True)
    assert names(database, eva) == ["Norte grande", "SUR"]


def test_there_is_an_end_to_the_views_of_one_account(
    database: Database, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_VIEWS", 2)
    saved(database, ana, name="Uno")
    saved(database, ana, name="Dos")
    assert problem_of(database, ana, name="Tres") == "views.too_many"
    assert sorted(names(database, ana)) == ["Dos", "Uno"]


def test_views_go_with_their_account(database: Database, ana: Member) -> None:
    number = saved(database, ana, is_shared=True)
    with database.write() as session:
        session.delete(session.get_one(Account, ana.id))
    with database.read() as session:
        assert session.get(SavedView, number) is None
