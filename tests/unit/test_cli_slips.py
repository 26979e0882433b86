"""Slips on the command line: printed once, and refused with a reason before any is made."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from dashboard import cli
from dashboard.services.slips import slip_count
from dashboard.services.store import open_database
from dashboard.settings import settings
from tests.factories import make_link, make_training

CODE = "K7M2PQ9X"


@pytest.fixture(autouse=True)
def link_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> int:
    url = f"sqlite:///{tmp_path / 'cli.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("HUELLA_DEMO", "1")
    monkeypatch.setenv("HUELLA_PUBLIC_URL", "https://huella.example.cl/")
    monkeypatch.setenv("LANG", "es_CL.UTF-8")
    settings.cache_clear()
    cli.main(["migrate"])
    with open_database(url).write() as session:
        link = make_link(session, make_training(session, title="Charla de prueba"), code=CODE)
    capsys.readouterr()
    return link.id


def made(link_id: int) -> int:
    return slip_count(open_database(settings().database_url), link_id).made


def test_slips_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str], link_id: int) -> None:
    file = tmp_path / "papeletas.pdf"
    assert cli.main(["slips", "k7m2-pq9x", "12", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "told": f"12 papeletas de {CODE} guardadas en {file}. Desde ahora el enlace pide una por persona.",
        "code": CODE,
        "count": 12,
        "address": f"https://huella.example.cl/f/{CODE}",
        "language": "es",
        "bytes": file.stat().st_size,
    }
    assert made(link_id) == 12
    assert "Charla de prueba" in PdfReader(BytesIO(file.read_bytes())).pages[0].extract_text()


@pytest.mark.parametrize(
    ("code", "count", "more", "said"),
    [
        ("K7M2PQ9Y", "3", [], "No encontramos ese código"),
        (CODE, "0", [], "entre 1 y 500"),
        (CODE, "501", [], "entre 1 y 500"),
        (CODE, "3", ["--address", "ftp://x"], "no sirve como dirección pública"),
    ],
)
def test_what_cannot_be_is_refused(
    code: str, count: str, more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    link_id: int,
) -> None:  # fmt: skip
    file = tmp_path / "papeletas.pdf"
    assert cli.main(["slips", code, count, str(file), *more]) == 1
    assert said in capsys.readouterr().err
    assert not file.exists()
    assert made(link_id) == 0


@pytest.mark.parametrize("name", ["no/papeletas.pdf", ".", "a\0.pdf"])
def test_where_nothing_can_be_written_none_is_made(name: str, tmp_path: Path, link_id: int) -> None:
    assert cli.main(["slips", CODE, "3", f"{tmp_path}/{name}"]) == 1
    assert made(link_id) == 0


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path, link_id: int) -> None:
    file = tmp_path / "papeletas.pdf"
    file.write_text("before", encoding="utf-8")
    assert cli.main(["slips", CODE, "3", str(file)]) == 1
    assert file.read_text(encoding="utf-8") == "before"
    assert made(link_id) == 0


def test_without_a_public_address_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], link_id: int
) -> None:
    monkeypatch.delenv("HUELLA_PUBLIC_URL")
    settings.cache_clear()
    assert cli.main(["slips", CODE, "3", str(tmp_path / "x.pdf")]) == 1
    assert "HUELLA_PUBLIC_URL" in capsys.readouterr().err
    assert made(link_id) == 0
