"""Whatever is published in whatever order, sums over any selection are those of adding up one by one."""

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.cube.cells import ROWS
from dashboard.cube.columns import Bools
from dashboard.cube.cube import Cube
from dashboard.cube.grouping import grouped
from dashboard.cube.selection import answers_by_question, counts_by_question, everything, selected
from db.criteria import COUNTRY, EVERYTHING, NO_FILTERS, Filters, Pool, Scope
from tests.unit.cube.examples import after, cube, tally

MANY = 2 * ROWS + 100  # trainings, in three chunks
NOBODY_YET = cube(MANY)
POOLS = (Pool("05601", 2025), Pool("05", 2025), Pool("CL", 2024), Pool("13101", 2024))

Stored = dict[tuple[int | Pool, str], dict[str, int]]

choices = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 10), max_size=3)
trainings = st.sampled_from([1, 2, 3, 500, ROWS, ROWS + 1, ROWS + 2, 2 * ROWS + 1, MANY])
streams = st.tuples(st.one_of(trainings, st.sampled_from(POOLS)), st.sampled_from("pq"))
rounds = st.lists(st.dictionaries(streams, choices, max_size=12), max_size=4)
masks = st.one_of(
    st.just(np.ones(MANY, dtype=np.bool_)),
    st.builds(
        lambda seed, share: np.random.default_rng(seed).random(MANY) < share,
        st.integers(0, 99),
        st.floats(0, 1),
    ),
)
codes = st.sampled_from(["", COUNTRY, "05", "056", "05601", "13", "13101"])
days = st.none() | st.dates(date(2023, 12, 1), date(2026, 2, 1))
some_filters = st.builds(
    Filters,
    territory=codes,
    since=days,
    until=days,
    kind=st.sampled_from(["", "talk"]),
    training=st.none() | st.just(1),
)
some_scopes = st.sampled_from(
    [EVERYTHING, Scope(regions=("05",)), Scope(projects=(1,)), Scope(regions=("13",))]
)


def filled(published: list[Stored]) -> tuple[Cube, Stored]:
    """The cube after some rounds of publications, and what stands in the end."""
    found, stored = NOBODY_YET, Stored()
    for changed in published:
        found = after(found, *(tally(whose, of, question=q) for (whose, q), of in changed.items()))
        stored |= changed
    return found, stored


@settings(deadline=None)
@given(rounds, masks, some_scopes, some_filters)
def test_sums_are_those_of_adding_up(
    published: list[Stored], chosen: Bools, scope: Scope, filters: Filters
) -> None:
    found, stored = filled(published)
    view = selected(found, chosen, scope, filters)
    counts: dict[str, Counter[str]] = {"p": Counter(), "q": Counter()}
    answers: Counter[str] = Counter()
    for (whose, question), of in stored.items():
        if isinstance(whose, Pool):
            is_in = scope.admits_pool(whose) and filters.hold_pool(whose)
        else:
            is_in = bool(chosen[whose - 1])
        if is_in:
            answers[question] += 10
            counts[question].update(of)
    sums = view.sums()
    assert answers_by_question(found, sums) == answers
    told = {q: {choice: n for choice, n in of.items() if n} for q, of in counts.items()}
    assert counts_by_question(found, sums) == {q: of for q, of in told.items() if of}


@settings(deadline=None)
@given(rounds, some_scopes, some_filters)
def test_a_pool_that_overlaps_is_either_shown_or_counted_as_left_out(
    published: list[Stored], scope: Scope, filters: Filters
) -> None:
    found, _ = filled(published)
    view = selected(found, np.ones(MANY, dtype=np.bool_), scope, filters)
    admitted = [pool for pool in found.pools if scope.admits_pool(pool)]
    shown = [pool for pool in admitted if filters.hold_pool(pool)]
    near = [pool for pool in admitted if meets(pool, filters)]
    assert set(shown) <= set(near)
    assert view.pooled == 10 * len(shown)
    assert view.left_out == 10 * (len(near) - len(shown))


def meets(pool: Pool, filters: Filters) -> bool:
    first, last = date(pool.year, 1, 1), date(pool.year, 12, 31)
    at_some_time = (filters.since or date.min) <= last and first <= (filters.until or date.max)
    one_in_the_other = [pool.territory_code, filters.territory]
    if COUNTRY in one_in_the_other:
        return at_some_time
    shorter, longer = sorted(one_in_the_other, key=len)
    return at_some_time and longer.startswith(shorter)


@settings(deadline=None)
@given(rounds)
def test_nothing_is_left_out_of_everything(published: list[Stored]) -> None:
    found, _ = filled(published)
    view = everything(found)
    again = selected(found, np.ones(MANY, dtype=np.bool_), EVERYTHING, NO_FILTERS)
    assert (view.pooled, view.left_out) == (again.pooled, again.left_out) == (10 * len(found.pools), 0)
    assert np.array_equal(view.sums(), again.sums())


@settings(deadline=None)
@given(rounds)
def test_a_cube_made_step_by_step_equals_one_made_at_once(published: list[Stored]) -> None:
    found, stored = filled(published)
    fresh = after(NOBODY_YET, *(tally(whose, of, question=q) for (whose, q), of in stored.items()))
    assert found.sizes == fresh.sizes
    assert np.array_equal(found.counts.most, fresh.counts.most)
    for question, of in fresh.columns.of_question.items():
        mine, theirs = (each.columns.at(question, list(of)) for each in (found, fresh))
        assert np.array_equal(found.counts.block(mine), fresh.counts.block(theirs))


@given(st.lists(st.tuples(st.integers(-2, 3), st.integers(0, 2**31 - 1), st.integers(0, 9)), max_size=30))
def test_groups_are_summed_one_by_one(rows: list[tuple[int, int, int]]) -> None:
    keys = np.array([key for key, *_ in rows], dtype=np.int64)
    people = np.array([numbers for _, *numbers in rows], dtype=np.int64).reshape(-1, 2).T
    expected = [
        [sum(row[1 + column] for row in rows if row[0] == key) for key in range(4)] for column in (0, 1)
    ]
    assert grouped(people, keys, 4).tolist() == expected


def test_a_cancelled_training_is_selected_by_nobody() -> None:
    cancelled = replace(NOBODY_YET.trainings, is_cancelled=np.arange(MANY) == 1)
    found = replace(NOBODY_YET, trainings=cancelled)
    assert np.flatnonzero(~everything(found).trainings).tolist() == [1]
