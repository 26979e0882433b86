"""A ranking as a figure, a table and the sentences that say what of its order is more than chance. Pure."""

from collections.abc import Callable

import pandas as pd

from dashboard.charts.describe import alternative_text
from dashboard.charts.ranking import between_text, ranking_rows, value_text
from dashboard.charts.rows import Look
from dashboard.i18n import Translator
from dashboard.services.ranking import Ranking
from dashboard.ui.result_figures import Drawn, named

MOST = 16  # rows of a figure
EACH_END = 8
NAMED, LETTERS = 3, 56  # withheld groups that a row names before it counts, and the letters it has for them
TABLE_COLUMNS = ("label", "value", "low", "high", "n", "trainings", "rest", "p", "verdict")

Label = Callable[[str], str]
"""A territory, topic or host as people read it; trainings carry their title."""


def drawn_ranking(found: Ranking, label: Label, *, t: Translator, dark: bool, narrow: bool) -> Drawn:
    """The rows that a figure has room for: both ends where there are many, and one row for the withheld."""
    rows = found.rows.assign(label=_labels(found.rows, label))
    shown = _with_waiting(both_ends(rows[rows["state"] == "value"]), rows, found.withheld, t)
    overall = found.overall[0] if found.overall else None
    figure = ranking_rows(shown, overall=overall, is_nps=found.score == "nps", t=t, dark=dark, narrow=narrow)
    n = found.overall[3] if found.overall else 0
    return Drawn(figure, _table(rows, t), n, alternative_text(figure, t=t))


def both_ends(values: pd.DataFrame) -> pd.DataFrame:
    """All rows, or the highest and the lowest."""
    if len(values) <= MOST:
        return values
    return pd.concat([values.head(EACH_END), values.tail(EACH_END)])


def _labels(rows: pd.DataFrame, label: Label) -> "pd.Series[str]":
    names = [own or label(key) for own, key in zip(rows["label"].tolist(), rows["key"].tolist(), strict=True)]
    return pd.Series(names, dtype=object, index=rows.index)


def _with_waiting(shown: pd.DataFrame, rows: pd.DataFrame, withheld: int, t: Translator) -> pd.DataFrame:
    """One hatched row for all that are withheld: they have names, and no number."""
    if not withheld:
        return shown
    waiting = rows[rows["state"] == "withheld"].head(1)
    names = rows.loc[rows["state"] == "withheld", "label"].tolist()[:NAMED]
    while names and sum(map(len, names)) > LETTERS:
        names.pop()
    if not names:
        names = [t.plural("outcomes.withheld_rows", withheld)]
    elif withheld > len(names):
        names.append(t("outcomes.many_withheld", count=t.number(withheld - len(names))))
    return pd.concat([shown, waiting.assign(label=", ".join(names))], ignore_index=True)


def ranking_title(found: Ranking, t: Translator) -> str:
    """The finding: how many stand out, or that none can be told from chance."""
    if not found.total:
        return t("outcomes.ranking_title")
    if found.total == 1:
        return t("outcomes.ranked.one_only")
    if not found.differing:
        return t("outcomes.ranked.none")
    return t.plural("outcomes.ranked.some", found.differing, of=t.number(found.total))


def ranking_notes(found: Ranking, t: Translator) -> str:
    """What the line is, what the order does not say, and what is missing."""
    notes = []
    if found.overall:
        value, low, high, n = found.overall
        is_nps = found.score == "nps"
        interval = between_text(low, high, is_nps, Look(t, False, 1.0))
        told = {"value": value_text(value, is_nps, t), "interval": interval, "n": t.number(n)}
        notes.append(t("outcomes.overall", **told))
    if 0 < found.differing < found.total:
        notes.append(t("outcomes.chance"))
    few = found.total - found.tested
    if few and found.total > 1:
        notes.append(t.plural("outcomes.few", few))
    if found.total > MOST:
        notes.append(t("outcomes.ends", shown=t.number(EACH_END), total=t.number(found.total)))
    if found.withheld:
        notes.append(t.plural("outcomes.withheld_groups", found.withheld))
    return " ".join(notes)


def _table(rows: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """The same numbers; the withheld have none."""
    verdicts = [
        t(f"outcomes.verdict.{'withheld' if state == 'withheld' else verdict or 'alike'}")
        for state, verdict in zip(rows["state"].tolist(), rows["verdict"].tolist(), strict=True)
    ]
    people = rows["n"].where(rows["state"] == "value")
    return named(rows.assign(verdict=verdicts, n=people)[list(TABLE_COLUMNS)], t)
