"""Days and times of day, stored in ISO 8601 without a zone: what the person's own clock and calendar said."""

import re
from collections.abc import Callable
from datetime import date, time

from dashboard.survey.cleaning import echo, single
from dashboard.survey.definition import Question
from dashboard.survey.problems import AnswerError
from dashboard.survey.question_types.base import Answer, Uncounted

FIRST_YEAR = 1900
LAST_YEAR = 2100
_ISO_DAY = r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
_LOCAL_DAY = r"(?P<d2>[0-9]{1,2})[-/.](?P<m2>[0-9]{1,2})[-/.](?P<y2>[0-9]{4})"
_DAY = f"(?:{_ISO_DAY}|{_LOCAL_DAY})"
_SECONDS = r"(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"  # as Kobo writes them; left out
_CLOCK = rf"(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}}){_SECONDS}"
_DATE = re.compile(_DAY, re.ASCII)
_TIME = re.compile(_CLOCK, re.ASCII)
_DATETIME = re.compile(f"{_DAY}[T ]{_CLOCK}", re.ASCII)


class Date(Uncounted):
    """A day from 1900 to 2100: "2026-03-01"; 1-3-2026 and 1/3/2026 are read as people write them in Chile."""

    name = "date"

    def parse(self, question: Question, raw: object) -> Answer:
        return _read(raw, _DATE, "not_a_date", _day)


class Time(Uncounted):
    """A time of day to the minute: "14:05"."""

    name = "time"

    def parse(self, question: Question, raw: object) -> Answer:
        return _read(raw, _TIME, "not_a_time", _clock)


class Datetime(Uncounted):
    """A day and a time of day: "2026-03-01T14:05"; a zone is left out, for the person's own clock counts."""

    name = "datetime"

    def parse(self, question: Question, raw: object) -> Answer:
        return _read(raw, _DATETIME, "not_a_datetime", lambda found: f"{_day(found)}T{_clock(found)}")


def _read(raw: object, pattern: re.Pattern[str], code: str, write: Callable[[re.Match[str]], str]) -> str:
    given = single(raw)
    found = pattern.fullmatch(given.strip()) if isinstance(given, str) else None
    try:
        if found:
            return write(found)
    except ValueError:  # 30 February, 25:00
        found = None
    raise AnswerError(code, given=echo(given))


def _day(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year, month, day = (int(parts[part] or parts[f"{part}2"]) for part in ("y", "m", "d"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return date(year, month, day).isoformat()


def _clock(found: re.Match[str]) -> str:
    return time(int(found["hour"]), int(found["minute"])).isoformat("minutes")
