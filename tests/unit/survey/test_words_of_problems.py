"""Every message that the engine can give exists in every language, with the same gaps."""

import re
import string
from pathlib import Path

import pytest

from dashboard import survey
from dashboard.i18n import LANGUAGES
from dashboard.i18n.translator import words

SOURCES = sorted(Path(survey.__file__).parent.rglob("*.py"))
CODES = re.compile(
    r'(?:_problem\([^")]+|AnswerError\(|ExpressionError\(|refuse\(|return AnswerError\()"([a-z_]+)"'
)
KEYS = re.compile(r'"(survey\.[a-z_]+\.[a-z_]+)"')


def _gaps(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.mark.parametrize("key", [key for key in words("es") if key.startswith("survey.")])
def test_message_has_the_same_gaps_in_every_language(key: str) -> None:
    assert {frozenset(_gaps(words(language)[key])) for language in LANGUAGES} == {
        frozenset(_gaps(words("es")[key]))
    }


def test_every_code_has_a_message() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    last_parts = {key.rpartition(".")[2] for key in words("es") if key.startswith("survey.")}
    assert set(CODES.findall(source)) - last_parts == set()
    assert {key for key in KEYS.findall(source) if key not in words("es")} == set()
