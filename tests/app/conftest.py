"""The application as AppTest runs it: on a copy of the demo, signed in as whoever a test says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard.services import accounts, clock
from dashboard.services.store import open_database
from dashboard.settings import ROOT, settings
from db.engine import Database
from tests.factories import make_training

APP = ROOT / "dashboard" / "app.py"
SECONDS = 60
CANARY = "Canario 7391 de Calama"
FAR_CANARY = "Canario 8402 de Punta Arenas"

EMAILS = {
    "coordinator": "coordinacion@demo.huella.example",
    "limited": "antofagasta@demo.huella.example",
    "manager": "direccion@demo.huella.example",
    "administrator": "administracion@demo.huella.example",
}


@dataclass(frozen=True)
class World:
    """The demo, and one training in Calama (region 02) and one in Punta Arenas (12) that may not leak."""

    database: Database
    near: int
    far: int

    def open(self, role: str = "anonymous", page: str = "home", **parameters: str) -> AppTest:
        """The application after somebody with a role followed a link to a page."""
        app = AppTest.from_file(APP, default_timeout=SECONDS)
        app.user = {"session": self.session(role)} if role in EMAILS else {}
        if page != "home":
            app.switch_page(str(ROOT / "pages" / f"{page}.py"))
        app.query_params.update(parameters)
        return app.run()

    def go(self, role: str, page: str) -> AppTest:
        """The application after somebody with a role opened it and went to a page."""
        return self.open(role).switch_page(str(ROOT / "pages" / f"{page}.py")).run()

    def session(self, role: str) -> str:
        signed_in = accounts.sign_in_demo(self.database, EMAILS[role], now=clock.now(), hours=1)
        return signed_in.session_id


def opened(app: AppTest, menu: str) -> AppTest:
    """After a press on the button of a menu: what is in it is drawn only then."""
    app.session_state[menu] = True
    return app.run()


@pytest.fixture(scope="session", autouse=True)
def packages_are_read_once() -> Iterator[None]:
    """Each AppTest reads what every installed package says of itself, as each server does when it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture
def world(demo_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[World]:
    monkeypatch.setenv("DATABASE_URL", str(demo_database.url))
    monkeypatch.setenv("HUELLA_DEMO", "1")
    settings.cache_clear()
    database = open_database(settings().database_url)
    with database.write() as session:
        near = make_training(session, "02201", title=CANARY).id
        far = make_training(session, "12101", title=FAR_CANARY).id
    yield World(database, near, far)
    database.close()
    open_database.cache_clear()
    settings.cache_clear()


def everything_said(app: AppTest) -> str:
    """All that the screen would show, tables included, as one text."""
    return "\n".join(_said(app._tree))


def _said(node: object) -> Iterator[str]:
    proto = getattr(node, "proto", None)
    if proto is not None:
        yield str(proto)
    children = getattr(node, "children", None)
    if isinstance(children, dict):
        for child in children.values():
            yield from _said(child)
