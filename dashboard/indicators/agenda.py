"""How many trainings each month and each day had; what has no known month is counted apart."""

from datetime import date

import numpy as np
import pandas as pd

MONTH_COLUMNS = ("month", "trainings")
DAY_COLUMNS = ("day", "trainings")


def by_month(trainings: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Trainings that took place in each month (MONTH_COLUMNS, its first day), and how many have no month.

    Reads `starts_on`, `ends_on` and `date_precision`. One that lasted from May to June counts in both; one
    that happened some time between May and June counts in neither.
    """
    starts, ends = _bounds(trainings, "M")
    is_exact = (trainings["date_precision"] == "day").to_numpy() | (starts == ends)
    is_placed = is_exact & ~np.isnat(starts)
    months, counts = _spread(starts[is_placed], ends[is_placed])
    table = pd.DataFrame({"month": months.astype("datetime64[D]").astype(object), "trainings": counts})
    return table, int(np.count_nonzero(~is_placed))


def by_day(trainings: pd.DataFrame, month: date) -> pd.DataFrame:
    """Trainings on each day of a month that had any (DAY_COLUMNS); only those whose day is known."""
    starts, ends = _bounds(trainings, "D")
    first = np.datetime64(month.replace(day=1), "D")
    last = (first.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    is_here = (trainings["date_precision"] == "day").to_numpy() & (starts <= last) & (ends >= first)
    days, counts = _spread(np.maximum(starts[is_here], first), np.minimum(ends[is_here], last))
    return pd.DataFrame({"day": days.astype(object), "trainings": counts})


Days = np.ndarray[tuple[int], np.dtype[np.datetime64]]
Counts = np.ndarray[tuple[int], np.dtype[np.int64]]


def _bounds(trainings: pd.DataFrame, unit: str) -> tuple[Days, Days]:
    """First and last month or day of each training; one without an end ended when it began."""
    starts = pd.to_datetime(trainings["starts_on"]).to_numpy().astype(f"datetime64[{unit}]")
    ends = pd.to_datetime(trainings["ends_on"]).to_numpy().astype(f"datetime64[{unit}]")
    return starts, np.where(np.isnat(ends), starts, ends)


def _spread(starts: Days, ends: Days) -> tuple[Days, Counts]:
    """Every month or day from start to end, and how many trainings it had."""
    lengths = (ends - starts).astype(np.int64) + 1
    total = int(lengths.sum())
    offsets = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found, counts = np.unique(np.repeat(starts, lengths) + offsets, return_counts=True)
    return found, counts.astype(np.int64)
