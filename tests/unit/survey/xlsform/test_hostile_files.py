"""A malicious file is refused with a reason: it reads no path, fills no memory, and holds nobody up."""

import sys
from pathlib import Path

import pytest

from dashboard.i18n import translator
from dashboard.survey.xlsform import reading as parent
from dashboard.survey.xlsform.assembling import read_here
from dashboard.survey.xlsform.limits import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from dashboard.survey.xlsform.problems import Reading
from dashboard.survey.xlsform.reading import as_json, read_xlsform
from tests.unit.survey.xlsform import hostile_files as hostile
from tests.unit.survey.xlsform.reading_files import codes, survey_of

HEAD = hostile.row(1, "type", "name", "label::es")
SECRET = "a line that stands in no survey"
MANY_CELLS = hostile.row(1, *["x"] * (MOST_COLUMNS + 1))


def refusal(content: bytes, name: str = "file.xlsx") -> str:
    """The one code with which a file is refused."""
    reading = read_here(content, name)
    assert reading.definition is None
    assert not reading.is_accepted
    (code,) = codes(reading)
    assert reading.problems[0].message(translator("es"))
    return code


def test_the_honest_file_is_accepted() -> None:
    assert read_here(hostile.honest(), "file.xlsx").is_accepted


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xff\xfe\x00", "unknown_format"),
        (b"%PDF-1.7 \x00\x01", "unknown_format"),
        (b"PK\x03\x04 nothing more", "not_an_archive"),
        (hostile.honest()[:2000], "not_an_archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "broken"),
        (b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (hostile.laughing(), "entities"),
        (hostile.strings('<!DOCTYPE sst>'.encode("utf-16"), b"x"), "entities"),
        (hostile.with_parts({"../../evil.txt": b"x"}), "unsafe_path"),
        (hostile.with_parts({"/etc/evil": b"x"}), "unsafe_path"),
        (hostile.archive(**{"..\\..\\survey__csv": b"type,name"}), "unsafe_path"),
        (hostile.with_parts({"xl/media/big.bin": bytes(30_000_000)}), "unpacks_too_large"),
        (hostile.with_parts({f"xl/{n}.xml": b"" for n in range(2001)}), "unpacks_too_large"),
        (hostile.with_parts({"[Content_Types].xml": b"<Types/>"}), "broken"),
        (hostile.with_parts({hostile.SHEET: b"<worksheet>"}), "broken"),
        (hostile.archive(readme__txt=b"no survey"), "no_survey_sheet"),
        (hostile.sheet(MANY_CELLS), "too_many_columns"),
        (hostile.sheet(HEAD + hostile.row(2, "text", "a", "x" * 32_768)), "cell_too_long"),
    ],
)  # fmt: skip
def test_each_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_an_entity_that_is_a_file_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    for path in (str(secret), "/etc/passwd"):
        reading = read_here(hostile.outside(path), "file.xlsx")
        assert codes(reading) == ["entities"]
        said = str(as_json(reading))
        assert SECRET not in said
        assert "root:" not in said


def test_a_sheet_that_says_it_has_a_million_rows_has_those_it_has() -> None:
    content = hostile.sheet(HEAD + hostile.row(2, "text", "a", "Hola"), b"A1:XFD1048576")
    assert read_here(content, "file.xlsx").is_accepted
    far = hostile.sheet(HEAD + hostile.row(2, "text", "a", "Hola") + hostile.row(10**9, "text", "b", "Lejos"))
    assert read_here(far, "file.xlsx").counts.read == 2


def test_too_many_rows_are_refused() -> None:
    rows = "".join(f"text,q{number},x\n" for number in range(MOST_ROWS + 1))
    assert refusal(hostile.archive(survey__csv=f"type,name,label::es\n{rows}".encode())) == "too_many_rows"


def test_too_many_sheets_are_refused() -> None:
    content = hostile.archive(**{f"s{number}__csv": b"a,b" for number in range(MOST_SHEETS + 1)})
    assert refusal(content) == "too_many_sheets"


def test_formulas_are_text_and_links_are_not_followed() -> None:
    content = hostile.sheet(
        HEAD
        + hostile.row(2, "text", "a", "=1+1")
        + b'<row r="3"><c t="inlineStr"><is><t>text</t></is></c><c t="inlineStr"><is><t>b</t></is></c>'
        + b'<c t="str"><f>WEBSERVICE("http://nowhere.example/")</f><v>kept value</v></c></row>'
    )
    reading = read_here(content, "file.xlsx")
    assert reading.definition is not None
    assert [question.label.text("es") for question in reading.definition.questions] == ["=1+1", "kept value"]


def test_a_file_too_large_is_not_even_looked_at() -> None:
    assert codes(read_xlsform(bytes(LARGEST_FILE + 1), "file.xlsx")) == ["too_large"]


def in_a_child_that(does: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Reading:
    """What comes of a child that misbehaves after it has limited itself."""
    program = tmp_path / "child.py"
    program.write_text(
        f"from dashboard.survey.xlsform.child import limit\nlimit()\n{does}\n", encoding="utf-8"
    )
    starter = tmp_path / "python"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{program}"\n', encoding="utf-8")
    starter.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(starter))
    return read_xlsform(b"| survey |", "file.md")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Python")
@pytest.mark.parametrize(
    "does",
    [
        "bytearray(4_000_000_000)",
        "__import__('pathlib').Path(__file__).with_name('written.txt').write_text('x')",
        "raise SystemExit(3)",
        "print('[1, 2]')",
        "print('{}')",
    ],
)
def test_a_child_that_fails_or_lies_is_a_refusal(
    does: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert codes(in_a_child_that(does, monkeypatch, tmp_path)) == ["too_heavy"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Python")
def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parent, "SECONDS", 1)
    does = "import time\ntime.sleep(60)"
    assert codes(in_a_child_that(does, monkeypatch, tmp_path)) == ["too_slow"]


def test_the_child_answers_what_this_process_would() -> None:
    content = survey_of(
        "text | a | A", "select_one yn | b | B", "geopoint | c | C", "select_one gone | d | D"
    ).encode()
    assert read_xlsform(content, "trial.md") == read_here(content, "trial.md")


def test_the_child_knows_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUELLA_SECRET", SECRET)
    seen = tmp_path / "seen"
    starter = tmp_path / "python"
    starter.write_text(f'#!/bin/sh\nenv > "{seen}"\n', encoding="utf-8")
    starter.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(starter))
    read_xlsform(b"| survey |", "--help")
    assert SECRET not in seen.read_text(encoding="utf-8")
