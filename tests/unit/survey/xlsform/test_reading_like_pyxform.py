"""What pyxform takes we take, and what it refuses for a mistake in the form we refuse too."""

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from tests.unit.survey.xlsform.reading_files import CHOICES, codes, read, survey_of

COLUMNS = "type | name | label | relevant"

TAKEN = {
    "plain": survey_of("text | a | A |", columns=COLUMNS),
    "capitals, points and hyphens": survey_of(
        "text | Q1.A-b | A |", "text | _c | C | ${Q1.A-b} != ''", columns=COLUMNS
    ),
    "one name in two groups": survey_of(
        "begin group | g | G |", "text | a | A |", "end group | | |",
        "begin group | h | H |", "text | a | A |", "end group | | |",
        columns=COLUMNS,
    ),
    "a reference to what comes later": survey_of(
        "text | a | A | ${b} = '1'", "text | b | B |", columns=COLUMNS
    ),
    "a reference to metadata": survey_of(
        "start | began | |", "text | a | A | ${began} != ''", columns=COLUMNS
    ),
    "a reference to a repeat": survey_of(
        "begin repeat | r | R |", "text | a | A |", "end repeat | | |",
        "text | b | B | count(${r}) > 1 and indexed-repeat(${a}, ${r}, 1) = 'x'",
        columns=COLUMNS,
    ),
    "or other": survey_of("select_one yn or_other | a | A |", columns=COLUMNS),
    "table list": survey_of(
        "begin group | g | G | table-list", "select_one yn | a | A |", "end group | | |",
        columns="type | name | label | appearance",
    ),
    "media and columns of one's own": survey_of(
        "text | a | A | a.png | mine", columns="type | name | label | image | my_column"
    ),
    "old types": survey_of(
        "string | a | A |", "add date prompt | b | B |", "select all that apply from yn | c | C |",
        "q geopoint | d | D |", columns=COLUMNS,
    ),
    "read only": survey_of("text | a | A | yes", "text | b | B |", columns="type | name | label | read_only"),
    "metadata": survey_of(
        "deviceid | d | |", "audit | audit | |", "username | u | |", "today | t | |", "text | a | A |",
        columns=COLUMNS,
    ),
    "values with accents": survey_of(
        "select_one l | a | A |", "text | b | B | ${a} = 'sí'", columns=COLUMNS,
        choices="| choices |\n| | list_name | name | label |\n| | l | sí | Sí |\n| | l | no sé | No sé |",
    ),
    "required by a condition": survey_of(
        "text | a | A |", "text | b | B | ${a} = 'x'", columns="type | name | label | required"
    ),
}  # fmt: skip

REFUSED = {
    "no survey": "| choices |\n| | list_name | name |\n| | l | a |\n| settings |\n| | form_id |\n| | x |",
    "no type column": "| survey |\n| | name | label |\n| | a | A |",
    "no name": survey_of("text | | A |", columns=COLUMNS),
    "the same name twice": survey_of("text | a | A |", "text | a | B |", columns=COLUMNS),
    "an unknown name": survey_of("text | a | A | ${nowhere} = '1'", columns=COLUMNS),
    "an unknown name in a label": survey_of("text | a | Hello ${nowhere} |", columns=COLUMNS),
    "a list that is not there": survey_of("select_one gone | a | A |", columns=COLUMNS),
    "a group without end": survey_of("begin group | g | G |", "text | a | A |", columns=COLUMNS),
    "an end without beginning": survey_of("text | a | A |", "end group | | |", columns=COLUMNS),
    "a repeat that ends as a group": survey_of(
        "begin repeat | g | G |", "text | a | A |", "end group | | |", columns=COLUMNS
    ),
    "a range without steps": survey_of(
        "range | a | A | start=1 end=5 step=0", columns="type | name | label | parameters"
    ),
    "a choice twice": survey_of(
        "select_one yn | a | A |", columns=COLUMNS, choices=f"{CHOICES}| | yn | no | No | No |\n"
    ),
    "a calculation without one": survey_of("calculate | a | |", "text | b | B |", columns=COLUMNS),
}  # fmt: skip


def pyxform_takes(table: str) -> bool:
    try:
        convert(table.encode(), file_type=".md")
    except PyXFormError:
        return False
    return True


@pytest.mark.parametrize("name", TAKEN)
def test_what_pyxform_takes_we_take(name: str) -> None:
    assert pyxform_takes(TAKEN[name])
    reading = read(TAKEN[name])
    assert reading.is_accepted, codes(reading)
    assert reading.counts.imported == reading.counts.supported


@pytest.mark.parametrize("name", REFUSED)
def test_what_pyxform_refuses_we_refuse(name: str) -> None:
    assert not pyxform_takes(REFUSED[name])
    assert not read(REFUSED[name]).is_accepted
