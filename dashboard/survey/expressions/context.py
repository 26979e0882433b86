"""What an expression is asked about: the answers so far, and what is around the question it stands at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Context:
    """`current` is the answer that a constraint calls `.`; `columns` those of the choice being filtered.

    `now` is the respondent's local time. `labels` gives the words of (question, value), for jr:choice-name().
    """

    answers: Mapping[str, object]
    current: object = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None
    labels: Callable[[str, str], str] | None = None

    @property
    def today_text(self) -> str:
        """The date, "" where no clock was given."""
        return self.now.date().isoformat() if self.now else ""

    @property
    def now_text(self) -> str:
        """The wall-clock time to the second, without an offset."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%S") if self.now else ""


def context_of(given: "Context | Mapping[str, object]") -> Context:
    """A context; bare answers become one."""
    return given if isinstance(given, Context) else Context(given)
