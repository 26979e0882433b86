"""Which files of answers were imported, so that the same one is never stored twice."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import Id, Moment


class AnswerImport(Base):
    """A file by the digest of its content; never its name nor its rows: those could say who answered."""

    __tablename__ = "answer_import"
    __table_args__ = (
        UniqueConstraint("link_id", "sha256"),
        CheckConstraint("responses > 0", name="responses"),
    )

    id: Mapped[Id]
    link_id: Mapped[int] = mapped_column(ForeignKey("survey_link.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    responses: Mapped[int]
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    imported_at: Mapped[Moment]
