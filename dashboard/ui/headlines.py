"""The headline figures: a large value, and beneath it what makes it questionable."""

from dataclasses import dataclass

import streamlit as st

from dashboard.charts.learning import signed
from dashboard.i18n import Translator
from dashboard.indicators.rates import SMALL_SAMPLE, ResponseRate
from dashboard.services.previous import Previous
from dashboard.services.results import Results


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure in words; `value` is a dash while nothing may be shown."""

    name: str
    label: str
    value: str
    notes: tuple[str, ...]


def headlines(results: Results, t: Translator) -> tuple[Headline, ...]:
    """Response rate, satisfaction, recommendation and learning, in this order."""
    return (
        _rate(results.response_rate, t),
        _share("satisfaction", results, t),
        _recommendation(results, t),
        _learning(results, t),
    )


def _headline(name: str, value: str, notes: tuple[str, ...], t: Translator) -> Headline:
    return Headline(name, t(f"results.headline.{name}"), value, notes)


def _nothing(name: str, t: Translator) -> Headline:
    return _headline(name, t("results.headline.nothing"), (t("results.headline.not_yet"),), t)


def _rate(rate: ResponseRate | None, t: Translator) -> Headline:
    if rate is None:
        notes = (t("results.headline.no_attendance"),)
        return _headline("response_rate", t("results.headline.nothing"), notes, t)
    of = t("results.headline.of", part=t.number(rate.responses), whole=t.number(rate.attendance))
    if rate.trainings == 1:
        adequate = t("results.headline.enough" if rate.adequate else "results.headline.not_enough")
    else:
        parts = {"part": t.number(rate.adequate), "whole": t.number(rate.trainings)}
        adequate = t("results.headline.adequate", **parts)
    return _headline("response_rate", t.percent(rate.share), (of, adequate), t)


def _share(name: str, results: Results, t: Translator) -> Headline:
    found = results.satisfaction
    if found is None:
        return _nothing(name, t)
    interval = t("results.headline.between", low=t.percent(found.low), high=t.percent(found.high))
    return _headline(name, t.percent(found.value), (_n(found.n, t), interval), t)


def _recommendation(results: Results, t: Translator) -> Headline:
    if results.recommendation is None:
        return _nothing("recommendation", t)
    score = results.recommendation.score
    interval = t("results.headline.between", low=signed(score.low, t, 0), high=signed(score.high, t, 0))
    return _headline("recommendation", signed(score.value, t, 0), (_n(score.n, t), interval), t)


def _learning(results: Results, t: Translator) -> Headline:
    if results.learning is None:
        return _nothing("learning", t)
    gain, improved = results.learning.gain, results.learning.improved
    interval = t("results.headline.between", low=signed(gain.low, t, 2), high=signed(gain.high, t, 2))
    notes = (_n(gain.n, t), interval, t("results.headline.improved", share=t.percent(improved.value)))
    return _headline("learning", signed(gain.value, t), notes, t)


def _n(n: int, t: Translator) -> str:
    key = "results.headline.n_small" if n < SMALL_SAMPLE else "results.headline.n"
    return t(key, n=t.number(n))


def before_text(name: str, before: Previous | None, t: Translator) -> str:
    """What it was in the period before; an arrow only where the difference is more than chance."""
    score = {"satisfaction": "satisfaction", "recommendation": "nps"}.get(name, "")
    change = before.changes.get(score) if before is not None else None
    if change is None:
        return ""
    value = signed(change.then[0], t, 0) if score == "nps" else t.percent(change.then[0])
    return t(f"outcomes.previous.{change.verdict or 'now'}", value=value)


def headline_row(results: Results, t: Translator, before: Previous | None = None) -> None:
    """The headline figures side by side; two by two on a phone."""
    with st.container(horizontal=True, gap="medium"):
        for one in headlines(results, t):
            with st.container(width=230, gap=None, key=f"figure_{one.name}"):
                st.metric(one.label, one.value, help=t(f"results.help.{one.name}"))
                st.caption("  \n".join(filter(None, [*one.notes, before_text(one.name, before, t)])))
