"""Everything the results and present screens show, from published tallies alone."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from dashboard.cube.cells import EPOCH, MICROSECOND, NEVER
from dashboard.cube.columns import Floats, Ints
from dashboard.cube.selection import Selection, answers_by_question, counts_by_question
from dashboard.indicators.agreement import INTENDING, agreement, satisfaction, share_of
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import LearningGain, overall_gain
from dashboard.indicators.rates import ResponseRate, required_share
from dashboard.indicators.recommendation import NetPromoter, net_promoter
from dashboard.services import tables
from dashboard.services.cubes import selection
from dashboard.services.questions import QuestionView, question_views
from dashboard.services.response_rates import bands
from dashboard.services.store import Database
from db.criteria import Filters, Scope


@dataclass(frozen=True, slots=True)
class Results:
    """Figures for a scope and filters. None = nothing published yet, which is neither zero nor no data.

    `received` counts responses exactly; `answered` is the most people behind any published question, of
    whom `pooled` show only together with others of their territory and year. `left_out` people of the view's
    closed trainings may be in pools that do not fit in it. `withheld` trainings have responses and nothing
    of their own published.
    """

    trainings: int
    received: int
    answered: int
    pooled: int
    left_out: int
    withheld: int
    has_synthetic: bool
    published_at: datetime | None
    response_rate: ResponseRate | None
    satisfaction: Estimate | None
    felt_safe: Estimate | None
    intention: Estimate | None
    recommendation: NetPromoter | None
    learning: LearningGain | None
    likert: pd.DataFrame  # tables.LIKERT_COLUMNS
    gains: pd.DataFrame  # tables.GAIN_COLUMNS
    steps: pd.DataFrame  # tables.STEP_COLUMNS
    bands: pd.DataFrame  # response_rates.BAND_COLUMNS
    choices: pd.DataFrame  # tables.CHOICE_COLUMNS
    by_training: pd.DataFrame  # tables.TRAINING_SHARE_COLUMNS
    trend: pd.DataFrame  # tables.TREND_COLUMNS


def results(database: Database, scope: Scope, filters: Filters, *, language: str, today: date) -> Results:
    """The published figures of the trainings that scope and filters admit; cancelled ones are left out."""
    questions = question_views(database, language, filters.training)
    return _results(selection(database, scope, filters, today), questions)


def _results(view: Selection, questions: dict[str, QuestionView]) -> Results:
    cube, rows = view.cube, view.trainings
    sums = view.sums()
    counts, answered = counts_by_question(cube, sums), answers_by_question(cube, sums)
    items = tables.satisfaction_items(questions)
    shares = tables.training_shares(cube.counts, cube.columns, cube.trainings, items)
    received = cube.links.received_by_training[rows]
    is_withheld = (received > 0) & (cube.counts.most[rows] == 0)
    of_few = int(received[is_withheld & (cube.links.open_by_training[rows] == 0)].sum())
    return Results(
        trainings=len(received),
        received=int(received.sum()),
        answered=max(answered.values(), default=0),
        pooled=view.pooled,
        left_out=max(0, min(view.left_out, of_few - view.pooled)),
        withheld=int(np.count_nonzero(is_withheld)),
        has_synthetic=bool(cube.trainings.is_synthetic[rows].any()),
        published_at=newest_step(view),
        response_rate=response_rate_of(received, cube.trainings.attendance[rows]),
        satisfaction=satisfaction({name: counts.get(name, {}) for name in items}),
        felt_safe=agreement(counts.get(tables.question_of(questions, "felt_safe"), {})),
        intention=share_of(counts.get(tables.question_of(questions, "intention"), {}), INTENDING),
        recommendation=net_promoter(counts.get(tables.question_of(questions, "nps"), {})),
        learning=overall_gain(
            {
                v.name: counts[v.name]
                for v in questions.values()
                if v.indicator == "learning" and v.name in counts
            }
        ),
        likert=tables.likert_table(counts, questions),
        gains=tables.gain_table(counts, questions),
        steps=tables.step_table(counts, questions),
        bands=bands(received, cube.trainings.attendance[rows]),
        choices=tables.choice_table(counts, questions, answered),
        by_training=tables.training_share_table(view, shares),
        trend=tables.trend_table(view, shares),
    )


def newest_step(view: Selection) -> datetime | None:
    """When something of what is shown was last published; None where nothing is."""
    steps = np.concatenate(
        [view.cube.counts.published[view.trainings], view.cube.pooled.published[view.pools]]
    )
    newest = int(steps.max(initial=NEVER))
    return EPOCH + newest * MICROSECOND if newest != NEVER else None


def response_rate_of(received: Ints, attendance: Floats) -> ResponseRate | None:
    """`indicators.rates.response_rate` of the trainings with responses, for many at once."""
    asked = received > 0
    known = asked & (attendance > 0)  # NaN = not reported
    responses, people = received[known], attendance[known].astype(np.int64)
    if not len(people):
        return None
    sizes, which = np.unique(people, return_inverse=True)
    needed = np.array(
        [required_share(size) for size in sizes.tolist()], dtype=np.float64
    )  # None → NaN: never
    return ResponseRate(
        responses=int(responses.sum()),
        attendance=int(people.sum()),
        share=int(responses.sum()) / int(people.sum()),
        trainings=len(people),
        trainings_not_reported=int(np.count_nonzero(asked & np.isnan(attendance))),
        adequate=int(np.count_nonzero(responses / people >= needed[which])),
    )
