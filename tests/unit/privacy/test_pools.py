"""Pools: the smallest territory first, a year that is over lets the rest climb, and never fewer than k."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.privacy.pools import Leftover, pool_steps, pools_of
from db.criteria import Pool

K = 5


def always(_pool: Pool) -> bool:
    return True


def never(_pool: Pool) -> bool:
    return False


def published(*leftovers: Leftover, is_over: Callable[[Pool], bool] = never) -> list[tuple[str, int, int]]:
    """(territory, year, people) of each step."""
    steps = pool_steps(leftovers, is_over=is_over, k=K)
    return [(step.pool.territory_code, step.pool.year, step.answers) for step in steps]


@pytest.mark.parametrize(
    ("code", "pools"),
    [
        ("05601", ("05601", "05", "CL")),
        ("05", ("05", "CL")),
        ("056", ("056", "05", "CL")),
        ("CL", ("CL",)),
    ],
)
def test_a_training_may_fall_into_these_pools(code: str, pools: tuple[str, ...]) -> None:
    assert tuple(pool.territory_code for pool in pools_of(code, 2025)) == pools


def test_two_small_trainings_of_a_comuna_and_year_show_together() -> None:
    assert published(Leftover(1, "05601", 2025, 3), Leftover(2, "05601", 2025, 2)) == [("05601", 2025, 5)]


def test_another_year_is_another_pool() -> None:
    assert published(Leftover(1, "05601", 2025, 3), Leftover(2, "05601", 2026, 4), is_over=always) == []


def test_the_rest_of_a_comuna_waits_until_its_year_is_over() -> None:
    rest = (Leftover(1, "05601", 2025, 3), Leftover(2, "05101", 2025, 4))
    assert published(*rest) == []
    assert published(*rest, is_over=always) == [("05", 2025, 7)]


def test_a_training_of_a_region_shares_the_regions_pool() -> None:
    rest = (Leftover(1, "05", 2025, 3), Leftover(2, "05601", 2025, 4))
    assert published(*rest, is_over=lambda pool: pool.territory_code == "05601") == [("05", 2025, 7)]


def test_the_rest_of_regions_ends_in_the_country() -> None:
    rest = (Leftover(1, "05601", 2025, 3), Leftover(2, "02101", 2025, 4))
    assert published(*rest, is_over=always) == [("CL", 2025, 7)]


def test_a_comuna_that_is_large_enough_keeps_its_own() -> None:
    rest = (Leftover(1, "05601", 2025, 3), Leftover(2, "05601", 2025, 3), Leftover(3, "05101", 2025, 4))
    assert published(*rest, is_over=always) == [("05601", 2025, 6)]


LEFTOVERS = st.lists(
    st.builds(
        Leftover,
        training_id=st.integers(1, 10**6),
        territory_code=st.sampled_from(["05601", "05602", "05101", "05", "056", "02101", "CL"]),
        year=st.integers(2024, 2026),
        answers=st.integers(1, K - 1),
    ),
    unique_by=lambda leftover: leftover.training_id,
    max_size=25,
)


@given(leftovers=LEFTOVERS, over=st.sets(st.integers(2024, 2026)))
def test_steps_are_large_enough_disjoint_and_complete(leftovers: list[Leftover], over: set[int]) -> None:
    steps = pool_steps(leftovers, is_over=lambda pool: pool.year in over, k=K)
    answers = {leftover.training_id: leftover for leftover in leftovers}
    taken = [training for step in steps for training in step.trainings]
    assert len(taken) == len(set(taken))
    for step in steps:
        members = [answers[training] for training in step.trainings]
        assert step.answers == sum(member.answers for member in members) >= K
        assert all(step.pool in pools_of(member.territory_code, member.year) for member in members)
    for year in over:
        left = [each.answers for each in leftovers if each.year == year and each.training_id not in taken]
        assert sum(left) < K
