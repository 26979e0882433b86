"""The results page: what stands out, group by group, the period before, and what can be taken along."""

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services.ranking import ranking
from dashboard.ui import session as keys
from dashboard.ui.ranking_figures import ranking_title
from db.criteria import EVERYTHING, Filters, Scope
from db.models import Tally, Training
from tests.app.conftest import World, everything_said
from tests.factories import TODAY, make_link, make_response

t = translator("es")


def titles(app: AppTest) -> list[str]:
    return [one.value for one in app.subheader]


def captions(app: AppTest) -> str:
    return " ".join(one.value for one in app.caption)


def switch(app: AppTest, name: str) -> str:
    return str(app.segmented_control(key=keys.choice_key(name)).value)


def expected_title(world: World, *by: str, filters: Filters | None = None) -> str:
    found = ranking(
        world.database, EVERYTHING, filters or Filters(), by=(by[0], by[1]), language="es", today=TODAY
    )
    return ranking_title(found, t)


@pytest.mark.parametrize("name", ["by", "rank", "score"])
def test_a_switch_takes_a_second_line_where_it_is_too_wide(world: World, name: str) -> None:
    """Beside another one Streamlit would rather cut it."""
    app = world.open("coordinator", "results")
    assert app.segmented_control(key=keys.choice_key(name)).proto.wrap


def test_the_page_ranks_regions_by_satisfaction_unless_asked_otherwise(world: World) -> None:
    app = world.open("coordinator", "results")
    assert not app.exception
    assert (switch(app, "rank"), switch(app, "score"), switch(app, "by")) == (
        "territory",
        "satisfaction",
        "together",
    )
    assert expected_title(world, "territory", "satisfaction") in titles(app)
    assert not {"rank", "score", "by"} & set(app.query_params)


@pytest.mark.parametrize(
    ("dimension", "score"), [("topic", "nps"), ("host", "felt_safe"), ("training", "nps")]
)
def test_switches_stand_in_the_address(world: World, dimension: str, score: str) -> None:
    app = world.open("coordinator", "results", rank=dimension, score=score)
    assert not app.exception
    assert expected_title(world, dimension, score) in titles(app)


def test_a_switch_writes_what_differs_from_the_default(world: World) -> None:
    app = world.open("coordinator", "results")
    app.segmented_control(key=keys.choice_key("by")).set_value("kind").run()
    assert not app.exception
    assert app.query_params["by"] == "kind"
    app.segmented_control(key=keys.choice_key("by")).set_value("together").run()
    assert "by" not in app.query_params


@pytest.mark.parametrize("name", ["rank", "score", "by"])
def test_an_unknown_value_is_named_and_not_obeyed(world: World, name: str) -> None:
    app = world.open("coordinator", "results", **{name: "zodiac"})
    assert not app.exception
    assert t.plural("app.refused", 1, names=name) in captions(app)
    assert "zodiac" not in everything_said(app)


@pytest.mark.parametrize("by", ["audience", "region"])
def test_small_multiples_are_drawn_on_demand(world: World, by: str) -> None:
    app = world.open("coordinator", "results", by=by)
    assert not app.exception
    assert "st-key-multiples" in everything_said(app) or t("results.column.quarter") in everything_said(app)


def test_a_year_shows_the_year_before(world: World) -> None:
    app = world.open("coordinator", "results", since="2026-01-01", until="2026-12-31")
    assert not app.exception
    assert "El período anterior, de igual largo: 01-01-2025 al 31-12-2025." in captions(app)
    assert t("charts.period.before") in everything_said(app)
    without = world.open("coordinator", "results", since="2026-01-01")
    assert t("charts.period.before") not in everything_said(without)


def test_headlines_carry_their_intervals(world: World) -> None:
    app = world.open("coordinator", "results")
    notes = [one.value for one in app.caption if one.value.startswith("n = ")]
    assert len([note for note in notes if "entre" in note]) >= 3


def test_every_figure_says_where_it_comes_from_and_can_be_taken_along(world: World) -> None:
    app = world.open("coordinator", "results")
    said = everything_said(app)
    for key in ("likert", "learning", "change", "trend", "recommendation", "response_rate", "ranking"):
        assert f"download_{key}" in said
    assert len(app.dataframe) >= 7
    assert "/methods#indicadores" in said
    assert "/methods#comparaciones" in said


def test_one_group_alone_is_compared_with_nothing(world: World) -> None:
    with world.database.write() as session:
        kept = session.query(Tally.training_id).filter(Tally.training_id.is_not(None)).first()
        assert kept is not None
    app = world.open("coordinator", "results", training=str(kept[0]))
    assert not app.exception
    assert t("outcomes.ranked.one_only") in titles(app)


def test_where_everything_is_withheld_nothing_is_ranked(world: World) -> None:
    with world.database.write() as session:
        training = session.get_one(Training, world.near)
        link = make_link(session, training)
        for _ in range(3):
            make_response(session, link)
    app = world.open("coordinator", "results", training=str(world.near))
    assert not app.exception
    assert not [one for one in app.segmented_control if one.key == keys.choice_key("rank")]
    assert "download_likert" not in everything_said(app)


def test_an_account_of_one_region_ranks_its_own_region_alone(world: World) -> None:
    own, by = Scope(regions=("02",)), ("territory", "satisfaction")
    found = ranking(world.database, own, Filters(), by=by, language="es", today=TODAY)
    app = world.open("limited", "results")
    assert not app.exception
    assert ranking_title(found, t) in titles(app)
    assert found.rows["key"].tolist() == ["02"]


def test_a_title_with_marks_is_drawn_as_it_is(world: World) -> None:
    with world.database.write() as session:
        session.execute(update(Training).values(title="<b>Taller</b> [x](http://x)"))
    app = world.open("coordinator", "results", rank="training")
    assert not app.exception
    (figure,) = [one for one in app.get("plotly_chart") if "Taller" in one.proto.spec]
    assert "<b>Taller" not in figure.proto.spec.replace("\\u003c", "<")
    assert "&lt;b&gt;Taller" in figure.proto.spec.replace("\\u0026", "&")


def test_it_speaks_english(world: World) -> None:
    app = world.open("coordinator", "results", rank="training", by="audience", score="nps", lang="en")
    assert not app.exception
    assert translator("en")("outcomes.multiples.title") in titles(app)


def test_filters_that_lead_to_nothing_are_answered_once(world: World) -> None:
    """One statement with the way back; no other section says again that there is nothing."""
    app = world.open("administrator", "results", since="1999-01-01", until="1999-12-31")
    assert not app.exception
    assert [str(one.key) for one in app.button if str(one.key).startswith("way_back")]
    assert titles(app) == []
    said = " ".join(one.value for one in app.markdown)
    assert t("results.empty.title") not in said
    assert t("comments.empty.title") not in said


def test_trainings_without_answers_lead_back_with_one_button(world: World) -> None:
    app = world.open("administrator", "results", training=str(world.near))
    said = " ".join(one.value for one in app.markdown)
    assert said.count(t("results.empty.title")) == 1
    assert t("comments.empty.title") not in said
    assert t("comments.title") not in titles(app)
    app.button(key="way_out").click().run()
    assert app.query_params == {}
