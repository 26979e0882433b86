"""A survey goes out as an XLSForm that other tools take, and comes back as the same survey."""

import re
import warnings
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import Phase, given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from dashboard.survey.definition import Choice, Definition, Question, Section, Words
from dashboard.survey.library import LIBRARY
from dashboard.survey.problems import SurveyError
from dashboard.survey.xlsform.assembling import read_here
from dashboard.survey.xlsform.reading import read_xlsform
from dashboard.survey.xlsform.writing import to_xlsform
from tests.definitions import definitions
from tests.unit.survey.xlsform.drafts import drafts

UNSHRUNK = (Phase.generate,)
"""Every try writes and reads a workbook: shrinking would take longer than reading the first find."""

EVERY_LIBRARY_SURVEY = pytest.mark.parametrize("name", sorted(LIBRARY))


def _converted(definition: Definition) -> str:
    """What pyxform makes of the file: the XML that phones run. It raises where it would refuse the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(convert(to_xlsform(definition), file_type=".xlsx", validate=False).xform)


def _read(definition: Definition) -> Definition | None:
    return read_here(to_xlsform(definition), "survey.xlsx").definition


def _with(*questions: Question) -> Definition:
    return replace(LIBRARY["short"](), sections=(Section("", items=questions),))


def _text(label: str, name: str = "q", **fields: str) -> Question:
    words = Words((("es", label), ("en", label)))
    return replace(Question(name, "text", words, published="never"), **fields)  # type: ignore[arg-type]


@settings(max_examples=12, deadline=None, phases=UNSHRUNK)
@given(definitions())
def test_every_sound_survey_comes_back_equal(definition: Definition) -> None:
    assert _read(definition) == definition


@settings(max_examples=12, deadline=None, phases=UNSHRUNK)
@given(definitions())
def test_pyxform_takes_every_sound_survey_with_all_its_questions(definition: Definition) -> None:
    bound = set(re.findall(r"<([A-Za-z_][\w.-]*)", _converted(definition)))
    pairs = {question.name for question in definition.questions if question.type == "retrospective_pair"}
    asked = {question.name for question in definition.questions} - pairs
    assert bound >= asked | {f"{name}.{part}" for name in pairs for part in ("before", "now")}


@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
@given(drafts())
def test_pyxform_takes_even_a_survey_full_of_mistakes(draft: Definition) -> None:
    assert "<h:html" in _converted(draft)


@EVERY_LIBRARY_SURVEY
def test_a_library_survey_comes_back_equal_and_accepted_without_a_remark(name: str) -> None:
    definition = LIBRARY[name]()
    reading = read_xlsform(to_xlsform(definition), "survey.xlsx")
    assert (reading.definition, reading.problems, reading.is_accepted) == (definition, (), True)


@EVERY_LIBRARY_SURVEY
def test_pyxform_finds_the_words_of_a_library_survey(name: str) -> None:
    definition = LIBRARY[name]()
    xform = _converted(definition)
    assert f"<h:title>{definition.title.text('es')}</h:title>" in xform
    assert 'lang="Español (es)" default="true()"' in xform
    assert all(question.name in xform for question in definition.questions)


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x","y")', "=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "=", "TRUE", "1.0", "2026-01-01"],
)
def test_no_cell_is_a_formula_or_a_number(text: str) -> None:
    survey = _with(
        _text(text, default=text), replace(_text("Elige", "r"), type="select_one", choices=_two(text))
    )
    book = load_workbook(BytesIO(to_xlsform(survey)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert text in {cell.value for cell in cells}
    assert _read(survey) == survey


def _two(label: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, Words((("es", label), ("en", label)))) for value in ("a", "b"))


@pytest.mark.parametrize(
    "text",
    [
        "Primera línea\nsegunda\n\ncuarta",
        "Dice «así» y “asá” y 'eso' y \"esto\"",
        "😀 👩🏽‍🏫 sí",
        "مرحبا כן ¿no?",
        "a, b; c\td",
        "<b>&amp;</b> ]]>",
        "_x000D_ \\d ${",
        "Ñuble \\ ${nadie} y ${",
    ],
)
def test_words_survive(text: str) -> None:
    survey = _with(_text(text, guidance=Words.of(es=text)))  # type: ignore[arg-type]
    assert _read(survey) == survey
    assert "<h:html" in _converted(survey)


def test_a_pair_is_two_questions_in_a_group_elsewhere_and_its_parts_can_be_referred_to() -> None:
    pair = Question("p", "retrospective_pair", Words.of(es="Sé", en="I know"), required=True)
    after = _text("¿Por qué?", "why", relevant="${p.now} > ${p.before}")
    survey = _with(pair, after)
    assert 'relevant=" /data/p/p.now  &gt;  /data/p/p.before "' in _converted(survey)
    assert _read(survey) == survey


def test_a_section_called_like_a_question_gives_way() -> None:
    about = Section("age", Words.of(es="Edad", en="Age"), items=(_text("¿Cuántos años tienes?", "age"),))
    survey = replace(_with(_text("Otra", relevant="${age} = '7'")), sections=(about,))
    assert _read(survey) == survey
    again = replace(survey, sections=(about, Section("", items=(_text("Otra", relevant="${age} = '7'"),))))
    assert "/data/age_2/age" in _converted(again)
    assert _read(again) == again


def test_what_was_not_understood_goes_out_as_it_came() -> None:
    foreign = (("media::image::Español (es)", "mapa.png"), ("type", "geopoint"))
    place = Question("place", "unsupported", Words.of(es="¿Dónde?"), published="never", foreign=foreign)
    strange = replace(place, name="strange", foreign=(("type", "text audit"),))
    survey = _with(place, strange, _text("Después"))
    assert "geopoint" in _converted(survey)
    assert _read(survey) == survey


def test_the_same_survey_gives_the_same_bytes() -> None:
    assert to_xlsform(LIBRARY["short"]()) == to_xlsform(LIBRARY["short"]())


def test_control_characters_are_left_out() -> None:
    sheet = ZipFile(BytesIO(to_xlsform(_with(_text("a\x00b\x0bc\ud800d"))))).read("xl/worksheets/sheet1.xml")
    assert b">abcd<" in sheet


def test_a_text_longer_than_a_cell_is_refused_with_its_beginning() -> None:
    with pytest.raises(SurveyError, match="Había una vez") as caught:
        to_xlsform(_with(_text("Había una vez " + "x" * 32_767)))
    assert "32" in str(caught.value)


def test_foreign_columns_that_mean_something_here_are_kept_apart() -> None:
    survey = _with(_text("Uno", foreign=(("save_to", "nombre"), ("trigger", "${gone}"))))  # type: ignore[arg-type]
    assert _read(survey) == survey
    assert "entities" not in _converted(survey)
