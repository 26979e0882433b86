"""Small modules, short functions, thin guarded pages, names that shadow nothing."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.sources import (
    PACKAGES,
    ROOT,
    dotted,
    functions,
    line_count,
    name_of,
    pages,
    python_files,
    tree,
)

PAGE_LINES = 80
MODULE_LINES = 300
FUNCTION_LINES = 40
OUR_TOP_LEVEL = {"dashboard", "db", "pages", "tests", "streamlit_app"}
# What anybody may open: the question form, what the numbers mean, the front door and its figures.
OPEN = "open_to_everyone"
# Reads nothing and shows nothing: it only takes away what stands on a shared screen.
READS_NOTHING = {"_leave_in_time"}
GUARDS = {"require", "require_member", OPEN}
PUBLIC_PAGES = {"feedback.py", "home.py", "methods.py"}


def test_a_module_fits_in_the_head() -> None:
    lengths = {name_of(path): line_count(path) for path in python_files(*PACKAGES)}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_a_function_fits_on_the_screen() -> None:
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in python_files(*PACKAGES)
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_a_module_says_what_it_is_for() -> None:
    modules = [path for path in python_files("dashboard", "db", "pages") if path.name != "__init__.py"]
    assert [name_of(path) for path in modules if not ast.get_docstring(tree(path))] == []


def test_a_part_that_redraws_itself_asks_again_who_reads() -> None:
    """It runs without its page, also after somebody has signed out or may see less."""
    unguarded = []
    for path in python_files("dashboard", "pages"):
        named = {function.name: function for function in functions(path)}
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        parts = {dotted(call.args[0]) for call in calls if dotted(call.func) == "st.fragment" and call.args}
        parts |= {
            name
            for name, function in named.items()
            for mark in function.decorator_list
            if dotted(mark.func if isinstance(mark, ast.Call) else mark) == "st.fragment"
        }
        for part in sorted(parts - READS_NOTHING):
            called = {dotted(node.func) for node in ast.walk(named[part]) if isinstance(node, ast.Call)}
            kinds = {dotted(one.annotation) for one in named[part].args.args if one.annotation is not None}
            if not called & GUARDS or kinds & {"Scope", "Member"}:
                unguarded.append(f"{name_of(path)} {part}")
    assert unguarded == []


def test_a_page_is_a_table_of_contents() -> None:
    assert {name_of(page): line_count(page) for page in pages() if line_count(page) > PAGE_LINES} == {}


def test_no_class_is_defined_in_a_page() -> None:
    """It would be a new class at each rerun."""
    assert [
        name_of(page) for page in pages() if any(isinstance(n, ast.ClassDef) for n in ast.walk(tree(page)))
    ] == []


def guard_of(statement: ast.stmt) -> str:
    """The guard that a statement calls before anything else: `require(…)`, or `stage(require(…))`."""
    value = getattr(statement, "value", None)
    while isinstance(value, ast.Call):
        name = dotted(value.func).rpartition(".")[2]
        if name in GUARDS or not value.args:
            return name
        value = value.args[0]
    return ""


def first_statement(page: Path) -> ast.stmt:
    quiet = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    body = [statement for statement in tree(page).body if not isinstance(statement, quiet)]
    return body[1] if ast.get_docstring(tree(page)) else body[0]


def test_a_page_guards_itself_before_anything_else() -> None:
    guards = {name_of(page): guard_of(first_statement(page)) for page in pages()}
    assert guards
    assert {page: guard for page, guard in guards.items() if guard not in GUARDS} == {}


def test_only_these_pages_are_open_to_everyone() -> None:
    opened = {page.name for page in pages() if guard_of(first_statement(page)) == OPEN}
    assert opened == PUBLIC_PAGES


def test_no_module_in_dashboard_shadows_another_package() -> None:
    """Streamlit puts the folder of its script first on the import path."""
    taken = set(sys.stdlib_module_names) | set(packages_distributions()) - OUR_TOP_LEVEL
    ours = {path.stem for path in (ROOT / "dashboard").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert ours & taken == set()
