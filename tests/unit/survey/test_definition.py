"""Definitions as values, as JSON, and what is checked before one is published."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.i18n import translator
from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.labels import options, part_labels, tally_label
from dashboard.survey.problems import SurveyError
from dashboard.survey.words import Words
from tests.unit.survey.factories import choices, question, survey, words

ONE = question("role", "select_one", choices=choices("a", "b"))
PAIR = question("gain", "retrospective_pair")
ES, EN = translator("es"), translator("en")


def test_missing_language_falls_back_to_the_first() -> None:
    assert Words.of(es="Edad", en=" ").text("en") == "Edad"
    assert Words.of(es="Edad", en="Age").text("arn") == "Edad"


def test_words_are_never_blank() -> None:
    with pytest.raises(ValueError, match="not blank"):
        Words.of(es=" ", en="")


def test_question_is_found_by_name() -> None:
    assert survey(ONE, PAIR).question("gain") is PAIR


def test_unknown_question_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        survey(ONE).question("x")


def test_definition_survives_json_exactly() -> None:
    definition = survey(ONE, PAIR, question("why", max_length=5, hint=words(), required=True))
    assert Definition.from_json(json.loads(json.dumps(definition.to_json()))) == definition


def test_order_of_languages_survives_a_database_that_reorders_keys() -> None:
    definition = survey(ONE)
    stored = json.loads(json.dumps(definition.to_json(), sort_keys=True))
    assert Definition.from_json(stored) == definition


def test_absent_optional_fields_take_their_defaults() -> None:
    stored: Any = survey(Question("why", "note", words())).to_json()
    for field in ("hint", "choices", "relevant", "required", "max_length", "sensitive", "level"):
        del stored["sections"][0]["items"][0][field]
    assert Definition.from_json(stored) == survey(Question("why", "note", words()))


def _question(stored: Any) -> Any:
    return stored["sections"][0]["items"][0]


@pytest.mark.parametrize(
    ("spoil", "code", "place"),
    [
        (lambda s: s.pop("title"), "missing_field", "survey"),
        (lambda s: s.update(extra=1), "unknown_field", "survey"),
        (lambda s: s.update(format=99), "unknown_format", "survey.format"),
        (lambda s: s.update(sections="x"), "not_a_list", "survey.sections"),
        (lambda s: s.update(consent=None), "not_an_object", "survey.consent"),
        (lambda s: s.update(title=[["es", " "]]), "not_words", "survey.title"),
        (lambda s: s.update(title=[["es"]]), "not_words", "survey.title"),
        (lambda s: s.update(languages=[5]), "not_text", "survey.languages[0]"),
        (lambda s: _question(s).update(type="magic"), "unknown_type", "survey.sections[0].items[0].type"),
        (lambda s: _question(s).update(required=1), "not_a_flag", "survey.sections[0].items[0].required"),
        (
            lambda s: _question(s).update(max_length=True),
            "not_a_number",
            "survey.sections[0].items[0].max_length",
        ),
        (
            lambda s: _question(s).update(published="all"),
            "unknown_published",
            "survey.sections[0].items[0].published",
        ),
    ],
)
def test_malformed_definition_is_refused_with_its_place(
    spoil: Callable[[Any], object], code: str, place: str
) -> None:
    stored = survey(ONE).to_json()
    spoil(stored)
    with pytest.raises(SurveyError) as refused:
        Definition.from_json(stored)
    assert (refused.value.problem.code, refused.value.problem.question) == (code, place)
    assert str(refused.value).startswith(place)


def _codes(definition: Definition) -> list[str]:
    return [problem.code for problem in check_definition(definition)]


def test_sound_definition_has_no_problems() -> None:
    assert _codes(survey(ONE, PAIR, question("why", relevant="${role} = 'a' and ${gain.now} > 2"))) == []


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ([ONE, ONE], "duplicate_name"),
        ([question("Two words")], "invalid_name"),
        ([question("consent")], "reserved_name"),
        ([question("x", "magic", published="never")], "unknown_type"),
        ([question("x", "select_one")], "no_choices"),
        ([question("x", "select_one", choices=choices("a", "a"))], "duplicate_choice"),
        ([question("x", "select_one", choices=choices("a b"))], "invalid_choice"),
        ([question("x", max_length=0)], "max_length"),
        ([question("x", published="training")], "not_countable"),
        ([question("x", "nps", published="all")], "unknown_published"),
        ([question("x", "nps", sensitive=True)], "sensitive_per_training"),
        ([question("x", relevant="${ghost} = 1")], "unknown_name"),
        ([PAIR, question("x", relevant="${gain} = 1")], "unknown_name"),
        ([question("x", relevant="${y} = 1"), question("y")], "later_name"),
        ([question("x", relevant="${x} = 1")], "cycle"),
        ([question("x", required_when="${x} = 1")], "later_name"),
        ([question("x", relevant="(1")], "ends_early"),
        ([question("x", "note")], "no_questions"),
    ],
)
def test_unsound_definition_is_reported(questions: list[Question], code: str) -> None:
    (problem,) = check_definition(survey(*questions))
    assert problem.code == code
    assert problem.message(ES) != problem.message(EN)


def test_section_conditions_are_checked_too() -> None:
    assert _codes(survey(ONE, relevant="${ghost} = 1")) == ["unknown_name"]


def test_sections_need_names_of_their_own() -> None:
    definition = survey(ONE)
    twice = replace(definition, sections=(*definition.sections, Section("first", words())))
    assert _codes(twice) == ["duplicate_name"]


def test_default_language_is_one_of_the_languages() -> None:
    assert _codes(replace(survey(ONE), default_language="arn")) == ["default_language"]


def test_options_are_the_choices_in_the_readers_language() -> None:
    assert [(option.value, option.label) for option in options(ONE, EN)] == [("a", "a (en)"), ("b", "b (en)")]


def test_scale_is_labelled_at_both_ends() -> None:
    scale = question(kind="likert", low=words("poco"), high=words("mucho"))
    assert [o.label for o in options(scale, ES)] == ["1 · poco", "2", "3", "4", "5 · mucho", "No aplica"]


def test_pair_offers_one_scale_for_each_part() -> None:
    assert [option.value for option in options(PAIR, ES)] == ["1", "2", "3", "4", "5"]
    assert [option.value for option in part_labels(ES)] == ["before", "now"]


def test_counted_choices_have_words() -> None:
    assert tally_label(PAIR, "2>4", ES) == "2 → 4"
    assert tally_label(question(kind="likert"), "5", EN) == "Strongly agree"
    assert tally_label(ONE, "a", ES) == "a"
