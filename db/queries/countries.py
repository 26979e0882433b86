"""The campaign's profiles, by the country that each one names."""

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Measure, Territory, TerritoryProfile
from db.queries.frames import frame

PROFILE_COLUMNS = ("country", "code", "name", "measures")


def profiles(session: Session) -> pd.DataFrame:
    """One row per profile, with how many measures its territory documents."""
    measures = (
        select(Measure.territory_code, func.count().label("measures"))
        .group_by(Measure.territory_code)
        .subquery()
    )
    query = (
        select(
            TerritoryProfile.country,
            TerritoryProfile.territory_code,
            Territory.name,
            func.coalesce(measures.c.measures, 0),
        )
        .join(Territory, Territory.code == TerritoryProfile.territory_code)
        .outerjoin(measures, measures.c.territory_code == TerritoryProfile.territory_code)
        .order_by(TerritoryProfile.country, Territory.name)
    )
    return frame(session, query, PROFILE_COLUMNS)
