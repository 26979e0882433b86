"""Loads what people might have answered after the synthetic trainings: links, responses and answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Answer, Response, SurveyLink
from db.queries.versions import published_version
from db.seed.asked import asked_questions
from db.seed.bulk import Row, add
from db.seed.draw import generator
from db.seed.synthetic import SyntheticPlan
from db.seed.synthetic_answers import SyntheticResponse, synthetic_responses
from db.seed.synthetic_dates import ENDS
from db.seed.synthetic_plan import SyntheticTraining
from db.seed.synthetic_written import add_written, with_texts, written_texts
from db.vocabulary import CODE_ALPHABET

DEMO_CODE = "DEM23456"
"""The link that a demo shows: open, of the newest training."""

DAYS_OPEN = 10


@dataclass(frozen=True, slots=True)
class LoadedFeedback:
    """What is stored of the synthetic feedback after a load, and whether this load stored it."""

    is_new: bool
    links: int
    responses: int
    open_codes: tuple[str, ...]


def load_synthetic_responses(
    session: Session, plan: SyntheticPlan, definition: Mapping[str, Any], *, now: datetime
) -> LoadedFeedback:
    """One link for each training that asks, and its responses, once. Nothing is published here."""
    asking = [training for training in plan.trainings if training.link]
    codes = link_codes(asking, plan.seed)
    open_codes = tuple(codes[training.number] for training in asking if training.link == "open")
    is_new = session.scalar(select(SurveyLink.id).where(SurveyLink.code == DEMO_CODE)) is None
    if is_new:
        version = published_version(session, definition, now=now)
        add(session, SurveyLink, [_link(training, codes[training.number], version) for training in asking])
        stored = select(SurveyLink.training_id, SurveyLink.id).where(SurveyLink.code.in_(codes.values()))
        links = dict(session.execute(stored).all())
        drawn = sorted(synthetic_responses(asking, definition, plan.seed), key=lambda each: each.id)
        written = written_texts(asking, drawn, plan.seed)
        responses = with_texts(drawn, written)
        add(session, Response, [_response(each, links[each.training_id], version) for each in responses])
        add(session, Answer, list(_answers(responses, definition)))
        add_written(session, written)
    return LoadedFeedback(is_new, len(asking), plan.responses, open_codes)


def link_codes(trainings: Sequence[SyntheticTraining], seed: int) -> dict[int, str]:
    """Training number → code of its link; the newest one that is open has the demo's."""
    newest = max((each.number for each in trainings if each.link == "open"), default=None)
    return {
        each.number: DEMO_CODE if each.number == newest else _code(seed, each.number) for each in trainings
    }


def _code(seed: int, number: int) -> str:
    return "".join(generator(seed, "code", number).choices(CODE_ALPHABET, k=8))


def _link(training: SyntheticTraining, code: str, version: int) -> Row:
    """Past links are closed; open ones stay open without an end, so that a demo does not age."""
    is_closed = training.link == "closed"
    return {
        "code": code,
        "training_id": training.id,
        "version_id": version,
        "state": "closed" if is_closed else "open",
        "opens_on": training.starts_on,
        "closes_on": min(training.ends_on + timedelta(days=DAYS_OPEN), ENDS) if is_closed else None,
        "received": training.responses,
        "language": "es",
    }


def _response(response: SyntheticResponse, link: int, version: int) -> Row:
    return {
        "id": response.id,
        "link_id": link,
        "version_id": version,
        "received_on": response.received_on,
        "language": response.language,
        "channel": response.channel,
    }


def _answers(responses: Iterable[SyntheticResponse], definition: Mapping[str, Any]) -> Iterable[Row]:
    """Rows in the order of the table's key."""
    by_training = {each.name: each.is_published_by_training for each in asked_questions(definition)}
    for response in responses:
        for question, value in sorted(response.answers.items()):
            yield {
                "response_id": response.id,
                "question": question,
                "training_id": response.training_id,
                "value": value,
                "is_published_by_training": by_training[question],
            }
