"""The command line as scripts use it: exit codes, JSON, and a reason for each refusal."""

import json
import socket
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.settings import settings


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.sqlite'}")
    monkeypatch.setenv("HUELLA_DEMO", "1")
    monkeypatch.setenv("LANG", "es_CL.UTF-8")
    settings.cache_clear()
    return tmp_path


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_facts_are_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["migrate"]) == 0
    capsys.readouterr()
    assert cli.main(["demo", "--facts-only", "--json"]) == 0
    assert told(capsys)["is_new"] is True
    assert cli.main(["demo", "--if-empty", "--json"]) == 0
    assert told(capsys)["is_new"] is False


def test_publishing_nothing_is_done_too(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["migrate"])
    capsys.readouterr()
    assert cli.main(["publish", "--json"]) == 0
    assert told(capsys)["steps"] == 0
    assert cli.main(["publish", "--rebuild", "--json"]) == 0
    assert told(capsys)["steps"] == 0


def test_an_account_takes_its_password_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(cli.PASSWORD_VARIABLE, "una frase larga y propia")
    cli.main(["migrate"])
    capsys.readouterr()
    add = ["user", "add", "ana@huella.example", "--name", "Ana", "--role", "manager", "--region", "02"]
    assert cli.main([*add, "--json"]) == 0
    assert told(capsys)["id"]
    assert cli.main([*add, "--json"]) == 1
    assert told(capsys)["error"] == "invalid_input"


def test_a_refusal_says_why(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUELLA_K", "4")
    settings.cache_clear()
    assert cli.main(["publish"]) == 1
    assert "HUELLA_K" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["user", "add"], ["publish", "--fast"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    "command", [["migrate"], ["demo"], ["map"], ["publish"], ["doctor"], ["serve"], ["user", "add"]]
)
def test_every_command_explains_itself(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command, "--help"])
    assert stopped.value.code == 0
    assert "--json" in capsys.readouterr().out


def test_the_doctor_refuses_a_database_that_is_not_migrated(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--json"]) == 1
    assert told(capsys)["findings"] == [{"rule": "migrations", "count": 1}]
    cli.main(["migrate"])
    capsys.readouterr()
    assert cli.main(["doctor", "--json"]) == 0
    assert told(capsys)["findings"] == []


def test_a_taken_port_is_named_with_a_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        monkeypatch.setenv("PORT", port)
        settings.cache_clear()
        assert cli.main(["serve"]) == 1
    assert port in capsys.readouterr().err
