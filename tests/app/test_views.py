"""Named views on the page: saved, opened by a link, shared, deleted meanwhile, and what wins over them."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.accounts import member_of_session
from dashboard.services.views import ViewDraft, delete_view, save_view, visible_views
from dashboard.settings import ROOT
from dashboard.ui import session as keys
from dashboard.ui.url import VIEW_PARAMETERS, known_parameters
from tests.app.conftest import CANARY, FAR_CANARY, World, everything_said, opened

t = translator("es")
PAGE = "trainings"
ASKED = {"q": "Canario", "territory": "02"}


def member(world: World, role: str = "coordinator") -> Member:
    found = member_of_session(world.database, world.session(role), now=clock.now())
    assert found is not None
    return found


def saved(world: World, role: str = "coordinator", *, is_shared: bool = False, **asked: str) -> str:
    draft = ViewDraft("Canarios", PAGE, asked or ASKED, is_shared)
    known = known_parameters(PAGE)
    return str(save_view(world.database, member(world, role), draft, known=known, now=clock.now()))


def chips(app: AppTest) -> list[str]:
    return sorted(str(b.key) for b in app.button if str(b.key).startswith("chip_"))


def test_a_link_to_a_view_shows_it_and_the_address_stays_short(world: World) -> None:
    app = world.open("coordinator", PAGE, saved=saved(world))
    said = everything_said(app)
    assert CANARY in said
    assert FAR_CANARY not in said
    assert chips(app) == ["chip_search", "chip_territory"]
    assert set(app.query_params) == {"saved"}


def test_the_first_change_writes_the_view_out(world: World) -> None:
    app = world.open("coordinator", PAGE, saved=saved(world))
    app.button(key="chip_territory").click().run()
    assert app.query_params == {"q": "Canario"}
    assert FAR_CANARY in everything_said(app)


def test_the_language_is_no_change_of_a_view(world: World) -> None:
    number = saved(world)
    app = world.open("coordinator", PAGE, saved=number)
    app.button(key="language_en").click().run()
    assert app.query_params == {"saved": number, "lang": "en"}
    assert chips(app) == ["chip_search", "chip_territory"]


def test_other_values_in_the_address_win_and_that_is_said(world: World) -> None:
    app = world.open("coordinator", PAGE, saved=saved(world), territory="12")
    assert chips(app) == ["chip_territory"]
    assert any(t("views.not_alone") in one.value for one in app.markdown)
    app.button(key="chip_territory").click().run()
    assert app.query_params == {}


@pytest.mark.parametrize("number", ["999999", "abc", "-1", "9" * 30])
def test_an_unknown_view_says_so_and_shows_the_usual_page(world: World, number: str) -> None:
    app = world.open("coordinator", PAGE, saved=number)
    assert any(t("views.gone") in one.value for one in app.markdown)
    assert not app.exception
    assert chips(app) == []


def test_somebody_elses_private_view_is_as_unknown(world: World) -> None:
    app = world.open("manager", PAGE, saved=saved(world))
    assert any(t("views.gone") in one.value for one in app.markdown)
    assert chips(app) == []


def test_a_shared_view_shows_the_reader_no_more_than_their_own_scope(world: World) -> None:
    number = saved(world, is_shared=True, q="Canario")
    said = everything_said(world.open("limited", PAGE, saved=number))
    assert CANARY in said
    assert FAR_CANARY not in said


def test_a_view_deleted_while_it_is_open_says_so_at_the_next_click(world: World) -> None:
    number = saved(world, is_shared=True)
    app = world.open("manager", PAGE, saved=number)
    assert chips(app) == ["chip_search", "chip_territory"]
    delete_view(world.database, member(world), int(number))
    app.run()
    assert any(t("views.gone") in one.value for one in app.markdown)
    assert chips(app) == []


def test_what_is_seen_is_saved_and_its_link_opens_it(world: World) -> None:
    app = opened(world.open("coordinator", PAGE, **ASKED), keys.VIEWS)
    app.text_input(key=keys.view_field(0, "name")).input("Norte")
    app.checkbox(key=keys.view_field(0, "is_shared")).check()
    app.button(key=keys.view_field(0, "save")).click().run()
    assert not app.exception
    (view,) = visible_views(world.database, member(world, "manager"))
    assert (view.name, view.parameters) == ("Norte", ASKED)
    assert app.query_params == {"saved": str(view.id)}
    assert chips(app) == ["chip_search", "chip_territory"]
    assert opened(app, keys.VIEWS).text_input(key=keys.view_field(0, "name")).value == ""


def test_a_view_without_a_name_is_not_saved_and_that_is_said(world: World) -> None:
    app = opened(world.open("coordinator", PAGE, **ASKED), keys.VIEWS)
    app.button(key=keys.view_field(0, "save")).click().run()
    assert any(t("views.name_missing") in one.value for one in app.markdown)
    assert visible_views(world.database, member(world)) == ()
    assert app.query_params == ASKED


def test_a_name_is_shown_as_words(world: World) -> None:
    draft = ViewDraft("**Norte** :red[x]", PAGE, ASKED)
    save_view(world.database, member(world), draft, known=known_parameters(PAGE), now=clock.now())
    app = opened(world.open("coordinator", PAGE), keys.VIEWS)
    assert "**Norte**" not in everything_said(app)


def test_a_closed_menu_costs_no_widgets(world: World) -> None:
    saved(world)
    app = world.open("coordinator", PAGE)
    assert not any(str(b.key).startswith("view_") for b in app.button)


def test_a_page_without_views_has_no_menu_and_knows_no_link(world: World) -> None:
    app = world.open("coordinator", "territories", saved="999999")
    assert not any(t("views.gone") in one.value for one in app.markdown)


SWITCH = re.compile(r"""\b(?:choice|named_choice|choose)\(\s*"([a-z_]+)",""")
# Switches of pages that have no views: where surveys are written.
WITHOUT_VIEWS = {"tab", "from"}


def test_every_switch_is_kept_in_a_view() -> None:
    """A switch whose name is not listed would be lost when its page is saved under a name."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "dashboard" / "ui").glob("*.py")]
    named = {name for text in texts for name in SWITCH.findall(text)}
    kept = {name for names in VIEW_PARAMETERS.values() for name in names}
    assert {"level", "by"} <= named
    assert named - WITHOUT_VIEWS <= kept
