"""Posters on the command line: written where they can be, refused with a reason and a remedy elsewhere."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from dashboard import cli
from dashboard.services.store import open_database
from dashboard.settings import settings
from tests.factories import make_link, make_training

BASE = "https://huella.example.cl"
CODE = "K7M2PQ9X"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'cli.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("HUELLA_DEMO", "1")
    monkeypatch.setenv("HUELLA_PUBLIC_URL", f"{BASE}/")
    monkeypatch.setenv("LANG", "es_CL.UTF-8")
    settings.cache_clear()
    cli.main(["migrate"])
    with open_database(url).write() as session:
        make_link(session, make_training(session, title="Charla de prueba"), code=CODE, language="en")
    capsys.readouterr()


def text_of(file: Path) -> str:
    (page,) = PdfReader(BytesIO(file.read_bytes())).pages
    return " ".join(page.extract_text().split())


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_a_poster_is_written_in_the_links_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "afiche.pdf"
    assert cli.main(["poster", "k7m2-pq9x", str(file)]) == 0
    assert capsys.readouterr().out.strip() == f"Afiche de K7M2 PQ9X guardado en {file}."
    text = text_of(file)
    assert "Charla de prueba" in text
    assert "huella.example.cl/f/K7M2PQ9X" in text
    assert "It takes under four minutes." in text


def test_shape_language_and_address_can_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lamina.pdf"
    asked = ["--slide", "--language", "es", "--address", "https://otra.example.cl", "--json"]
    assert cli.main(["poster", CODE, str(file), *asked]) == 0
    assert told(capsys) == {
        "told": f"Afiche de K7M2 PQ9X guardado en {file}.",
        "code": CODE,
        "address": f"https://otra.example.cl/f/{CODE}",
        "shape": "slide",
        "language": "es",
        "bytes": file.stat().st_size,
    }
    assert "otra.example.cl/f/K7M2PQ9X" in text_of(file)
    assert "Es anónima y voluntaria." in text_of(file)


def test_without_a_public_address_it_refuses_and_says_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HUELLA_PUBLIC_URL")
    settings.cache_clear()
    file = tmp_path / "afiche.pdf"
    assert cli.main(["poster", CODE, str(file)]) == 1
    said = capsys.readouterr().err
    assert "HUELLA_PUBLIC_URL" in said
    assert "--address" in said
    assert not file.exists()


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        ("K7M2PQ9Y", [], "No encontramos ese código"),
        ("'; drop", [], "No encontramos ese código"),
        (CODE, ["--address", "huella.example.cl"], "«huella.example.cl» no sirve como dirección pública"),
        (CODE, ["--address", "javascript:alert(1)"], "no sirve como dirección pública"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    code: str, arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "afiche.pdf"
    assert cli.main(["poster", code, str(file), *arguments]) == 1
    assert said in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize("name", ["no/afiche.pdf", ".", "a\0.pdf"])
def test_where_nothing_can_be_written_it_says_so(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["poster", CODE, f"{tmp_path}/{name}"]) == 1
    assert "No se pudo escribir" in capsys.readouterr().err
