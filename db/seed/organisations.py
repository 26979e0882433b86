"""Finds organisations by name, and adds those that are new."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Organisation
from db.seed.bulk import Row, add


def organisation_ids(
    session: Session, wanted: Mapping[str, Row], *, source: str, is_synthetic: bool
) -> dict[str, int]:
    """Name → id of the wanted organisations. One that is already there stays as it is."""
    known = _known(session)
    new = [
        {
            "name": name,
            "kind": found["kind"],
            "territory_code": found.get("territory_code"),
            "source": source,
            "is_synthetic": is_synthetic,
        }
        for name, found in wanted.items()
        if name not in known
    ]
    add(session, Organisation, new)
    return {name: number for name, number in _known(session).items() if name in wanted}


def _known(session: Session) -> dict[str, int]:
    return dict(session.execute(select(Organisation.name, Organisation.id)).all())
