"""Accounts, their sessions, and the record of what was done with data."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, one_of
from db.types import Id, Json, Moment, Name, Prose, UtcDateTime, Word
from db.vocabulary import ROLES


class Account(Base):
    __tablename__ = "account"
    __table_args__ = (one_of("role", ROLES), UniqueConstraint("email"))

    id: Mapped[Id]
    email: Mapped[Name]  # lower case
    name: Mapped[Name]
    role: Mapped[str] = mapped_column(String(15))
    password_hash: Mapped[str | None] = mapped_column(String(200))  # None: signs in through OIDC only
    language: Mapped[str] = mapped_column(String(10), default="es")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_limited: Mapped[bool] = mapped_column(default=False)  # to the regions and projects below
    may_export_rows: Mapped[bool] = mapped_column(default=False)
    regions: Mapped[list["AccountRegion"]] = relationship(cascade="all, delete-orphan")
    projects: Mapped[list["AccountProject"]] = relationship(cascade="all, delete-orphan")


class AccountRegion(Base):
    __tablename__ = "account_region"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    territory_code: Mapped[str] = mapped_column(String(16), ForeignKey("territory.code"), primary_key=True)


class AccountProject(Base):
    __tablename__ = "account_project"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"), primary_key=True)


class AccountVisit(Base):
    """What there was to see when somebody was last here, and at the end of the visit before this one.

    Each account has one row, written over: no history of visits is kept.
    """

    __tablename__ = "account_visit"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    seen_at: Mapped[Moment]  # to ten minutes
    seen: Mapped[Json]
    last: Mapped[Json]  # null = this is the first visit


class LoginSession(Base):
    """`id` may be seen by the server's own pages; the cookie's token is kept only as a hash."""

    __tablename__ = "login_session"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[Moment]


class LoginFailure(Base):
    """Failed logins per account name (hashed) in a window, for the rate limit on every process."""

    __tablename__ = "login_failure"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    window_ends_at: Mapped[Moment]


class AuditEvent(Base):
    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "happened_at"),)

    id: Mapped[Id]
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    action: Mapped[Word]
    subject: Mapped[Name]
    details: Mapped[Json] = mapped_column(default=dict)


class DataRequest(Base):
    """A person's request under the data-protection law, and when it was answered."""

    __tablename__ = "data_request"

    id: Mapped[Id]
    kind: Mapped[Word]
    received_on: Mapped[date]
    answered_on: Mapped[date | None]
    notes: Mapped[Prose] = mapped_column(default="")


class Setting(Base):
    __tablename__ = "setting"

    key: Mapped[Word] = mapped_column(primary_key=True)
    value: Mapped[Json]
