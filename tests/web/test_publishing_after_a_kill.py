"""A process that dies between storing and publishing: the next start or the next submission repairs it."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from dashboard.services.invariants import findings
from dashboard.web.background import publish_in_rounds
from db.engine import Database
from db.models import Answer, Publication, Response, Tally
from tests.web.conftest import OPEN, Served, envelope

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL.")

ROOT = Path(__file__).parents[2]
KILLED_SERVER = """
import importlib, json, os, signal, sys
from dashboard.settings import settings_from
from dashboard.web.routes import build, page_routes
from dashboard.web.site import site_of
from tests.web.browser import TestClient

url, folder, module, name, path, body = sys.argv[1:]
settings = settings_from({"HUELLA_DEMO": "1", "HUELLA_DATA": folder, "DATABASE_URL": url})

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(importlib.import_module(module), name, die)
app = build(settings, site_of(settings), extra=page_routes())
client = TestClient(app, base_url="http://localhost", client=("127.0.0.1", 50_000))
client.post(path, json=json.loads(body))
"""
MOMENTS = {
    "before the step begins": ("dashboard.services.publication", "advance"),
    "half way through the step": ("db.queries.steps", "_mark"),
}


def kill_at(moment: str, served: Served, tmp_path: Path) -> None:
    """Nine responses, and the tenth, which makes a step due, to a process that dies at a moment."""
    for _ in range(9):
        assert served.client.post(f"/f/{OPEN}", json=envelope(id=str(uuid4()))).status_code == 201
    body = envelope(id=str(uuid4()))
    arguments = [served.database.url, str(tmp_path), *MOMENTS[moment], f"/f/{OPEN}", json.dumps(body)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_SERVER, *arguments], cwd=ROOT, check=False, timeout=60
    )
    assert killed.returncode == -9


def stored(database: Database) -> tuple[int, int, int]:
    """Responses, steps and answers marked as published."""
    with database.read() as session:
        marked = select(func.count()).select_from(Answer).where(Answer.publication_id.is_not(None))
        return (
            session.scalar(select(func.count()).select_from(Response)) or 0,
            session.scalar(select(func.count()).select_from(Publication)) or 0,
            session.scalar(marked) or 0,
        )


def next_start(served: Served) -> None:
    async def first_round() -> None:
        rounds = asyncio.create_task(publish_in_rounds(served.site, seconds=60))
        await asyncio.sleep(0.5)
        rounds.cancel()
        with suppress(asyncio.CancelledError):
            await rounds

    asyncio.run(first_round())


def next_submission(served: Served) -> None:
    assert served.client.post(f"/f/{OPEN}", json=envelope(id=str(uuid4()))).status_code == 201


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("repair", [next_start, next_submission])
def test_what_is_stored_is_published_after_all(
    served: Served, tmp_path: Path, moment: str, repair: Callable[[Served], None]
) -> None:
    kill_at(moment, served, tmp_path)
    assert stored(served.database) == (10, 0, 0)
    repair(served)
    responses, steps, marked = stored(served.database)
    assert responses >= 10
    assert steps > 0
    with served.database.read() as session:
        assert marked == session.scalar(select(func.sum(Tally.answers)))
    assert findings(served.database) == ()
