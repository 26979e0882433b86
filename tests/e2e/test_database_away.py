"""The database goes away while Huella serves: nothing pretends to be saved, and it says so."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from dashboard.i18n import translator
from tests.databases import PostgresCopies, opened, seeded_with_chile
from tests.e2e.conftest import PATIENCE
from tests.e2e.served import Served, health, serving
from tests.factories import make_answers, make_link

t = translator("es")


@pytest.fixture
def away(postgres_copies: PostgresCopies, tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """A copy on PostgreSQL with one open link. Dropping its database takes it away for good."""
    url = postgres_copies.copy("seeded", seeded_with_chile)
    with opened(url) as database, database.write() as session:
        code = make_link(session).code
    with serving(tmp_path, {"DATABASE_URL": url}) as copy:
        yield copy, code
    postgres_copies.drop(url)


def status_and_text(url: str, body: object = None) -> tuple[int, str]:
    data = None if body is None else json.dumps(body).encode()
    request = Request(
        url, data=data, headers={"Content-Type": "application/json", "Accept": "application/json"}
    )
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_health_and_form_tell_that_the_database_is_away(
    away: tuple[Served, str], postgres_copies: PostgresCopies, browser: Browser
) -> None:
    copy, code = away
    page = browser.new_page(base_url=copy.url)
    page.set_default_timeout(PATIENCE)
    page.goto(f"/f/{code}")
    body = {"id": str(uuid4()), "answers": make_answers(), "language": "es", "consent": True}
    assert status_and_text(f"{copy.url}/f/{code}", body)[0] == 201
    assert status_and_text(f"{copy.url}/healthz") == (200, '{"status":"ok","database":"answers"}')

    postgres_copies.drop(copy.environment["DATABASE_URL"])

    assert health(copy.url) == 503
    assert json.loads(status_and_text(f"{copy.url}/healthz")[1])["database"] == "away"
    status, said = status_and_text(f"{copy.url}/f/{code}", body | {"id": str(uuid4())})
    assert status == 503
    assert "Traceback" not in said
    assert status_and_text(f"{copy.url}/f/{code}")[0] == 503
    page.locator("#next").click()
    page.locator("input[name=consent][value=yes]").check(force=True)
    page.locator("#next").click()
    page.locator("[data-name=relevance] input[value='5']").check(force=True)
    while page.locator("#next").inner_text() != t("web.form.send"):
        page.locator("#next").click()
    page.locator("#next").click()
    expect(page.get_by_role("heading", name=t("web.kept.title"))).to_be_visible()
    page.context.close()
