"""What a phone sends, before anyone looks at the answers: form fields or JSON, whatever the bytes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import parse_qsl

MOST_FIELDS = 1_000
LONGEST_WORD = 100
KNOWN = frozenset({"id", "answers", "language", "consent", "token", "pin", "slip"})

Pairs = tuple[tuple[str, str], ...]


class UnreadableError(Exception):
    """The body is no form and no JSON object; `place` is the field it concerns, "" for all of it."""

    def __init__(self, key: str, place: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.place = place


@dataclass(frozen=True, slots=True)
class SentForm:
    """The fields of a form: the envelope's own, and all pairs as they came."""

    id: str
    language: str
    consent: str
    shown: frozenset[str] | None  # questions that were on the page; None when it does not say
    pairs: Pairs
    token: str = ""  # of whoever was let in with the link's PIN
    pin: str = ""
    slip: str = ""

    @property
    def has_consent(self) -> bool:
        return self.consent == "yes"

    @property
    def asks_for_the_form(self) -> bool:
        """A PIN, or its token, and no answers: somebody wants to be let in."""
        names = {name for name, _ in self.pairs}
        return "id" not in names and not names.isdisjoint({"pin", "token"})


@dataclass(frozen=True, slots=True)
class SentJson:
    id: str
    language: str
    has_consent: bool
    answers: Mapping[str, object]
    token: str = ""
    pin: str = ""
    slip: str = ""


def read_form(body: bytes) -> SentForm:
    """Bad UTF-8 becomes replacement characters; UnreadableError for more fields than any survey has."""
    try:
        fields = parse_qsl(
            body.decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise UnreadableError("web.problem.fields") from error
    last = dict(fields)
    return SentForm(
        id=last.get("id", "")[:LONGEST_WORD],
        language=last.get("language", "")[:LONGEST_WORD],
        consent=last.get("consent", ""),
        shown=frozenset(last["step"].split(",")) if "step" in last else None,
        pairs=tuple(fields),
        token=last.get("token", "")[:LONGEST_WORD],
        pin=last.get("pin", "")[:LONGEST_WORD],
        slip=last.get("slip", "")[:LONGEST_WORD],
    )


def read_json(body: bytes) -> SentJson:
    """Raises UnreadableError with the field that is wrong."""
    sent = _json_object(body)
    answers = sent.get("answers")
    if not isinstance(answers, Mapping):
        raise UnreadableError("web.problem.answers", "answers")
    if unknown := set(sent) - KNOWN:
        raise UnreadableError("web.problem.envelope", min(unknown)[:LONGEST_WORD])
    return SentJson(
        id=_word(sent, "id"),
        language=_word(sent, "language"),
        has_consent=sent.get("consent") is True,
        answers=answers,
        token=_word(sent, "token"),
        pin=_word(sent, "pin"),
        slip=_word(sent, "slip"),
    )


def _word(sent: Mapping[str, object], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST_WORD:
        raise UnreadableError("web.problem.word", name)
    return value


def _json_object(body: bytes) -> Mapping[str, object]:
    try:
        sent = json.loads(body.decode("utf-8"), object_pairs_hook=_once_each, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("web.problem.json") from error
    if not isinstance(sent, Mapping):
        raise UnreadableError("web.problem.json")
    return sent


def _once_each(members: Sequence[tuple[str, object]]) -> dict[str, object]:
    """A name given twice has no one meaning."""
    named = dict(members)
    if len(named) != len(members):
        raise ValueError
    return named


def _refuse(_constant: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ValueError
