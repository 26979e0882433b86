"""Everything that can change what a cube holds, drawn at random."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.changes import take_turn
from db.criteria import Pool
from db.engine import Database
from db.models import SurveyLink, Tally, Training
from db.queries.links import count_response
from tests.factories import NOW, TODAY, make_link, make_project, make_territory, make_training

Row = TypeVar("Row", Training, SurveyLink)

PLACES = ("05601", "05602", "05101", "13101", "056", "05", "13", "CL")
POOLS = tuple(Pool(code, year) for code in ("05601", "05", "13101", "CL") for year in (2024, 2025))
FIVE, PAIRS = ("1", "2", "3", "4", "5"), ("1>3", "2>2", "4>5")
CHOICES: dict[str, tuple[str, ...]] = {
    "relevance": (*FIVE, "na"),
    "method": FIVE,
    "safe": FIVE,
    "knows_rights": PAIRS,
    "can_act": PAIRS,
    "recommend": ("0", "6", "7", "9", "10"),
    "intention": ("surely", "probably", "no"),
    "obstacles": ("time", "fear"),
}


def start(database: Database) -> None:
    """Some territories, two projects, and trainings with links."""
    with database.write() as session:
        for code in PLACES:
            make_territory(session, code)
        for _ in range(2):
            make_project(session)
    rng = Random(0)
    for _ in range(12):
        change(database, rng, "training")
    for _ in range(6):
        change(database, rng, "link")


def change(database: Database, rng: Random, kind: str = "") -> None:
    """One change of a kind, or of any, in a transaction of its own."""
    with database.write() as session:
        CHANGES[kind or rng.choice(list(CHANGES))](session, rng)


def publish(session: Session, source: int | Pool, question: str, rng: Random, *, answers: int = 0) -> None:
    """Adds a step of five or more to a stream, as a publisher would."""
    people = answers or rng.randint(5, 12)
    counts = Counter(rng.choice(CHOICES[question]) for _ in range(people))
    mine = (
        (Tally.territory_code == source.territory_code, Tally.year == source.year)
        if isinstance(source, Pool)
        else (Tally.training_id == source,)
    )
    number = take_turn(session)
    tally = session.scalars(select(Tally).where(Tally.question == question, *mine)).one_or_none()
    if tally is None:
        tally = Tally(question=question, answers=0, counts={})
        if isinstance(source, Pool):
            tally.territory_code, tally.year = source.territory_code, source.year
        else:
            tally.training_id = source
        session.add(tally)
    tally.answers += people
    tally.counts = dict(counts + Counter(tally.counts))
    tally.published_at = NOW - timedelta(days=rng.randint(0, 90))
    tally.number = number


def _publish_training(session: Session, rng: Random) -> None:
    training = _any(session, Training, rng)
    for question in rng.sample(list(CHOICES), 3):
        publish(session, training.id, question, rng)


def _publish_pool(session: Session, rng: Random) -> None:
    publish(session, rng.choice(POOLS), rng.choice(list(CHOICES)), rng)


def _add_training(session: Session, rng: Random) -> None:
    day = rng.choice(
        [None, *(date(year, rng.choice([1, 7, 12]), rng.randint(1, 28)) for year in (2024, 2025))]
    )
    make_training(
        session,
        rng.choice(PLACES),
        starts_on=day,
        ends_on=day and day + timedelta(days=rng.choice([0, 20])),
        date_precision=rng.choice(["day", "month", "window"]),
        attendance_total=rng.choice([None, 0, 8, 12, 40]),
        kind=rng.choice(["talk", "workshop", "course"]),
        project_id=rng.choice([None, 1, 2]),
    )


def _edit_training(session: Session, rng: Random) -> None:
    training = _any(session, Training, rng)
    training.status = rng.choice(["done", "planned", "cancelled"])
    training.territory_code = rng.choice(PLACES)
    training.title += "!"
    training.attendance_total = rng.choice([None, 10])
    training.hours = rng.choice([None, 1.5])


def _add_link(session: Session, rng: Random) -> None:
    closes_on = rng.choice([None, TODAY, TODAY - timedelta(days=3), TODAY + timedelta(days=1)])
    make_link(session, _any(session, Training, rng), closes_on=closes_on, cap=rng.choice([None, 4]))


def _submit(session: Session, rng: Random) -> None:
    for _ in range(3):
        count_response(session, _any(session, SurveyLink, rng).id, TODAY)


def _close_or_open(session: Session, rng: Random) -> None:
    link = _any(session, SurveyLink, rng)
    link.state = "closed" if link.state == "open" else "open"


def _any(session: Session, model: type[Row], rng: Random) -> Row:
    return rng.choice(session.scalars(select(model).order_by(model.id)).all())


CHANGES = {
    "publish": _publish_training,
    "pool": _publish_pool,
    "training": _add_training,
    "edit": _edit_training,
    "link": _add_link,
    "submit": _submit,
    "close": _close_or_open,
}
