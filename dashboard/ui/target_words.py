"""Targets in words: values in their unit, where they stand, and at what pace. Pure."""

from dashboard.charts.learning import signed
from dashboard.charts.words import rounded
from dashboard.i18n import Translator
from dashboard.indicators.pace import Status
from dashboard.indicators.rates import SMALL_SAMPLE
from dashboard.indicators.registry import Actual, TargetIndicator, Unit
from dashboard.services.targets import Progress, TargetView

SHAPES = {
    Status.REACHED: "✓",
    Status.ON_TRACK: "▲",
    Status.BEHIND: "▼",
    Status.UNDECIDED: "≈",
    Status.NOT_STARTED: "○",
    Status.SHORT: "✕",
    Status.NOT_MEASURABLE: "?",
}
"""Each status has a shape of its own: colour says nothing that the shape and the word do not."""

_SMALL_SHARE = 0.1
SIGNED_DIGITS: dict[Unit, int] = {"points": 0, "steps": 2}


def value_words(indicator: TargetIndicator, value: float, t: Translator) -> str:
    """A value in the indicator's unit: "34", "62 %", "+33", "+1,05"; a part of a whole keeps its decimals.

    What may be below zero shows its sign, as everywhere else.
    """
    value = float(value)
    if indicator.unit == "share":
        return t.percent(value, 1 if abs(value) < _SMALL_SHARE else 0)
    if indicator.unit in SIGNED_DIGITS:
        return signed(value, t, SIGNED_DIGITS[indicator.unit])
    if indicator.unit == "decimal" or (indicator.is_whole and not value.is_integer()):
        return rounded(value, t)
    return t.number(value)


def name_words(target: TargetView, t: Translator) -> str:
    """What is counted."""
    return t(f"targets.indicator.{target.indicator.name}")


def place_words(target: TargetView, place: str, t: Translator) -> str:
    """Of which project or territory; `place` is the territory's name as people read it."""
    if target.project_id is not None:
        return t("targets.place.project", name=target.project)
    return place or t("targets.place.country")


def period_words(target: TargetView, t: Translator) -> str:
    """ "1 ene 2026 a 31 dic 2026"."""
    since, until = (t.date(day, "medium") for day in (target.period.starts_on, target.period.ends_on))
    return t("targets.source.period", since=since, until=until)


def status_words(progress: Progress, t: Translator) -> str:
    """Where it stands, in a word or two."""
    return t(f"targets.status.{progress.target.indicator.kind}.{progress.pace.status}")


def absence_words(progress: Progress, t: Translator) -> str:
    """Why there is no value: nobody reported, nobody answered, or it may not be shown."""
    if progress.actual.state == "withheld":
        return t("targets.absence.withheld")
    is_of_answers = progress.target.indicator.kind == "level" and not progress.received
    return t("targets.absence.no_answers" if is_of_answers else "targets.absence.no_data")


def main_words(progress: Progress, t: Translator) -> str:
    """ "34 de 40 (85 %)", or a level with its interval and n; the absence where there is no value.

    "" of a period that has not begun: its only sentence is `pace_words`.
    """
    if progress.pace.status is Status.NOT_STARTED:
        return ""
    indicator, actual = progress.target.indicator, progress.actual
    target = value_words(indicator, progress.target.value, t)
    if actual.value is None:
        return absence_words(progress, t)
    value = value_words(indicator, actual.value, t)
    if progress.pace.share is not None:
        key = "targets.pace.of_share" if indicator.unit == "share" else "targets.pace.of"
        return t(key, actual=value, target=target, share=t.percent(progress.pace.share))
    interval = interval_words(indicator, actual, t)
    if interval is None or indicator.kind == "count":
        return t("targets.pace.level", actual=value, target=target)
    low, high = interval
    n = t.number(actual.n or 0)
    return t("targets.pace.level_interval", actual=value, low=low, high=high, n=n, target=target)


def interval_words(indicator: TargetIndicator, actual: Actual, t: Translator) -> tuple[str, str] | None:
    """From and to; None where there is no interval."""
    if actual.low is None or actual.high is None:
        return None
    return value_words(indicator, actual.low, t), value_words(indicator, actual.high, t)


def pace_words(progress: Progress, t: Translator) -> str:
    """At what pace, or why there is none to tell; "" where the absence has said it all."""
    target, pace = progress.target, progress.pace
    if pace.status is Status.NOT_MEASURABLE:
        return ""
    if pace.status is Status.NOT_STARTED:
        day = t.date(target.period.starts_on)
        return t("targets.pace.not_started", day=day, target=value_words(target.indicator, target.value, t))
    if target.indicator.kind == "level":
        return _level_words(progress, t)
    return _count_words(progress, t)


def _level_words(progress: Progress, t: Translator) -> str:
    if progress.pace.status is Status.UNDECIDED:
        return t("targets.pace.undecided")
    is_above = progress.pace.status is Status.REACHED
    if progress.actual.low is None:
        return t("targets.pace.above_exact" if is_above else "targets.pace.below_exact")
    return t("targets.pace.above" if is_above else "targets.pace.below")


def _count_words(progress: Progress, t: Translator) -> str:
    target, pace, indicator = progress.target, progress.pace, progress.target.indicator
    day, wanted = t.date(target.period.ends_on), value_words(indicator, target.value, t)
    if pace.status is Status.REACHED:
        return t("targets.pace.reached", day=day)
    if pace.status is Status.SHORT:
        missing = value_words(indicator, target.value - (progress.actual.value or 0), t)
        return t("targets.pace.short", missing=missing, target=wanted, day=day)
    if pace.projected is None:
        return t("targets.pace.early", elapsed=t.percent(pace.elapsed))
    projected = value_words(indicator, pace.projected, t)
    key = "targets.pace.projected_share" if indicator.unit == "share" else "targets.pace.projected"
    return t(key, projected=projected, target=wanted, day=day)


def caution_words(progress: Progress, t: Translator) -> str:
    """How many trainings were not counted, or that few people are behind a level; "" where all is well."""
    actual = progress.actual
    if actual.value is None:
        return ""
    if actual.low is not None and (actual.n or 0) < SMALL_SAMPLE:
        return t("charts.small_sample").capitalize() + "."
    return t.plural("targets.absence.not_reported", actual.not_reported) if actual.not_reported else ""
