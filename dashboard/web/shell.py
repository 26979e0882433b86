"""The HTML in which Streamlit draws a page, with our language, our name and our words."""

import re
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from dashboard.i18n import LANGUAGES, translator
from dashboard.navigation import PAGES
from dashboard.web.assets import Packed, pack
from dashboard.web.origins import HOME
from dashboard.web.rendering import asked_language

PATHS = tuple(HOME if row.is_default else f"/{row.name}" for row in PAGES)
_REPLACED = (
    (r'<html lang="[^"]*">', '<html lang="{language}">'),
    (r"<title>.*?</title>", "<title>{title}</title>"),
    (r"<!--.*?-->\s*", ""),
    (r"<script>.*?</script>\s*", ""),  # a mark for prerenderers; without it no inline script is needed
    (r"<noscript>.*?</noscript>", "<noscript><p>{noscript}</p></noscript>"),
)


def show_shell(request: Request) -> Response:
    """Streamlit's own index.html with our words; what draws the page is the same."""
    return shells()[asked_language(request)].response(request, "no-cache")


@cache
def shells() -> dict[str, Packed]:
    """By language; read once, compressed once."""
    index = _index_file().read_text(encoding="utf-8")
    return {
        language: pack(_spoken(index, language).encode(), "text/html; charset=utf-8")
        for language in LANGUAGES
    }


def _index_file() -> Path:
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise FileNotFoundError("streamlit is not installed. Run: pip install -r requirements.txt")
    return Path(found.origin).parent / "static" / "index.html"


def _spoken(index: str, language: str) -> str:
    t = translator(language)
    words = {
        "language": language,
        "title": escape(t("web.shell.title")),
        "noscript": escape(t("web.shell.noscript")),
    }
    for pattern, replacement in _REPLACED:
        index = re.sub(pattern, replacement.format(**words).replace("\\", r"\\"), index, flags=re.DOTALL)
    return index


def login_url(scope: Scope) -> str:
    """The login that leads back to what was asked for, in the language it was asked in."""
    query = scope["query_string"].decode("latin-1")
    here = f"{scope['path']}?{query}" if query else scope["path"]
    request = Request(scope)
    language = asked_language(request)
    wishes = {"next": here} if language == "es" else {"next": here, "lang": language}
    return f"/login?{urlencode(wishes)}"
