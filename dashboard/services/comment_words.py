"""What a reviewer may leave of a text and call its themes: masked once more, tidy, and not too much."""

from collections.abc import Sequence

from dashboard.errors import FieldProblem, InvalidInputError
from dashboard.i18n import translator
from dashboard.privacy.masking import CERTAIN, KINDS, masked

LONGEST_TEXT = 2000
MOST_TAGS = 5
LONGEST_TAG = 40


def marks(language: str) -> dict[str, str]:
    """What stands in the place of what was masked, in the language of the text."""
    t = translator(language)
    return {kind: t(f"comments.mask.{kind}") for kind in KINDS}


def tidy_text(text: str, language: str) -> str:
    found = masked(text, marks(language), CERTAIN)
    if not any(letter.isalnum() for letter in found):
        raise InvalidInputError([FieldProblem("text", "comments.blank")], "comments.blank")
    if len(found) > LONGEST_TEXT:
        values = (("most", str(LONGEST_TEXT)),)
        raise InvalidInputError(
            [FieldProblem("text", "errors.too_long", values)], "errors.too_long", most=LONGEST_TEXT
        )
    return found


def tidy_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """In lower case, each once, without what a text could not hold either."""
    tidy = (" ".join(masked(tag, marks("es"), CERTAIN).split()).lower() for tag in tags)
    found = tuple(dict.fromkeys(tag for tag in tidy if tag))
    if len(found) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in found):
        values = (("most", str(MOST_TAGS)),)
        raise InvalidInputError([FieldProblem("tags", "errors.tags", values)], "errors.tags", most=MOST_TAGS)
    return found
