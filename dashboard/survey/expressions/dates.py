"""Dates, date-times and times as text (ISO 8601) and as days since 1970, read and written as a browser does.

Every moment is wall-clock time: an offset such as "Z" or "-04:00" is left out, never converted.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor, isfinite, nan

_MOMENT = re.compile(
    r"(?:([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?:$|[T ](?=[0-9])))?"
    r"(?:([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]{1,9})?))?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.ASCII,
)
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = -354285.0, 376199.0  # the days of the years 1000 to 2999
_PIECE = re.compile("%(.?)", re.DOTALL)
_DAY = 86400


@dataclass(frozen=True, slots=True)
class Moment:
    """A day (None in a time of day) and the seconds since its midnight."""

    day: date | None
    seconds: float = 0.0

    @property
    def days(self) -> float:
        """Days since 1970, with the time of day as a fraction."""
        whole = (self.day - _EPOCH).days if self.day else 0
        return whole + self.seconds / _DAY


def moment_of(text: str) -> Moment | None:
    """What the text says, or None when it is no date, date-time or time."""
    found = _MOMENT.fullmatch(text) if len(text) <= 40 and text else None
    if not found:
        return None
    year, month, day, hour, minute, second = found.groups()
    seconds = int(hour or 0) * 3600 + int(minute or 0) * 60 + float(second or 0)
    if int(hour or 0) > 23 or int(minute or 0) > 59 or float(second or 0) >= 60:
        return None
    try:
        return Moment(date(int(year), int(month), int(day)) if year else None, seconds)
    except ValueError:  # 31 February
        return None


def moment_at(days: float) -> Moment | None:
    """The moment so many days after 1970, to the second; None outside the years 1000 to 2999."""
    if not isfinite(days) or not _FIRST <= days < _LAST:
        return None
    whole, seconds = divmod(floor(days * _DAY + 0.5), _DAY)
    return Moment(_EPOCH + timedelta(days=whole), float(seconds))


def days_of(text: str) -> float:
    """Days since 1970, or NaN."""
    moment = moment_of(text)
    return moment.days if moment else nan


def written(moment: Moment | None, pattern: str) -> str:
    """The moment in a pattern of `format-date`; "" for None. A piece that is unknown stays as it is."""
    if moment is None:
        return ""
    day, seconds = moment.day or _EPOCH, floor(moment.seconds)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    pieces = {
        "Y": f"{day.year}",
        "y": f"{day.year % 100:02}",
        "m": f"{day.month:02}",
        "n": f"{day.month}",
        "d": f"{day.day:02}",
        "e": f"{day.day}",
        "H": f"{hour:02}",
        "h": f"{hour}",
        "M": f"{minute:02}",
        "S": f"{second:02}",
        "3": f"{floor((moment.seconds - seconds) * 1000):03}",
        "%": "%",
    }
    return _PIECE.sub(lambda found: pieces.get(found[1], found[0]), pattern)


DATE, DATE_TIME = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"


def unknown_piece(pattern: str) -> str | None:
    """The first piece of a `format-date` pattern that we cannot write, such as "%b"."""
    return next((found[0] for found in _PIECE.finditer(pattern) if found[1] not in set("YymndeHhMS3%")), None)
