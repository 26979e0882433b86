"""What is offered is documented, what is linked exists, and nothing tells where it was written."""

import re
from pathlib import Path

from dashboard.settings import TABLE
from tests.architecture.sources import ROOT, all_files, name_of

DEPLOY = ROOT / "docs" / "deploy.md"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)[^)]*\)")
# Put together, so that this very file does not hold what it looks for.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
)
LOCAL_PATH = re.compile(r"(?<![\w.>-])/(?:work|root|home|Users)/\w")
BINARY = {".png", ".jpg", ".ico", ".woff2", ".xlsx", ".gz"}


def markdown_files() -> list[Path]:
    return [path for path in all_files() if path.suffix == ".md"]


def text_files() -> list[Path]:
    return [path for path in all_files() if path.suffix not in BINARY]


def test_every_setting_is_documented() -> None:
    documented = DEPLOY.read_text(encoding="utf-8")
    assert [row.env for row in TABLE if f"`{row.env}`" not in documented] == []


def test_every_link_leads_somewhere() -> None:
    dead = {
        f"{name_of(page)}: {target}"
        for page in markdown_files()
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    }
    assert dead == set()


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    pages = [path.name for path in folder.glob("[0-9]*.md")]
    assert [name for name in pages if f"({name})" not in listed] == []


def test_no_file_tells_where_it_was_written() -> None:
    telling = {
        name_of(path)
        for path in text_files()
        if LOCAL_PATH.search(text := path.read_text(encoding="utf-8"))
        or any(host in text for host in REGISTRIES)
    }
    assert telling == set()


def test_requirements_name_exact_versions() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            wanted = line.partition("#")[0].strip()
            assert not wanted or wanted.startswith("-r ") or "==" in wanted
