"""Answers inside later words."""

import pytest

from dashboard.survey.labels import answer_label, labels_in
from dashboard.survey.piping import names_in, piped, piped_words
from dashboard.survey.question_types import Answer
from dashboard.survey.words import Words
from tests.unit.survey.factories import choices, question, survey

ASKED = (
    question("name"),
    question("role", "select_one", choices=choices("a", "b")),
    question("several", "select_multiple", choices=choices("a", "b")),
    question("gain", "retrospective_pair"),
    question("day", "date"),
    question("age", "integer"),
    question("scale", "likert"),
)
LABELS = labels_in(survey(*ASKED))


def _piped(text: str, **answers: Answer) -> str:
    return piped(text, answers, LABELS("en"))


@pytest.mark.parametrize(
    ("text", "answers", "shown"),
    [
        ("How old is ${name}?", {"name": "Ana"}, "How old is Ana?"),
        ("${ name }!", {"name": "Ana"}, "Ana!"),
        ("As ${role}", {"role": "a"}, "As a (en)"),
        ("${several}", {"several": ["a", "b"]}, "a (en), b (en)"),
        ("${gain.now} of 5", {"gain": {"before": "1", "now": "4"}}, "4 of 5"),
        ("since ${day}", {"day": "2026-03-01"}, "since 01-03-2026"),
        ("${age} years", {"age": 0}, "0 years"),
        ("${scale}", {"scale": "5"}, "Strongly agree"),
        ("How old is ${name}?", {}, "How old is …?"),
        ("${gain}", {"gain": {"before": "1", "now": "4"}}, "…"),
        ("${ghost}", {"ghost": "x"}, "…"),
        ("${name}", {"name": "${role}"}, "${role}"),
        ("$5 {name}", {"name": "Ana"}, "$5 {name}"),
    ],
)
def test_answer_stands_in_the_text(text: str, answers: dict[str, Answer], shown: str) -> None:
    assert _piped(text, **answers) == shown


def test_names_are_those_a_text_refers_to_once_each() -> None:
    assert names_in("${b} ${a} ${b} ${gain.now} $c {d}") == ("b", "a", "gain.now")


def test_words_are_piped_in_each_language() -> None:
    both = piped_words(Words.of(es="Como ${role}", en="As ${role}"), {"role": "a"}, LABELS)
    assert both == Words.of(es="Como a", en="As a (en)")


def test_words_without_answers_stay_as_they_are() -> None:
    plain = Words.of(es="Edad")
    assert piped_words(plain, {}, LABELS) is plain


@pytest.mark.parametrize("answer", [None, True, {"before": "1"}, object()])
def test_what_is_no_answer_has_no_label(answer: object) -> None:
    assert answer_label(ASKED[0], answer, "es") == ""
