"""A filter may hold several values: a chip for each, in the address only what is asked for, one reset."""

from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.accounts import member_of_session
from dashboard.services.views import ViewDraft, save_view
from dashboard.ui import session as keys
from dashboard.ui.url import known_parameters
from tests.app.conftest import World, everything_said, opened
from tests.factories import make_project, make_training

t = translator("es")
PAGE = "trainings"
BOTH = "talk,workshop"


def chips(app: AppTest) -> dict[str, str]:
    """Key → words."""
    return {str(b.key): b.label for b in app.button if str(b.key).startswith("chip_")}


def test_each_value_has_its_chip_and_leaves_alone(world: World) -> None:
    app = world.open("coordinator", PAGE, kind=BOTH)
    talk, workshop = t("vocabulary.kind.talk"), t("vocabulary.kind.workshop")
    assert chips(app) == {"chip_kind_talk": talk, "chip_kind_workshop": workshop}
    app.button(key="chip_kind_talk").click().run()
    assert app.query_params == {"kind": "workshop"}
    assert chips(app) == {"chip_kind_workshop": workshop}
    assert not any(b.key == "filters_reset" for b in app.button), "one chip needs no reset"
    app.button(key="chip_kind_workshop").click().run()
    assert app.query_params == {}


def test_projects_and_statuses_are_added_up_too_and_an_old_address_keeps_its_one(world: World) -> None:
    with world.database.write() as session:
        first, second = (make_project(session, name).id for name in ("Aulas", "Barrios"))
        for project, title in ((first, "De Aulas"), (second, "De Barrios")):
            make_training(session, "02201", title=title, project_id=project, status="planned")
        make_training(session, "02201", title="Cancelada", project_id=first, status="cancelled")
    app = world.open("coordinator", PAGE, project=f"{first},{second},99999", status="planned,cancelled,odd")
    assert list(chips(app)) == [
        f"chip_project_{first}", f"chip_project_{second}", "chip_status_cancelled", "chip_status_planned",
    ]  # fmt: skip
    named = t.plural("app.refused", 2, names="project=99999, status=odd")
    assert any(named in one.value for one in app.caption)
    shown = everything_said(app)
    assert all(title in shown for title in ("De Aulas", "De Barrios", "Cancelada"))
    app.button(key=f"chip_project_{first}").click().run()
    assert app.query_params["project"] == str(second)
    assert "De Aulas" not in everything_said(app)
    old = world.open("coordinator", PAGE, project=str(first), status="planned")
    assert list(chips(old)) == [f"chip_project_{first}", "chip_status_planned"]
    assert "De Aulas" in everything_said(old)


def test_one_button_takes_all_values_away(world: World) -> None:
    app = world.open("coordinator", PAGE, kind=BOTH)
    app.button(key="filters_reset").click().run()
    assert app.query_params == {}
    assert chips(app) == {}


def test_the_address_says_the_same_choice_in_the_same_way(world: World) -> None:
    """The widget keeps the order of its clicks; the address has one order, so a link is one link."""
    app = opened(world.open("coordinator", PAGE, kind="workshop"), keys.FILTERS)
    app.multiselect(key=keys.filter_key("kind")).set_value(["workshop", "talk"]).run()
    assert app.query_params == {"kind": BOTH}
    assert app.multiselect(key=keys.filter_key("kind")).value == ["talk", "workshop"]
    app.multiselect(key=keys.filter_key("kind")).set_value([]).run()
    assert app.query_params == {}


def test_values_may_come_one_by_one_as_other_programs_write_them(world: World) -> None:
    app = world.open("coordinator", PAGE)
    app.query_params["kind"] = ["workshop", "talk"]
    app.run()
    assert list(chips(app)) == ["chip_kind_talk", "chip_kind_workshop"]
    app.button(key="chip_kind_workshop").click().run()
    assert app.query_params == {"kind": "talk"}


def test_what_nobody_knows_is_named_and_the_rest_is_obeyed(world: World) -> None:
    app = world.open("coordinator", PAGE, kind="talk,party,workshop", organisation="99999")
    assert list(chips(app)) == ["chip_kind_talk", "chip_kind_workshop"]
    named = t.plural("app.refused", 2, names=r"organisation=99999, kind=party")
    assert any(named in one.value for one in app.caption)
    calm = world.open("coordinator", PAGE, kind="<b>x</b>,*y*")
    assert chips(calm) == {}
    assert not calm.exception
    assert any(r"kind=\<b\>x\</b\>, kind=\*y\*" in one.value for one in calm.caption), "as text, not Markdown"


def test_a_value_of_another_region_is_not_known_to_a_limited_account(world: World) -> None:
    """Its options are those of its own trainings: the name of a far host is no value it could learn of."""
    far = opened(world.open("coordinator", PAGE, territory="12"), keys.FILTERS)
    names = far.multiselect(key=keys.filter_key("organisation")).options
    limited = opened(world.open("limited", PAGE), keys.FILTERS)
    own = limited.multiselect(key=keys.filter_key("organisation")).options
    assert set(own) < set(names)


def test_filters_that_lead_to_nothing_name_all_their_values(world: World) -> None:
    app = world.open("coordinator", "results", kind="seminar,talk,workshop", q="zzzz")
    label = app.button(key="way_back_search").label
    assert "zzzz" in label
    said = everything_said(app)
    assert t("empty.title.other").format(count=2) in said
    app.button(key="way_back_search").click().run()
    assert app.query_params == {"kind": "seminar,talk,workshop"}


def test_a_saved_view_keeps_several_values_and_an_old_one_its_single_value(world: World) -> None:
    member = member_of_session(world.database, world.session("coordinator"), now=clock.now())
    assert isinstance(member, Member)
    known = known_parameters(PAGE)
    for name, kinds in (("Varias", BOTH), ("Una", "talk")):
        draft = ViewDraft(name, PAGE, {"kind": kinds}, is_shared=False)
        view = save_view(world.database, member, draft, known=known, now=clock.now())
        app = world.open("coordinator", PAGE, saved=str(view))
        assert list(chips(app)) == [f"chip_kind_{one}" for one in kinds.split(",")]
        assert set(app.query_params) == {"saved"}
        app.button(key="chip_kind_talk").click().run()
        assert app.query_params == ({"kind": "workshop"} if kinds == BOTH else {})
