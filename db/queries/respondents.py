"""How many people stand in the blocks of the breakdowns."""

import pandas as pd
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.criteria import Scope
from db.models import Breakdown, BreakdownBlock
from db.queries.frames import frame

COLUMNS = ("territory_code", "period", "people")


def people_shown(session: Session, scope: Scope) -> pd.DataFrame:
    """The most people that any attribute shows in each block a scope admits; those withheld are left out."""
    people = and_(
        Breakdown.territory_code == BreakdownBlock.territory_code,
        Breakdown.period == BreakdownBlock.period,
        Breakdown.question == "",
    )
    by_attribute = (
        select(
            BreakdownBlock.territory_code,
            BreakdownBlock.period,
            func.coalesce(func.sum(Breakdown.people), 0).label("people"),
        )
        .join(Breakdown, people)
        .group_by(BreakdownBlock.territory_code, BreakdownBlock.period, Breakdown.attribute)
    )
    if scope.is_limited:
        by_attribute = by_attribute.where(BreakdownBlock.territory_code.in_(scope.regions or ()))
    each = by_attribute.subquery()
    query = select(each.c.territory_code, each.c.period, func.max(each.c.people)).group_by(
        each.c.territory_code, each.c.period
    )
    return frame(session, query, COLUMNS)
