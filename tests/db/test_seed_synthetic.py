"""The synthetic programme: flagged, reproducible, and varied enough that every state of a map is seen."""

from collections import Counter, defaultdict
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from db import vocabulary
from db.engine import Database
from db.models import Attendance, Organisation, Project, Training, Visit
from db.seed.chile import places
from db.seed.facts import load_facts
from db.seed.synthetic import load_synthetic
from db.seed.synthetic_dates import ENDS, STARTS
from db.seed.synthetic_plan import SyntheticTraining, planned_trainings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def demo(seeded: Database) -> Database:
    with seeded.write() as session:
        load_facts(session, NOW)
        load_synthetic(session, now=NOW)
    return seeded


def by_region() -> dict[str, list[SyntheticTraining]]:
    found = defaultdict(list)
    for training in planned_trainings():
        found[training.territory_code[:2]].append(training)
    return found


def test_150_trainings_in_all_regions_and_many_comunas() -> None:
    planned = planned_trainings()
    assert len(planned) == 150
    assert len(by_region()) == 16
    assert 70 <= len({training.territory_code for training in planned}) <= 90
    assert {training.territory_code for training in planned} <= {place.code for place in places()}


def test_one_seed_gives_one_programme_and_another_gives_another() -> None:
    assert planned_trainings(1) == planned_trainings(1)
    assert planned_trainings(1) != planned_trainings(2)


def test_most_trainings_took_place_within_two_years() -> None:
    done = [training for training in planned_trainings() if training.status == "done"]
    assert len(done) == 138
    assert all(STARTS <= training.starts_on <= ENDS for training in done)
    assert Counter(training.link for training in planned_trainings())["open"] == 6


def test_only_a_training_that_took_place_has_people_and_responses() -> None:
    for training in planned_trainings():
        if training.status != "done":
            assert (training.attendance, training.responses) == (None, 0)
        if training.attendance is not None:
            assert training.responses <= training.attendance
        if training.women is not None and training.men is not None:
            assert training.women + training.men == training.attendance


def test_volumes_differ_so_that_nothing_few_and_many_are_seen() -> None:
    responses = [training.responses for training in planned_trainings() if training.status == "done"]
    assert sum(20 <= count <= 90 for count in responses) > len(responses) / 2
    assert any(count == 0 for count in responses)
    assert any(0 < count < 5 for count in responses)
    assert any(5 <= count < 16 for count in responses)
    assert 5500 <= sum(responses) <= 6500


def test_one_region_is_withheld_one_has_no_answers_and_one_no_head_counts() -> None:
    regions = by_region()
    assert 0 < sum(training.responses for training in regions["11"]) < 5
    assert sum(training.responses for training in regions["15"]) == 0
    assert all(training.attendance is None for training in regions["12"])
    assert sum(training.responses for training in regions["12"]) > 20


def test_the_territory_with_a_profile_has_the_newest_training() -> None:
    newest = max(
        (training for training in planned_trainings() if training.status == "done"),
        key=lambda training: training.starts_on,
    )
    assert (newest.territory_code, newest.link) == ("05601", "open")


def test_words_of_closed_lists_are_known_ones() -> None:
    for training in planned_trainings():
        assert training.topic in vocabulary.TOPICS
        assert training.audience in vocabulary.AUDIENCES
        assert training.kind in vocabulary.TRAINING_KINDS


def test_every_synthetic_row_is_flagged_and_no_fact_is(demo: Database) -> None:
    with demo.read() as session:
        for model, count in ((Project, 3), (Organisation, 11), (Training, 150), (Visit, 0)):
            columns = model.__table__.c
            rows = session.execute(select(columns.source, columns.is_synthetic)).all()
            flagged = [source for source, is_synthetic in rows if is_synthetic]
            assert len(flagged) == count
            assert all(source.startswith("sintético, semilla") for source in flagged)
            assert all(source.endswith(".txt") for source, is_synthetic in rows if not is_synthetic)
        for name in session.scalars(select(Organisation.name).where(Organisation.is_synthetic)):
            assert "sintétic" in name


def test_head_counts_by_gender_add_up_to_the_attendance(demo: Database) -> None:
    with demo.read() as session:
        counted: Counter[int] = Counter()
        for row in session.scalars(select(Attendance)):
            counted[row.training_id] += row.people
        totals = {training.id: training.attendance_total for training in session.scalars(select(Training))}
    assert len(counted) > 50
    assert all(totals[training] == people for training, people in counted.items())


def test_the_plan_names_the_stored_trainings_on_every_call(demo: Database) -> None:
    with demo.write() as session:
        plan = load_synthetic(session, now=NOW)
        stored = {training.id: training.title for training in session.scalars(select(Training))}
    assert len(plan.trainings) == 150
    assert all(stored[training.id] == training.title for training in plan.trainings)
