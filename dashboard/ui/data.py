"""What pages read, kept for a short while: by scope, filters, database and the newest publication.

Anything written on this process empties the shelves at once; another process's changes show within the ttl.
"""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard.services import attention, months, territories, trainings
from dashboard.services import changes as newer
from dashboard.services import comments as written
from dashboard.services import facets as counted
from dashboard.services import map_page as mapping
from dashboard.services import multiples as divided
from dashboard.services import overview as season
from dashboard.services import previous as before
from dashboard.services import ranking as ranked
from dashboard.services import respondents as broken_down
from dashboard.services import results as published
from dashboard.services import territory_values as mapped
from dashboard.services.attention import Concern
from dashboard.services.changes import Change
from dashboard.services.comments import CommentPage
from dashboard.services.facets import Facets
from dashboard.services.map_page import MapPage
from dashboard.services.multiples import Multiples
from dashboard.services.overview import Overview
from dashboard.services.previous import Previous
from dashboard.services.publication import publication_number
from dashboard.services.ranking import Ranking
from dashboard.services.respondents import Block, Respondents
from dashboard.services.results import Results
from dashboard.services.targets import Progress, Step, target_list
from dashboard.services.trainings import Options
from dashboard.services.visits import Seen
from dashboard.ui.resources import database, forget_figures, settings, today
from db.criteria import NO_FILTERS, Filters, Scope

TTL = 30  # seconds
ENTRIES = 200

Stamp = tuple[str, int, date]
"""Which database, its newest publication (tallies cannot change without it), and the local day."""


def stamp() -> Stamp:
    """The state of what is published now."""
    return settings().database_url, publication_number(database()), today()


def forget() -> None:
    """After something was written: the next reader sees it."""
    for shelf in (
        _overview,
        _facets,
        _results,
        _ranking,
        _multiples,
        _previous,
        _values,
        _map_page,
        _frames,
        _training_list,
        _options,
        _blocks,
        _respondents,
        _changes,
        _concerns,
        _months,
        _targets,
    ):
        shelf.clear()
    forget_comments()
    forget_figures()


def forget_comments() -> None:
    """After somebody decided what may be shown of what people wrote."""
    _comments.clear()
    _comment_tags.clear()


def overview(scope: Scope, filters: Filters = NO_FILTERS) -> Overview:
    """The season in a handful of numbers."""
    return _overview(scope, filters, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _overview(scope: Scope, filters: Filters, stamp: Stamp) -> Overview:
    return season.overview(database(), scope, filters, today=stamp[2])


def facets(scope: Scope, filters: Filters) -> Facets:
    """How many trainings of the view have each month, kind, audience …"""
    return _facets(scope, filters, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _facets(scope: Scope, filters: Filters, stamp: Stamp) -> Facets:
    return counted.facets(database(), scope, filters)


def results(scope: Scope, filters: Filters, language: str) -> Results:
    """Published figures."""
    return _results(scope, filters, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _results(scope: Scope, filters: Filters, language: str, stamp: Stamp) -> Results:
    return published.results(database(), scope, filters, language=language, today=stamp[2])


def ranking(scope: Scope, filters: Filters, by: tuple[str, str], language: str) -> Ranking:
    """Which of a dimension stand out in a score, and which do not."""
    return _ranking(scope, filters, by, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _ranking(scope: Scope, filters: Filters, by: tuple[str, str], language: str, stamp: Stamp) -> Ranking:
    return ranked.ranking(database(), scope, filters, by=by, language=language, today=stamp[2])


def multiples(scope: Scope, filters: Filters, by: str, language: str) -> Multiples:
    """Satisfaction by quarter in each group."""
    return _multiples(scope, filters, by, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _multiples(scope: Scope, filters: Filters, by: str, language: str, stamp: Stamp) -> Multiples:
    return divided.multiples(database(), scope, filters, by=by, language=language, today=stamp[2])


def previous(scope: Scope, filters: Filters, language: str) -> Previous | None:
    """The period before the one of the filters."""
    return _previous(scope, filters, language, stamp()) if filters.since and filters.until else None


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _previous(scope: Scope, filters: Filters, language: str, stamp: Stamp) -> Previous | None:
    return before.previous(database(), scope, filters, language=language, today=stamp[2])


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
    return mapped.territory_values(
        database(), scope, filters, level=level, measure=measure, language=language, today=stamp[2]
    )


def map_page(scope: Scope, filters: Filters, level: str, measure: str) -> MapPage:
    """All that the map page shows, but for its layers and its periods."""
    return _map_page(scope, filters, level, measure, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _map_page(scope: Scope, filters: Filters, level: str, measure: str, stamp: Stamp) -> MapPage:
    return mapping.map_page(database(), scope, filters, level=level, measure=measure, today=stamp[2])


def territory_frames(
    scope: Scope, filters: Filters, level: str, measure: str, every: str
) -> mapped.TerritoryFrames:
    """The values of a level, period by period."""
    return _frames(scope, filters, level, measure, every, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _frames(
    scope: Scope, filters: Filters, level: str, measure: str, every: str, stamp: Stamp
) -> mapped.TerritoryFrames:
    return mapped.territory_frames(
        database(), scope, filters, level=level, measure=measure, every=every, today=stamp[2]
    )


def training_list(scope: Scope, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per training, newest first; TRAINING_COLUMNS."""
    return _training_list(scope, filters, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _training_list(scope: Scope, filters: Filters, stamp: Stamp) -> pd.DataFrame:
    return trainings.training_list(database(), scope, filters, today=stamp[2])


def targets(scope: Scope, filters: Filters, step: Step) -> tuple[Progress, ...]:
    """Targets with their values so far."""
    return _targets(scope, filters, step, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _targets(scope: Scope, filters: Filters, step: Step, stamp: Stamp) -> tuple[Progress, ...]:
    return target_list(database(), scope, filters, today=stamp[2], step=step)


def options(scope: Scope) -> Options:
    """What the filters can offer."""
    return _options(scope, settings().database_url)


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _options(scope: Scope, url: str) -> Options:
    return trainings.filter_options(database(), scope)


def changes(scope: Scope, last: Seen) -> tuple[Change, ...]:
    """What is newer than somebody's last visit."""
    return _changes(scope, last, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _changes(scope: Scope, last: Seen, stamp: Stamp) -> tuple[Change, ...]:
    return newer.changes(database(), scope, last, today=stamp[2])


def concerns(scope: Scope) -> tuple[Concern, ...]:
    """What waits for somebody."""
    return _concerns(scope, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _concerns(scope: Scope, stamp: Stamp) -> tuple[Concern, ...]:
    return attention.concerns(database(), scope, today=stamp[2])


def trainings_by_month(scope: Scope) -> pd.DataFrame:
    """How many trainings each month had or will have."""
    return _months(scope, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _months(scope: Scope, stamp: Stamp) -> pd.DataFrame:
    return months.trainings_by_month(database(), scope, today=stamp[2])


def comments(scope: Scope, filters: Filters, search: str, tag: str, page: int, language: str) -> CommentPage:
    """A page of what was approved."""
    return _comments(scope, filters, search, tag, page, language, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _comments(
    scope: Scope, filters: Filters, search: str, tag: str, page: int, language: str, stamp: Stamp
) -> CommentPage:
    return written.published(database(), scope, filters, language=language, search=search, tag=tag, page=page)


def comment_tags(scope: Scope) -> tuple[str, ...]:
    """The themes in use."""
    return _comment_tags(scope, stamp())


@st.cache_data(ttl=TTL, max_entries=ENTRIES, show_spinner=False)
def _comment_tags(scope: Scope, stamp: Stamp) -> tuple[str, ...]:
    return written.tags_in_use(database(), scope)


def territory_list() -> pd.DataFrame:
    """Every territory with its point and population: the same for everyone."""
    return territories.territory_list(database(), year=today().year)


def territory_names() -> dict[str, str]:
    """Code → name."""
    return dict(territories.territory_names(database(), year=today().year))
