"""Who may speak what. The packages' contracts are in pyproject.toml; here is what import names cannot say."""

import ast
from pathlib import Path

from tests.architecture.sources import calls, dotted, imported_modules, name_of, pages, python_files, tree

# Only here may raw answers be touched: to store them, to turn them into tallies, to make up the demo's.
MAY_READ_RESPONSES = {
    "db/models/__init__.py",
    "db/models/survey.py",
    "db/queries/breakdowns.py",  # counts published answers by who gave them, for the breakdown rule
    "db/queries/comment_review.py",  # shows a reviewer one open text at a time
    "db/queries/invariants.py",  # the doctor counts broken promises, shows no answer
    "db/queries/publication.py",
    "db/queries/responses.py",
    "db/queries/steps.py",  # marks what was published
    "db/seed/synthetic_feedback.py",
}
RAW = {"Response", "Answer"}
RAW_TABLES = {"response", "answer"}
WRITTEN_SQL = {"text", "table", "exec_driver_sql", "read_sql"}
RECKONING = {"groupby", "merge", "pivot_table", "read_sql", "agg"}
CACHES = {"cache_data", "cache_resource"}
CACHES_HOME = "dashboard/ui/resources.py"
PURE = ("charts", "cube", "exports", "i18n", "indicators", "maps", "privacy", "survey")
CLOCKS = {"datetime.now", "dt.datetime.now", "datetime.today", "date.today", "dt.date.today", "time.time"}
BEYOND_PAGES = ("sqlalchemy", "starlette", "db.models", "db.queries", "db.engine", "db.migrate", "db.seed")


def models_named(path: Path) -> set[str]:
    return {name.rpartition(".")[2] for name in imported_modules(path) if name.startswith("db.models")}


def attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}


def without(allowed: set[str], *folders: str) -> list[Path]:
    return [path for path in python_files(*folders) if name_of(path) not in allowed]


def test_only_the_form_and_the_publication_touch_raw_answers() -> None:
    others = without(MAY_READ_RESPONSES, "db", "dashboard", "pages")
    assert [name_of(path) for path in others if models_named(path) & RAW] == []


def test_no_written_sql_goes_around_the_models_to_raw_answers() -> None:
    around = [
        f"{name_of(path)}:{call.lineno}"
        for path in without(MAY_READ_RESPONSES, "db/queries", "dashboard")
        for call in calls(path)
        if dotted(call.func).rpartition(".")[2] in WRITTEN_SQL
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and RAW_TABLES & set(str(node.value).lower().split())
    ]
    assert around == []


def test_caches_live_in_one_place() -> None:
    elsewhere = without({CACHES_HOME}, "dashboard", "pages")
    assert [name_of(path) for path in elsewhere if CACHES & attributes(path)] == []


def test_session_keys_are_spelled_in_one_place() -> None:
    elsewhere = without({"dashboard/ui/session.py"}, "dashboard", "pages")
    assert [name_of(path) for path in elsewhere if "session_state" in attributes(path)] == []


def test_errors_are_caught_by_their_own_name() -> None:
    """The plain routes alone may answer for whatever went wrong: their caller is owed an answer."""
    broad = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files("dashboard", "db", "pages")
        if not name_of(path).startswith("dashboard/web/")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or dotted(node.type) in {"Exception", "BaseException"})
    ]
    assert broad == []


def is_within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def test_pages_speak_no_sql() -> None:
    reaching = {
        f"{name_of(page)}: {module}"
        for page in pages()
        for module in imported_modules(page)
        if is_within(module, BEYOND_PAGES)
    }
    assert reaching == set()


def test_pages_do_not_reckon() -> None:
    assert [name_of(page) for page in pages() if attributes(page) & RECKONING] == []


def test_the_clock_is_an_argument() -> None:
    asking = {
        f"{name_of(path)}:{call.lineno}"
        for path in python_files("db", *(f"dashboard/{package}" for package in PURE))
        for call in calls(path)
        if dotted(call.func) in CLOCKS
    }
    assert asking == set()
