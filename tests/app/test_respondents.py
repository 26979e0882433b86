"""By who answered, on the results page: choices in the address, calm words, closed where in doubt."""

from typing import Any

import pytest
from sqlalchemy import delete, update
from streamlit.testing.v1 import AppTest

from dashboard.i18n import translator
from dashboard.services.respondents import Block, published_blocks
from dashboard.services.results import results
from dashboard.ui import session as keys
from dashboard.ui.respondent_parts import blocks_within
from db.criteria import EVERYTHING, Filters, Scope
from db.models import Breakdown, BreakdownBlock, BreakdownTraining
from tests.app.conftest import World, everything_said
from tests.factories import NOW, TODAY

t = translator("es")
TITLE = t("respondents.title")
HERE = Block("05", "2025-S2", 5, NOW, 40)
THERE = Block("02", "2025-S2", 5, NOW, 20)


def has_section(app: AppTest) -> bool:
    return TITLE in [one.value for one in app.subheader]


def chosen(app: AppTest) -> dict[str, Any]:  # Any: what a select box holds
    found = {name: keys.choice_key(name) for name in ("block", "attribute", "question")}
    return {name: app.selectbox(key=key).value for name, key in found.items()}


def captions(app: AppTest) -> str:
    return " ".join(one.value for one in app.caption)


def blocks(world: World, scope: Scope = EVERYTHING) -> list[str]:
    return [block.key for block in published_blocks(world.database, scope)]


@pytest.mark.parametrize(
    ("territory", "shown"),
    [
        ("", (HERE, THERE)),
        ("CL", (HERE, THERE)),
        ("05", (HERE,)),
        ("056", (HERE,)),
        ("02301", (THERE,)),
        ("15", ()),
        ("AR", ()),
    ],
)
def test_a_territory_shows_the_blocks_of_its_region(territory: str, shown: tuple[Block, ...]) -> None:
    assert blocks_within((HERE, THERE), territory) == shown


def test_the_newest_block_shows_the_first_satisfaction_item_by_age(world: World) -> None:
    app = world.open("coordinator", "results")
    assert not app.exception
    assert has_section(app)
    assert chosen(app) == {"block": blocks(world)[0], "attribute": "age_band", "question": "relevance"}
    assert "block" not in app.query_params
    assert t("respondents.withheld", k=5) in everything_said(app)


def test_choices_come_from_the_address_and_go_back_into_it(world: World) -> None:
    block = blocks(world)[3]
    asked = {"block": block, "attribute": "role", "question": "recommend"}
    app = world.open("coordinator", "results", **asked)
    assert chosen(app) == asked
    app.selectbox(key=keys.choice_key("attribute")).select("residence").run()
    assert app.query_params["attribute"] == "residence"
    app.selectbox(key=keys.choice_key("attribute")).select("age_band").run()
    assert "attribute" not in app.query_params
    app.selectbox(key=keys.choice_key("block")).select(blocks(world)[0]).run()
    assert "block" not in app.query_params
    assert app.query_params["question"] == "recommend"


def test_a_value_that_is_unknown_is_named_and_not_obeyed(world: World) -> None:
    app = world.open("coordinator", "results", block="99-2025-S2", attribute="gold", question="length")
    assert not app.exception
    assert t.plural("app.refused", 3, names="block, attribute, question") in captions(app)
    assert chosen(app)["block"] == blocks(world)[0]


def test_a_question_that_a_new_choice_does_not_offer_is_dropped_without_a_word(world: World) -> None:
    with world.database.write() as session:
        is_lost = (Breakdown.attribute == "residence", Breakdown.question == "recommend")
        session.execute(delete(Breakdown).where(*is_lost))
    app = world.open("coordinator", "results", question="recommend")
    app.selectbox(key=keys.choice_key("attribute")).select("residence").run()
    assert "question" not in app.query_params
    assert "question" not in captions(app)
    assert chosen(app)["question"] == "relevance"


def test_a_comuna_shows_its_whole_region_and_says_so(world: World) -> None:
    app = world.open("coordinator", "results", territory="02301", kind="talk", block=blocks(world)[0])
    assert chosen(app)["block"].startswith("02-")
    said = captions(app)
    assert t("respondents.whole_region", region="Región de Antofagasta") in said
    assert t("respondents.other_filters") in said
    assert "(block)" not in said


def test_a_region_without_a_block_says_when_there_will_be_one(world: World) -> None:
    with world.database.write() as session:
        for table in (Breakdown, BreakdownTraining, BreakdownBlock):
            session.execute(delete(table).where(table.territory_code == "02"))
    app = world.open("coordinator", "results", territory="02")
    assert t("respondents.elsewhere") in captions(app)
    assert keys.choice_key("block") not in {one.key for one in app.selectbox}


def test_an_account_of_one_region_sees_its_blocks_alone(world: World) -> None:
    app = world.open("limited", "results", block="13-2025-S2")
    assert chosen(app)["block"] == blocks(world, Scope(regions=("02",)))[0]
    assert t.plural("app.refused", 1, names="block") in captions(app)
    assert "13-2025-S2" not in everything_said(app)


def test_nothing_is_said_where_nothing_was_broken_down(world: World) -> None:
    with world.database.write() as session:
        for table in (Breakdown, BreakdownTraining, BreakdownBlock):
            session.execute(delete(table))
    app = world.open("coordinator", "results")
    assert not app.exception
    assert app.metric
    assert not has_section(app)
    assert t("respondents.elsewhere") not in captions(app)


def test_a_block_that_breaks_the_rule_shows_no_number_and_spares_the_rest(world: World) -> None:
    block = blocks(world)[0]
    region, _, period = block.partition("-")
    with world.database.write() as session:
        cells = (Breakdown.territory_code == region, Breakdown.period == period, Breakdown.choice == "")
        session.execute(update(Breakdown).where(*cells, Breakdown.people.is_not(None)).values(people=4))
    app = world.open("coordinator", "results", block=block)
    assert not app.exception
    assert app.metric
    assert any(t("errors.publication") in one.value for one in app.markdown)
    assert keys.choice_key("attribute") not in {one.key for one in app.selectbox}


def test_where_no_question_is_crossed_only_people_are_told(world: World) -> None:
    with world.database.write() as session:
        session.execute(delete(Breakdown).where(Breakdown.attribute == "role", Breakdown.question != ""))
        is_student = (Breakdown.attribute == "role", Breakdown.category == "student")
        session.execute(update(Breakdown).where(*is_student).values(people=None))
    app = world.open("coordinator", "results", attribute="role")
    assert f":material/shield: {t('respondents.nothing_crossed')}" in [one.value for one in app.markdown]
    (table,) = [one.value for one in app.dataframe if t("respondents.column.label") in one.value]
    assert set(table) == {t("respondents.column.label"), t("respondents.column.people")}
    assert table.iloc[-1].tolist() == [t("respondents.withheld", k=5), t("respondents.withheld_cell")]


def test_where_everything_is_withheld_no_number_is_shown(world: World) -> None:
    with world.database.write() as session:
        session.execute(delete(Breakdown).where(Breakdown.attribute == "role", Breakdown.question != ""))
        session.execute(update(Breakdown).where(Breakdown.attribute == "role").values(people=None))
    app = world.open("coordinator", "results", attribute="role")
    assert f":material/shield: {t('respondents.all_withheld')}" in [one.value for one in app.markdown]
    assert not [one for one in app.dataframe if t("respondents.column.label") in one.value]


def test_pools_are_said(world: World) -> None:
    whole = results(world.database, EVERYTHING, Filters(), language="es", today=TODAY)
    assert whole.pooled
    said = captions(world.open("coordinator", "results"))
    assert t.plural("results.pooled", whole.pooled, k=5) in said
    cut = results(world.database, EVERYTHING, Filters(kind=("talk",)), language="es", today=TODAY)
    assert cut.left_out
    said = captions(world.open("coordinator", "results", kind="talk"))
    assert t.plural("results.left_out", cut.left_out, k=5) in said
