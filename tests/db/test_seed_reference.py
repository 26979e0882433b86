"""Chile's territories as every database holds them."""

from collections import Counter

from sqlalchemy import func, select

from db.criteria import COUNTRY
from db.engine import Database
from db.models import Population, Territory
from db.seed.chile import SPELLING, people_of, places, populations


def test_chile_has_16_regions_56_provinces_and_346_comunas() -> None:
    assert Counter(place.level for place in places()) == {
        "country": 1,
        "region": 16,
        "province": 56,
        "comuna": 346,
    }


def test_each_code_begins_with_its_parent_code() -> None:
    for place in places():
        if place.level in ("province", "comuna"):
            assert place.parent_code is not None
            assert place.code.startswith(place.parent_code)


def test_names_are_spelled_as_people_write_them() -> None:
    names = {place.name for place in places()}
    assert names.isdisjoint(SPELLING)
    assert set(SPELLING.values()) <= names


def test_antarctica_is_there_without_a_point() -> None:
    (antarctica,) = (place for place in places() if place.code == "12202")
    assert (antarctica.name, antarctica.parent_code, antarctica.latitude) == ("Antártica", "122", None)


def test_every_other_territory_has_a_point_and_says_where_it_comes_from() -> None:
    others = [place for place in places() if place.code not in ("12202", COUNTRY)]
    assert all(-57 < (place.latitude or 0) < -17 and place.point_source for place in others)


def test_every_territory_has_people_for_every_year() -> None:
    years = range(2018, 2031)
    assert {(each.code, each.year) for each in populations()} == {
        (place.code, year) for place in places() for year in years
    }


def test_regions_and_the_country_are_the_sums_of_their_comunas() -> None:
    people = people_of(2026)
    of_regions = sum(people[place.code] for place in places() if place.level == "region")
    of_comunas = sum(people[place.code] for place in places() if place.level == "comuna")
    assert people[COUNTRY] == of_regions == of_comunas


def test_every_population_names_its_source() -> None:
    assert all(each.source.startswith("INE") for each in populations())


def test_the_database_holds_the_same(seeded: Database) -> None:
    with seeded.read() as session:
        assert session.scalar(select(func.count()).select_from(Territory)) == len(places())
        assert session.scalar(select(func.count()).select_from(Population)) == len(populations())
        san_antonio = session.get_one(Territory, "05601")
        assert (san_antonio.name, san_antonio.parent_code) == ("San Antonio", "056")
