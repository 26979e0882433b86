"""The same questionnaire in every format gives the same survey; what is none gives an answer too."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dashboard.survey.definition_json import as_json
from dashboard.survey.xlsform.assembling import read_here
from dashboard.survey.xlsform.kinds import kind_of
from tests.unit.survey.xlsform.hostile_files import archive
from tests.unit.survey.xlsform.reading_files import codes, read

SURVEY = [["type", "name", "label::es"], ["select_one yn", "a", "¿Sí o no?"], ["integer", "b", "Edad"]]
CHOICES = [["list_name", "name", "label::es"], ["yn", "1", "Sí"], ["yn", "0", "No"]]
SETTINGS = [["form_title", "form_id"], ["Prueba", "prueba"]]
SHEETS = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS}


def as_csv(rows: list[list[str]], before: str = "", comma: str = ",") -> str:
    return "".join(before + comma.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def as_markdown() -> bytes:
    lines = []
    for name, rows in SHEETS.items():
        lines += [f"| {name} |", *(f"|  | {' | '.join(row)} |" for row in rows)]
    return "\n".join(["# a comment", *lines]).encode()


def as_xlsx() -> bytes:
    book = Workbook(write_only=True)
    for name, rows in SHEETS.items():
        page = book.create_sheet(name.upper())
        for row in rows:
            page.append([int(cell) if cell.isdigit() else cell for cell in row])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def as_zip() -> bytes:
    members = {f"{name}__csv": as_csv(rows).encode("utf-8-sig") for name, rows in SHEETS.items()}
    return archive(**members)


def as_one_csv() -> bytes:
    parts = [f'"{name}"\r\n{as_csv(rows, before=",")}' for name, rows in SHEETS.items()]
    return "".join(parts).encode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_xlsx(), "a.xlsx"),
        (as_xlsx(), "named wrongly.xls"),
        (as_markdown(), "a.md"),
        (as_zip(), "a.zip"),
        (as_one_csv(), "a.csv"),
    ],
    ids=["xlsx", "wrong name", "markdown", "zip", "csv"],
)
def test_every_format_gives_the_same_survey(content: bytes, name: str) -> None:
    reading = read_here(content, name)
    assert reading.is_accepted
    assert reading.definition is not None
    expected = read_here(as_xlsx(), "a.xlsx").definition
    assert reading.definition == expected
    assert [choice.value for choice in reading.definition.question("a").choices] == ["1", "0"]
    assert reading.definition.title.text("es") == "Prueba"


def test_a_lone_csv_is_the_survey_sheet_and_may_use_semicolons() -> None:
    reading = read_here(as_csv(SURVEY[:1] + SURVEY[2:], comma=";").encode(), "survey.csv")
    assert reading.is_accepted
    assert reading.counts.read == 1


def test_without_a_sheet_of_that_name_the_only_sheet_is_the_survey() -> None:
    reading = read("| Hoja 1 |\n| | type | name | label |\n| | text | a | Hola |")
    assert reading.is_accepted


def test_with_two_other_sheets_the_survey_is_missed_and_they_are_named() -> None:
    reading = read("| uno |\n| | type |\n| | text |\n| dos |\n| | name |\n| | x |")
    assert codes(reading) == ["no_survey_sheet"]
    assert dict(reading.problems[0].values)["found"] == "uno, dos"


def test_headings_that_are_missing_are_told() -> None:
    reading = read("| survey |\n| | label |\n| | Hola |")
    assert {problem.column for problem in reading.of("error")} >= {"type", "name"}


def test_a_pipe_in_a_cell_of_markdown_is_escaped() -> None:
    reading = read("| survey |\n| | type | name | label |\n| | text | a | uno \\| dos |")
    assert reading.definition is not None
    assert reading.definition.questions[0].label.text("es") == "uno | dos"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.xlsx", "a.xls", "a.md", "a.csv", ""]))
def test_any_bytes_get_an_answer(content: bytes, name: str) -> None:
    for start in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"| survey |\n| | type | name |\n| | ",
    ):
        reading = read_here(start + content, name)
        assert reading.is_accepted == (reading.definition is not None and not reading.of("error"))


CELL_TEXTS = """
text integer note calculate select_one\tl select_multiple\tl\tor_other rank\tl range begin\tgroup end\tgroup
begin\trepeat end\trepeat begin_kobomatrix end_kobomatrix begin_score score__row end_score begin_rank
rank__level end_rank yes ${a} ${a}\t=\t'x' a b l start geopoint start=0\tend=1 retrospective_pair ${ not( .
"""
HEADING_TEXTS = """
type name label label::es label::English\t(en) relevant required constraint calculation default parameters
repeat_count choice_filter appearance list_name hint huella::type huella::published huella::least
huella::foreign::type kobo--matrix_list kobo--score-choices kobo--rank-items read_only media::image x:y
"""


def words_in(text: str) -> st.SearchStrategy[str]:
    """One of the words; a tab in a word stands for a space."""
    return st.sampled_from(text.replace("\n", " ").split(" ")).map(lambda word: word.replace("\t", " "))


CELLS = st.one_of(st.text(max_size=12), words_in(CELL_TEXTS))
HEADINGS = words_in(HEADING_TEXTS)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Sheets with any headings and any cells: often nonsense, sometimes nearly a questionnaire."""
    lines = []
    for name in draw(st.lists(st.sampled_from(["survey", "choices", "settings", "huella"]), min_size=1)):
        width = draw(st.integers(1, 6))
        rows = [draw(st.lists(HEADINGS, min_size=width, max_size=width))]
        rows += draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8))
        lines += [f"| {name} |", *("| | " + " | ".join(row) + " |" for row in rows)]
    return "\n".join(lines)


@settings(max_examples=100, deadline=None)
@given(tables())
def test_any_table_gets_an_answer_that_can_be_stored(table: str) -> None:
    reading = read(table)
    assert reading.is_accepted == (reading.definition is not None and not reading.of("error"))
    assert reading.counts.imported <= reading.counts.supported <= reading.counts.read
    if reading.definition is not None:
        stored = as_json(reading.definition)
        assert type(reading.definition).from_json(stored) == reading.definition


@given(st.text(max_size=60))
def test_any_type_is_something(written: str) -> None:
    assert kind_of(written).name
