"""After a response whose sender is easy to recognise, nothing of the sender is anywhere: no table, no log."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import MetaData, select
from sqlalchemy.engine import Row

from db.engine import Database
from tests.web.conftest import OPEN, Served, envelope, fields

ADDRESS = "203.0.113.77"
AGENT = "RecognisablePhone/77.7"
SENDER = {
    "X-Forwarded-For": ADDRESS,
    "X-Real-IP": ADDRESS,
    "Forwarded": f"for={ADDRESS}",
    "User-Agent": AGENT,
    "Cookie": "tracker=recognisable-cookie",
    "Referer": "https://recognisable.example/",
    "Accept-Language": "xx-recognisable",
}
MARKS = (ADDRESS, "127.0.0.1", "50000", AGENT, "recognisable")


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.parametrize("kind", ["json", "data"])
def test_nothing_of_the_sender_is_stored_or_logged(
    served: Served, everything_logged: pytest.LogCaptureFixture, kind: str
) -> None:
    before = _all_values(served.database)
    body = envelope() if kind == "json" else fields()
    assert served.client.get(f"/f/{OPEN}", headers=SENDER).status_code == 200
    assert served.client.post(f"/f/{OPEN}", headers=SENDER, **{kind: body}).status_code == 201
    assert served.client.post(f"/f/{OPEN}", headers=SENDER, **{kind: body}).status_code == 200
    after = _all_values(served.database)
    kept = " ".join(after)
    # What the test's own client says of its requests is not the server's log.
    ours = [
        record for record in everything_logged.records if not record.name.startswith(("httpx", "httpcore"))
    ]
    logged = " ".join(record.getMessage() for record in ours)
    for mark in MARKS:
        assert mark not in kept
        assert mark not in logged
    for word in ("Hablar con mi equipo", body["id"]):
        assert word not in logged
    assert not list(_moments_of_today(after - before))


def _all_values(database: Database) -> set[str]:
    """Every value of every table, as text, with its place."""
    tables = MetaData()
    tables.reflect(database.engine)
    found: set[str] = set()
    with database.read() as session:
        for table in tables.sorted_tables:
            rows: Iterator[Row[tuple[object, ...]]] = iter(session.execute(select(table)))
            found |= {f"{table.name} {name}={value}" for row in rows for name, value in row._mapping.items()}
    return found


def _moments_of_today(values: set[str]) -> Iterator[str]:
    """New values that hold a time of day of now: a response carries its local day only."""
    clock = re.compile(datetime.now(UTC).strftime(r"%Y-%m-%d[ T]\d\d:\d\d"))
    return (value for value in values if clock.search(value))
