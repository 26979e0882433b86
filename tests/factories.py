"""Small builders of rows: each fills in what a test does not care about and returns what was stored."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.survey.library.post_training import post_training
from db.models import (
    Account,
    AccountProject,
    AccountRegion,
    Answer,
    Base,
    Organisation,
    Project,
    Response,
    Survey,
    SurveyLink,
    SurveyVersion,
    Territory,
    Training,
)

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PASSWORD = "correct horse battery staple"

Row = TypeVar("Row", bound=Base)
_numbers = count(1)
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def make_territory(session: Session, code: str = "05601", **values: Any) -> Territory:
    """A territory with those above it; one that is there already is returned."""
    found = session.get(Territory, code)
    if found is not None:
        return found
    level = "country" if code == "CL" else {2: "region", 3: "province", 5: "comuna"}[len(code)]
    parent = {"country": None, "region": "CL", "province": code[:2], "comuna": code[:3]}[level]
    if parent is not None:
        make_territory(session, parent)
    defaults = {"name": f"Territorio {code}", "level": level, "parent_code": parent}
    return _added(session, Territory(code=code, **defaults | values))


def make_organisation(session: Session, name: str = "", **values: Any) -> Organisation:
    defaults = {"name": name or f"Organización {next(_numbers)}", "kind": "foundation", "source": "test"}
    return _added(session, Organisation(**defaults | values))


def make_project(session: Session, name: str = "", **values: Any) -> Project:
    return _added(
        session, Project(**{"name": name or f"Proyecto {next(_numbers)}", "source": "test"} | values)
    )


def make_training(session: Session, territory: str = "05601", **values: Any) -> Training:
    """A talk of 8 August 2025 in San Antonio, with 30 people, unless said otherwise."""
    make_territory(session, territory)
    defaults = {
        "title": f"Charla {next(_numbers)}",
        "kind": "talk",
        "status": "done",
        "starts_on": date(2025, 8, 8),
        "ends_on": date(2025, 8, 8),
        "attendance_total": 30,
        "territory_code": territory,
        "source": "test",
        "updated_at": NOW,
    }
    return _added(session, Training(**defaults | values))


def make_version(session: Session, definition: dict[str, Any] | None = None) -> SurveyVersion:
    """The built-in post-training survey, published; the same row when asked again."""
    chosen = definition or post_training().to_json()
    name = str(chosen["name"])
    survey = session.scalars(select(Survey).where(Survey.name == name)).one_or_none()
    if survey is None:
        survey = _added(session, Survey(name=name))
    versions = session.scalars(select(SurveyVersion).where(SurveyVersion.survey_id == survey.id)).all()
    for version in versions:
        if version.definition == chosen:
            return version
    number = len(versions) + 1
    return _added(
        session, SurveyVersion(survey_id=survey.id, number=number, definition=chosen, published_at=NOW)
    )


def make_link(session: Session, training: Training | None = None, **values: Any) -> SurveyLink:
    """An open link with a code of its own."""
    training = training or make_training(session)
    defaults = {
        "code": make_code(next(_numbers)),
        "training_id": training.id,
        "version_id": make_version(session).id if "version_id" not in values else values["version_id"],
        "state": "open",
        "received": 0,
    }
    return _added(session, SurveyLink(**defaults | values))


def make_code(number: int) -> str:
    """Eight letters and digits as the real codes have them, one for each number."""
    letters = []
    for _ in range(8):
        number, place = divmod(number, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[place])
    return "".join(letters)


def make_answers(**changes: Any) -> dict[str, Any]:
    """A valid set of answers to the built-in survey, as they are stored."""
    return {
        "relevance": "5",
        "method": "4",
        "safe": "5",
        "length": "right",
        "knows_rights": {"before": "2", "now": "4"},
        "intention": "surely",
        "obstacles": ["time"],
        "recommend": "9",
    } | changes


def response_row(link: SurveyLink) -> dict[str, Any]:
    """The columns of a new response, but for the code to take it back with."""
    return {
        "id": str(uuid4()),
        "link_id": link.id,
        "version_id": link.version_id,
        "received_on": TODAY,
        "language": "es",
        "channel": "phone",
    }


def make_response(
    session: Session, link: SurveyLink, answers: dict[str, Any] | None = None, **values: Any
) -> Response:
    """A response as a submission stores it, counted on its link."""
    response = _added(session, Response(**response_row(link) | values))
    for question, value in (make_answers() if answers is None else answers).items():
        session.add(_answer(response, link, question, value))
    link.received += 1
    session.flush()
    return response


def make_account(session: Session, role: str = "coordinator", **values: Any) -> Account:
    """An account without a password (hashing is slow on purpose); `regions` and `projects` limit it."""
    regions, projects = values.pop("regions", ()), values.pop("projects", ())
    number = next(_numbers)
    defaults = {
        "email": f"persona{number}@huella.example",
        "name": f"Persona {number}",
        "role": role,
        "is_limited": bool(regions or projects),
        "regions": [AccountRegion(territory_code=code) for code in regions],
        "projects": [AccountProject(project_id=project) for project in projects],
    }
    return _added(session, Account(**defaults | values))


def _answer(response: Response, link: SurveyLink, question: str, value: Any) -> Answer:
    published = {q.name for q in post_training().questions if q.published == "training" and not q.sensitive}
    return Answer(
        response_id=response.id,
        question=question,
        training_id=link.training_id,
        value=value,
        is_published_by_training=question in published,
    )


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
