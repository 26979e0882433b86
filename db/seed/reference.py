"""Loads Chile's territories and their populations."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Population, Territory
from db.seed.bulk import add
from db.seed.chile import places, populations


def load_reference(session: Session) -> None:
    """Country, regions, provinces, comunas and people by year; what is already there is left as it is."""
    known = set(session.scalars(select(Territory.code)))
    add(session, Territory, [asdict(place) for place in places() if place.code not in known])
    counted = {
        (code, year) for code, year in session.execute(select(Population.territory_code, Population.year))
    }
    missing = (each for each in populations() if (each.code, each.year) not in counted)
    add(
        session,
        Population,
        [
            {"territory_code": each.code, "year": each.year, "people": each.people, "source": each.source}
            for each in missing
        ],
    )
