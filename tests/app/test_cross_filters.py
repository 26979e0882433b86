"""The panel of small figures, and what is said where filters lead to nothing."""

import json

from dashboard.i18n import translator
from dashboard.ui import session as keys
from db.models import Training
from tests.app.conftest import World, everything_said

t = translator("es")
FIGURES = ("month", "kind", "audience", "topic", "organisation", "region")


def boxes(said: str) -> int:
    return sum(t(f"cross.by.{figure}") + ": " in said for figure in FIGURES)


def test_the_panel_draws_each_figure_with_its_words(world: World) -> None:
    app = world.open("coordinator", "results")
    assert boxes(everything_said(app)) == 0, "folded it costs nothing"
    app.session_state[keys.CROSS] = True
    app.run()
    assert not app.exception
    said = everything_said(app)
    assert boxes(said) == len(FIGURES), "each has an alternative text"
    assert t("vocabulary.kind.talk") in said


def test_bars_are_drawn_over_only_by_who_switches_to_it(world: World) -> None:
    app = world.open("coordinator", "results", kind="talk,workshop")
    app.session_state[keys.CROSS] = True
    app.run()

    def modes() -> dict[str, object]:
        charts = {chart.proto.alt.partition(": ")[0]: chart.proto.spec for chart in app.get("plotly_chart")}
        titles = {figure: t(f"cross.by.{figure}") for figure in FIGURES}
        return {one: json.loads(charts[title])["layout"]["dragmode"] for one, title in titles.items()}

    assert modes() == dict.fromkeys(FIGURES, False) | {"month": "select"}
    app.session_state[keys.choice_key("cross_gesture")] = "lasso"
    app.run()
    drawn = dict.fromkeys(("kind", "audience", "topic", "organisation"), "lasso")
    assert modes() == {"month": "select", "region": False} | drawn
    assert app.query_params == {"kind": "talk,workshop"}, "how one chooses is no part of the view"
    (said,) = [
        one.proto.alt for one in app.get("plotly_chart") if one.proto.alt.startswith(t("cross.by.kind"))
    ]
    assert t("vocabulary.kind.talk") in said


def test_a_limited_account_counts_its_own_trainings_alone(world: World) -> None:
    app = world.open("limited", "results")
    app.session_state[keys.CROSS] = True
    app.run()
    (alternative,) = [
        chart.proto.alt
        for chart in app.get("plotly_chart")
        if chart.proto.alt.startswith(t("cross.by.region"))
    ]
    assert "Antofagasta" in alternative
    assert "Magallanes" not in alternative


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
