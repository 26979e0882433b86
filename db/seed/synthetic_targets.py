"""Loads the targets of the synthetic programme, flagged like everything of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Project, Target
from db.queries.targets import indicator_id
from db.seed.files import document


def load_synthetic_targets(session: Session) -> int:
    """Every target, once: one that is flagged means that they were loaded. Returns how many are new."""
    if session.scalars(select(Target.id).where(Target.is_synthetic).limit(1)).first() is not None:
        return 0
    facts = document("synthetic_targets.toml")
    projects = {name: number for number, name in session.execute(select(Project.id, Project.name))}
    for each in facts["targets"]:
        own = {name: value for name, value in each.items() if name not in ("indicator", "project")}
        session.add(
            Target(
                **own,
                indicator_id=indicator_id(session, each["indicator"]),
                project_id=projects[each["project"]] if "project" in each else None,
                source=facts["source"],
                is_synthetic=True,
            )
        )
        session.flush()  # one by one, so that they keep the document's order
    return len(facts["targets"])
