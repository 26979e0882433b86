"""Who works with a link, and the link: made in the database at once."""

from typing import Any

from dashboard.roles import Member, Role
from db.criteria import EVERYTHING, Scope
from db.engine import Database
from db.models import SurveyLink
from tests.factories import make_account, make_link


def member_of(database: Database, role: Role = Role.COORDINATOR, scope: Scope = EVERYTHING) -> Member:
    """Somebody with a new account of a role."""
    with database.write() as session:
        account = make_account(session, role.value)
        return Member(account.id, account.email, account.name, role, scope=scope)


def link_with(database: Database, **values: Any) -> SurveyLink:
    """A new link, of a new training where none is given."""
    with database.write() as session:
        return make_link(session, **values)
