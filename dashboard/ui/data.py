"""What pages read, kept for a short while: by what was asked, database and the newest publication.

Anything written on this process empties the shelves at once; another process's changes show within half a
minute. What is read is shared by everyone who asks the same: whoever gets it must not change it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial, wraps
from typing import ParamSpec, TypeVar

import pandas as pd

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
from dashboard.services.places import Places, places
from dashboard.services.previous import Previous
from dashboard.services.publication import publication_number
from dashboard.services.ranking import Ranking
from dashboard.services.respondents import Block, Respondents
from dashboard.services.results import Results
from dashboard.services.targets import Progress, Step, target_list
from dashboard.services.targets import level_target as aimed_at
from dashboard.services.territories import MeasureView
from dashboard.services.trainings import Options
from dashboard.services.visits import Seen
from dashboard.ui.freshness import Freshness
from dashboard.ui.resources import database, forget_kept, kept, settings, today
from db.criteria import NO_FILTERS, Filters, Scope

_freshness = Freshness()
Stamp = tuple[str, int, date]
"""Which database, its newest publication (tallies cannot change without it), and the local day."""

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def stamp() -> Stamp:
    """The state of what is published that pages show now."""
    url = settings().database_url
    return url, _freshness.number(url, lambda: publication_number(database())), today()


def _shelved(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Read once for everybody who asks the same of the same state. What is asked tells itself by its repr."""

    @wraps(read)
    def look(*args: Asked.args, **kwargs: Asked.kwargs) -> Found:
        return kept((args, kwargs), read.__name__, stamp(), partial(read, *args, **kwargs))

    return look


def forget() -> None:
    """After something was written: the next reader sees it."""
    forget_kept()
    _freshness.forget()


@_shelved
def overview(scope: Scope, filters: Filters = NO_FILTERS) -> Overview:
    """The season in a handful of numbers."""
    return season.overview(database(), scope, filters, today=today())


@_shelved
def facets(scope: Scope, filters: Filters) -> Facets:
    """How many trainings of the view have each month, kind, audience …"""
    return counted.facets(database(), scope, filters)


@_shelved
def results(scope: Scope, filters: Filters, language: str) -> Results:
    """Published figures."""
    return published.results(database(), scope, filters, language=language, today=today())


@_shelved
def ranking(scope: Scope, filters: Filters, by: tuple[str, str], language: str) -> Ranking:
    """Which of a dimension stand out in a score, and which do not."""
    return ranked.ranking(database(), scope, filters, by=by, language=language, today=today())


@_shelved
def multiples(scope: Scope, filters: Filters, by: str, language: str) -> Multiples:
    """Satisfaction by quarter in each group."""
    return divided.multiples(database(), scope, filters, by=by, language=language, today=today())


@_shelved
def previous(scope: Scope, filters: Filters, language: str) -> Previous | None:
    """The period before the one of the filters."""
    if not (filters.since and filters.until):
        return None
    return before.previous(database(), scope, filters, language=language, today=today())


@_shelved
def published_blocks(scope: Scope) -> tuple[Block, ...]:
    """The regions and semesters that are broken down by who answered."""
    return broken_down.published_blocks(database(), scope)


@_shelved
def respondents(scope: Scope, key: str, language: str) -> Respondents:
    """One of those blocks."""
    return broken_down.respondents(database(), scope, key, language=language)


@_shelved
def territory_values(scope: Scope, filters: Filters, level: str, measure: str) -> pd.DataFrame:
    """One row per territory of a level."""
    return mapped.territory_values(database(), scope, filters, level=level, measure=measure, today=today())


@_shelved
def map_page(scope: Scope, filters: Filters, level: str, measure: str) -> MapPage:
    """All that the map page shows, but for its layers and its periods."""
    return mapping.map_page(database(), scope, filters, level=level, measure=measure, today=today())


@_shelved
def training_layer(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Where the trainings of the map are, by kind."""
    return mapping.training_layer(database(), scope, filters, today=today())


@_shelved
def measures_of(code: str) -> tuple[MeasureView, ...]:
    """Measures of a territory and of those inside it: the same for everyone."""
    return territories.measures_of(database(), code)


@_shelved
def territory_frames(
    scope: Scope, filters: Filters, level: str, measure: str, every: str
) -> mapped.TerritoryFrames:
    """The values of a level, period by period."""
    return mapped.territory_frames(
        database(), scope, filters, level=level, measure=measure, every=every, today=today()
    )


@_shelved
def training_list(scope: Scope, filters: Filters = NO_FILTERS) -> pd.DataFrame:
    """One row per training, newest first; TRAINING_COLUMNS."""
    return trainings.training_list(database(), scope, filters, today=today())


@_shelved
def targets(scope: Scope, filters: Filters, step: Step) -> tuple[Progress, ...]:
    """Targets with their values so far."""
    return target_list(database(), scope, filters, today=today(), step=step)


@_shelved
def view_target(scope: Scope, filters: Filters, indicator: str) -> float | None:
    """The target of exactly this view; None where nobody set one."""
    return aimed_at(database(), scope, filters, indicator, today=today())


def options(scope: Scope) -> Options:
    """What the filters can offer: the same whatever is published."""
    url = settings().database_url
    return kept(scope, "options", url, lambda: trainings.filter_options(database(), scope))


@_shelved
def changes(scope: Scope, last: Seen) -> tuple[Change, ...]:
    """What is newer than somebody's last visit."""
    return newer.changes(database(), scope, last, today=today())


@_shelved
def concerns(scope: Scope) -> tuple[Concern, ...]:
    """What waits for somebody."""
    return attention.concerns(database(), scope, today=today())


@_shelved
def trainings_by_month(scope: Scope) -> pd.DataFrame:
    """How many trainings each month had or will have."""
    return months.trainings_by_month(database(), scope, today=today())


@_shelved
def comments(scope: Scope, filters: Filters, search: str, tag: str, page: int, language: str) -> CommentPage:
    """A page of what was approved."""
    return written.published(database(), scope, filters, language=language, search=search, tag=tag, page=page)


@_shelved
def comment_tags(scope: Scope) -> tuple[str, ...]:
    """The themes in use."""
    return written.tags_in_use(database(), scope)


def territory_list() -> pd.DataFrame:
    """Every territory with its point and population: the same for everyone."""
    return _places().table.copy(deep=False)


def territory_names() -> Mapping[str, str]:
    """Code → name."""
    return _places().names


def territory_points() -> Mapping[str, tuple[float, float]]:
    """Code → longitude and latitude, of the territories that have them."""
    return _places().points


def _places() -> Places:
    year = today().year
    return kept(year, "places", settings().database_url, lambda: places(database(), year))
