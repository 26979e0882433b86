"""Worlds that differ in nothing but what groups too small to show answered."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.roles import Role
from dashboard.services import accounts, clock
from dashboard.services.publication import advance_all
from dashboard.services.store import open_database
from dashboard.settings import settings
from db.criteria import Scope
from db.engine import Database
from db.models import SurveyLink
from tests.app.conftest import EMAILS, World
from tests.factories import make_answers, make_link, make_response, make_training

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
MARCH = date(2025, 3, 10)
WORDS = "Canario morado 5519"
"""Open words of everybody: they may leave by no door."""

GRANDE, PEQUENA, ABIERTA, ESPERA = "GRAN2345", "PEQN2345", "ABRT2345", "ESPR2345"
LIMITS = {"limited": Scope(regions=("05",))}
ROLES = {"manager": Role.MANAGER, "administrator": Role.ADMINISTRATOR}

Item = TypeVar("Item")


@contextmanager
def planted(url: str, patch: pytest.MonkeyPatch, told: str, heard: str = "5") -> Iterator[World]:
    """A world in which every small group answered `told`; what everybody may see follows from `heard`."""
    patch.setenv("DATABASE_URL", url)
    patch.setenv("HUELLA_DEMO", "1")
    patch.setattr("dashboard.services.stepping.draw", first_of_all)
    settings.cache_clear()
    database = open_database(url)
    with database.write() as session:
        _plant(session, told, heard)
    add_people(database)
    advance_all(database, now=NOW, k=5)
    yield World(database, near=1, far=2)
    database.close()
    open_database.cache_clear()
    settings.cache_clear()


def first_of_all(waiting: Sequence[Item], size: int) -> list[Item]:
    """In place of chance: the answers of those who did not belong to a small group, so worlds compare."""
    return sorted(waiting, key=lambda answer: str(answer[0]))[:size]  # type: ignore[index]  # (id, given)


def add_people(database: Database) -> None:
    for name, email in EMAILS.items():
        accounts.add_account(
            database,
            email=email,
            name=name,
            role=ROLES.get(name, Role.COORDINATOR),
            password=None,
            limits=LIMITS.get(name, Scope()),
            now=clock.now(),
        )


def _plant(session: Session, told: str, heard: str) -> None:
    """Told apart by `told` alone: three of a closed training, five who wait, two withheld age bands."""
    other = "1" if told == "5" else "5"
    _ask(session, "Grande", GRANDE, [heard] * 20, "18_29")
    _answer(session, GRANDE, ["4"] * 13, "30_44")
    _answer(session, GRANDE, [told] * 4, "45_59")
    _answer(session, GRANDE, [other] * 4, "60_plus")
    _ask(session, "Pequeña", PEQUENA, [told] * 3, "18_29", territory="02101")
    _ask(session, "Abierta", ABIERTA, ["4"] * 7, "18_29", territory="13101", state="open")
    _answer(session, ABIERTA, [told] * 5, "18_29", waits=True)
    _ask(session, "Espera", ESPERA, ["4"] * 6, "18_29", territory="12101", state="open")
    _answer(session, ESPERA, [told] * 3, "18_29")


def _ask(session: Session, title: str, code: str, safe: list[str], age: str, **values: Any) -> None:
    state, territory = values.get("state", "closed"), values.get("territory", "05601")
    training = make_training(session, territory, title=title, starts_on=MARCH, ends_on=MARCH)
    make_link(session, training, code=code, state=state)
    _answer(session, code, safe, age)


def _answer(session: Session, code: str, safe: list[str], age: str, *, waits: bool = False) -> None:
    """All closed questions follow the answer to one; `waits` gives ids that are drawn last."""
    link = session.scalars(select(SurveyLink).where(SurveyLink.code == code)).one()
    for given in safe:
        number = {"1": "0", "4": "8", "5": "10"}[given]
        answers = make_answers(
            **dict.fromkeys(("relevance", "method", "safe"), given),
            length="right" if given != "1" else "too_long",
            knows_rights={"before": "2", "now": given},
            intention="surely" if given == "5" else "no" if given == "1" else "probably",
            recommend=number,
            age_band=age,
            useful=f"{WORDS} {given}",
        )
        identity = {"id": f"{'f' if waits else '0'}0000000-0000-4000-8000-{link.id:04d}{link.received:08d}"}
        make_response(session, link, answers, **identity)
