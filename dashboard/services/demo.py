"""Loads the demo: Chile's territories, the facts of the two documents, and a synthetic programme."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from dashboard.roles import Role
from dashboard.services.accounts import DEMO_DOMAIN, add_account
from dashboard.services.publication import advance_all
from dashboard.services.store import Database, reading, writing
from dashboard.survey.library.post_training import post_training
from db.criteria import EVERYTHING, Scope
from db.models import Project, Territory
from db.queries.accounts import active_accounts
from db.seed.facts import load_facts
from db.seed.reference import load_reference
from db.seed.synthetic import load_synthetic
from db.seed.synthetic_feedback import load_synthetic_responses
from db.seed.synthetic_targets import load_synthetic_targets

DEMO_ACCOUNTS = (
    ("coordinacion", "Camila Rojas", Role.COORDINATOR, EVERYTHING),
    ("antofagasta", "Diego Mamani", Role.COORDINATOR, Scope(regions=("02",))),
    ("direccion", "Francisca Soto", Role.MANAGER, EVERYTHING),
    ("administracion", "Pablo Catalán", Role.ADMINISTRATOR, EVERYTHING),
)


@dataclass(frozen=True, slots=True)
class DemoReport:
    is_new: bool
    trainings: int
    responses: int
    steps_published: int
    open_codes: tuple[str, ...]


def is_empty(database: Database) -> bool:
    """Whether nothing was loaded yet."""
    with reading(database) as session:
        return session.scalars(select(Project.id).limit(1)).first() is None


def load_reference_data(database: Database) -> None:
    """Territories and populations: what every installation needs, demo or not."""
    with writing(database) as session:
        if session.get(Territory, "CL") is None:
            load_reference(session)


def load_demo(database: Database, *, now: datetime, k: int, facts_only: bool, accounts: bool) -> DemoReport:
    """Loads what is missing of the demo; a second call changes nothing. `accounts` adds the demo's people."""
    is_new = is_empty(database)
    load_reference_data(database)
    trainings = responses = 0
    codes: tuple[str, ...] = ()
    with writing(database) as session:
        load_facts(session, now)
        if not facts_only:
            plan = load_synthetic(session, now=now)
            load_synthetic_targets(session)
            loaded = load_synthetic_responses(session, plan, post_training().to_json(), now=now)
            trainings, responses, codes = len(plan.trainings), loaded.responses, loaded.open_codes
    if accounts:
        _add_accounts(database, now)
    return DemoReport(is_new, trainings, responses, advance_all(database, now=now, k=k), codes)


def _add_accounts(database: Database, now: datetime) -> None:
    """People of the demo, without a password: only demo mode's one click lets them in."""
    with reading(database) as session:
        known = {account.email for account in active_accounts(session)}
    for user, name, role, limits in DEMO_ACCOUNTS:
        if user + DEMO_DOMAIN not in known:
            add_account(
                database,
                email=user + DEMO_DOMAIN,
                name=name,
                role=role,
                password=None,
                limits=limits,
                now=now,
            )
