"""The plain routes over a real database, as a browser on this machine meets them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from dashboard.settings import Settings, settings_from
from dashboard.web.routes import build, page_routes
from dashboard.web.site import Site, site_of
from db.engine import Database
from db.models import TrainingOrganisation
from tests.factories import make_link, make_organisation, make_training, make_version
from tests.web.browser import TestClient

OPEN = "ABCD2345"
CLOSED = "CDEF2345"
NOT_YET = "GHJK2345"
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Served:
    """A running copy: its client, its site and its database."""

    client: TestClient
    site: Site
    database: Database


def demo_settings(tmp_path: Path, **changes: str) -> Settings:
    return settings_from({"HUELLA_DEMO": "1", "HUELLA_DATA": str(tmp_path)} | changes)


def served_by(site: Site, **options: Any) -> TestClient:
    """A client that does not hide an exception behind a 500."""
    app = build(site.settings, site, extra=page_routes())
    return TestClient(
        app,
        base_url="http://localhost",
        client=("127.0.0.1", 50_000),
        follow_redirects=False,
        **options,
    )


@pytest.fixture
def served(database: Database, tmp_path: Path) -> Iterator[Served]:
    """A copy in demo mode with one link open, one closed and one that is not open yet."""
    with database.write() as session:
        training = make_training(session, "05601", title="Taller <de> derechos")
        organisation = make_organisation(session, "Fundación Iguales")
        session.add(
            TrainingOrganisation(training_id=training.id, organisation_id=organisation.id, role="implementer")
        )
        version = make_version(session).id
        make_link(session, training, code=OPEN, version_id=version)
        make_link(session, training, code=CLOSED, version_id=version, state="closed")
        make_link(session, training, code=NOT_YET, version_id=version, opens_on=date(2099, 3, 5))
    site = site_of(demo_settings(tmp_path), database)
    with served_by(site) as client:
        yield Served(client, site, database)


@pytest.fixture
def client(served: Served) -> TestClient:
    return served.client


def fields(**changes: Any) -> dict[str, Any]:
    """A complete form as a browser without a script sends it; None leaves a field out."""
    sent: dict[str, Any] = {
        "id": str(uuid4()),
        "language": "es",
        "consent": "yes",
        "relevance": "5",
        "do": "Hablar con mi equipo",
        "knows_rights.before": "2",
        "knows_rights.now": "4",
        "obstacles": ["time", "fear"],
    } | changes
    return {name: value for name, value in sent.items() if value is not None}


def envelope(**changes: Any) -> dict[str, Any]:
    """A complete response as the script sends it."""
    answers = {"relevance": "5", "knows_rights": {"before": "2", "now": "4"}, "obstacles": ["time"]}
    return {"id": str(uuid4()), "answers": answers, "language": "es", "consent": True} | changes


Count = Callable[[], int]


@pytest.fixture
def stored(served: Served) -> Count:
    """How many responses the database holds."""
    from sqlalchemy import func, select

    from db.models import Response

    def count() -> int:
        with served.database.read() as session:
            return session.scalar(select(func.count()).select_from(Response)) or 0

    return count
