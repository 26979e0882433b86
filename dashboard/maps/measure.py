"""What a map shows and how its numbers read."""

from dataclasses import dataclass
from typing import Literal

from dashboard.charts.words import rounded
from dashboard.i18n import Translator

Kind = Literal["count", "share", "decimal"]


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The measure's title, already in the reader's language, and how to write its values.

    `share` values are 0 to 1 and read as percentages; `decimal` ones get at most three significant digits.
    """

    title: str
    kind: Kind = "count"

    def text(self, value: float, t: Translator) -> str:
        """The value as it is read."""
        if self.kind == "share":
            return t.percent(value)
        if self.kind == "decimal":
            return rounded(value, t)
        return t.number(round(value))

    def range_text(self, low: float, high: float, t: Translator) -> str:
        """ "12–25", or "12" where both ends read the same."""
        first, last = self.text(low, t), self.text(high, t)
        if first == last:
            return first
        if self.kind == "share":
            first = first.removesuffix("%").rstrip()
        return f"{first}–{last}"
