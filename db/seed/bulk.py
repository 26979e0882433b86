"""Inserts many rows at once."""

from collections.abc import Mapping, Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.changes import NUMBERED, take_turn
from db.models import Base

Row = Mapping[str, object]


def add(session: Session, model: type[Base], rows: Sequence[Row]) -> None:
    """Inserts the rows; none is fine. Columns that are left out take the model's defaults."""
    if rows:
        session.connection().execute(insert(model), _stamped(session, model, rows))


def add_numbered(session: Session, model: type[Base], rows: Sequence[Row]) -> list[int]:
    """Inserts rows of a table whose id the database numbers; the new ids, in the order of the rows."""
    if not rows:
        return []
    table = model.__table__
    statement = insert(model).returning(table.c.id, sort_by_parameter_order=True)
    found = session.connection().execute(statement, _stamped(session, model, rows))
    return [int(number) for number in found.scalars()]


def _stamped(session: Session, model: type[Base], rows: Sequence[Row]) -> Sequence[Row]:
    """What dashboards keep in memory carries the number of its change."""
    if model not in NUMBERED:
        return rows
    number = take_turn(session)
    return [{**row, "change_number": number} for row in rows]
