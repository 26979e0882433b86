"""Which differences between the columns are more than chance, in plain sentences. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.learning import signed
from dashboard.i18n import Translator
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.pairwise import (
    Pair,
    Test,
    adjusted,
    chance_of_means,
    chance_of_shares,
    compared,
)
from dashboard.ui.compare_address import are_apart
from dashboard.ui.compare_columns import Column
from dashboard.ui.plain import plain

Estimates = Sequence[Estimate | None]


@dataclass(frozen=True, slots=True)
class Differences:
    """All pairs tested on the page, their p adjusted for how many they are, and each subject's values."""

    pairs: tuple[Pair, ...]
    values: Mapping[str, Estimates]


def differences(what: str, columns: Sequence[Column], statements: Mapping[str, pd.DataFrame]) -> Differences:
    """Of the headline figures and of every statement; a pair that may share people is not tested."""
    subjects: dict[str, tuple[Test, Estimates]] = {
        "satisfaction": (chance_of_shares, [one.results.satisfaction for one in columns]),
        "recommendation": (
            chance_of_means,
            [one.results.recommendation.score if one.results.recommendation else None for one in columns],
        ),
        "learning": (
            chance_of_means,
            [one.results.learning.gain if one.results.learning else None for one in columns],
        ),
    }
    for label, rows in statements.items():
        subjects[label] = (chance_of_shares, _shares(rows, columns))

    def is_tested(first: int, second: int) -> bool:
        return are_apart(what, columns[first].key, columns[second].key)

    pairs = [
        pair
        for subject, (test, values) in subjects.items()
        for pair in compared(subject, values, test, are_apart=is_tested)
    ]
    return Differences(adjusted(pairs), {subject: values for subject, (_, values) in subjects.items()})


def _shares(rows: pd.DataFrame, columns: Sequence[Column]) -> list[Estimate | None]:
    by_key = {row["question"]: row for row in rows.drop_duplicates("question").to_dict("records")}
    return [
        Estimate(row["share"], row["low"], row["high"], int(row["n"])) if row else None
        for row in (by_key.get(column.key) for column in columns)
    ]


def sentence(subject: str, found: Differences, columns: Sequence[Column], t: Translator) -> str:
    """What can be said of a figure's differences; "" where no two values may be set against each other."""
    pairs = [pair for pair in found.pairs if pair.subject == subject]
    values = found.values[subject]
    if not pairs:
        return t("compare.nothing_to_test") if sum(value is not None for value in values) > 1 else ""
    told = [pair for pair in pairs if pair.is_distinguishable]
    if not told:
        return t.plural("compare.by_chance", len(pairs))
    words = _WORDS.get(subject, _percent)
    sentences = [
        t(
            "compare.differs",
            first=plain(columns[pair.first].label),
            second=plain(columns[pair.second].label),
            one=_value(values[pair.first], words, t),
            other=_value(values[pair.second], words, t),
        )
        for pair in told
    ]
    if len(told) < len(pairs):
        sentences.append(t("compare.others_by_chance"))
    return " ".join(sentences)


def _value(estimate: Estimate | None, words: Callable[[float, Translator], str], t: Translator) -> str:
    return words(estimate.value, t) if estimate is not None else ""


def _percent(value: float, t: Translator) -> str:
    return t.percent(value)


def _score(value: float, t: Translator) -> str:
    return signed(value, t, 0)


def _steps(value: float, t: Translator) -> str:
    return signed(value, t)


_WORDS: Mapping[str, Callable[[float, Translator], str]] = {"recommendation": _score, "learning": _steps}


def overlapping(what: str, columns: Sequence[Column]) -> tuple[tuple[str, str], ...]:
    """The labels of every two columns that may hold the same people."""
    return tuple(
        (one.label, other.label)
        for place, one in enumerate(columns)
        for other in columns[place + 1 :]
        if not are_apart(what, one.key, other.key)
    )


def missing_words(rows: pd.DataFrame, columns: Sequence[Column], t: Translator) -> str:
    """Which columns a figure leaves out, because nothing of theirs may be shown yet; "" when it has all."""
    shown = set(rows["label"].tolist())
    names = [plain(column.label) for column in columns if column.label not in shown]
    return t("compare.left_out", names=", ".join(names)) if names else ""
