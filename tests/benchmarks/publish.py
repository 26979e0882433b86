"""One training of 100 responses closes: what publishing it costs, and what the next page pays to see it."""

from functools import partial

import numpy as np
from numpy.random import PCG64, Generator
from sqlalchemy import insert, select

from dashboard.services import cubes
from dashboard.services.publication import advance
from dashboard.survey.definition import Definition, Question
from dashboard.survey.library.post_training import post_training
from dashboard.survey.question_types import Answer as Value
from dashboard.survey.question_types import tally_choices
from db.engine import Database
from db.models import Answer, Response, SurveyLink
from tests.benchmarks.answers import bench_survey, random_ids
from tests.benchmarks.report import Report, Timing, measured, once, together
from tests.benchmarks.world import SEED, K, World
from tests.databases import opened
from tests.factories import NOW, TODAY, make_link, make_training, make_version

RESPONSES = 100
TRAININGS = 11  # the first is not counted


def report_publishing(report: Report, world: World) -> None:
    report.title(f"One training of {RESPONSES} responses closes, beside {world.size}")
    report.line("Answers uniform over each question's choices; SQLite; the first of eleven is not counted.")
    report.line()
    report.timing_header()
    rng = Generator(PCG64(SEED + 1))
    with opened(world.url) as database:
        report.timing("the cube looks, nothing is new", measured(lambda: cubes.cube(database, TODAY)))
        for definition in (bench_survey(), post_training()):
            publishing, refreshing = _closings(database, definition, rng)
            name = f"{len(_tallied(definition))} questions"
            report.timing(f"publishing, {name}", publishing, "asked < 20 ms")
            report.timing(f"refreshing the cube after it, {name}", refreshing, "asked < 5 ms")


def _closings(database: Database, definition: Definition, rng: Generator) -> tuple[Timing, Timing]:
    publishing, refreshing = [], []
    for _ in range(TRAININGS):
        training = _add_training(database, definition, rng)
        cubes.cube(database, TODAY)  # it was planned long before, and its link has just been closed
        _close(database, training)
        publishing.append(once(partial(advance, database, training, now=NOW, k=K)))
        refreshing.append(once(lambda: cubes.cube(database, TODAY)))
    return together(publishing[1:]), together(refreshing[1:])


def _close(database: Database, training: int) -> None:
    with database.write() as session:
        session.scalars(select(SurveyLink).where(SurveyLink.training_id == training)).one().state = "closed"


def _add_training(database: Database, definition: Definition, rng: Generator) -> int:
    """With every question answered by everyone, an open link and nothing published; its id."""
    with database.write() as session:
        training = make_training(session, territory="13101")
        version = make_version(session, definition.to_json())
        link = make_link(
            session,
            training,
            version_id=version.id,
            received=RESPONSES,
            code=f"Z{training.id}",
        )
        response = {"link_id": link.id, "version_id": version.id, "received_on": TODAY, "language": "es"}
        ids = random_ids(rng, RESPONSES)
        connection = session.connection()
        connection.execute(insert(Response), [{"id": each, "channel": "phone", **response} for each in ids])
        connection.execute(
            insert(Answer),
            [
                {
                    "response_id": each,
                    "question": question.name,
                    "training_id": training.id,
                    "value": _any_value(question, rng),
                    "is_published_by_training": True,
                }
                for each in ids
                for question in _tallied(definition)
            ],
        )
        return training.id


def _tallied(definition: Definition) -> list[Question]:
    return [question for question in definition.questions if question.published == "training"]


def _any_value(question: Question, rng: Generator) -> Value:
    choice = str(rng.choice(np.array(tally_choices(question))))
    if question.type == "retrospective_pair":
        before, _, now = choice.partition(">")
        return {"before": before, "now": now}
    return [choice] if question.type == "select_multiple" else choice
