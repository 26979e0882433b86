"""A view somebody named: the filters and switches of a page, to come back to or to share with the team."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import Id, Json, Moment, Word


class SavedView(Base):
    """`parameters` are those of a page's address, name → text; they choose what is seen, never widen it."""

    __tablename__ = "saved_view"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    page: Mapped[Word]
    parameters: Mapped[Json]
    is_shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
