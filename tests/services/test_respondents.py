"""By who answered: a block is shown to its scope, as it was published, or not at all."""

import json
from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import update

from dashboard.errors import NotFoundError, PublicationError
from dashboard.services.publication import advance_all
from dashboard.services.respondents import COLUMNS, Axis, Respondents, published_blocks, respondents, shares
from dashboard.survey.library.post_training import post_training
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import Breakdown, BreakdownBlock
from tests.factories import (
    NOW,
    make_answers,
    make_link,
    make_response,
    make_territory,
    make_training,
    make_version,
)

Told = int | None | tuple[int, str]
AGES: dict[str, Told] = {"18_29": 40, "30_44": 20, "60_plus": None, "": None}
SAFE_BY_AGE: dict[str, dict[str, Told]] = {
    "18_29": {"": 38, "1": 2, "3": 3, "4": 13, "5": 18, "na": 2, "2": 0},
    "30_44": {"": 20, "1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "na": 20},
}
GENDERS: dict[str, Told] = {"feminine": 40, "masculine": 20, "other": None, "": None}
SAFE_BY_GENDER: dict[str, dict[str, Told]] = {
    "feminine": {
        "": 40,
        "1": (2, "at_most"),
        "2": (2, "at_most"),
        "3": 4,
        "4": 14,
        "5": 20,
        "na": (2, "at_most"),
    },
    "masculine": {"": 20, "1": None, "2": (1, "at_most"), "3": 0, "4": None, "5": (19, "at_least"), "na": 0},
}


def publish(
    database: Database,
    territory: str = "05",
    period: str = "2025-S2",
    *,
    k: int = 5,
    ages: Mapping[str, Told] = AGES,
    safe: Mapping[str, Mapping[str, Told]] = SAFE_BY_AGE,
    genders: Mapping[str, Told] = GENDERS,
) -> None:
    """Writes a block as it would be published, whatever the rule says of it."""
    with database.write() as session:
        make_territory(session, territory)
        make_link(session, make_training(session, f"{territory}101"), version_id=make_version(session).id)
        key = {"territory_code": territory, "period": period}
        session.add(BreakdownBlock(k=k, published_at=NOW, number=1, **key))
        session.flush()
        tables: dict[tuple[str, str], Mapping[str, Mapping[str, Told]]] = {
            ("", "age_band"): {category: {"": told} for category, told in ages.items()},
            ("safe", "age_band"): safe,
            ("length", "age_band"): {c: {"": 10, "right": 10} for c in ("18_29", "30_44")},
            ("", "gender"): {category: {"": told} for category, told in genders.items()},
            ("safe", "gender"): SAFE_BY_GENDER,
            ("", "role"): {"student": {"": 9}, "": {"": None}},
            ("safe", "retired"): {"yes": {"": 9, "5": 9}},
        }
        for (question, attribute), rows in tables.items():
            for category, choices in rows.items():
                for choice, told in choices.items():
                    people, bound = told if isinstance(told, tuple) else (told, "")
                    cell = {"category": category, "choice": choice, "people": people, "bound": bound}
                    session.add(Breakdown(question=question, attribute=attribute, **cell, **key))


def shown(database: Database, key: str = "05-2025-S2", scope: Scope = EVERYTHING) -> Respondents:
    return respondents(database, scope, key, language="es")


def axis(found: Respondents, name: str) -> Axis:
    return next(each for each in found.axes if each.name == name)


def table(database: Database, attribute: str, question: str = "safe") -> pd.DataFrame:
    found = shown(database)
    return shares(found, axis(found, attribute), question)


def test_blocks_run_from_the_newest_and_largest(database: Database) -> None:
    publish(database, "05", "2025-S1")
    publish(database, "02", "2025-S2", ages={"18_29": 12}, genders={"": None})
    publish(database, "13", "2025-S2", ages={"18_29": 30, "30_44": 31}, genders={"": 60})
    found = published_blocks(database, EVERYTHING)
    assert [(block.key, block.people) for block in found] == [
        ("13-2025-S2", 61),
        ("02-2025-S2", 12),
        ("05-2025-S1", 60),
    ]
    assert (found[0].k, found[0].published_at) == (5, NOW)


@pytest.mark.parametrize("scope", [Scope(regions=("02",)), Scope(projects=(1,)), Scope(regions=())])
def test_a_block_is_visible_to_its_scope_alone(database: Database, scope: Scope) -> None:
    publish(database, "05")
    assert [block.key for block in published_blocks(database, Scope(regions=("05",)))] == ["05-2025-S2"]
    assert shown(database, scope=Scope(regions=("05", "13"))).axes
    assert published_blocks(database, scope) == ()
    with pytest.raises(NotFoundError):
        shown(database, scope=scope)


def test_a_block_that_does_not_exist_is_not_found(database: Database) -> None:
    assert published_blocks(database, EVERYTHING) == ()
    with pytest.raises(NotFoundError):
        shown(database, "05-2025-S2")


def test_attributes_and_questions_come_in_survey_order_and_words(database: Database) -> None:
    publish(database)
    found = shown(database)
    assert [(each.name, each.is_sensitive, each.questions) for each in found.axes] == [
        ("age_band", False, ("safe",)),  # the length has no side to take
        ("role", False, ()),
        ("gender", True, ("safe",)),
    ]
    assert axis(found, "age_band").label == "¿Qué edad tienes?"
    assert ("60_plus", "60 años o más") in axis(found, "age_band").categories
    assert [each.least(found.block) for each in found.axes] == [5, 5, 10]


def test_each_shown_category_has_its_share_and_the_withheld_ones_one_row(database: Database) -> None:
    publish(database)
    rows = table(database, "age_band")
    assert tuple(rows.columns) == COLUMNS
    assert rows["label"].tolist() == ["18 a 29 años", "30 a 44 años", ""]
    assert rows["state"].tolist() == ["exact", "none", "withheld"]
    first = rows.iloc[0]
    assert (first["people"], first["n"], round(first["share"], 4)) == (40, 36, round(31 / 36, 4))
    assert first["low"] < first["share"] < first["high"]
    assert rows.iloc[2][["people", "n", "share", "low", "high"]].isna().all()


def test_coded_and_withheld_counts_become_a_range(database: Database) -> None:
    publish(database)
    rows = table(database, "gender").set_index("category")
    assert rows["state"].tolist() == ["range", "range", "withheld"]
    assert rows["share"].isna().all()
    limits = dict(zip(rows.index, zip(rows["low"], rows["high"], strict=True), strict=True))
    assert (limits["feminine"], limits["masculine"]) == ((34 / 40, 34 / 38), (19 / 20, 1.0))


def test_the_people_of_each_category_alone(database: Database) -> None:
    publish(database)
    rows = table(database, "role", "")
    assert rows[["label", "state"]].values.tolist() == [["Estudiante", "counted"], ["", "withheld"]]
    assert rows["people"].tolist()[0] == 9


def test_an_empty_category_looks_like_a_withheld_one(database: Database) -> None:
    """Nobody gave the other choices of the survey: that is not told either."""
    publish(database, ages={"18_29": 40, "30_44": 20})
    assert table(database, "age_band")["state"].tolist() == ["exact", "none", "withheld"]


@pytest.mark.parametrize(
    "changes",
    [
        {"ages": {"18_29": 40, "30_44": 20, "60_plus": 4}},  # a group smaller than k
        {"ages": {"18_29": 4, "30_44": 20}},
        {"k": 1, "ages": {"18_29": 40, "30_44": 20, "60_plus": 4}},  # whatever k it claims
        {"safe": SAFE_BY_AGE | {"18_29": {"": 4, "5": 4}}},  # crossed with fewer than k
    ],
)
def test_a_block_with_too_small_a_group_shows_nothing(database: Database, changes: dict[str, object]) -> None:
    publish(database, **changes)  # type: ignore[arg-type]
    with pytest.raises(PublicationError):
        shown(database)


@pytest.mark.parametrize(
    "changes",
    [
        {"safe": SAFE_BY_AGE | {"60_plus": {"": 8, "5": 8}}},  # crossed though it is withheld
        {"safe": {"18_29": SAFE_BY_AGE["18_29"]}},  # a shown category is missing
        {"safe": SAFE_BY_AGE | {"30_44": {"": 21, "5": 21}}},  # more answers than people
        {"safe": SAFE_BY_AGE | {"30_44": {"": None, "5": 9}}},  # a total that is withheld
        {"safe": SAFE_BY_AGE | {"30_44": {"5": 9}}},  # or missing
        {"safe": SAFE_BY_AGE | {"30_44": {"": (9, "at_most"), "5": 9}}},  # or coded
        {"safe": SAFE_BY_AGE | {"30_44": {"": 20, "1": 3, "5": 3}}},  # choices that do not add up
        {"safe": SAFE_BY_AGE | {"30_44": {"": 20, "5": (21, "at_least")}}},  # a limit beyond everybody
        {"ages": {"18_29": 40, "30_44": (20, "at_least")}},  # a group told as a limit
    ],
)
def test_what_cannot_be_read_shows_nothing(database: Database, changes: dict[str, object]) -> None:
    publish(database, **changes)  # type: ignore[arg-type]
    found = shown(database)
    with pytest.raises(PublicationError):
        shares(found, axis(found, "age_band"), "safe")


def test_a_sensitive_group_of_fewer_than_ten_shows_nothing(database: Database) -> None:
    publish(database, genders={"feminine": 40, "masculine": 9})
    found = shown(database)
    for question in ("safe", ""):
        with pytest.raises(PublicationError):
            shares(found, axis(found, "gender"), question)
    assert not shares(found, axis(found, "age_band"), "safe").empty


def test_what_was_published_can_be_read(database: Database) -> None:
    """The whole way: answers, steps, a block, shares."""
    with database.write() as session:
        link = make_link(session, make_training(session, "05601", starts_on=date(2025, 8, 8)), state="closed")
        for number in range(40):
            age = "18_29" if number % 2 else "30_44"
            gender = "feminine" if number % 4 else "masculine"
            about = {"age_band": age, "gender": gender, "safe": "5" if number % 3 else "2"}
            make_response(session, link, make_answers(**about))
    advance_all(database, now=NOW, k=5)
    found = shown(database)
    assert found.block.people == 40
    for each in found.axes:
        for question in each.questions:
            assert set(shares(found, each, question)["state"]) <= {"exact", "range", "withheld"}
    rows = shares(found, axis(found, "age_band"), "safe")
    assert rows["n"].tolist()[:2] == [20, 20]


def test_a_category_that_no_version_lists_comes_after_the_others(database: Database) -> None:
    publish(database)
    with database.write() as session:
        session.execute(update(Breakdown).where(Breakdown.category == "18_29").values(category="young"))
    assert table(database, "age_band")["label"].tolist() == ["30 a 44 años", "young", ""]


def test_the_newest_wording_is_shown_with_the_choices_of_every_version(database: Database) -> None:
    with database.write() as session:
        newer = json.loads(json.dumps(post_training().to_json()).replace("60_plus", "60_or_more"))
        make_link(session, version_id=make_version(session).id)
        make_link(session, version_id=make_version(session, newer).id)
    publish(database)
    categories = [value for value, _ in axis(shown(database), "age_band").categories]
    assert categories[-3:] == ["60_or_more", "no_answer", "60_plus"]
