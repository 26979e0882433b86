"""What a map shows and how its numbers read, in words and as plotly's templates."""

from dataclasses import dataclass
from math import isinf
from typing import Literal

from dashboard.charts.words import rounded
from dashboard.i18n import Translator
from dashboard.maps.classes import ValueClass

Kind = Literal["count", "share", "decimal"]
Detail = Literal["", "interval", "not_reported"]
_FORMATS = {"count": ":,.0f", "share": ":,.0f", "decimal": ":,.3~r"}
DETAILS: dict[Detail, tuple[str, ...]] = {
    "": ("value",),
    "interval": ("value", "n", "low", "high"),
    "not_reported": ("value", "not_reported"),
}
"""Detail → the columns that a point carries, in the order the template names them."""


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The measure's title, already in the reader's language, and how to write its values.

    `share` values are 0 to 1 and read as percentages; `decimal` ones get at most three significant digits.
    `detail` says what stands under the value: its interval, or how many trainings reported no attendance.
    """

    title: str
    kind: Kind = "count"
    detail: Detail = ""

    def text(self, value: float, t: Translator) -> str:
        """The value as it is read."""
        if self.kind == "share":
            return t.percent(value)
        if self.kind == "decimal":
            return rounded(value, t)
        return t.number(round(value))

    def class_text(self, one: ValueClass, t: Translator) -> str:
        """ "12–25", "de 5 a menos de 10", "menos de 1", "10 o más"."""
        if not one.is_open:
            return self.range_text(one.low, one.high, t)
        if isinf(one.low):
            return t("maps.below", high=self.text(one.high, t))
        if isinf(one.high):
            return t("maps.from", low=self.text(one.low, t))
        if self.kind == "count" and one.low == int(one.low) and one.high == int(one.high):
            return self.range_text(one.low, one.high - 1, t)
        return t("maps.from_to", low=self.text(one.low, t), high=self.text(one.high, t))

    def range_text(self, low: float, high: float, t: Translator) -> str:
        """ "12–25", or "12" where both ends read the same."""
        first, last = self.text(low, t), self.text(high, t)
        if first == last:
            return first
        if self.kind == "share":
            first = first.removesuffix("%").rstrip()
        return f"{first}–{last}"

    def value_template(self, t: Translator) -> str:
        """The value and its detail, written by the browser from what a point carries."""
        value = self._written(0, t)
        if self.detail == "interval":
            n = "%{customdata[1]:,.0f}"
            low, high = self._written(2, t), self._written(3, t)
            return f"{value}<br>{t('maps.hover_interval', n=n, low=low, high=high)}"
        return f"{value}{self.absence_template(t)}"

    def absence_template(self, t: Translator) -> str:
        """What stands under zero and no data, for measures that know why."""
        if self.detail != "not_reported":
            return ""
        return f"<br>{t('maps.hover_not_reported', count='%{customdata[1]:,.0f}')}"

    def _written(self, position: int, t: Translator) -> str:
        number = f"%{{customdata[{position}]{_FORMATS[self.kind]}}}"
        return f"{number}{t('maps.percent_sign')}" if self.kind == "share" else number
