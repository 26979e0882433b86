"""Templates that escape, and the language a page is drawn in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from dashboard.i18n import LANGUAGES, Translator, translator
from dashboard.web.assets import asset_url
from dashboard.web.headers import FORM_HEADERS

EXIT_URL = "https://www.wikipedia.org/"
"""Where "quick exit" leads: a page that says nothing about the person who left."""


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(asset_url=asset_url, exit_url=EXIT_URL)
    return environment


def asked_language(connection: HTTPConnection, default: str = "es") -> str:
    """`?lang=` where it names a language of the interface, else the default."""
    asked = connection.query_params.get("lang", "")
    return asked if asked in LANGUAGES else default


def render(
    template: str,
    t: Translator,
    *,
    status: int = 200,
    headers: Mapping[str, str] = FORM_HEADERS,
    language: str = "",
    switches: tuple[tuple[str, str, str], ...] = (),
    **values: object,
) -> HTMLResponse:
    """A page; `switches` are (language, its name, URL) for the links at the top."""
    text = (
        _templates()
        .get_template(template)
        .render(t=t, language=language or t.language, switches=switches, **values)
    )
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status, headers=dict(headers))


def language_switches(
    path: str,
    current: str,
    offered: tuple[str, ...] = tuple(LANGUAGES),
    query: Mapping[str, str] | None = None,
) -> tuple[tuple[str, str, str], ...]:
    """Links to the same page in the other languages."""
    return tuple(
        (code, LANGUAGES.get(code, code), f"{path}?{urlencode({**(query or {}), 'lang': code})}")
        for code in offered
        if code != current
    )


def words_in(language: str) -> Translator:
    """The translator of a language; surveys may be offered in languages the interface does not have."""
    return translator(language)
