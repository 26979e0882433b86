"""Loads the demo facts: one training season and one territory's profile, each record with its source."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Measure, MeasureGroup, Partnership, TerritoryProfile
from db.seed.files import document
from db.seed.season import load_season


def load_facts(session: Session, now: datetime) -> None:
    """The season and the profile; what was loaded before is left as people have edited it since."""
    load_season(session, now)
    load_profile(session)


def load_profile(session: Session) -> None:
    """San Antonio's campaign fields, measures and partnership."""
    facts = document("san_antonio.toml")
    loaded = select(TerritoryProfile).where(TerritoryProfile.source == facts["source"])
    if session.scalars(loaded).first() is not None:
        return
    source, territory = facts["source"], facts["profile"]["territory_code"]
    session.add(TerritoryProfile(**facts["profile"], source=source))
    for measure in facts["measures"]:
        session.add(_measure(measure, territory, source))
        session.flush()  # one by one, so that they keep the document's order
    session.add(Partnership(territory_code=territory, description=facts["partnership"], source=source))
    session.flush()


def _measure(facts: dict[str, Any], territory: str, source: str) -> Measure:
    return Measure(
        territory_code=territory,
        source=source,
        type=facts["type"],
        category=facts["category"],
        title=facts["title"],
        description=facts["description"],
        groups=[MeasureGroup(group=group) for group in facts.get("groups", ())],
    )
