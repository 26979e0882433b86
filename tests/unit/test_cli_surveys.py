"""Questionnaires on the command line: what is said of a file, and a survey on its way in and out."""

import json
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.settings import settings

GOOD = "| survey |\n| | type | name | label::es |\n| | text | a | Hola |\n"
BAD = "| survey |\n| | type | name | label::es | relevant |\n| | text | a | Hola | ${b} = '1' |\n"


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite'}")
    monkeypatch.setenv("HUELLA_DEMO", "1")
    monkeypatch.setenv("LANG", "es_CL.UTF-8")
    settings.cache_clear()


def file(folder: Path, text: str, name: str = "trial.md") -> str:
    written = folder / name
    written.write_text(text, encoding="utf-8")
    return str(written)


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return told


def test_a_good_file_is_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["survey", "check", file(tmp_path, GOOD)]) == 0
    assert capsys.readouterr().out.startswith("Aceptado")
    assert cli.main(["survey", "check", file(tmp_path, GOOD), "--json"]) == 0
    told = answer(capsys)
    assert told["is_accepted"] is True
    assert told["counts"] == {
        "read": 1, "supported": 1, "imported": 1, "unsupported": 0, "dropped": 0, "share": 1.0,
    }  # fmt: skip


def test_a_bad_one_is_refused_with_every_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["survey", "check", file(tmp_path, BAD)]) == 1
    said = capsys.readouterr().out
    assert "fila 2, columna relevant" in said
    assert "«b»" in said
    assert cli.main(["survey", "check", file(tmp_path, BAD), "--json"]) == 1
    told = answer(capsys)
    assert told["problems"] == [
        {
            "severity": "error",
            "sheet": "survey",
            "row": 2,
            "column": "relevant",
            "code": "xlsform.problem.unknown_name",
            "message": (
                "hoja survey, fila 2, columna relevant: se usa «b», que no es una pregunta del archivo. "
                "Corrige el nombre o agrega la pregunta."
            ),
        }
    ]


def test_checking_needs_no_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HUELLA_DEMO")
    monkeypatch.delenv("HUELLA_SECRET", raising=False)
    settings.cache_clear()
    assert cli.main(["survey", "check", file(tmp_path, GOOD)]) == 0
    assert capsys.readouterr().err == ""


def test_a_file_that_is_not_there_is_a_refusal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "nowhere.xlsx", tmp_path):
        assert cli.main(["survey", "check", str(path)]) == 1
        assert str(path) in capsys.readouterr().err


def test_a_survey_comes_in_and_goes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["migrate"])
    capsys.readouterr()
    source = file(tmp_path, GOOD)
    assert cli.main(["survey", "import", source, "--name", "mine", "--json"]) == 0
    assert answer(capsys)["name"] == "mine"
    written = tmp_path / "out.xlsx"
    assert cli.main(["survey", "export", "mine", str(written)]) == 0
    assert cli.main(["survey", "check", str(written), "--json"]) == 0
    assert written.read_bytes().startswith(b"PK")


def test_a_name_that_is_taken_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["migrate"])
    source = file(tmp_path, GOOD)
    assert cli.main(["survey", "import", source]) == 0
    capsys.readouterr()
    assert cli.main(["survey", "import", source]) == 1
    assert capsys.readouterr().err


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["migrate"])
    assert cli.main(["survey", "import", file(tmp_path, BAD), "--name", "bad"]) == 1
    assert cli.main(["survey", "export", "bad", str(tmp_path / "out.xlsx")]) == 1
    assert not (tmp_path / "out.xlsx").exists()


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["migrate"])
    capsys.readouterr()
    assert cli.main(["survey", "export", "post_training", str(tmp_path / "no" / "out.xlsx")]) == 1
    assert "out.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["check", "import", "export"])
def test_every_command_explains_itself(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["survey", action, "--help"])
    assert stopped.value.code == 0
    assert "--json" in capsys.readouterr().out
