"""Attacks the breakdown rule: everything published about a small world becomes equations, and an integer
program asks for the smallest and largest size each hidden group can have. Nothing of the rule is assumed.
"""

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.privacy.breakdowns import (
    Count,
    Crossed,
    Group,
    crossed,
    profile,
    shown_categories,
    threshold,
)

K = 5


@dataclass(frozen=True, slots=True)
class Person:
    """A category for each attribute, an answer (or none) for each question."""

    categories: tuple[str, ...]
    answers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class World:
    """One region and semester; attributes and questions go by their position."""

    people: Sequence[Person]
    attributes: Sequence[Sequence[str]]
    questions: Sequence[Sequence[str]]
    sensitive: frozenset[int] = frozenset()
    counts_everybody: bool = True  # False: the profile counts only who answered something

    def k(self, attribute: int) -> int:
        return threshold(K, is_sensitive=attribute in self.sensitive)

    def base(self, attribute: int) -> dict[str, int]:
        """People per category among those the profile counts."""
        return self._by_category(attribute, [one for one in self.people if self.is_counted(one)])

    def is_counted(self, person: Person) -> bool:
        return self.counts_everybody or any(person.answers)

    def groups(self, attribute: int, question: int) -> dict[str, Group]:
        """Who answered the question, per category."""
        answered = [one for one in self.people if one.answers[question]]
        return {
            name: Group(
                people, self._choices(question, [p for p in answered if p.categories[attribute] == name])
            )
            for name, people in self._by_category(attribute, answered).items()
        }

    def tally(self, question: int) -> dict[str, int]:
        return self._choices(question, self.people)

    def _by_category(self, attribute: int, people: Sequence[Person]) -> dict[str, int]:
        chosen = [one.categories[attribute] for one in people]
        return {name: chosen.count(name) for name in self.attributes[attribute]}

    def _choices(self, question: int, people: Sequence[Person]) -> dict[str, int]:
        given = [one.answers[question] for one in people]
        return {choice: given.count(choice) for choice in self.questions[question]}


@dataclass(frozen=True, slots=True)
class Published:
    """What a rule let out: a profile per attribute, a crossing per (attribute, question) that has one."""

    profiles: dict[int, dict[str, Count]] = field(default_factory=dict)
    crossings: dict[tuple[int, int], dict[str, Crossed]] = field(default_factory=dict)


Rule = Callable[[World], Published]


def by_the_rule(world: World) -> Published:
    """The rule itself: one set of shown categories per attribute."""
    published = Published()
    for attribute in range(len(world.attributes)):
        base, k, is_sensitive = world.base(attribute), world.k(attribute), attribute in world.sensitive
        published.profiles[attribute] = profile(base, k=k, is_sensitive=is_sensitive)
        shown = shown_categories(base, k)
        for question, choices in enumerate(world.questions):
            groups = world.groups(attribute, question)
            table = crossed(shown, groups, choices, k=k, is_sensitive=is_sensitive)
            if table is not None:
                published.crossings[attribute, question] = table
    return published


# The attack. A kind is a person's categories and answers; the unknowns are how many people are of each kind.


Is = Callable[[Person], bool]


class Attacker:
    """Knows the responses received, the tallies and what was published; nothing else, not even the rule."""

    def __init__(self, world: World, published: Published) -> None:
        answers = [(None, *choices) for choices in world.questions]
        self._kinds = [
            Person(categories, given)
            for categories in product(*world.attributes)
            for given in product(*answers)
        ]
        self._rows: list[np.ndarray] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self._learn(lambda _: True, Count(len(world.people)))
        for question in range(len(world.questions)):
            for choice, count in world.tally(question).items():
                self._learn(gave(question, choice), Count(count))
        self._read(published, world.is_counted)

    def _read(self, published: Published, is_counted: Is) -> None:
        for attribute, categories in published.profiles.items():
            for name, count in categories.items():
                self._learn(both(is_in(attribute, name), is_counted), count)
        for (attribute, question), table in published.crossings.items():
            for name, row in table.items():
                self._learn(both(is_in(attribute, name), answered(question)), row.people)
                for choice, count in row.choices.items():
                    self._learn(both(is_in(attribute, name), gave(question, choice)), count)

    def _learn(self, belongs: Is, count: Count) -> None:
        if count.people is None:
            return
        self._rows.append(self._members(belongs))
        self._low.append(0 if count.bound == "at_most" else count.people)
        self._high.append(np.inf if count.bound == "at_least" else count.people)

    def _members(self, belongs: Is) -> np.ndarray:
        return np.array([belongs(kind) for kind in self._kinds], dtype=float)

    def limits(self, belongs: Is) -> tuple[int, int]:
        """The fewest and most people a group can have, given all that was published."""
        members = self._members(belongs)
        return self._least(members), -self._least(-members)

    def _least(self, objective: np.ndarray) -> int:
        found = milp(
            objective,
            integrality=np.ones(len(self._kinds)),
            bounds=Bounds(0, np.inf),
            constraints=LinearConstraint(np.array(self._rows), self._low, self._high),
        )
        assert found.success, found.message
        return round(float(found.fun))


def is_in(attribute: int, category: str) -> Is:
    return lambda person: person.categories[attribute] == category


def is_none_of(attribute: int, categories: Collection[str]) -> Is:
    return lambda person: person.categories[attribute] not in categories


def gave(question: int, choice: str) -> Is:
    return lambda person: person.answers[question] == choice


def answered(question: int) -> Is:
    return lambda person: person.answers[question] is not None


def both(one: Is, other: Is) -> Is:
    return lambda person: one(person) and other(person)


@dataclass(frozen=True, slots=True)
class Leak:
    """A hidden group told too precisely, or a coded unanimity given back."""

    what: str
    truth: int
    limits: tuple[int, int]


def leaks(world: World, rule: Rule) -> Iterator[Leak]:
    """Everything the published numbers of a world give away."""
    published = rule(world)
    attacker = Attacker(world, published)
    yield from small_groups(world, published, attacker)
    yield from unanimities(world, published, attacker)


def small_groups(world: World, published: Published, attacker: Attacker) -> Iterator[Leak]:
    """Hidden groups of 1 to k − 1 people, overall or among who answered a question, known to within k − 2.

    Where fewer than k people answered at all, "anything from none to all of them" is as wide as it gets.
    """
    for attribute, categories in published.profiles.items():
        hidden = [name for name, count in categories.items() if count.people is None]
        questions = [(f"answered {at}", answered(at)) for at in range(len(world.questions))]
        for name, (what, has) in product(hidden, [("all", world.is_counted), *questions]):
            group = both(is_in(attribute, name), has)
            truth, everybody = (sum(map(which, world.people)) for which in (group, has))
            if 0 < truth < world.k(attribute):
                low, high = attacker.limits(group)
                if high - low < min(world.k(attribute) - 1, everybody):
                    yield Leak(f"attribute {attribute} {name}: {what}", truth, (low, high))


def unanimities(world: World, published: Published, attacker: Attacker) -> Iterator[Leak]:
    """Of a sensitive attribute, known for certain though the question's tallies do not say so: that nobody
    or everybody of a shown category gave a choice, or everybody of the hidden ones together.
    """
    for (attribute, question), table in published.crossings.items():
        tally = world.tally(question)
        open_choices = [choice for choice, n in tally.items() if n not in {0, sum(tally.values())}]
        rows = [*((name, is_in(attribute, name)) for name in table), ("hidden", is_none_of(attribute, table))]
        for (name, is_of), choice in product(rows if attribute in world.sensitive else [], open_choices):
            group, asked = both(is_of, gave(question, choice)), both(is_of, answered(question))
            truth, people = (sum(map(which, world.people)) for which in (group, asked))
            if truth == people > 0 or (truth == 0 and name != "hidden"):
                low, high = attacker.limits(group)
                if low == high:
                    yield Leak(f"attribute {attribute} {name}: {choice} to {question}", truth, (low, high))


# Worlds: categories around k, answers skewed until unanimous, a person or two who leave a question out.

SIZES = (0, 1, 1, 2, 3, 4, 4, 5, 5, 6, 7, 9, 10, 11)
SENSITIVE_SIZES = (0, 0, 1, 3, 6, 9, 10, 10, 11, 14)
PLAIN = ("yes", "no")
SKIPS = (0, 1, 1, 1, 2, 2, 3, 6, 12)


def nasty_worlds(count: int, seed: int, *, sensitive: frozenset[int] = frozenset()) -> list[World]:
    """Random worlds of two attributes and two or three questions; the same seed makes the same ones."""
    generator = random.Random(seed)
    return [_world(generator, sensitive) for _ in range(count)]


def _world(generator: random.Random, sensitive: frozenset[int]) -> World:
    attributes = (("a", "b", "c", ""), ("x", "y"))
    questions = generator.choice(((PLAIN, PLAIN), (PLAIN, (*PLAIN, "other")), (PLAIN, PLAIN, PLAIN)))
    sizes = SENSITIVE_SIZES if sensitive else SIZES
    while True:
        firsts = [name for name in attributes[0] for _ in range(generator.choice(sizes))]
        people = [_person(generator, first, attributes[1], questions) for first in firsts]
        for question in range(len(questions)):
            people = _skip(generator, people, question)
        people += [_silent(one) for one in people[: generator.choice((0, 0, 1, 3))]]
        world = World(people, attributes, questions, sensitive)
        if all(sum(world.tally(question).values()) >= K for question in range(len(questions))):
            return world


def _person(
    generator: random.Random, first: str, seconds: Sequence[str], questions: Sequence[Sequence[str]]
) -> Person:
    """The second attribute mostly follows the first, as role follows age; most give the first choice."""
    second = seconds[first in "ab"] if generator.random() < 0.8 else generator.choice(seconds)
    return Person((first, second), tuple(_answer(generator, choices) for choices in questions))


def _answer(generator: random.Random, choices: Sequence[str]) -> str:
    return generator.choice(choices) if generator.random() < 0.3 else choices[0]


def _skip(generator: random.Random, people: list[Person], question: int) -> list[Person]:
    """A few people leave the question out, whichever categories they are in."""
    how_many = min(generator.choice(SKIPS), len(people))
    at = set(generator.sample(range(len(people)), how_many))
    return [_without(one, question) if i in at else one for i, one in enumerate(people)]


def _without(person: Person, question: int) -> Person:
    given = enumerate(person.answers)
    return replace(person, answers=tuple(None if at == question else answer for at, answer in given))


def _silent(person: Person) -> Person:
    return replace(person, answers=(None,) * len(person.answers))
