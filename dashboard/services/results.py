"""Everything the results and present screens show, from published tallies alone."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.indicators.agreement import agreement, satisfaction, share_of
from dashboard.indicators.intervals import Estimate
from dashboard.indicators.learning import LearningGain, overall_gain
from dashboard.indicators.rates import ResponseRate, response_rate
from dashboard.indicators.recommendation import NetPromoter, net_promoter
from dashboard.services import tables
from dashboard.services.questions import QuestionView, question_views
from dashboard.services.store import Database, reading
from db.criteria import Filters, Scope
from db.queries import tallies as published
from db.queries import trainings as training_queries

INTENDING = ("surely", "probably")


@dataclass(frozen=True, slots=True)
class Results:
    """Figures for a scope and filters. None = nothing published yet, which is neither zero nor no data.

    `received` counts responses exactly; `answered` is the most people behind any published question;
    `withheld` trainings have responses and nothing published.
    """

    trainings: int
    received: int
    answered: int
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
    choices: pd.DataFrame  # tables.CHOICE_COLUMNS
    by_training: pd.DataFrame  # tables.TRAINING_SHARE_COLUMNS
    trend: pd.DataFrame  # tables.TREND_COLUMNS


def results(database: Database, scope: Scope, filters: Filters, *, language: str, today: date) -> Results:
    """The published figures of the trainings that scope and filters admit; cancelled ones are left out."""
    questions = question_views(database, language)
    with reading(database) as session:
        trainings = training_queries.trainings(session, scope, filters, today)
        tallies = published.tallies(session, scope, filters)
        totals = published.tally_totals(session, scope, filters)
    took_place = trainings[trainings["status"] != "cancelled"]
    return _results(
        took_place,
        tallies[tallies["training_id"].isin(took_place["id"])],
        totals[totals["training_id"].isin(took_place["id"])],
        questions,
    )


def _results(
    trainings: pd.DataFrame,
    tallies: pd.DataFrame,
    totals: pd.DataFrame,
    questions: dict[str, QuestionView],
) -> Results:
    counts = tables.by_question(tallies)
    items = tables.satisfaction_items(questions)
    answered = {str(q): int(n) for q, n in totals.groupby("question")["answers"].sum().items()}
    groups = list(zip(trainings["received"], trainings["attendance"], strict=True))
    held = trainings.loc[trainings["received"] > 0, "id"]
    return Results(
        trainings=len(trainings),
        received=int(trainings["received"].sum()),
        answered=max(answered.values(), default=0),
        withheld=int((~held.isin(totals["training_id"])).sum()),
        has_synthetic=bool(trainings["is_synthetic"].any()),
        published_at=totals["published_at"].max() if len(totals) else None,
        response_rate=response_rate([(int(r), None if pd.isna(a) else int(a)) for r, a in groups if r]),
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
        choices=tables.choice_table(counts, questions, answered),
        by_training=tables.share_by_training(tallies, trainings, items),
        trend=tables.trend_table(tallies, trainings, items),
    )
