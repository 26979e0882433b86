"""What people wrote, on the results page: read by everybody once approved, reviewed by who may."""

import pytest
from sqlalchemy import func, select, update
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services import clock
from dashboard.services import comment_review as review
from dashboard.services.accounts import member_of_session
from dashboard.ui import session as keys
from dashboard.ui.comment_desk import DRAFT, TEXT, TICKET
from db.criteria import NO_FILTERS
from db.models import Comment, CommentReview, CommentTag
from tests.app.conftest import World, everything_said

t = translator("es")
TITLE = t("comments.title")
WAITING = 12
REVIEW = {"written": "review"}


def desk(world: World, role: str = "coordinator", **parameters: str) -> AppTest:
    app = world.open(role, "results", **(REVIEW | parameters))
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    button = next(one for one in app.button if one.label == t(label))
    button.click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.markdown, *app.caption, *app.text))


def count(world: World, model: type[Comment | CommentReview | CommentTag]) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("role", ["coordinator", "manager", "administrator"])
def test_everybody_in_the_team_reads_what_was_approved(world: World, role: str) -> None:
    app = world.open(role, "results")
    assert not app.exception
    assert TITLE in [one.value for one in app.subheader]
    assert t.plural("comments.source", 45, trainings="28 actividades", least="10") in said(app)
    assert len(app.text) == 20
    assert "[nombre]" in everything_said(world.open(role, "results", words="nadie quedó expuesto"))


def test_search_theme_and_page_are_in_the_address(world: World) -> None:
    app = world.open("coordinator", "results", words="ACUERDO firmado", theme="jefaturas")
    assert [one.value for one in app.text] == [
        "Dejar un acuerdo firmado con la dirección. Si no, en marzo se olvida."
    ]
    press(app, "comments.clear")
    assert {"words", "theme"}.isdisjoint(app.query_params)
    assert len(app.text) == 20
    app.text_input(key=keys.comment_key("words")).set_value("micro").run()
    assert "micro" in app.query_params["words"]
    assert len(world.open("coordinator", "results", written_page="3").text) == 5


def test_what_the_address_gets_wrong_is_named_and_not_obeyed(world: World) -> None:
    app = world.open("coordinator", "results", theme="nada", written="x", written_page="99")
    assert not app.exception
    assert all(name in said(app) for name in ("(written)", "theme, written\\_page"))
    assert len(app.text) == 20


def test_empty_results_say_why(world: World) -> None:
    nothing = world.open("coordinator", "results", words="xyzzy")
    assert t("comments.none.title") in said(nothing)
    few = world.open("coordinator", "results", training=str(world.near))
    assert t("results.empty.title") in said(few)
    assert t("comments.empty.title") not in said(few), "said once for the whole page"


def test_the_desk_shows_one_masked_text_and_publishes_it_as_edited(world: World) -> None:
    app = desk(world)
    assert t.plural("comments.desk.waiting", WAITING) in said(app)
    before = count(world, Comment)
    ticket = app.session_state[TICKET]
    app.text_area(key=TEXT).set_value("Texto editado, con fono 987654321")
    app.text_input(key=DRAFT.named).set_value("Nuevo Tema, , otro")
    press(app, "comments.desk.approve")
    assert t("comments.desk.approved") in said(app)
    assert t.plural("comments.desk.waiting", WAITING - 1) in said(app)
    assert app.session_state[TICKET] != ticket
    assert count(world, Comment) == before + 1
    shown = world.open("manager", "results", theme="nuevo tema")
    assert [one.value for one in shown.text] == ["Texto editado, con fono [teléfono]"]

    press(app, "comments.desk.undo")
    assert t("comments.desk.undone") in said(app)
    assert app.session_state[TICKET] == ticket
    assert count(world, Comment) == before


def test_reject_and_skip(world: World) -> None:
    app = desk(world)
    before = count(world, CommentReview)
    press(app, "comments.desk.reject")
    assert count(world, CommentReview) == before + 1
    assert t("comments.desk.rejected") in said(app)
    ticket = app.session_state[TICKET]
    press(app, "comments.desk.skip")
    assert app.session_state[TICKET] != ticket
    assert count(world, CommentReview) == before + 1


def test_what_cannot_be_shown_stays_on_the_desk_with_the_reason(world: World) -> None:
    app = desk(world)
    app.text_area(key=TEXT).set_value("  ")
    ticket = app.session_state[TICKET]
    press(app, "comments.desk.approve")
    assert t("comments.blank") in said(app)
    assert app.session_state[TICKET] == ticket


def test_the_second_of_two_reviewers_is_told(world: World) -> None:
    app = desk(world)
    manager = member_of_session(world.database, world.session("manager"), now=clock.now())
    assert manager is not None
    today = clock.today("America/Santiago")
    review.reject(world.database, manager, app.session_state[TICKET], now=clock.now(), today=today)
    press(app, "comments.desk.approve")
    assert t("comments.already") in said(app)
    assert t.plural("comments.desk.waiting", WAITING - 1) in said(app)


def test_only_coordinators_and_managers_get_a_desk(world: World) -> None:
    assert desk(world, "manager").session_state[TICKET]
    app = desk(world, "administrator")
    assert TICKET not in app.session_state
    assert "(written)" in said(app)
    assert not app.text_area
    hide = t("comments.hide")
    assert hide not in [one.label for one in app.button]
    assert TITLE not in everything_said(world.open("anonymous", "results", **REVIEW))


def test_a_desk_with_nothing_to_read_says_when_something_comes(world: World) -> None:
    app = desk(world, training=str(world.near))
    assert t("comments.desk_empty.title") in said(app)
    assert not app.text_area


def test_a_ticket_is_on_no_screen_and_in_no_address(world: World) -> None:
    app = desk(world)
    response, _, _ = app.session_state[TICKET].partition("/")
    assert response not in everything_said(app)
    assert response not in str(dict(app.query_params))


def test_markup_is_words(world: World) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** $x$ :material/add: [a](javascript:b)"
    with world.database.write() as session:
        first = session.scalars(select(Comment.id).limit(1)).one()
        session.execute(update(Comment).where(Comment.id == first).values(text=hostile))
        session.add(CommentTag(comment_id=first, tag="**x** <b>"))
    app = world.open("coordinator", "results", words="onerror")
    assert [one.value for one in app.text] == [hostile]
    assert "onerror" not in " ".join(one.value for one in (*app.markdown, *app.caption))
    assert "\\*\\*x\\*\\*" in said(app)


def test_somebody_who_may_can_stop_showing_a_text(world: World) -> None:
    app = world.open("coordinator", "results", words="Un lugar con ascensor")
    before = count(world, Comment)
    press(app, "comments.hide")
    assert count(world, Comment) == before
    confirm = [one for one in app.button if one.label == t("comments.hide")][-1]
    confirm.click().run()
    assert count(world, Comment) == before - 1
    member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
    assert member is not None
    today = clock.today("America/Santiago")
    assert review.waiting(world.database, member, NO_FILTERS, today=today).count == WAITING
