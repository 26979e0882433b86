"""A cube never changes: the next one shares what stayed the same, and holds what a fresh one would."""

from datetime import date, timedelta

import numpy as np
import pytest

from dashboard.cube.cells import LARGEST, ROWS
from dashboard.cube.cube import NO_CUBE, Changes
from dashboard.cube.trainings import NO_MONTH
from dashboard.errors import PublicationError
from db.criteria import Pool
from tests.unit.cube.examples import LEAST, NOON, TODAY, after, cube, tally, training

POOL = Pool("05601", 2025)


def test_a_refresh_copies_the_chunk_it_touches_and_shares_the_others() -> None:
    first = cube(3 * ROWS, *(tally(number + 1, {"yes": 10}) for number in range(0, 3 * ROWS, 7)))
    second = after(first, tally(ROWS + 8, {"yes": 12}, answers=12))
    shared = [old is new for old, new in zip(first.counts.chunks, second.counts.chunks, strict=True)]
    assert shared == [True, False, True]
    assert second.trainings is first.trainings
    assert second.columns is first.columns
    assert second.links is first.links


def test_an_older_cube_stays_as_it_was() -> None:
    first = cube(1, tally(1, {"yes": 6, "no": 4}))
    before = first.counts.chunks[0].people.copy()
    after(first, tally(1, {"yes": 12, "no": 8}, answers=20))
    assert np.array_equal(first.counts.chunks[0].people, before)
    with pytest.raises(ValueError, match="read-only"):
        first.counts.chunks[0].people[0, 0] = 1


def test_a_choice_that_went_away_counts_nobody() -> None:
    last = after(cube(1, tally(1, {"yes": 6, "no": 4})), tally(1, {"yes": 6}))
    assert last.counts.block(last.columns.at("q", ["yes", "no", None])).tolist() == [[6], [0], [10]]


def test_new_choices_and_questions_take_new_columns_without_touching_other_chunks() -> None:
    first = cube(2 * ROWS, tally(1, {"yes": 10}), tally(ROWS + 1, {"yes": 10}))
    second = after(first, tally(1, {"perhaps": 10}), tally(1, {"a": 9}, question="other"))
    assert second.counts.chunks[1] is first.counts.chunks[1]
    everyone = np.ones(2 * ROWS, dtype=np.bool_)
    sums = second.counts.sums(everyone, second.columns)
    assert sums[second.columns.at("q", ["yes", "perhaps", None])].tolist() == [10, 10, 20]
    assert sums[second.columns.at("other", ["a", None])].tolist() == [9, 10]
    assert second.columns.at("other", ["b"]).tolist() == [-1]
    assert second.columns.at("never", ["a", None]).tolist() == [-1, -1]


def test_a_training_with_a_smaller_id_may_come_later() -> None:
    """Two people adding trainings at once: numbers are given in one order and stored in another."""
    first = NO_CUBE.with_changes(Changes(1, TODAY, trainings=[training(7)]), least=LEAST)
    changes = Changes(2, TODAY, trainings=[training(3, "13101")], tallies=[tally(3, {"yes": 10})])
    second = first.with_changes(changes, least=LEAST)
    assert second.trainings.mask(np.array([3, 99])).tolist() == [False, True]
    assert second.counts.most.tolist() == [0, 10]
    assert [second.trainings.codes[place] for place in second.trainings.territories] == ["05601", "13101"]


def test_trainings_know_their_month_unless_nobody_does() -> None:
    rows = [
        training(1),
        training(2, day=None),
        (3, "", "05", date(2025, 8, 8), "window", "done", None, None, True),
    ]
    found = NO_CUBE.with_changes(Changes(1, TODAY, trainings=rows), least=LEAST).trainings
    assert found.months.tolist() == [2025 * 12 + 7, NO_MONTH, NO_MONTH]
    assert found.newest.tolist() == [2, 0, 1]
    assert np.isnan(found.attendance).tolist() == [False, False, True]


def test_links_are_summed_by_training() -> None:
    changes = Changes(
        1, TODAY, trainings=[training(1), training(2)], links=[(1, 1, 4, 1), (2, 1, 3, 0), (3, 2, 0, 1)]
    )
    first = NO_CUBE.with_changes(changes, least=LEAST)
    assert first.links.received_by_training.tolist() == [7, 0]
    assert first.links.open_by_training.tolist() == [1, 1]
    second = first.with_changes(Changes(1, TODAY, links=[(3, 2, 1, 1), (1, 1, 4, 0)]), least=LEAST)
    assert second.links.received_by_training.tolist() == [7, 1]
    assert second.links.open_by_training.tolist() == [0, 1]
    assert second.with_changes(Changes(1, TODAY, links=[(3, 2, 1, 1)]), least=LEAST).links is second.links


def test_the_newest_step_of_each_row_is_known_to_the_microsecond() -> None:
    later = NOON + timedelta(microseconds=1)
    first = cube(2, tally(1, {}, at=later), tally(1, {}, question="other", at=NOON))
    assert (
        first.counts.published[0]
        == (later - NOON) / timedelta(microseconds=1) + int(NOON.timestamp()) * 10**6
    )
    assert first.counts.published[1] < 0


def test_pools_stand_beside_trainings() -> None:
    found = cube(1, tally(POOL, {"yes": 7}), tally(1, {"yes": 10}), tally(POOL, {"a": 8}, question="other"))
    assert dict(found.pools) == {POOL: 0}
    assert found.pooled.most.tolist() == [10]
    assert found.sizes == (1, 3)


@pytest.mark.parametrize(
    ("counts", "answers"),
    [
        ({"yes": 4}, 4),
        ({"yes": -1}, 10),
        ({"yes": 11}, 10),
        ({"yes": 2.5}, 10),
        ({"yes": "7"}, 10),
        ({"yes": None}, 10),
        ({"yes": [1]}, 10),
        ({"yes": [1], "no": 3}, 10),
        ({"yes": 2**70}, 10),
        ([10], 10),
        (None, 10),
        ({"yes": 7}, LARGEST + 1),
    ],
)
@pytest.mark.parametrize("whose", [1, POOL])
def test_a_tally_that_breaks_a_promise_is_refused(whose: int | Pool, counts: object, answers: int) -> None:
    with pytest.raises(PublicationError):
        cube(1, tally(whose, counts, answers=answers))


def test_a_tally_of_an_unknown_training_is_told_apart() -> None:
    with pytest.raises(KeyError):
        cube(1, tally(2, {"yes": 10}))
