"""Which trainings, hosts, topics or territories stand out, and where the order says nothing."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from dashboard.cube.columns import Floats, Ints, Objects
from dashboard.cube.selection import Selection
from dashboard.cube.trainings import Trainings
from dashboard.indicators.differences import LEVEL, holm
from dashboard.services.counted import Counted, counted_by, first
from dashboard.services.cubes import selection
from dashboard.services.groups import Members, each_training, members, territories, territory_length
from dashboard.services.questions import question_views
from dashboard.services.results import newest_step
from dashboard.services.scores import Values, score_questions
from dashboard.services.store import Database, reading
from db.criteria import Filters, Scope
from db.queries.groups import organisation_names

TRAINING = "training"
DIMENSIONS = ("territory", "topic", "host", TRAINING)
COLUMNS = ("key", "label", "state", "value", "low", "high", "n", "trainings", "rest", "p", "verdict")
KEPT = 250  # rows of each end that a screen and its file get, of thousands of trainings


@dataclass(frozen=True, slots=True)
class Ranking:
    """`rows` (COLUMNS): those with published answers, highest first, then the withheld, without a number.

    `p` is adjusted for all `tested` rows (Holm); `verdict` is "above", "below", "" where the difference from
    the rest is not distinguishable from chance, "few" where there are too few answers to tell. `label` is ""
    where screens have their own words for the key. `total` rows have a value, of which `differing` differ.
    """

    dimension: str
    score: str
    rows: pd.DataFrame
    total: int
    tested: int
    differing: int
    withheld: int
    overall: tuple[float, float, float, int] | None  # value, low, high, n of the whole view
    published_at: datetime | None


def ranking(
    database: Database, scope: Scope, filters: Filters, *, by: tuple[str, str], language: str, today: date
) -> Ranking:
    """`by` is one of DIMENSIONS and one of SCORES. Only published tallies of whole trainings are added up."""
    dimension, score = by
    asked = score_questions(score, question_views(database, language, filters.training))
    view = selection(database, scope, filters, today)
    of = _members(database, view, dimension, filters.territory)
    names: dict[str, str] = {}
    if dimension == "host":
        with reading(database) as session:
            names = organisation_names(session)
    counted = counted_by(view, of, score, asked)
    return _ranked(view, of, counted, by, names)


def _members(database: Database, view: Selection, dimension: str, territory: str) -> Members:
    cube = view.cube
    if dimension == "territory":
        return territories(cube, territory_length(territory))
    if dimension == TRAINING:
        return each_training(cube)
    return members(database, cube, dimension)


def _ranked(
    view: Selection, of: Members, counted: Counted, by: tuple[str, str], names: dict[str, str]
) -> Ranking:
    values, trainings = counted.sums.values(), view.cube.trainings
    best = _best(values, trainings if by[0] == TRAINING else None)
    rest, adjusted, verdicts = _compared(counted, values, best)
    withheld = np.flatnonzero((counted.received > 0) & (values.n == 0))
    kept = np.arange(len(best)) if len(best) <= 2 * KEPT else np.r_[:KEPT, len(best) - KEPT : len(best)]
    shown = _table(counted, values, best[kept]).assign(
        key=_keys(best[kept], of, trainings), rest=rest[kept], p=adjusted[kept], verdict=verdicts[kept]
    )
    waiting = _withheld(counted, withheld[:KEPT], _keys(withheld[:KEPT], of, trainings))
    rows = pd.concat([shown, waiting], ignore_index=True) if len(waiting) else shown
    return Ranking(
        dimension=by[0],
        score=by[1],
        rows=_labelled(rows, by[0], trainings, names),
        total=len(best),
        tested=int(np.count_nonzero(verdicts != "few")),
        differing=int(np.isin(verdicts, ("above", "below")).sum()),
        withheld=len(withheld),
        overall=first(counted.whole.values()),
        published_at=newest_step(view),
    )


def _best(values: Values, trainings: Trainings | None) -> Ints:
    """The places of those with published answers: highest first; among equals the newest, or the larger."""
    second = -trainings.days if trainings is not None else -values.n
    order = np.lexsort((second, -np.where(values.n > 0, values.value, -np.inf)))
    return order[: np.count_nonzero(values.n > 0)]


def _compared(counted: Counted, values: Values, best: Ints) -> tuple[Floats, Floats, Objects]:
    """Of the best: the value of all others, the adjusted p, and the verdict."""
    rest, p, _ = counted.sums.against_the_rest(counted.whole)
    adjusted = holm(p[best])
    told = np.where(values.value[best] > rest[best], "above", "below")
    verdicts = np.where(np.isnan(adjusted), "few", np.where(adjusted < LEVEL, told, ""))
    return rest[best], adjusted, verdicts.astype(object)


def _table(counted: Counted, values: Values, places: Ints) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "state": "value",
            "value": values.value[places],
            "low": values.low[places],
            "high": values.high[places],
            "n": values.n[places],
            "trainings": counted.trainings[places],
        }
    )


def _withheld(counted: Counted, places: Ints, keys: list[str]) -> pd.DataFrame:
    """No number of theirs but how many trainings they are."""
    nothing: dict[str, object] = dict.fromkeys(("value", "low", "high", "rest", "p"), np.nan)
    told = {"key": keys, "state": "withheld", **nothing, "n": 0, "trainings": counted.trainings[places]}
    return pd.DataFrame(told | {"verdict": "few"})


def _keys(places: Ints, of: Members, trainings: Trainings) -> list[str]:
    if of.keys:
        return [of.keys[place] for place in places.tolist()]
    return [str(number) for number in trainings.ids[places].tolist()] if of.is_each_training else []


def _labelled(
    rows: pd.DataFrame, dimension: str, trainings: Trainings, names: dict[str, str]
) -> pd.DataFrame:
    """With the titles of trainings and the names of hosts; the rest is named by screens."""
    keys = rows["key"].tolist()
    if dimension == TRAINING:
        labels = [str(trainings.titles[trainings.place_of[int(key)]]) for key in keys]
    else:
        labels = [names.get(key, "") for key in keys]
    return rows.assign(label=pd.Series(labels, dtype=object, index=rows.index))[list(COLUMNS)]
