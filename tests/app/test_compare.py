"""The comparison: what the address asks for, what may not be shown, and what is not within reach."""

import pytest
from sqlalchemy import select, update

from dashboard.i18n import translator
from db.models import Project, SurveyLink, TerritoryProfile, Training
from tests.app.conftest import CANARY, EMAILS, FAR_CANARY, World, everything_said
from tests.factories import make_link, make_response, make_territory, make_training

t = translator("es")


def refused(*names: str) -> str:
    return t.plural("app.refused", len(names), names=", ".join(names))


@pytest.mark.parametrize("role", EMAILS)
def test_two_regions_stand_side_by_side(world: World, role: str) -> None:
    app = world.open(role, "compare", **{"with": "02,05"})
    assert not app.exception
    said = everything_said(app)
    assert t("territories.region.de", name="Antofagasta") in said
    assert t("territories.region.de", name="Valparaíso") in said
    assert len(app.metric) == 16
    assert app.get("plotly_chart")
    assert app.dataframe


def test_a_limited_coordinator_sees_another_region_empty(world: World) -> None:
    app = world.open("limited", "compare", **{"with": "02,05"})
    assert t("compare.no_trainings") in [one.value for one in app.caption]
    assert t("compare.left_out", names=t("territories.region.de", name="Valparaíso")) in everything_said(app)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, "compare.none.text"),
        ({"with": "05"}, "compare.one.text"),
        ({"what": "period"}, "compare.none.text"),
    ],
)
def test_less_than_two_ask_for_more(world: World, parameters: dict[str, str], expected: str) -> None:
    app = world.open("manager", "compare", **parameters)
    assert not app.exception
    assert t(expected) in [one.value for one in app.caption]
    assert not app.metric


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"with": "05,99,02"}, ("with",)),
        ({"what": "nonsense", "with": "05,02"}, ("what",)),
        ({"what": "training", "with": "<b>,2147483648"}, ("with",)),
        ({"what": "period", "with": "2025,2025-13"}, ("with",)),
        ({"with": "01,02,03,04,05"}, ("with",)),
        ({"with": "CL,05"}, ("with",)),
    ],
)
def test_what_is_not_understood_is_named_and_not_obeyed(
    world: World, parameters: dict[str, str], names: tuple[str, ...]
) -> None:
    app = world.open("coordinator", "compare", **parameters)
    assert not app.exception
    assert any(refused(*names) in one.value for one in app.caption)


def test_trainings_out_of_reach_cannot_be_compared(world: World) -> None:
    keys = {"what": "training", "with": f"{world.near},{world.far}"}
    said = everything_said(world.open("limited", "compare", **keys))
    assert CANARY in said
    assert FAR_CANARY not in said
    assert refused("with") in said
    assert FAR_CANARY in everything_said(world.open("coordinator", "compare", **keys))


def test_projects_and_periods_are_compared_too(world: World) -> None:
    with world.database.read() as session:
        projects = [str(each) for each in session.scalars(select(Project.id).limit(2))]
    for what, keys in (("project", projects), ("period", ["2025", "2026-S1"])):
        app = world.open("manager", "compare", what=what, **{"with": ",".join(keys)})
        assert not app.exception
        assert len(app.metric) == 7 * len(keys)


def test_few_answers_show_no_figure_in_any_column(world: World) -> None:
    """Three answers to each of two trainings: counted, and nothing said of what they were."""
    with world.database.write() as session:
        trainings = [make_training(session, "05601", title=f"De pocas {place}") for place in (1, 2)]
        for training in trainings:
            link = make_link(session, training, state="closed")
            for _ in range(3):
                make_response(session, link)
        ids = ",".join(str(training.id) for training in trainings)
    app = world.open("coordinator", "compare", what="training", **{"with": ids})
    assert not app.exception
    assert t.plural("overview.received", 3) in everything_said(app)
    assert not app.get("plotly_chart")
    assert any(t("compare.nothing_published") in one.value for one in app.markdown)
    values = {one.label: one.value for one in app.metric}
    assert values[t("results.headline.satisfaction")] == t("results.headline.nothing")


def test_measures_are_documented_or_not_and_never_counted(world: World) -> None:
    app = world.open("manager", "compare", **{"with": "05601,02"})
    said = everything_said(app)
    assert t("compare.measures_note") in [one.value for one in app.caption]
    assert t("compare.coverage", part="0", whole="9") in said
    table = app.table[0].value
    assert set(table.to_numpy().ravel().tolist()) <= {
        t("compare.documented"),
        t("compare.not_documented"),
        t("compare.no_profile"),
    }
    assert (table["San Antonio"] == t("compare.documented")).any()


def test_a_review_is_as_old_as_the_oldest(world: World) -> None:
    with world.database.write() as session:
        make_territory(session, "05101")
        session.execute(update(TerritoryProfile).values(reviewed_on=None))
    said = everything_said(world.open("manager", "compare", **{"with": "05,02"}))
    assert t.plural("compare.never_reviewed", 1) in said


def test_one_is_added_and_taken_away_in_the_address(world: World) -> None:
    app = world.open("coordinator", "compare", **{"with": "02"})
    app.selectbox(key="choice_with").select("05").run()
    assert app.query_params["with"] == "02,05"
    app.button(key="compared_02").click().run()
    assert app.query_params["with"] == "05"
    app.segmented_control(key="choice_what").set_value("period").run()
    assert app.query_params["what"] == "period"
    assert "with" not in app.query_params


@pytest.mark.parametrize(
    ("page", "parameters", "expected"),
    [("territories", {"territory": "05601"}, "with=05601"), ("trainings", {}, "what=training")],
)
def test_the_way_from_a_page_to_its_comparison(
    world: World, page: str, parameters: dict[str, str], expected: str
) -> None:
    app = world.open("manager", page, **(parameters or {"training": str(world.near)}))
    said = everything_said(app)
    assert t("compare.with_this") in said
    assert expected in said


def test_a_training_that_was_cancelled_meanwhile_is_named(world: World) -> None:
    with world.database.write() as session:
        session.get_one(Training, world.near).status = "cancelled"
        session.execute(update(SurveyLink).where(SurveyLink.training_id == world.near).values(state="closed"))
    keys = {"what": "training", "with": f"{world.near},{world.far}"}
    app = world.open("coordinator", "compare", **keys)
    assert not app.exception
    assert any(refused("with") in one.value for one in app.caption)
