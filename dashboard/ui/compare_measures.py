"""Which measures territories document, side by side: said or not said, never counted into a score."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.i18n import Translator
from dashboard.services.documentation import Documented, documented
from dashboard.ui.compare_columns import Column
from dashboard.ui.resources import database
from db.vocabulary import GROUPS, MEASURE_CATEGORIES


def documented_measures(columns: Sequence[Column], t: Translator) -> None:
    """The table of categories and groups, and how much of each territory it covers."""
    found = documented(database(), [column.key for column in columns])
    st.subheader(t("territories.measures"), anchor=False)
    st.caption(t("compare.measures_note"))
    for column, side in zip(found, st.columns(len(columns), gap="medium"), strict=True):
        with side, st.container(gap=None):
            st.markdown(f"**{coverage_words(column, t)}**")
            st.caption(review_words(column, t))
    if any(one.measures for one in found):
        table = measure_table(found, [column.label for column in columns], t)
        st.table(table.set_index(table.columns[0]))


def coverage_words(one: Documented, t: Translator) -> str:
    """How many of the territories inside have a profile at all."""
    if one.places == 1:
        return t("compare.with_profile" if one.with_profile else "compare.without_profile")
    return t("compare.coverage", part=t.number(one.with_profile), whole=t.number(one.places))


def review_words(one: Documented, t: Translator) -> str:
    """When what is documented was last looked through: the longest ago."""
    if not one.with_profile:
        return t("compare.nothing_said")
    if one.never_reviewed or one.reviewed_on is None:
        return t.plural("compare.never_reviewed", one.never_reviewed)
    return t("compare.reviewed_since", day=t.date(one.reviewed_on, "medium"))


def measure_table(found: Sequence[Documented], labels: Sequence[str], t: Translator) -> pd.DataFrame:
    """One row for each category and group that anyone documents, and what each territory says of it."""
    named = {name for one in found for name in (*one.categories, *one.groups)}
    own = sorted(named - {*MEASURE_CATEGORIES, *GROUPS})  # words that people added themselves
    rows = [("categories", "measure_category", name) for name in (*MEASURE_CATEGORIES, *own)]
    rows += [("groups", "group", name) for name in (*GROUPS, *own)]
    kept = [row for row in rows if any(getattr(one, row[0]).get(row[2]) for one in found)]
    table = {t("compare.about"): [t.term(f"vocabulary.{row[1]}", row[2]) for row in kept]}
    for one, label in zip(found, labels, strict=True):
        table[label] = [_said(one, row[0], row[2], t) for row in kept]
    return pd.DataFrame(table)


def _said(one: Documented, field: str, name: str, t: Translator) -> str:
    if getattr(one, field).get(name):
        return t("compare.documented")
    return t("compare.not_documented" if one.with_profile else "compare.no_profile")
