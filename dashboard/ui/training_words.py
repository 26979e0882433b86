"""How a training's dates, attendance and places read: no more exact than the source, never 0 for unknown."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.i18n import Translator

Row = Mapping[Any, Any]  # Any: what pandas makes of a row


def date_words(starts: date | None, ends: date | None, precision: str, t: Translator) -> str:
    """ "12 de mayo de 2025", "julio de 2023", "entre julio y noviembre de 2023" or "fecha no informada"."""
    if precision == "unknown" or is_missing(starts) or starts is None:
        return t("trainings.dates.unknown")
    last = starts if is_missing(ends) or ends is None else ends
    if precision == "day":
        if last == starts:
            return t.date(starts, "medium")
        return t("trainings.dates.days", since=t.date(starts, "medium"), until=t.date(last, "medium"))
    same_month = (starts.year, starts.month) == (last.year, last.month)
    if same_month:
        return t.month(starts)
    return t("trainings.dates.window", since=t.month(starts), until=t.month(last))


def attendance_words(total: float | None, qualifier: str, t: Translator) -> str:
    """ "48", "más de 620" or "no informada"."""
    if total is None or is_missing(total):
        return t("trainings.attendance.not_reported")
    return people_words(int(total), qualifier, t)


def people_words(people: int, qualifier: str, t: Translator) -> str:
    """A reported number with its qualifier: "más de 620"."""
    return t(f"trainings.attendance.{qualifier}", people=t.number(people))


def place_words(row: Row) -> str:
    """The comuna, or else the region: what the source names."""
    return str(row.get("comuna") or row.get("region") or "")


def training_line(row: Row, t: Translator) -> str:
    """Kind, date and host of one training, as the lists beside the map show it."""
    words = (
        t.term("vocabulary.kind", str(row["kind"])),
        date_words(_day(row["starts_on"]), _day(row["ends_on"]), str(row["date_precision"]), t),
        str(row["host"] or ""),
    )
    return " · ".join(word for word in words if word)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not is_missing(value) else None


def is_missing(value: object) -> bool:
    """Whether a cell of a table holds nothing."""
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]  # dates, numbers, NaT


def training_table(found: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The list of trainings in words, one column per heading."""
    rows = found.to_dict("records")
    columns = {
        "title": [row["title"] for row in rows],
        "kind": [t.term("vocabulary.kind", row["kind"]) for row in rows],
        "date": [date_words(_day(r["starts_on"]), _day(r["ends_on"]), r["date_precision"], t) for r in rows],
        "place": [place_words(row) for row in rows],
        "host": [row["host"] or "" for row in rows],
        "attendance": [attendance_words(r["attendance"], r["attendance_qualifier"], t) for r in rows],
        "received": [t.number(row["received"]) for row in rows],
        "state": [_state_words(row, t) for row in rows],
    }
    return pd.DataFrame({t(f"trainings.columns.{name}"): values for name, values in columns.items()})


def _state_words(row: Row, t: Translator) -> str:
    status = t.term("vocabulary.status", str(row["status"]))
    return t("trainings.with_open_link") if row["links_open"] else status
