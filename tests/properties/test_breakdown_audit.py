"""The breakdown rule under attack: it holds in nasty worlds where weakened rules give something away."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import product

import pytest

from dashboard.privacy.breakdowns import Count, Crossed, Group, crossed, profile, shown_categories
from tests.properties.breakdown_audit import (
    Person,
    Published,
    Rule,
    World,
    by_the_rule,
    leaks,
    nasty_worlds,
)

PLAIN = nasty_worlds(24, seed=1)
SENSITIVE = [
    *nasty_worlds(8, seed=2, sensitive=frozenset({0})),
    *nasty_worlds(8, seed=3, sensitive=frozenset({0, 1})),
]


@pytest.mark.parametrize("world", PLAIN)
def test_no_small_group_is_told(world: World) -> None:
    assert list(leaks(world, by_the_rule)) == []


@pytest.mark.parametrize("world", SENSITIVE)
def test_no_coded_unanimity_is_given_back(world: World) -> None:
    assert list(leaks(world, by_the_rule)) == []


def test_the_worlds_let_something_out() -> None:
    """Else the rule would hold by publishing nothing."""
    for worlds in (PLAIN, SENSITIVE):
        assert sum(bool(by_the_rule(world).crossings) for world in worlds) > len(worlds) / 2


def test_the_residual_rule_is_needed() -> None:
    assert gives_something_away(without_the_residual, PLAIN)


def test_one_set_of_categories_for_all_questions_is_needed() -> None:
    assert gives_something_away(with_a_set_per_question, PLAIN)


def test_withholding_beside_the_codes_is_needed() -> None:
    assert gives_something_away(with_codes_alone, SENSITIVE)


def test_the_profile_has_to_count_everybody_who_responded() -> None:
    """Five of c answered only the second question: of its six answers, one is left for who is hidden."""
    world = World(
        [
            *people(5, "c", "yes", None),
            *people(5, "c", None, "yes"),
            *people(1, "a", "yes", None),
            *people(4, "b", "yes", None),
            *people(1, "b", None, "yes"),
        ],
        attributes=[("a", "b", "c")],
        questions=[("yes", "no"), ("yes", "no")],
    )
    assert list(leaks(world, by_the_rule)) == []
    assert gives_something_away(by_the_rule, [replace(world, counts_everybody=False)])


def people(how_many: int, category: str, *answers: str | None) -> list[Person]:
    return [Person((category,), answers)] * how_many


def gives_something_away(rule: Rule, worlds: Collection[World]) -> bool:
    return any(True for world in worlds for _ in leaks(world, rule))


# Rules with a part taken out: the attack must break them.


def without_the_residual(world: World) -> Published:
    """Only "at least k", whatever subtraction gives back."""
    published = Published()
    for attribute in range(len(world.attributes)):
        k = world.k(attribute)
        base = world.base(attribute)
        published.profiles[attribute] = {n: Count(c if c >= k else None) for n, c in base.items()}
        for question in range(len(world.questions)):
            groups = world.groups(attribute, question)
            shown = {name for name, group in groups.items() if group.people >= k}
            published.crossings[attribute, question] = _exact(groups, shown)
    return published


def with_a_set_per_question(world: World) -> Published:
    """The right rule for each question by itself, with shown categories of its own."""
    published = Published()
    for attribute in range(len(world.attributes)):
        k = world.k(attribute)
        published.profiles[attribute] = profile(world.base(attribute), k=k, is_sensitive=False)
        for question in range(len(world.questions)):
            groups = world.groups(attribute, question)
            shown = shown_categories({name: group.people for name, group in groups.items()}, k)
            published.crossings[attribute, question] = _exact(groups, shown)
    return published


def with_codes_alone(world: World) -> Published:
    """Counts of a sensitive attribute coded, and nothing withheld to keep subtraction from undoing it."""
    published = by_the_rule(world)
    for attribute, question in product(world.sensitive, range(len(world.questions))):
        k = world.k(attribute)
        shown, groups = shown_categories(world.base(attribute), k), world.groups(attribute, question)
        exact = crossed(shown, groups, world.questions[question], k=k, is_sensitive=False) or {}
        published.crossings[attribute, question] = {
            name: Crossed(row.people, {choice: _code(row, choice) for choice in row.choices})
            for name, row in exact.items()
        }
    return published


def _code(row: Crossed, choice: str) -> Count:
    people, count = row.people.people or 0, row.choices[choice].people or 0
    margin = max(1, people // 20)
    if count <= margin:
        return Count(margin, "at_most")
    return Count(people - margin, "at_least") if count >= people - margin else Count(count)


def _exact(groups: Mapping[str, Group], shown: Collection[str]) -> dict[str, Crossed]:
    return {
        name: Crossed(Count(group.people), {choice: Count(n) for choice, n in group.choices.items()})
        for name, group in groups.items()
        if name in shown
    }
