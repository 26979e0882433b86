"""Answers as people might give them: pure, from a fixed seed, to any survey definition."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from db.seed.asked import Asked, asked_questions
from db.seed.draw import clamped, generator, one, pick
from db.seed.files import document
from db.seed.synthetic_dates import ENDS, LAST_RESPONSE, STARTS
from db.seed.synthetic_plan import SEED, SyntheticTraining

TREND = 0.3  # how much better the last trainings are than the first, on 1 to 5


@dataclass(frozen=True, slots=True)
class SyntheticResponse:
    training_id: int
    id: str
    received_on: date
    language: str
    channel: str
    answers: dict[str, object]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who answers: how content they are (1 to 5), how much the training gave them (1 = the usual)."""

    rng: Random
    content: float
    benefit: float
    audience: str
    language: str


def synthetic_responses(
    trainings: Sequence[SyntheticTraining], definition: Mapping[str, Any], seed: int = SEED
) -> Iterator[SyntheticResponse]:
    """As many responses as each training says. Any: the JSON of a published survey definition."""
    questions = asked_questions(definition)
    weights, sentences = document("synthetic_answers.toml"), document("synthetic_comments.toml")
    for training in trainings:
        rng = generator(seed, "answers", training.number)
        level = _level(seed, training)
        for _ in range(training.responses):
            person = _person(rng, training, level)
            yield SyntheticResponse(
                training_id=training.id,
                id=str(UUID(int=rng.getrandbits(128), version=4)),
                received_on=_day(rng, training),
                language=person.language,
                channel=pick(rng, {"phone": 84, "page": 12, "paper": 4}),
                answers=_answers(questions, person, weights, sentences),
            )


def _level(seed: int, training: SyntheticTraining) -> float:
    """How good a training is: its topic, its region and itself, and a little better each month."""
    region = training.territory_code[:2]
    parts = (("topic", training.topic, 0.14), ("region", region, 0.16), ("number", training.number, 0.24))
    noise = sum(generator(seed, what, which).gauss(0, spread) for what, which, spread in parts)
    passed = (training.starts_on - STARTS).days / (ENDS - STARTS).days
    return 3.95 + noise + TREND * passed


def _person(rng: Random, training: SyntheticTraining, level: float) -> Person:
    mood = rng.gauss(0, 0.45)
    return Person(
        rng=rng,
        content=level + mood,
        benefit=1 + 0.3 * (level - 4.2) + 0.2 * mood + rng.gauss(0, 0.25),
        audience=training.audience,
        language="en" if rng.random() < 0.02 else "es",
    )


def _day(rng: Random, training: SyntheticTraining) -> date:
    later = pick(rng, {0: 74, 1: 15, 2: 7, 3: 4})
    return min(training.ends_on + timedelta(days=later), LAST_RESPONSE)


def _answers(
    questions: Sequence[Asked], person: Person, weights: Mapping[str, Any], sentences: Mapping[str, Any]
) -> dict[str, object]:
    answers: dict[str, object] = {}
    for question in questions:
        if not question.is_relevant(answers) or _is_skipped(question, person, weights["skipped"]):
            continue
        if question.type == "text":
            answers[question.name] = _text(question, person, sentences)
        elif question.type in ANSWERS:
            answers[question.name] = ANSWERS[question.type](question, person, weights)
    return answers


def _is_skipped(question: Asked, person: Person, shares: Mapping[str, float]) -> bool:
    if question.is_required:
        return False
    kind = "text" if question.type == "text" else "attribute" if question.is_attribute else "closed"
    return person.rng.random() < shares[kind]


def _text(question: Asked, person: Person, sentences: Mapping[str, Any]) -> str:
    known = sentences.get(question.name, sentences["default"])
    return str(one(person.rng, known[person.language]["sentences"]))


def _likert(question: Asked, person: Person, weights: Mapping[str, Any]) -> str:
    if person.rng.random() < 0.02:
        return "na"
    level = person.content + weights["level"].get(question.name, 0.0)
    return str(clamped(level + person.rng.gauss(0, 0.6), 1, 5))


def _pair(question: Asked, person: Person, weights: Mapping[str, Any]) -> dict[str, str]:
    before = clamped(weights["before"].get(question.name, 2.6) + person.rng.gauss(0, 0.9), 1, 5)
    gain = weights["gain"].get(question.name, 1.1) * person.benefit
    return {"before": str(before), "now": str(clamped(before + gain + person.rng.gauss(0, 0.5), 1, 5))}


def _nps(question: Asked, person: Person, weights: Mapping[str, Any]) -> str:
    return str(clamped(8.4 + 1.9 * (person.content - 4.2) + person.rng.gauss(0, 1.1), 0, 10))


def _select_one(question: Asked, person: Person, weights: Mapping[str, Any]) -> str:
    return pick(person.rng, _weights_of(question, person, weights))


def _select_multiple(question: Asked, person: Person, weights: Mapping[str, Any]) -> list[str]:
    """Each choice with its share of a hundred; an exclusive one stands alone; at least one is chosen."""
    known = _weights_of(question, person, weights)
    chosen = {choice for choice, weight in known.items() if person.rng.random() < weight / 100}
    if not chosen:
        chosen = {pick(person.rng, known)}
    alone = [choice for choice in question.choices if choice in chosen & question.exclusive]
    return alone[:1] or [choice for choice in question.choices if choice in chosen]


def _weights_of(question: Asked, person: Person, weights: Mapping[str, Any]) -> dict[str, float]:
    """The weights for the question's own choices; even where the file knows none of them."""
    by_audience = weights["choices"].get(question.name, {})
    known = by_audience.get(person.audience) or by_audience.get("default", {})
    found = {choice: float(known.get(choice, 0)) for choice in question.choices}
    return found if any(found.values()) else dict.fromkeys(question.choices, 25.0)


def _integer(question: Asked, person: Person, weights: Mapping[str, Any]) -> int:
    return person.rng.randint(1, 5)


ANSWERS: Mapping[str, Callable[[Asked, Person, Mapping[str, Any]], object]] = {
    "likert": _likert,
    "retrospective_pair": _pair,
    "nps": _nps,
    "select_one": _select_one,
    "select_multiple": _select_multiple,
    "integer": _integer,
}
