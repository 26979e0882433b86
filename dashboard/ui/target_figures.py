"""The figures and the table of targets, made of values and words. Pure."""

from datetime import date
from math import nan

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.target_parts import COLUMNS, target_parts
from dashboard.charts.targets import Bullet, bullet
from dashboard.i18n import Translator
from dashboard.indicators.registry import TargetIndicator
from dashboard.services.targets import Part, Progress, Step
from dashboard.ui import target_words as say

NOT_ZERO = {"points": (-100.0, 100.0), "share": (0.0, 1.0), "steps": (0.0, 4.0)}
"""The whole scale of a level, from end to end."""


def target_bullet(progress: Progress, *, t: Translator, dark: bool = False) -> go.Figure:
    """One target as a line: value, target, and what is expected by today."""
    target, indicator, pace = progress.target, progress.target.indicator, progress.pace
    is_level = indicator.kind == "level"
    least, most = NOT_ZERO[indicator.unit] if is_level else (0.0, None)
    expected = None if is_level or not pace.expected else pace.expected
    values = Bullet(
        actual=progress.actual.value,
        target=target.value,
        target_words=say.value_words(indicator, target.value, t),
        text=_sentence(progress, t).removesuffix("."),
        least_words=say.value_words(indicator, least, t),
        expected=expected,
        expected_words=say.value_words(indicator, expected, t) if expected else "",
        low=progress.actual.low,
        high=progress.actual.high,
        least=min(least, progress.actual.low or 0.0) if is_level else 0.0,
        most=most,
        is_level=is_level,
    )
    return bullet(values, t=t, dark=dark)


def _sentence(progress: Progress, t: Translator) -> str:
    """The figure for those who do not see it."""
    target, indicator = progress.target, progress.target.indicator
    name, wanted = say.name_words(target, t), say.value_words(indicator, target.value, t)
    if progress.actual.value is None:
        return t(
            "targets.chart.bullet_none", name=name, absence=say.absence_words(progress, t), target=wanted
        )
    actual = say.value_words(indicator, progress.actual.value, t)
    if progress.pace.share is None:
        return t("targets.chart.bullet_level", name=name, actual=actual, target=wanted)
    share = t.percent(progress.pace.share)
    said = t("targets.chart.bullet", name=name, actual=actual, target=wanted, share=share)
    if not progress.pace.expected:
        return said
    expected = say.value_words(indicator, progress.pace.expected, t)
    return f"{said} {t('targets.chart.bullet_expected', expected=expected)}"


def parts_figure(progress: Progress, step: Step, *, t: Translator, dark: bool = False) -> go.Figure:
    """What each quarter or month added, beside its part of the target."""
    table = parts_table(progress, step, t)
    return target_parts(table, t=t, is_level=progress.target.indicator.kind == "level", dark=dark)


def parts_table(progress: Progress, step: Step, t: Translator) -> pd.DataFrame:
    """One row in COLUMNS for each part of the period."""
    rows = [_part(part, progress.target.indicator, step, t) for part in progress.parts]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _part(part: Part, indicator: TargetIndicator, step: Step, t: Translator) -> tuple[object, ...]:
    actual = part.actual
    label = part_label(part.period.starts_on, step, t)
    note = _absence(part, t)
    said = note
    if actual is not None and actual.value is not None:
        said = say.value_words(indicator, actual.value, t)
    key = "targets.chart.dot" if indicator.kind == "level" else "targets.chart.bar"
    text = t(key, period=label, actual=said, goal=say.value_words(indicator, part.goal, t))
    if actual is None or actual.value is None:
        return label, part.goal, nan, nan, nan, "", note, text
    ends = [end if end is not None else nan for end in (actual.low, actual.high)]
    return label, part.goal, actual.value, *ends, "" if note else said, note, text


def _absence(part: Part, t: Translator) -> str:
    """The word in the place of a bar: not yet, zero, no data, withheld; "" where there is a bar."""
    if part.actual is None:
        return t("targets.absence.not_begun")
    if part.actual.state != "value":
        return t(f"maps.{part.actual.state}")
    return t("targets.absence.zero") if part.actual.value == 0 else ""


def part_label(day: date, step: Step, t: Translator) -> str:
    """A quarter or a month."""
    if step == "quarter":
        return t("targets.chart.quarter", number=(day.month + 2) // 3, year=day.year)
    return f"{day:%m-%Y}"  # a month in words is wider than its bar


def target_table(found: tuple[Progress, ...], places: dict[int, str], t: Translator) -> pd.DataFrame:
    """All targets in rows; `places` has the name of each target's territory or project."""
    rows = [
        {
            "indicator": say.name_words(each.target, t),
            "place": places[each.target.id],
            "since": each.target.period.starts_on.isoformat(),
            "until": each.target.period.ends_on.isoformat(),
            "actual": _actual(each, t),
            "target": say.value_words(each.target.indicator, each.target.value, t),
            "share": t.percent(each.pace.share) if each.pace.share is not None else "",
            "status": f"{say.SHAPES[each.pace.status]} {say.status_words(each, t)}",
            "pace": say.pace_words(each, t),
            "note": each.target.note,
        }
        for each in found
    ]
    return pd.DataFrame(rows).rename(columns=lambda name: t(f"targets.column.{name}"))


def _actual(progress: Progress, t: Translator) -> str:
    if progress.actual.value is None:
        return t(f"maps.{progress.actual.state}")
    return say.value_words(progress.target.indicator, progress.actual.value, t)
