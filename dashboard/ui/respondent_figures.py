"""What people said by who they are, as a figure and as the same values in words. Pure."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts.describe import alternative_text
from dashboard.charts.favourable import favourable_rows, limits_text
from dashboard.i18n import Translator
from dashboard.services.respondents import Axis, Block, Respondents, shares
from dashboard.ui.result_figures import Drawn
from dashboard.ui.training_words import Row

TABLE_COLUMNS = ("label", "people", "n", "share", "interval")
PROFILE_COLUMNS = ("label", "people")


def block_label(block: Block, names: Mapping[str, str], t: Translator) -> str:
    """ "Valparaíso · 2.º semestre 2025"."""
    year, _, half = block.period.partition("-S")
    territory = names.get(block.territory_code, block.territory_code)
    return t("respondents.block", territory=territory, period=t(f"respondents.period.{half}", year=year))


def attribute_label(axis: Axis, t: Translator) -> str:
    """A short name where we have one, or else the question that was asked."""
    key = f"respondents.attribute.{axis.name}"
    return t(key) if t.has(key) else axis.label


def drawn(found: Respondents, axis: Axis, question: str, *, t: Translator, dark: bool, narrow: bool) -> Drawn:
    """The favourable share of each category that may be shown, and one row for all that may not."""
    table = _labelled(shares(found, axis, question), axis.least(found.block), t)
    figure = favourable_rows(table, t=t, dark=dark, narrow=narrow)
    withheld = [f"{label}." for label in table.loc[table["state"] == "withheld", "label"]]
    alternative = " ".join([alternative_text(figure, t=t), *withheld])
    return Drawn(figure, _in_words(table, t), int(table["n"].sum()), alternative)


def profile(found: Respondents, axis: Axis, *, t: Translator) -> tuple[pd.DataFrame, int]:
    """How many people of each category there are, in words; and of all those shown."""
    table = _labelled(shares(found, axis), axis.least(found.block), t)
    in_words = table.assign(people=_numbers(table, "people", t))[list(PROFILE_COLUMNS)]
    return _named(in_words, t), int(table["people"].sum())


def _labelled(table: pd.DataFrame, least: int, t: Translator) -> pd.DataFrame:
    withheld = t("respondents.withheld", k=t.number(least))
    labels = [
        withheld if state == "withheld" else label or t("respondents.no_answer")
        for label, state in zip(table["label"], table["state"], strict=True)
    ]
    return table.assign(label=labels)


def _in_words(table: pd.DataFrame, t: Translator) -> pd.DataFrame:
    """What the figure shows, each value as it is said."""
    rows = table.to_dict("records")
    told = table.assign(
        people=_numbers(table, "people", t),
        n=_numbers(table, "n", t),
        share=[_share(row, t) for row in rows],
        interval=[_interval(row, t) for row in rows],
    )
    return _named(told[list(TABLE_COLUMNS)], t)


def _numbers(table: pd.DataFrame, column: str, t: Translator) -> list[str]:
    withheld = t("respondents.withheld_cell")
    return [withheld if pd.isna(value) else t.number(value) for value in table[column]]


def _share(row: Row, t: Translator) -> str:
    if row["state"] == "exact":
        return t.percent(row["share"])
    if row["state"] == "range":
        return limits_text(row["low"], row["high"], t)
    return t("charts.favourable.none") if row["state"] == "none" else t("respondents.withheld_cell")


def _interval(row: Row, t: Translator) -> str:
    if row["state"] != "exact":
        return ""
    low, high = t.percent(row["low"]), t.percent(row["high"])
    return t("charts.from_to", low=low, high=high)


def _named(table: pd.DataFrame, t: Translator) -> pd.DataFrame:
    return table.rename(columns={column: t(f"respondents.column.{column}") for column in table.columns})
