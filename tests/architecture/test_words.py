"""What people read comes from i18n: no literal text on screens, no missing key, no forgotten one."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dashboard.i18n.translator import DEFAULT_LANGUAGE, words
from tests.architecture.sources import (
    ROOT,
    calls,
    dotted,
    name_of,
    python_files,
    text_of,
    tree,
)

SHOWN_KEYWORDS = {"label", "help", "placeholder", "caption", "title", "body", "text", "alt"}
# Calls of Streamlit whose first word is a name for programs, not for people.
NOT_SHOWN = {
    "switch_page",
    "session_state.get",
    "query_params.get",
    "query_params.get_all",
    "page_link",
    "Page",
    "space",
    "form",
}
NOT_SHOWN_PREFIXES = ("session_state", "query_params", "cache_", "context", "user", "components")
MARKUP = re.compile(r":[a-z_]+(/[a-z_]+)?:|:[a-z]+\[|<script>.*</script>|<[^<>]*>", re.DOTALL)
FILE_NAME = re.compile(r".*\.(md|css|js|json|toml|html|svg|png)")
TEMPLATE_KEY = re.compile(r"\bt(?:\.plural)?\(\s*['\"]([a-z0-9_.]+)['\"]")
PLURAL_FORMS = (".one", ".other")


def is_streamlit(name: str) -> bool:
    return name.startswith("st.") and not name.removeprefix("st.").startswith(NOT_SHOWN_PREFIXES)


def shown_text(call: ast.Call) -> Iterator[str]:
    if dotted(call.func).removeprefix("st.") not in NOT_SHOWN:
        yield from (text_of(argument) for argument in call.args[:1])
    yield from (text_of(keyword.value) for keyword in call.keywords if keyword.arg in SHOWN_KEYWORDS)


def has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2,}", MARKUP.sub("", text)) is not None


def test_no_literal_text_on_a_screen() -> None:
    literal = [
        f"{name_of(path)}:{call.lineno} {text}"
        for path in python_files("pages", "dashboard/ui", "dashboard/app.py")
        for call in calls(path)
        if is_streamlit(dotted(call.func))
        for text in shown_text(call)
        if has_words(text)
    ]
    assert literal == []


@cache
def subjects() -> frozenset[str]:
    return frozenset(key.partition(".")[0] for key in words(DEFAULT_LANGUAGE))


def literals(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def looks_like_a_key(text: str) -> bool:
    subject, dot, rest = text.partition(".")
    if FILE_NAME.fullmatch(text):
        return False
    return (
        bool(dot)
        and subject in subjects()
        and re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", rest) is not None
    )


def is_known(key: str) -> bool:
    known = words(DEFAULT_LANGUAGE)
    return key in known or any(key + form in known for form in PLURAL_FORMS) or is_a_group(key)


def is_a_group(key: str) -> bool:
    return any(other.startswith(f"{key.removesuffix('.')}.") for other in words(DEFAULT_LANGUAGE))


def test_every_key_that_code_names_exists() -> None:
    unknown = {
        f"{name_of(path)}: {text}"
        for path in python_files("dashboard", "pages")
        for text in literals(path)
        if looks_like_a_key(text) and not is_known(text)
    }
    assert unknown == set()


def templates() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "dashboard" / "web" / "templates").rglob("*.*")))


def test_every_key_that_a_template_names_exists() -> None:
    unknown = {
        f"{name_of(path)}: {key}"
        for path in templates()
        for key in TEMPLATE_KEY.findall(path.read_text(encoding="utf-8"))
        if not is_known(key)
    }
    assert unknown == set()


@cache
def everything_named() -> tuple[frozenset[str], tuple[str, ...]]:
    """Keys named in full, and the beginnings of keys that are put together (`f"kind.{value}"`)."""
    named: set[str] = set()
    beginnings: set[str] = set()
    for path in python_files("dashboard", "pages"):
        named.update(literals(path))
        beginnings.update(text_of(node).partition("{")[0] for node in put_together(path))
        beginnings.update(vocabularies(path))
    for path in templates():
        quoted = re.findall(r"['\"]([a-z0-9_.]+)['\"]", path.read_text(encoding="utf-8"))
        named.update(quoted)
        beginnings.update(text for text in quoted if text.endswith("."))
    return frozenset(named), tuple(beginning for beginning in beginnings if "." in beginning)


def put_together(path: Path) -> Iterator[ast.expr]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr) and node.values:
            yield node.values[0]


def vocabularies(path: Path) -> Iterator[str]:
    for call in calls(path):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "term" and call.args:
            yield f"{text_of(call.args[0])}."


def test_no_key_is_forgotten() -> None:
    named, beginnings = everything_named()
    forgotten = {
        key
        for key in words(DEFAULT_LANGUAGE)
        if key not in named and key.rpartition(".")[0] not in named and not key.startswith(beginnings)
    }
    assert forgotten == set()
