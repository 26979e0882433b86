"""What changed between two versions is told once, with what it means for comparing answers."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.i18n import LANGUAGES, translator
from dashboard.survey.definition import Choice, Definition, Repeat, Section
from dashboard.survey.differences import Difference, differences, remains_comparable
from dashboard.survey.words import Words
from tests.unit.survey.factories import choices, question, survey, words

MOOD = question("mood", "select_one", choices=choices("good", "bad"))
WHY = question("why")
SAFE = question("safe", "likert")
OLD = survey(MOOD, WHY, SAFE)


def told(newer: Definition, older: Definition = OLD) -> list[tuple[str, str, str]]:
    return [(each.kind, each.place, each.severity) for each in differences(older, newer)]


def with_mood(**changes: Any) -> Definition:
    return survey(replace(MOOD, **changes), WHY, SAFE)


def test_nothing_changed() -> None:
    assert told(OLD) == []


@pytest.mark.parametrize(
    ("changes", "kind", "severity"),
    [
        ({"type": "select_multiple"}, "type", "not_comparable"),
        ({"choices": choices("good", "bad", "so_so")}, "choice_added", "not_comparable"),
        ({"choices": choices("good")}, "choice_removed", "not_comparable"),
        ({"choices": (Choice("good", words("x")), *choices("bad"))}, "choice_reworded", "not_comparable"),
        ({"choices": (Choice("good", Words.of(es="Good.")), *choices("bad"))}, "choice_reworded", "wording"),
        ({"choices": choices("bad", "good")}, "choices_moved", "comparable"),
        ({"label": words("¿Cómo estás?")}, "wording", "wording"),
        ({"hint": words("ayuda")}, "help", "wording"),
        ({"required": True}, "logic", "comparable"),
        ({"relevant": "1 = 1"}, "logic", "comparable"),
        ({"constraint": ". != ''"}, "logic", "comparable"),
        ({"published": "never"}, "publication", "comparable"),
        ({"sensitive": True}, "publication", "comparable"),
        ({"appearance": "smileys"}, "appearance", "comparable"),
    ],
)
def test_each_change_of_a_question_is_told_once(changes: dict[str, Any], kind: str, severity: str) -> None:
    assert told(with_mood(**changes)) == [(kind, "mood", severity)]


def test_another_end_of_a_scale_is_another_scale() -> None:
    before = survey(replace(SAFE, low=words("Nada")))
    after = survey(replace(SAFE, low=words("Siempre")))
    assert ("scale", "safe", "not_comparable") in told(after, before)


def test_questions_come_and_go() -> None:
    assert told(survey(MOOD, WHY, SAFE, question("more"))) == [("added", "more", "comparable")]
    assert told(survey(MOOD, SAFE)) == [("removed", "why", "comparable")]


def test_only_what_left_the_common_order_has_moved() -> None:
    assert told(survey(SAFE, MOOD, WHY)) == [("moved", "safe", "comparable")]


def test_a_question_in_another_section_has_moved() -> None:
    first = OLD.sections[0]
    inner = Section("inner", None, None, (SAFE,))
    newer = replace(OLD, sections=(replace(first, items=(MOOD, WHY, inner)),))
    assert told(newer) == [("moved", "safe", "comparable")]


def test_a_question_that_took_another_name_begins_a_new_series() -> None:
    newer = survey(replace(MOOD, name="mood_2", choices=choices("good")), WHY, SAFE)
    assert told(newer) == [
        ("renewed", "mood_2", "not_comparable"),
        ("choice_removed", "mood_2", "not_comparable"),
    ]


def test_a_question_beside_its_namesake_is_an_addition() -> None:
    newer = survey(MOOD, replace(MOOD, name="mood_2"), WHY, SAFE)
    assert told(newer) == [("added", "mood_2", "comparable")]


def test_sections_and_the_survey_itself() -> None:
    first = OLD.sections[0]
    assert told(replace(OLD, title=words("otro"))) == [("survey_words", "trial", "wording")]
    assert told(replace(OLD, languages=("es",))) == [("languages", "trial", "comparable")]
    renamed = replace(OLD, sections=(replace(first, title=words("otro")),))
    assert told(renamed) == [("section_words", "first", "wording")]
    repeated = replace(OLD, sections=(replace(first, repeat=Repeat("", 3)),))
    assert told(repeated) == [("section_logic", "first", "comparable")]


def test_comparable_means_the_same_type_choices_and_scale() -> None:
    assert remains_comparable(MOOD, replace(MOOD, label=words("otra"), required=True))
    assert not remains_comparable(MOOD, replace(MOOD, choices=choices("good")))


KINDS = (
    "added", "removed", "renewed", "moved", "survey_words", "languages", "section_words", "section_logic",
    "type", "scale", "wording", "help", "logic", "publication", "appearance", "choice_added",
    "choice_removed", "choice_reworded", "choices_moved",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_difference_reads_as_a_sentence(kind: str, language: str) -> None:
    gaps = (("label", words()), ("choice", words()), ("before", "a"), ("after", "b"))
    sentence = Difference(kind, "mood", "comparable", gaps).message(translator(language))
    assert "{" not in sentence
    assert sentence.endswith((".", "palabra", "palabra (en)", "b"))
