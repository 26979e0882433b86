"""A made-up country of trainings and responses, from a fixed seed, published by the real publication code.

Trainings: comunas in a random order of weight 1/rank (Zipf); first days uniform over 2024 and 2025;
kinds and ten projects uniform; attendance = responses / uniform(0.4 … 0.9), not reported for 15 %.
Responses: five for each training, the rest shared by lognormal weights (sigma 0.8). Every link is closed.
Answers: see `tests.benchmarks.answers`.

Time passes as it does: trainings come in the order of their days, a batch at a time, and after each batch
`advance_all` runs on the day of its last training. So steps, pools and breakdowns fall due as in real use.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile
from time import perf_counter, process_time
from uuid import uuid4

import numpy as np
from numpy.random import PCG64, Generator
from sqlalchemy import select

from dashboard.services.publication import advance_all
from db.engine import Database
from db.models import Project, Survey, SurveyLink, SurveyVersion, Territory, Training
from db.seed.bulk import add, add_numbered
from db.vocabulary import TRAINING_KINDS
from tests.benchmarks.answers import FULL, Drawn, Ints, bench_survey, described, draw
from tests.databases import opened, seeded_with_chile
from tests.factories import NOW, make_code

SEED = 20261122
K = 5
PROJECTS = 10
FIRST_DAY, DAYS = date(2024, 1, 1), 731  # two years
YEARS = (2024, 2025)
MOST_TRAININGS, MOST_RESPONSES = 2_000, 100_000  # of a batch
LEAST_TRAININGS = 50
NOT_REPORTED = 0.15


@dataclass(frozen=True, slots=True)
class Size:
    """How many trainings and responses."""

    trainings: int
    responses: int

    def scaled(self, scale: float) -> "Size":
        trainings = max(LEAST_TRAININGS, round(self.trainings * scale))
        return Size(trainings, max(FULL * trainings, round(self.responses * scale)))

    def __str__(self) -> str:
        return f"{self.responses:,} responses in {self.trainings:,} trainings"


@dataclass(frozen=True, slots=True)
class World:
    """A built database: where it is, and what building it took. `publishing` is CPU seconds."""

    size: Size
    url: str
    seconds: float
    publishing: float

    @property
    def path(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    def __str__(self) -> str:
        speed = self.size.responses / self.publishing if self.publishing else 0
        return (
            f"{self.size}: built in {self.seconds:,.1f} s; publishing took {self.publishing:,.1f} s of CPU,"
            f" {speed:,.0f} responses per second; {self.path.stat().st_size / 2**20:,.0f} MiB"
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    """Arrays of one entry per training, in the order of their days."""

    responses: Ints
    days: Ints  # day numbers
    codes: list[str]
    kinds: Ints
    projects: Ints
    attendance: Ints  # 0 = not reported

    def batches(self) -> Iterator[slice]:
        total, start, counted = len(self.responses), 0, 0
        for place, count in enumerate(self.responses.tolist()):
            if place - start == MOST_TRAININGS or (counted and counted + count > MOST_RESPONSES):
                yield slice(start, place)
                start, counted = place, 0
            counted += count
        yield slice(start, total)


def description() -> tuple[str, ...]:
    """The docstring above and the answers' distributions, to print."""
    return (*(__doc__ or "").split("\n\n")[1].splitlines(), *described())


def build(folder: Path, size: Size, *, keeps_answers: bool = True) -> World:
    """Trainings and answers a batch at a time, each published before the next one comes.

    Without `keeps_answers` the raw answers of a batch are deleted once they are published, as a purge does;
    what was published stays.
    """
    url = f"sqlite:///{folder / uuid4().hex}.sqlite"
    began, publishing = perf_counter(), 0.0
    copyfile(_chile(folder), url.removeprefix("sqlite:///"))
    with opened(url) as database:
        version, projects = _add_survey(database), _add_projects(database)
        plan = _plan(database, size)
        for number, batch in enumerate(plan.batches()):
            _add_trainings(database, plan, batch, version, projects)
            ids = np.arange(batch.start, batch.stop) + 1
            rng = Generator(PCG64([SEED, number]))
            drawn = draw(rng, ids, plan.responses[batch], is_mixed=keeps_answers)
            last = date.fromordinal(int(plan.days[batch.stop - 1]))
            add_responses(url, drawn, version, last)
            evening = datetime(last.year, last.month, last.day, 22, tzinfo=UTC)
            publishing += _published(database, evening)
            if not keeps_answers:
                _purge(url)
        publishing += _published(database, NOW)
    return World(size, url, perf_counter() - began, publishing)


def _chile(folder: Path) -> Path:
    """A file with the territories alone, made for the first world."""
    path = folder / "chile.sqlite"
    if not path.exists():
        with opened(f"sqlite:///{path}") as database:
            seeded_with_chile(database)
    return path


def _published(database: Database, now: datetime) -> float:
    began = process_time()
    advance_all(database, now=now, k=K)
    return process_time() - began


def _plan(database: Database, size: Size) -> _Plan:
    rng = Generator(PCG64(SEED))
    with database.read() as session:
        comunas = list(session.scalars(select(Territory.code).where(Territory.level == "comuna")))
    weights = 1 / np.arange(1, len(comunas) + 1)
    places = rng.choice(rng.permutation(sorted(comunas)), size=size.trainings, p=weights / weights.sum())
    shares = rng.lognormal(sigma=0.8, size=size.trainings)
    rest = size.responses - FULL * size.trainings
    responses = FULL + rng.multinomial(rest, shares / shares.sum())
    attendance = np.ceil(responses / rng.uniform(0.4, 0.9, size.trainings)).astype(np.int64)
    attendance[rng.random(size.trainings) < NOT_REPORTED] = 0
    return _Plan(
        responses=responses,
        days=np.sort(rng.integers(DAYS, size=size.trainings)) + FIRST_DAY.toordinal(),
        codes=[str(code) for code in places.tolist()],
        kinds=rng.integers(len(TRAINING_KINDS), size=size.trainings),
        projects=rng.integers(PROJECTS, size=size.trainings),
        attendance=attendance,
    )


def _add_survey(database: Database) -> int:
    with database.write() as session:
        (survey,) = add_numbered(session, Survey, [{"name": "bench"}])
        definition = bench_survey().to_json()
        row = {"survey_id": survey, "number": 1, "definition": definition, "published_at": NOW}
        return add_numbered(session, SurveyVersion, [row])[0]


def _add_projects(database: Database) -> list[int]:
    with database.write() as session:
        rows = [{"name": f"Proyecto {number}", "source": "bench"} for number in range(PROJECTS)]
        return add_numbered(session, Project, rows)


def _add_trainings(database: Database, plan: _Plan, batch: slice, version: int, projects: list[int]) -> None:
    trainings, links = [], []
    for place in range(batch.start, batch.stop):
        day = date.fromordinal(int(plan.days[place]))
        training = {
            "id": place + 1,
            "title": f"Actividad {place + 1} en {plan.codes[place]}",
            "kind": TRAINING_KINDS[plan.kinds[place]],
            "status": "done",
            "starts_on": day,
            "ends_on": day,
            "hours": 1.0 + place % 8,
            "territory_code": plan.codes[place],
            "attendance_total": int(plan.attendance[place]) or None,
            "project_id": projects[plan.projects[place]],
            "source": "bench",
            "revision": 1,
            "updated_at": NOW,
        }
        link = {"id": place + 1, "code": make_code(place), "training_id": place + 1, "version_id": version}
        trainings.append(training)
        links.append({**link, "state": "closed", "received": int(plan.responses[place])})
    with database.write() as session:
        add(session, Training, trainings)
        add(session, SurveyLink, links)


def add_responses(url: str, drawn: Drawn, version: int, day: date) -> None:
    """Straight into the file, for submissions are not what is measured here. A training's link has its id."""
    with closing(_raw(url)) as connection, connection:
        rows = zip(drawn.ids, drawn.trainings.tolist(), strict=True)
        connection.executemany(
            "INSERT INTO response (id, link_id, version_id, received_on, language, channel)"
            f" VALUES (?, ?, {version}, '{day.isoformat()}', 'es', 'phone')",
            rows,
        )
        connection.executemany(
            "INSERT INTO answer (response_id, question, training_id, value, is_published_by_training)"
            " VALUES (?, ?, ?, ?, 1)",
            (answer for answers in drawn.answer_rows() for answer in answers if answer is not None),
        )


def _purge(url: str) -> None:
    with closing(_raw(url)) as connection, connection:
        connection.execute("DELETE FROM answer")
        connection.execute("DELETE FROM response")


def _raw(url: str) -> sqlite3.Connection:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-262144")
    return connection
