"""What people wrote, once a person approved it: a copy with names masked, and what became of each text."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, one_of
from db.types import Prose, QuestionName, Word
from db.vocabulary import REVIEW_STATES


class Comment(Base):
    """Words that may be shown. Nothing here says whose they are: a random id, and the day of the approval.

    Without a row id SQLite keeps rows in the order of the random id: the order of approval is not stored.
    """

    __tablename__ = "comment"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), index=True)
    question: Mapped[QuestionName]
    text: Mapped[Prose]
    language: Mapped[str] = mapped_column(String(10))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    approved_on: Mapped[date]


class CommentTag(Base):
    """A theme that somebody gave to a comment by hand."""

    __tablename__ = "comment_tag"

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[Word] = mapped_column(primary_key=True, index=True)


class CommentReview(Base):
    """That a text was read, and what was decided. It goes when the text goes.

    Only as long as the text itself is kept does it name the comment made from it, so that whoever takes their
    response back takes the comment along. Afterwards nothing leads from a comment to who wrote it.
    """

    __tablename__ = "comment_review"
    __table_args__ = (
        one_of("state", REVIEW_STATES),
        CheckConstraint("comment_id IS NULL OR state = 'approved'", name="comment"),
        ForeignKeyConstraint(
            ["response_id", "question"], ["answer.response_id", "answer.question"], ondelete="CASCADE"
        ),
        Index(None, "comment_id", unique=True),
        {"sqlite_with_rowid": False},
    )

    response_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    question: Mapped[QuestionName] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    comment_id: Mapped[str | None] = mapped_column(String(36), ForeignKey("comment.id", ondelete="SET NULL"))
