"""Published tallies as the tables that figures draw: one function per figure, columns declared beside it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.indicators.agreement import SCALE, agreement, satisfaction
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import learning_gain
from dashboard.services.questions import QuestionView

Counts = Mapping[str, int]
ByQuestion = Mapping[str, Counts]

LIKERT_COLUMNS = ("question", "label", "choice", "count", "n", "share", "low", "high")
GAIN_COLUMNS = ("question", "label", "before", "now", "n", "gain", "low", "high", "improved", "effect")
CHOICE_COLUMNS = ("question", "label", "choice", "choice_label", "count", "n")
SHARE_COLUMNS = ("share", "low", "high", "n")
TRAINING_SHARE_COLUMNS = ("training_id", "label", "starts_on", *SHARE_COLUMNS)
TREND_COLUMNS = ("period", *SHARE_COLUMNS, "trainings")
SINGLE_CHOICE = ("select_one", "select_multiple")


def by_question(tallies: pd.DataFrame) -> dict[str, dict[str, int]]:
    """People per question and choice, summed over the trainings of the table."""
    summed = tallies.groupby(["question", "choice"], sort=False, as_index=False)["people"].sum()
    found: dict[str, dict[str, int]] = {}
    for question, choice, people in summed.itertuples(index=False):
        found.setdefault(str(question), {})[str(choice)] = int(people)
    return found


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


def share_by_training(tallies: pd.DataFrame, trainings: pd.DataFrame, items: tuple[str, ...]) -> pd.DataFrame:
    """Satisfaction of each training that has published answers, best first."""
    estimates = _satisfaction_by(tallies, items, "training_id")
    rows = [
        (training, title, starts_on, e.value, e.low, e.high, e.n)
        for training, title, starts_on in zip(
            trainings["id"], trainings["title"], trainings["starts_on"], strict=True
        )
        if (e := estimates.get(training)) is not None
    ]
    table = pd.DataFrame(rows, columns=list(TRAINING_SHARE_COLUMNS))
    return table.sort_values(["share", "n"], ascending=False, ignore_index=True)


def trend_table(tallies: pd.DataFrame, trainings: pd.DataFrame, items: tuple[str, ...]) -> pd.DataFrame:
    """Satisfaction by the month in which trainings began; months without published answers have no row."""
    dated = trainings[trainings["starts_on"].notna() & (trainings["date_precision"] != "window")]
    months = {t: day.replace(day=1) for t, day in zip(dated["id"], dated["starts_on"], strict=True)}
    with_month = tallies.assign(period=tallies["training_id"].map(months)).dropna(subset=["period"])
    estimates = _satisfaction_by(with_month, items, "period")
    counted = with_month.groupby("period")["training_id"].nunique().to_dict()
    rows = [
        (period, e.value, e.low, e.high, e.n, int(counted[period])) for period, e in sorted(estimates.items())
    ]
    return pd.DataFrame(rows, columns=list(TREND_COLUMNS))


def satisfaction_by_code(
    tallies: pd.DataFrame, code_of: Mapping[int, str], items: tuple[str, ...]
) -> dict[str, Estimate]:
    """Satisfaction per territory code."""
    coded = tallies.assign(code=tallies["training_id"].map(code_of)).dropna(subset=["code"])
    return {str(code): estimate for code, estimate in _satisfaction_by(coded, items, "code").items()}


def satisfaction_items(questions: Mapping[str, QuestionView]) -> tuple[str, ...]:
    return tuple(view.name for view in questions.values() if view.indicator == "satisfaction")


def question_of(questions: Mapping[str, QuestionView], indicator: str) -> str:
    """The question that carries an indicator; "" when no survey in use does."""
    return next((view.name for view in questions.values() if view.indicator == indicator), "")


def _satisfaction_by(tallies: pd.DataFrame, items: tuple[str, ...], key: str) -> dict[Any, Estimate]:
    """Any: the key is a training's id, a month or a code."""
    relevant = tallies[tallies["question"].isin(items)]
    summed = relevant.groupby([key, "question", "choice"], sort=False, as_index=False)["people"].sum()
    grouped: dict[Any, dict[str, dict[str, int]]] = {}
    for group, question, choice, people in summed.itertuples(index=False):
        grouped.setdefault(group, {}).setdefault(question, {})[choice] = int(people)
    estimates = {group: satisfaction(counts) for group, counts in grouped.items()}
    return {group: estimate for group, estimate in estimates.items() if estimate is not None}


def _of_type(questions: Mapping[str, QuestionView], kind: str) -> list[QuestionView]:
    return [view for view in questions.values() if view.type == kind]
