"""The panel of bars, and what is said where filters lead to nothing."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.ui import session as keys
from dashboard.ui.cross_filters import FIGURES
from db.models import Training
from tests.app.conftest import World, everything_said
from tests.factories import make_project

t = translator("es")


def panel(app: AppTest) -> dict[str, dict[str, Any]]:
    """Figure → what its buttons are made of. Any: texts, shares and marks."""
    app.session_state[keys.CROSS] = True
    app.run()
    assert not app.exception
    (found,) = [
        one.proto.mixed.json or one.proto.json for one in app.get("bidi_component") if BARS in one.proto.id
    ]
    return {figure["name"]: figure for figure in json.loads(found)["figures"]}


BARS = keys.BARS


def test_folded_the_panel_costs_nothing(world: World) -> None:
    assert BARS not in everything_said(world.open("coordinator", "results"))


def test_the_panel_says_each_figure_in_words(world: World) -> None:
    found = panel(world.open("coordinator", "results"))
    assert {name: one["title"] for name, one in found.items()} == {
        figure: t(f"cross.by.{figure}") for figure in FIGURES
    }
    assert t("vocabulary.kind.talk") in found["kind"]["labels"]
    assert found["month"]["years"]


def test_what_is_asked_for_is_marked_and_counted_beside_the_rest(world: World) -> None:
    every = panel(world.open("coordinator", "results"))["kind"]
    found = panel(world.open("coordinator", "results", kind="talk,workshop"))["kind"]
    marked = [value for value, is_chosen in zip(found["values"], found["chosen"], strict=True) if is_chosen]
    assert sorted(marked) == ["talk", "workshop"]
    assert found["counts"] == every["counts"], "a figure ignores its own filter"


def test_a_limited_account_counts_its_own_trainings_alone(world: World) -> None:
    labels = panel(world.open("limited", "results"))["region"]["labels"]
    assert "Antofagasta" in labels
    assert not any("Magallanes" in label for label in labels)


def test_filters_that_lead_to_nothing_say_which_is_the_narrowest_and_lead_back(world: World) -> None:
    app = world.open("coordinator", "trainings", territory="12", q="Calama")
    said = " ".join(one.value for one in app.markdown)
    assert t.plural("empty.title", 2) in said
    app.button(key="way_back_territory").click().run()
    assert app.query_params == {"q": "Calama"}
    assert not any(str(b.key).startswith("way_back") for b in app.button)


def test_where_one_step_back_is_not_enough_all_filters_go(world: World) -> None:
    app = world.open("coordinator", "results", territory="12", q="zzzz", kind="seminar", since="2099-01-01")
    assert t("empty.several") in " ".join(one.value for one in app.markdown)
    assert [str(b.key) for b in app.button if str(b.key).startswith("way_back")] == ["way_back_all"]
    app.button(key="way_back_all").click().run()
    assert app.query_params == {}


def test_the_way_back_from_a_project_says_its_name_with_its_own_quotes(world: World) -> None:
    with world.database.write() as session:
        project = make_project(session, "Campaña «Raíces»")
        session.get_one(Training, world.near).project_id = project.id
        number = project.id
    app = world.open("coordinator", "trainings", territory="12", project=str(number))
    assert t("empty.remove", name="Campaña «Raíces»") in app.button(key="way_back_project").label


def test_the_way_back_from_a_search_has_one_pair_of_quotes(world: World) -> None:
    app = world.open("coordinator", "trainings", territory="12", q="Calama")
    assert app.button(key="way_back_search").label.startswith(t("empty.remove", name="Calama"))


def test_the_two_ends_of_a_period_are_one_filter(world: World) -> None:
    app = world.open("coordinator", "results", since="1999-01-01", until="1999-12-31")
    assert not app.exception
    app.button(key="way_back_period").click().run()
    assert app.query_params == {}


def test_cancelled_trainings_are_said_to_be_in_the_list(world: World) -> None:
    with world.database.write() as session:
        session.get_one(Training, world.near).status = "cancelled"
    app = world.open("coordinator", "results", status="cancelled")
    assert t("empty.cancelled") in " ".join(one.value for one in app.markdown)
    listed = world.open("coordinator", "trainings", status="cancelled")
    assert not any(str(b.key).startswith("way_back") for b in listed.button)
