"""Reviewers change the themes of a published text in the results; everybody else only reads them."""

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services import clock
from dashboard.services import comment_review as review
from dashboard.services.accounts import member_of_session
from dashboard.services.comment_words import MOST_TAGS
from dashboard.ui import session as keys
from dashboard.ui.comment_themes import EDITED
from dashboard.ui.plain import plain
from db.models import Comment, CommentTag
from tests.app.conftest import World
from tests.app.test_comments import press, said

t = translator("es")
WORDS = "Un lugar con ascensor"


def comment_id(world: World) -> str:
    with world.database.read() as session:
        return session.scalars(select(Comment.id).where(Comment.text.contains(WORDS))).one()


def tags(world: World) -> set[str]:
    with world.database.read() as session:
        of_comment = CommentTag.comment_id == comment_id(world)
        return set(session.scalars(select(CommentTag.tag).where(of_comment)))


def edit(world: World, role: str = "coordinator", **parameters: str) -> AppTest:
    app = world.open(role, "results", words=WORDS, **parameters)
    assert len(app.text) == 1
    return press(app, "comments.change_themes")


def colleague_changes(world: World, *themes: str) -> None:
    manager = member_of_session(world.database, world.session("manager"), now=clock.now())
    assert manager is not None
    seen = tags(world)
    review.change_themes(world.database, manager, comment_id(world), themes, seen=seen, now=clock.now())


def test_themes_change_and_the_page_shows_them_at_once(world: World) -> None:
    before = tags(world)
    app = edit(world)
    assert app.multiselect(key=EDITED.chosen).value == sorted(before)
    app.multiselect(key=EDITED.chosen).set_value([])
    app.text_input(key=EDITED.named).set_value("Ascensores, acceso físico")
    press(app, "comments.themes_save")
    assert tags(world) == {"ascensores", "acceso físico"}
    assert [one.value for one in app.toast] == [t("comments.themes_saved")]
    assert "primary-badge[acceso físico]" in said(app)
    shown = said(world.open("administrator", "results", words=WORDS))
    assert "ascensores" in shown
    assert not any(f"primary-badge[{theme}]" in shown for theme in before)
    assert [one.value for one in world.open("manager", "results", theme="ascensores").text] == [
        one.value for one in world.open("manager", "results", words=WORDS).text
    ]


def test_whoever_comes_second_is_told_keeps_their_choice_and_may_save_again(world: World) -> None:
    app = edit(world)
    colleague_changes(world, "de otra persona")
    app.text_input(key=EDITED.named).set_value("mío")
    press(app, "comments.themes_save")
    assert plain(t("comments.themes_moved", themes="de otra persona")) in said(app)
    assert tags(world) == {"de otra persona"}
    assert app.text_input(key=EDITED.named).value == "mío"
    app.multiselect(key=EDITED.chosen).set_value(["de otra persona"])
    press(app, "comments.themes_save")
    assert tags(world) == {"de otra persona", "mío"}


def test_too_many_are_refused_with_the_reason(world: World) -> None:
    before = tags(world)
    app = edit(world)
    app.text_input(key=EDITED.named).set_value("a,b,c,d,e,f")
    press(app, "comments.themes_save")
    assert t("errors.tags", most=MOST_TAGS) in said(app)
    assert tags(world) == before


def test_a_text_that_is_gone_says_so_and_nothing_breaks(world: World) -> None:
    app = edit(world)
    manager = member_of_session(world.database, world.session("manager"), now=clock.now())
    assert manager is not None
    review.unpublish(world.database, manager, comment_id(world), now=clock.now())
    press(app, "comments.themes_save")
    assert [one.value for one in app.toast] == [t("comments.gone")]
    assert t("comments.none.title") in said(app)
    with world.database.read() as session:
        assert session.scalars(select(Comment.id).where(Comment.text.contains(WORDS))).all() == []


def test_a_page_of_a_theme_that_nothing_has_any_more_shows_all_again(world: World) -> None:
    colleague_changes(world, "tema único")
    app = edit(world, theme="tema único")
    app.multiselect(key=EDITED.chosen).set_value([])
    press(app, "comments.themes_save")
    assert "theme" not in app.query_params


def test_another_text_closes_the_first_and_cancelling_changes_nothing(world: World) -> None:
    before = tags(world)
    app = edit(world)
    app.text_input(key=EDITED.named).set_value("perdido")
    press(app, "comments.themes_leave")
    assert not [one for one in app.text_input if one.key == EDITED.named]
    assert tags(world) == before
    press(app, "comments.change_themes")
    assert app.text_input(key=EDITED.named).value == ""


def test_a_search_that_hides_the_text_does_not_empty_its_themes(world: World) -> None:
    app = edit(world)
    app.text_input(key=keys.comment_key("words")).set_value("xyzzy").run()
    app.text_input(key=keys.comment_key("words")).set_value(WORDS).run()
    assert app.multiselect(key=EDITED.chosen).value == sorted(tags(world))


@pytest.mark.parametrize("role", ["administrator"])
def test_who_may_not_review_sees_no_button(world: World, role: str) -> None:
    app = world.open(role, "results", words=WORDS)
    assert len(app.text) == 1
    assert t("comments.change_themes") not in [one.label for one in app.button]
