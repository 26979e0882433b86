"""Roles, and the signed-in member of the team as a plain value."""

from dataclasses import dataclass
from enum import StrEnum

from db.criteria import EVERYTHING, Scope


class Role(StrEnum):
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


TEAM = frozenset(Role)
EDITORS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with an account. `scope` limits which trainings they see and change."""

    id: int
    email: str
    name: str
    role: Role
    language: str = "es"
    scope: Scope = EVERYTHING
    may_export_rows: bool = False

    @property
    def may_edit(self) -> bool:
        """Managers look and present; coordinators and administrators change."""
        return self.role in EDITORS
