"""What pages read, kept for a short while: by scope, filters, database and the newest publication.

Anything written on this process empties the shelves at once; another process's changes show within the ttl.
"""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard.services import overview as season
from dashboard.services import respondents as broken_down
from dashboard.services import results as published
from dashboard.services import territories, trainings
from dashboard.services.overview import Overview
from dashboard.services.publication import publication_number
from dashboard.services.respondents import Block, Respondents
from dashboard.services.results import Results
from dashboard.services.trainings import Options
from dashboard.ui.resources import database, forget_figures, settings, today
from db.criteria import EVERYTHING, NO_FILTERS, Filters, Scope

TTL = 30  # seconds
ENTRIES = 200

Stamp = tuple[str, int, date]
"""Which database, its newest publication (tallies cannot change without it), and the local day."""


def stamp() -> Stamp:
    """The state of what is published now."""
    return settings().database_url, publication_number(database()), today()


def forget() -> None:
    """After something was written: the next reader sees it."""
    for shelf in (_overview, _results, _values, _training_list, _options, _blocks, _respondents):
        shelf.clear()
    forget_figures()


def overview(scope: Scope, filters: Filters = NO_FILTERS) -> Overview:
    """The season in a handful of numbers."""
    return _overview(scope, filters, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _overview(scope: Scope, filters: Filters, stamp: Stamp) -> Overview:
    return season.overview(database(), scope, filters, today=stamp[2])


def results(scope: Scope, filters: Filters, language: str) -> Results:
    """Published figures."""
    return _results(scope, filters, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _results(scope: Scope, filters: Filters, language: str, stamp: Stamp) -> Results:
    return published.results(database(), scope, filters, language=language, today=stamp[2])


def published_blocks(scope: Scope) -> tuple[Block, ...]:
    """The regions and semesters that are broken down by who answered."""
    return _blocks(scope, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _blocks(scope: Scope, stamp: Stamp) -> tuple[Block, ...]:
    return broken_down.published_blocks(database(), scope)


def respondents(scope: Scope, key: str, language: str) -> Respondents:
    """One of those blocks."""
    return _respondents(scope, key, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _respondents(scope: Scope, key: str, language: str, stamp: Stamp) -> Respondents:
    return broken_down.respondents(database(), scope, key, language=language)


def territory_values(scope: Scope, filters: Filters, level: str, measure: str, language: str) -> pd.DataFrame:
    """One row per territory of a level."""
    return _values(scope, filters, level, measure, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _values(
    scope: Scope, filters: Filters, level: str, measure: str, language: str, stamp: Stamp
) -> pd.DataFrame:
    return season.territory_values(
        database(), scope, filters, level=level, measure=measure, language=language, today=stamp[2]
    )


def training_list(scope: Scope, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per training, newest first; TRAINING_COLUMNS."""
    return _training_list(scope, filters, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _training_list(scope: Scope, filters: Filters, stamp: Stamp) -> pd.DataFrame:
    return trainings.training_list(database(), scope, filters, today=stamp[2])


def options(scope: Scope) -> Options:
    """What the filters can offer."""
    return _options(scope, settings().database_url)


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _options(scope: Scope, url: str) -> Options:
    return trainings.filter_options(database(), scope)


def territory_list() -> pd.DataFrame:
    """Every territory with its point and population: the same for everyone."""
    return _territory_list(EVERYTHING, settings().database_url, today().year)


@st.cache_data(ttl=3600, max_entries=4, show_spinner=False)
def _territory_list(scope: Scope, url: str, year: int) -> pd.DataFrame:
    return territories.territory_list(database(), year=year)


def territory_names() -> dict[str, str]:
    """Code → name."""
    table = territory_list()
    return dict(zip(table["code"].tolist(), table["name"].tolist(), strict=True))
