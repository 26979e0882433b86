"""What each figure says in one sentence, with the interval of what it says. Pure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.charts.learning import signed
from dashboard.i18n import Translator
from dashboard.indicators.intervals import Estimate, wilson
from dashboard.services.results import Results

Values = dict[str, str]


def finding(name: str, results: Results, t: Translator) -> str:
    """What a figure says in one sentence, or its question while nothing is published."""
    values = _FINDINGS[name](results, t) if name in _FINDINGS else {}
    return t(f"results.finding.{name}", **values) if values else t(f"results.question.{name}")


def _share(found: Estimate | None, t: Translator) -> Values:
    if found is None:
        return {}
    return {"share": t.percent(found.value), "low": t.percent(found.low), "high": t.percent(found.high)}


def _safe(results: Results, t: Translator) -> Values:
    return _share(results.felt_safe, t)


def _learned(results: Results, t: Translator) -> Values:
    found = results.learning
    if found is None:
        return {}
    gain = {"low": signed(found.gain.low, t, 2), "high": signed(found.gain.high, t, 2)}
    return {"before": t.number(found.before, 1), "now": t.number(found.now, 1), **gain}


def _changed(results: Results, t: Translator) -> Values:
    return _share(results.learning.improved if results.learning else None, t)


def _recommends(results: Results, t: Translator) -> Values:
    found = results.recommendation
    return _share(wilson(found.promoters, found.score.n), t) if found else {}


def _satisfied(results: Results, t: Translator) -> Values:
    return _share(results.satisfaction, t)


def _answered(results: Results, t: Translator) -> Values:
    found = results.response_rate
    if found is None:
        return {}
    parts = {"part": t.number(found.adequate), "whole": t.number(found.trainings)}
    return {"share": t.percent(found.share), **parts}


_FINDINGS: Mapping[str, Callable[[Results, Translator], Values]] = MappingProxyType(
    {
        "likert": _safe,
        "learning": _learned,
        "change": _changed,
        "recommendation": _recommends,
        "trend": _satisfied,
        "response_rate": _answered,
    }
)
