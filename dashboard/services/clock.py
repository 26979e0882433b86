"""The clock, as arguments for everyone else: UTC moments, local days."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """The local day in a zone such as "America/Santiago"."""
    return datetime.now(ZoneInfo(timezone)).date()


def local(moment: datetime, timezone: str) -> datetime:
    """A stored moment in the reader's zone."""
    return moment.astimezone(ZoneInfo(timezone))


def to_the_minute(moment: datetime) -> datetime:
    """All that is kept of when something was published."""
    return moment.replace(second=0, microsecond=0)
