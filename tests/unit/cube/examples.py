"""Small builders of what a cube is filled with."""

from datetime import UTC, date, datetime

from dashboard.cube.cells import TallyRow
from dashboard.cube.cube import NO_CUBE, Changes, Cube
from dashboard.cube.trainings import TrainingRow
from db.criteria import Pool

LEAST = 5
TODAY = date(2026, 11, 22)
NOON = datetime(2025, 8, 9, 12, 0, tzinfo=UTC)


def training(number: int, territory: str = "05601", day: date | None = date(2025, 8, 8)) -> TrainingRow:
    return (number, f"Charla {number}", territory, day, "day", "done", 20, 2.0, False)


def tally(
    whose: int | Pool, counts: object, *, question: str = "q", answers: int = 10, at: datetime = NOON
) -> TallyRow:
    return (whose, question, answers, at, counts)


def cube(trainings: int, *tallies: TallyRow) -> Cube:
    """Trainings numbered from 1, with these tallies."""
    rows = [training(number + 1) for number in range(trainings)]
    return NO_CUBE.with_changes(Changes(1, TODAY, trainings=rows, tallies=tallies), least=LEAST)


def after(last: Cube, *tallies: TallyRow) -> Cube:
    return last.with_changes(Changes(last.number + 1, TODAY, tallies=tallies), least=LEAST)
