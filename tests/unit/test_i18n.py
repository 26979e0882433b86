"""Words exist in both languages; numbers, dates and plurals follow the reader's locale."""

import datetime as dt
from string import Formatter

import pytest

from dashboard.i18n import LANGUAGES, translator
from dashboard.i18n.translator import DEFAULT_LANGUAGE, MissingKeyError, words

ES, EN = translator("es"), translator("en")
FIXED_SPACE = "\u00a0"
TRANSLATIONS = [language for language in LANGUAGES if language != DEFAULT_LANGUAGE]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name and name.isidentifier()}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_languages_hold_the_same_keys(language: str) -> None:
    assert sorted(words(language)) == sorted(words(DEFAULT_LANGUAGE))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_languages_hold_the_same_placeholders(language: str) -> None:
    translated, original = words(language), words(DEFAULT_LANGUAGE)
    differing = {
        key
        for key in original.keys() & translated.keys()
        if placeholders(original[key]) != placeholders(translated[key])
    }
    assert differing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_left_to_do(language: str) -> None:
    unfinished = {key for key, text in words(language).items() if not text.strip() or "TODO" in text}
    assert unfinished == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_come_in_pairs(language: str) -> None:
    keys = words(language)
    alone = {key for key in keys if key.endswith(".one") and key.removesuffix(".one") + ".other" not in keys}
    assert alone == set()


@pytest.mark.parametrize(
    ("value", "digits", "spanish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (1234.0, 1, "1.234", "1,234"),
        (0.25, 2, "0,25", "0.25"),
        (0, 0, "0", "0"),
        (-3.5, 1, "-3,5", "-3.5"),
        (-0.3, 0, "0", "0"),
        (-0.0, 0, "0", "0"),
    ],
)
def test_numbers(value: float, digits: int, spanish: str, english: str) -> None:
    assert ES.number(value, digits) == spanish
    assert EN.number(value, digits) == english


def test_percent_keeps_number_and_sign_on_one_line_in_spanish() -> None:
    assert ES.percent(0.62) == f"62{FIXED_SPACE}%"
    assert ES.percent(0.625, 1) == f"62,5{FIXED_SPACE}%"


def test_percent_in_english_has_no_space() -> None:
    assert EN.percent(0.62) == "62%"


@pytest.mark.parametrize(
    ("count", "spanish", "english"),
    [
        (0, "0 actividades", "0 trainings"),
        (1, "1 actividad", "1 training"),
        (2, "2 actividades", "2 trainings"),
        (1500, "1.500 actividades", "1,500 trainings"),
    ],
)
def test_plural(count: int, spanish: str, english: str) -> None:
    assert ES.plural("maps.training_count", count) == spanish
    assert EN.plural("maps.training_count", count) == english


def test_dates() -> None:
    day = dt.date(2023, 7, 4)
    assert ES.date(day) == "4 de julio de 2023"
    assert EN.date(day) == "4 July 2023"
    assert ES.month(day) == "julio de 2023"
    assert EN.month(day) == "July 2023"


def test_time_is_told_in_the_zone_of_the_value() -> None:
    santiago = dt.timezone(dt.timedelta(hours=-3))
    assert ES.time(dt.datetime(2026, 11, 22, 14, 5, tzinfo=santiago)) == "14:05"


def test_an_unknown_language_gives_spanish() -> None:
    assert translator("xx").language == "es"
    assert translator("").language == "es"


def test_an_unknown_key_is_our_mistake_and_raises() -> None:
    with pytest.raises(MissingKeyError, match=r"no\.such\.key"):
        ES("no.such.key")


def test_a_term_that_people_added_is_its_own_label() -> None:
    assert ES.term("kind", "círculo de palabra") == "círculo de palabra"


def test_gaps_are_filled() -> None:
    assert "07-08-2026" in ES("errors.link_not_yet_open", date="07-08-2026")
