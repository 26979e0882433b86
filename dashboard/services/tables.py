"""Published tallies as the tables that figures draw: one function per figure, columns declared beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from dashboard.cube.columns import Columns, Floats, Ints, Objects
from dashboard.cube.counts import Counts
from dashboard.cube.grouping import grouped
from dashboard.cube.selection import Selection
from dashboard.cube.trainings import NO_MONTH, Trainings
from dashboard.indicators.agreement import AGREE, SCALE, agreement
from dashboard.indicators.changes import STEPS, changes
from dashboard.indicators.intervals import Estimate, wilson, wilson_bounds
from dashboard.indicators.learning import learning_gain
from dashboard.services.questions import QuestionView
from dashboard.survey.library.post_training import post_training

ByQuestion = Mapping[str, Mapping[str, int]]

LIKERT_COLUMNS = ("question", "label", "choice", "count", "n", "share", "low", "high")
GAIN_COLUMNS = ("question", "label", "before", "now", "n", "gain", "low", "high", "improved", "effect")
STEP_COLUMNS = ("question", "label", "step", "count", "n", "share", "low", "high")
CHOICE_COLUMNS = ("question", "label", "choice", "choice_label", "count", "n")
SHARE_COLUMNS = ("share", "low", "high", "n")
TRAINING_SHARE_COLUMNS = ("training_id", "label", "starts_on", *SHARE_COLUMNS)
TREND_COLUMNS = ("period", *SHARE_COLUMNS, "trainings")
SINGLE_CHOICE = ("select_one", "select_multiple", "range")
NOWHERE = -1
LATE = 12 * 10_000  # a month after all others
_BUILT_IN = frozenset(question.name for question in post_training().questions)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What `indicators.agreement.satisfaction` needs, for many groups at once: arrays with one entry each."""

    agreed: Ints  # answers of 4 or 5 over all items
    sizes: Ints  # answers of 1 to 5: items × groups

    def estimates(self) -> tuple[Floats, Floats, Floats, Ints]:
        """share, low, high (NaN where nobody answered) and n, as the indicator has them."""
        people = self.sizes.max(axis=0, initial=0)
        return (*wilson_bounds(self.agreed, self.sizes.sum(axis=0), people), people)

    def by(self, keys: Ints, groups: int) -> "Satisfaction":
        """Summed by key, from 0 to `groups` − 1; what has a negative key counts nowhere."""
        summed = grouped(np.vstack([self.agreed, self.sizes]), keys, groups)
        return Satisfaction(summed[0], summed[1:])


@dataclass(frozen=True, slots=True)
class TrainingShares:
    """The satisfaction of every training. It depends on no filter: reckoned once for each cube."""

    satisfaction: Satisfaction  # in the cube's order
    best: Ints  # places of the trainings with published answers: best first, the newest first among equals
    estimates: tuple[Floats | Ints, ...]  # share, low, high and n, in the order of `best`


@lru_cache(maxsize=2)
def training_shares(
    counts: Counts, columns: Columns, trainings: Trainings, items: tuple[str, ...]
) -> TrainingShares:
    """Of a cube's trainings; its parts are compared by identity, for they never change."""
    found = satisfaction_of(counts, columns, items)
    share, low, high, n = (each[trainings.newest] for each in found.estimates())
    order = np.lexsort((-n, -share))[: np.count_nonzero(n)]  # stable; those without answers come last
    return TrainingShares(found, trainings.newest[order], (share[order], low[order], high[order], n[order]))


def satisfaction_of(counts: Counts, columns: Columns, items: tuple[str, ...]) -> Satisfaction:
    """Of each row of a cube's counts."""
    wanted = np.array([columns.at(item, SCALE) for item in items], dtype=np.int64)
    people = counts.block(wanted.reshape(-1)).reshape(len(items), len(SCALE), counts.size)
    agree = [SCALE.index(choice) for choice in AGREE]
    return Satisfaction(people[:, agree].sum(axis=(0, 1), dtype=np.int64), people.sum(axis=1, dtype=np.int64))


def likert_table(counts: ByQuestion, questions: Mapping[str, QuestionView]) -> pd.DataFrame:
    """One row per agreement item and choice 1–5; share and interval are those of 4–5."""
    rows: list[tuple[object, ...]] = []
    for view in _of_type(questions, "likert"):
        estimate = agreement(counts.get(view.name, {}))
        if estimate is None:
            continue
        shares = (estimate.n, estimate.value, estimate.low, estimate.high)
        rows += [(view.name, view.label, c, counts[view.name].get(c, 0), *shares) for c in SCALE]
    return pd.DataFrame(rows, columns=list(LIKERT_COLUMNS))


def gain_table(counts: ByQuestion, questions: Mapping[str, QuestionView]) -> pd.DataFrame:
    """One row per learning objective with before, now and the gain's interval."""
    rows: list[tuple[object, ...]] = []
    for view in _of_type(questions, "retrospective_pair"):
        found = learning_gain(counts.get(view.name, {}))
        if found is not None:
            gain = (found.gain.n, found.gain.value, found.gain.low, found.gain.high)
            rows.append(
                (view.name, view.label, found.before, found.now, *gain, found.improved.value, found.effect)
            )
    return pd.DataFrame(rows, columns=list(GAIN_COLUMNS))


def step_table(counts: ByQuestion, questions: Mapping[str, QuestionView]) -> pd.DataFrame:
    """One row per objective and step from −4 to 4; share and interval are those who improved."""
    rows: list[tuple[object, ...]] = []
    for view in _of_type(questions, "retrospective_pair"):
        found = learning_gain(counts.get(view.name, {}))
        if found is not None:
            better = (found.improved.n, found.improved.value, found.improved.low, found.improved.high)
            people = zip(STEPS, changes(counts[view.name]), strict=True)
            rows += [(view.name, view.label, step, count, *better) for step, count in people]
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS))


def choice_table(
    counts: ByQuestion, questions: Mapping[str, QuestionView], totals: Mapping[str, int]
) -> pd.DataFrame:
    """One row per choice of every single- or multiple-choice question; `n` people answered it."""
    rows: list[tuple[object, ...]] = []
    for view in questions.values():
        if view.type in SINGLE_CHOICE and totals.get(view.name):
            found = counts.get(view.name, {})
            rows += [
                (view.name, view.label, value, label, found.get(value, 0), totals[view.name])
                for value, label in view.choices
            ]
    return pd.DataFrame(rows, columns=list(CHOICE_COLUMNS))


def training_share_table(view: Selection, shares: TrainingShares) -> pd.DataFrame:
    """Satisfaction of each training that has published answers, best first; pools are nobody's."""
    trainings = view.cube.trainings
    shown = view.trainings[shares.best]
    rows = shares.best[shown]
    estimates = dict(zip(SHARE_COLUMNS, shares.estimates, strict=True))
    values = {
        "training_id": trainings.ids[rows],
        "label": _as_they_are(trainings.titles[rows]),
        "starts_on": _as_they_are(trainings.starts_on[rows]),
        **{name: values[shown] for name, values in estimates.items()},
    }
    return pd.DataFrame(values, columns=list(TRAINING_SHARE_COLUMNS), copy=False)


def trend_table(view: Selection, shares: TrainingShares) -> pd.DataFrame:
    """Satisfaction by the month in which trainings began; months without published answers have no row.

    Pools have a year and no month.
    """
    all_months = view.cube.trainings.months
    counted = view.trainings & (all_months != NO_MONTH) & (view.cube.counts.most > 0)
    first, last = all_months.min(where=counted, initial=LATE), all_months.max(where=counted, initial=0)
    keys, months = np.where(counted, all_months - first, NOWHERE), max(0, int(last - first) + 1)
    share, low, high, n = shares.satisfaction.by(keys, months).estimates()
    trainings = np.bincount(keys[counted], minlength=months)
    found = np.flatnonzero(n > 0)
    days = [date(month // 12, month % 12 + 1, 1) for month in (found + first).tolist()]
    values = (
        pd.Series(days, dtype=object),
        share[found],
        low[found],
        high[found],
        n[found],
        trainings[found],
    )
    return pd.DataFrame(dict(zip(TREND_COLUMNS, values, strict=True)))


def satisfaction_by_code(view: Selection, codes: list[str], items: tuple[str, ...]) -> Satisfaction:
    """Satisfaction in each of these territories, in their order; codes have one length, and a training or
    pool counts where its own code begins with one of them.
    """
    cube = view.cube
    shares = training_shares(cube.counts, cube.columns, cube.trainings, items)
    own = shares.satisfaction.by(training_keys(view, codes), len(codes))
    places = _places([pool.territory_code for pool in cube.pools], codes)
    pool_keys = np.where(view.pools, places, NOWHERE)
    pooled = satisfaction_of(cube.pooled, cube.columns, items).by(pool_keys, len(codes))
    return Satisfaction(own.agreed + pooled.agreed, own.sizes + pooled.sizes)


def satisfaction_in(view: Selection, items: tuple[str, ...]) -> Estimate | None:
    """`indicators.agreement.satisfaction` of all trainings and pools of a view; None without any answer."""
    cube = view.cube
    shares = training_shares(cube.counts, cube.columns, cube.trainings, items).satisfaction
    pooled = satisfaction_of(cube.pooled, cube.columns, items)
    agreed = shares.agreed[view.trainings].sum() + pooled.agreed[view.pools].sum()
    sizes = shares.sizes[:, view.trainings].sum(axis=1) + pooled.sizes[:, view.pools].sum(axis=1)
    people = int(sizes.max(initial=0))
    return wilson(int(agreed), int(sizes.sum()), people=people) if people else None


def training_keys(view: Selection, codes: list[str]) -> Ints:
    """Per training, the place of its territory in `codes`, or NOWHERE: it is in none, or not selected."""
    trainings = view.cube.trainings
    places = _places(trainings.codes, codes)
    return np.where(view.trainings, places[trainings.territories], NOWHERE)


def _places(own: Sequence[str], codes: list[str]) -> Ints:
    """Of each of one's own codes, the place in `codes` (of one length) that it begins with, or NOWHERE."""
    place_of = {code: place for place, code in enumerate(codes)}
    length = len(codes[0]) if codes else 0
    return np.array([place_of.get(code[:length], NOWHERE) for code in own], dtype=np.int64)


def satisfaction_items(questions: Mapping[str, QuestionView]) -> tuple[str, ...]:
    return tuple(view.name for view in questions.values() if view.indicator == "satisfaction")


def question_of(questions: Mapping[str, QuestionView], indicator: str) -> str:
    """The question that carries an indicator; "" when no survey in use does.

    Where several do, it is the built-in one: another survey's question does not end its trend.
    """
    named = [view.name for view in questions.values() if view.indicator == indicator]
    return next((name for name in named if name in _BUILT_IN), named[0] if named else "")


def _as_they_are(values: Objects) -> "pd.Series[Any]":
    """Twenty thousand titles as pandas' own text would cost more than all the figures. Any: texts or days."""
    return pd.Series(values, dtype=object, copy=False)


def _of_type(questions: Mapping[str, QuestionView], kind: str) -> list[QuestionView]:
    return [view for view in questions.values() if view.type == kind]
