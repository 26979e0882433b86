"""What stands in the `type` column, in every spelling that XLSForm has had, and what it is to us."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_SPELLINGS = {
    "text": "text, string, q string, add text prompt, multiline text, phone number, q text",
    "integer": "integer, int, q int, add integer prompt, percentage, number of days in last month,"
    " number of days in last six months, number of days in last year, q integer, number, numeric",
    "decimal": "decimal, q decimal, add decimal prompt, float",
    "range": "range, rating",
    "date": "date, q date, add date prompt",
    "time": "time, q time, add time prompt",
    "datetime": "datetime, date time, q date time, q datetime, add date time prompt, add datetime prompt",
    "note": "note, q note, add note prompt",
    "acknowledge": "acknowledge, q acknowledge, add acknowledge prompt, trigger",
    "calculate": "calculate, q calculate, add calculate prompt, calculate here, today, get today",
    "hidden": "hidden",
    "metadata": "start, end, start time, end time, get start time, get end time, deviceid, device id,"
    " get device id, imei, uri:deviceid, phonenumber, get phone number, uri:phonenumber, simserial, sim id,"
    " get sim id, uri:simserial, subscriberid, subscriber id, get subscriber id, uri:subscriberid, username,"
    " uri:username, email, uri:email, audit, background-audio, start-geopoint, background-geopoint, caseid,"
    " audio audit, text audit, speed violations audit",
}
"""Ours -> theirs, in lower case with spaces for underscores."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {spelling.strip(): kind for kind, spellings in _SPELLINGS.items() for spelling in spellings.split(",")}
)
IMPLIED_CONSTRAINT: Mapping[str, str] = MappingProxyType(
    {
        "percentage": "0 <= . and . <= 100",
        "number of days in last month": "0 <= . and . <= 31",
        "number of days in last six months": "0 <= . and . <= 183",
        "number of days in last year": "0 <= . and . <= 365",
        "phone number": "regex(., '^[0-9]*$')",
    }
)
IMPLIED_CALCULATION: Mapping[str, str] = MappingProxyType({"today": "today()", "get today": "today()"})
SENSORS = ("speed violations", "sensor ", "audio audit", "text audit", "background audio")
"""Beginnings of what watches the person who asks; the words after them are settings."""

_BEGIN = re.compile(
    r"begin (?P<what>group|lgroup|repeat|looped group|loop|kobomatrix|matrix|score|rank)( (over )?\S+)?"
)
_END = re.compile(r"end (?P<what>group|lgroup|repeat|looped group|loop|kobomatrix|matrix|score|rank)( \S+)?")
_SELECT = re.compile(
    r"(?P<command>select_one_from_file|select_multiple_from_file|select one from file"
    r"|select multiple from file"
    r"|select_one_external|select one external|add select one prompt using|add select multiple prompt using"
    r"|select all that apply from|select all that apply|select multiple from|select multiple using"
    r"|select one from|select one using|multiple choice from|multiple choice|multiple_choice|q select1"
    r"|q select|select1|select_one|select one|select_multiple|select multiple|select|rank)"
    r"\s+(?P<list>\S+)(\s+(?P<other>or specify other|or_other|or other))?",
    re.IGNORECASE,
)
_GROUPS = {"lgroup": "repeat", "looped group": "repeat", "matrix": "kobomatrix"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a row is. `name` is a type of ours, "metadata", "begin" or "end"; `what` is the kind of group."""

    name: str
    written: str
    list: str = ""
    has_other: bool = False
    what: str = ""

    @property
    def plain(self) -> str:
        """As it was written, in lower case with single spaces."""
        return _plain(self.written)


def kind_of(written: str) -> Kind:
    """What a type cell says; what nobody knows is "unsupported", never an error."""
    plain = _plain(written)
    for name, pattern in (("begin", _BEGIN), ("end", _END)):
        if found := pattern.fullmatch(plain):
            return Kind(name, written, what=_GROUPS.get(found["what"], found["what"]))
    if plain in {"score row", "rank level"}:
        return Kind("matrix row", written, what=plain)
    if plain in _KINDS or plain.startswith(SENSORS):
        return Kind(_KINDS.get(plain, "metadata"), written)
    if found := _SELECT.fullmatch(" ".join(written.split())):
        return _select(written, found)
    return Kind("unsupported", written)


def _plain(written: str) -> str:
    return " ".join(written.replace("_", " ").split()).lower()


def _select(written: str, found: re.Match[str]) -> Kind:
    command, choices = found["command"].lower(), found["list"]
    if "file" in command or "external" in command or "${" in choices:
        return Kind("unsupported", written)
    many = ("multiple", "all that apply", "q select")
    name = "rank" if command == "rank" else "select_one"
    if any(word in command for word in many) and command not in {"q select1"}:
        name = "select_multiple"
    return Kind(name, written, choices, bool(found["other"]))
