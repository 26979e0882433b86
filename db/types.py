"""Column types and kinds shared by the models."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Identity,
    Integer,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python on both databases; a naive time is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A time without a zone cannot be stored: {value!r}. Use datetime.now(UTC).")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonValue(TypeDecorator[Any]):
    """JSON text on SQLite, JSONB on PostgreSQL. Any: what it holds is checked by whoever wrote it."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())


Json = Annotated[Any, mapped_column(JsonValue)]
Id = Annotated[int, mapped_column(Integer, Identity(), primary_key=True)]
ChangeNumber = Annotated[int, mapped_column(Integer, default=0, server_default=text("0"), index=True)]
"""The publication counter when a row that dashboards keep in memory last changed (see `db.engine`)."""
Code = Annotated[str, mapped_column(String(16))]
Word = Annotated[str, mapped_column(String(40))]
QuestionName = Annotated[str, mapped_column(String(80))]
"""A question's name, or that of one instance of a repeated question: `<name>__<number>`."""
Name = Annotated[str, mapped_column(String(200))]
Prose = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
TerritoryCode = Annotated[str, mapped_column(String(16), ForeignKey("territory.code"))]
