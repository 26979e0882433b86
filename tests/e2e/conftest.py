"""A served copy and a Chromium at desktop and phone size; no page may ask anybody outside for anything."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from db.engine import Database
from tests.databases import cannot_run, opened
from tests.demo import copy_home
from tests.e2e.served import Served, served

INSTALL_LINE = "Browser tests need Chromium. Install it: apt-get install chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)
"""What a phone's browser says it is: figures and lists are then drawn as a phone sees them."""
PATIENCE = 20_000  # milliseconds: two cores are shared with the other half of the suite

OpenPage = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def copy(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    copy_home(demo_folder, folder)
    with served(folder) as running:
        yield running


@pytest.fixture
def database(copy: Served) -> Iterator[Database]:
    with opened(copy.environment["DATABASE_URL"]) as database:
        yield database


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed after the last journey: while it is open, no other test of the process can run an event loop."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        cannot_run(INSTALL_LINE)
    with sync_playwright() as playwright:
        yield from launched(playwright, str(chromium))


def launched(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser, copy: Served) -> Iterator[OpenPage]:
    """Opens pages of their own visitors; at the end, none may have asked anybody but the served copy."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and f"{address.scheme}://{address.netloc}" != copy.url:
            outside.append(request.url)

    def open_page(path: str = "", *, is_phone: bool = False, has_javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport=PHONE if is_phone else DESKTOP,
            is_mobile=is_phone,
            has_touch=is_phone,
            user_agent=PHONE_AGENT if is_phone else None,
            java_script_enabled=has_javascript,
            locale="es-CL",
            base_url=copy.url,
        )
        context.set_default_timeout(PATIENCE)
        context.on("request", note)
        contexts.append(context)
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == [], "a page asked somebody outside"
