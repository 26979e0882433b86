"""One-time codes printed on slips: each lets one response in, and nobody can tell which."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class Slip(Base):
    """A code as a keyed hash, and whether it was used. No response, no time, no person.

    Without a row id SQLite keeps slips in the order of their hashes: the order in which they were made or
    spent is not stored.
    """

    __tablename__ = "slip"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # as SQLAlchemy reads it

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    link_id: Mapped[int] = mapped_column(ForeignKey("survey_link.id"), index=True)
    spent: Mapped[bool] = mapped_column(default=False)
