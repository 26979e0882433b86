"""Headings as people and tools spell them, and the one word we know each column by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.survey.xlsform.dialect import is_own
from dashboard.survey.xlsform.languages import UNMARKED, language_code
from dashboard.survey.xlsform.sheets import Sheet

_SURVEY: Mapping[str, str] = MappingProxyType(
    {
        "type": "type",
        "command": "type",
        "name": "name",
        "tag": "name",
        "value": "name",
        "label": "label",
        "caption": "label",
        "hint": "hint",
        "guidance_hint": "guidance",
        "required": "required",
        "bind::required": "required",
        "required_message": "required_message",
        "requiredmsg": "required_message",
        "jr:requiredmsg": "required_message",
        "bind::jr:requiredmsg": "required_message",
        "relevant": "relevant",
        "relevance": "relevant",
        "bind::relevant": "relevant",
        "constraint": "constraint",
        "bind::constraint": "constraint",
        "constraint_message": "constraint_message",
        "constraining_message": "constraint_message",
        "jr:constraintmsg": "constraint_message",
        "bind::jr:constraintmsg": "constraint_message",
        "calculation": "calculation",
        "calculate": "calculation",
        "bind::calculate": "calculation",
        "bind::calculation": "calculation",
        "choice_filter": "choice_filter",
        "default": "default",
        "appearance": "appearance",
        "control::appearance": "appearance",
        "body::appearance": "appearance",
        "parameters": "parameters",
        "repeat_count": "repeat_count",
        "count": "repeat_count",
        "jr:count": "repeat_count",
        "control::jr:count": "repeat_count",
        "body::jr:count": "repeat_count",
        "readonly": "readonly",
        "read_only": "readonly",
        "bind::readonly": "readonly",
        "disabled": "disabled",
        "kobo--matrix_list": "matrix_list",
        "kobo--score-choices": "score_choices",
        "kobo--rank-items": "rank_items",
        "kobo--rank-constraint-message": "constraint_message",
    }
)
_CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "list_name": "list",
        "name": "name",
        "value": "name",
        "label": "label",
        "caption": "label",
    }
)
_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "form_title": "title",
        "set_form_title": "title",
        "title": "title",
        "label": "title",
        "form_id": "id",
        "set_form_id": "id",
        "id_string": "id",
        "default_language": "default_language",
        "allow_choice_duplicates": "allow_duplicates",
    }
)
_FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"survey": _SURVEY, "choices": _CHOICES, "settings": _SETTINGS}
)
TRANSLATED = frozenset({"label", "hint", "guidance", "required_message", "constraint_message", "title"})
MEDIA = frozenset({"media", "image", "audio", "video", "big-image", "autoplay"})


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading stands for: a field of ours ("" = none, kept as it is) and the language it is in."""

    field: str
    language: str = UNMARKED
    is_media: bool = False


def columns_of(sheet: Sheet) -> dict[str, Column]:
    """Heading -> column. Two colons before the language, or one where the sheet has no two: the old way."""
    is_double = any("::" in heading for heading in sheet.headings if not is_own(heading))
    fields = _FIELDS.get(sheet.name, {})
    return {heading: _column(heading, is_double, fields) for heading in sheet.headings}


def _column(heading: str, is_double: bool, fields: Mapping[str, str]) -> Column:
    if is_own(heading):
        return Column("")
    tokens = _tokens(heading, is_double)
    for length in (2, 1):
        field = fields.get("::".join(tokens[:length]))
        rest = tokens[length:]
        if field and len(rest) <= (field in TRANSLATED) and len(tokens) >= length:
            return Column(field, language_code(heading_end(heading)) if rest else UNMARKED)
    return Column("", is_media=tokens[0] in MEDIA)


def _tokens(heading: str, is_double: bool) -> list[str]:
    """The parts of a heading, in lower case with underscores; `jr:count` stays whole."""
    parts = heading.split("::") if is_double else heading.replace("jr:", "jr\0").split(":")
    return ["_".join(part.replace("\0", ":").split()).lower() for part in parts]


def heading_end(heading: str) -> str:
    """The language of a heading as it was written."""
    return heading.rpartition(":")[2].strip()


def languages_of(columns: Iterable[Column]) -> tuple[str, ...]:
    """The languages that the headings name, in order."""
    named = (column.language for column in columns if column.field in TRANSLATED)
    return tuple(dict.fromkeys(language for language in named if language != UNMARKED))
