"""The synthetic programme as values: which trainings, where, when, for whom, with how many people. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from db.seed.chile import comunas_of, people_of, places
from db.seed.draw import clamped, generator, one, pick, pick_several, shuffled
from db.seed.files import document
from db.seed.synthetic_dates import Slot, time_slots

SEED = 20261122
POPULATION_YEAR = 2026
DEMO_COMUNA = "05601"
"""The newest training, whose link is the demo's, takes place where the territory profile is."""


@dataclass(frozen=True, slots=True)
class SyntheticTraining:
    """A training of the programme; `id` is 0 until it is stored."""

    number: int
    title: str
    kind: str
    status: str
    starts_on: date
    ends_on: date
    hours: float
    modality: str
    territory_code: str
    project: str
    host: str
    topic: str
    audience: str
    attendance: int | None
    women: int | None
    men: int | None
    responses: int
    link: str  # "", "open", "closed", "not_yet"
    id: int = 0


def planned_trainings(seed: int = SEED) -> tuple[SyntheticTraining, ...]:
    """The same trainings for the same seed, in order of their dates."""
    facts = document("synthetic_programme.toml")
    rng = generator(seed, "programme")
    slots = time_slots(rng, sum(facts["regions"].values()))
    where = _assigned(rng, facts, slots)
    return tuple(
        _training(generator(seed, "training", number), facts, number, slot, comuna)
        for number, (slot, comuna) in enumerate(zip(slots, where, strict=True), start=1)
    )


def _assigned(rng: Random, facts: Mapping[str, Any], slots: list[Slot]) -> list[str]:
    """A comuna for each slot; the last done one is the demo's, and special regions have only closed links."""
    comunas = shuffled(rng, (code for region in facts["regions"] for code in _comunas(rng, facts, region)))
    comunas.remove(DEMO_COMUNA)
    ordinary = [code for code in comunas if code[:2] not in facts["special_regions"]]
    recent = [number for number, slot in enumerate(slots) if slot.link == "open"]
    placed = dict(zip(recent, [*ordinary[: len(recent) - 1], DEMO_COMUNA], strict=True))
    for code in placed.values():
        if code != DEMO_COMUNA:
            comunas.remove(code)
    rest = iter(comunas)
    return [placed.get(number) or next(rest) for number in range(len(slots))]


def _comunas(rng: Random, facts: Mapping[str, Any], region: str) -> list[str]:
    """As many comunas as the region has trainings, about six in ten different, large ones more often."""
    count = facts["regions"][region]
    people = people_of(POPULATION_YEAR)
    weights = {place.code: math.sqrt(people[place.code]) for place in comunas_of(region)}
    always = dict.fromkeys([f"{region}101", *facts["always"].get(region, ())])
    others = {code: weight for code, weight in weights.items() if code not in always}
    chosen = [*always, *pick_several(rng, others, max(0, round(count * 0.58) - len(always)))]
    again = {code: weights[code] for code in chosen}
    return [*chosen, *(pick(rng, again) for _ in range(count - len(chosen)))]


def _training(
    rng: Random, facts: Mapping[str, Any], number: int, slot: Slot, comuna: str
) -> SyntheticTraining:
    begun = [project for project in facts["projects"] if project["starts_on"] <= slot.day]
    project = one(rng, begun)
    audience = one(rng, project["audiences"])
    kind = pick(rng, {name: each["weight"] for name, each in facts["kinds"].items()})
    topic = one(rng, list(facts["topics"]))
    special = facts["special_regions"].get(comuna[:2], "")
    attendance, responses = _people(rng, slot, special, people_of(POPULATION_YEAR)[comuna])
    women = None if attendance is None or rng.random() < 0.4 else _share(rng, attendance)
    low, high = facts["kinds"][kind]["hours"]
    return SyntheticTraining(
        number=number,
        title=f"{facts['kinds'][kind]['title']} sobre {facts['topics'][topic]} en {_name(comuna)}",
        kind=kind,
        status=slot.status,
        starts_on=slot.day,
        ends_on=slot.day + timedelta(days=7) if kind == "course" and slot.link != "open" else slot.day,
        hours=float(rng.randint(low, high)),
        modality=pick(rng, {"in_person": 82, "hybrid": 10, "online": 8}),
        territory_code=comuna,
        project=project["name"],
        host=one(rng, facts["hosts"][audience]),
        topic=topic,
        audience=audience,
        attendance=attendance,
        women=women,
        men=None if attendance is None or women is None else attendance - women,
        responses=responses,
        link=_link(slot, special, responses),
    )


def _link(slot: Slot, special: str, responses: int) -> str:
    if slot.link:
        return slot.link
    return "closed" if slot.status == "done" and special != "none" and responses else ""


def _people(rng: Random, slot: Slot, special: str, inhabitants: int) -> tuple[int | None, int]:
    """Attendance, None where it is not reported, and how many of them answered."""
    if slot.status != "done":
        return None, 0
    size = clamped(rng.lognormvariate(4.5, 0.4), 30, 180 if inhabitants > 20_000 else 70)
    volume = special or slot.link or pick(rng, {"normal": 76, "few": 12, "tiny": 6, "none": 6})
    if volume == "none":
        responses = 0
    elif volume == "tiny":
        size, responses = rng.randint(8, 16), 1 if special else rng.randint(1, 4)
    elif volume == "few":
        size, responses = rng.randint(12, 24), rng.randint(5, 12)
    elif volume == "open":
        responses = clamped(size * rng.uniform(0.25, 0.5), 12, 45)
    else:
        responses = min(90, clamped(size * rng.uniform(0.5, 0.92), 20, size))
    is_reported = special != "uncounted" and rng.random() < 0.86
    return (size if is_reported else None), responses


def _share(rng: Random, attendance: int) -> int:
    return clamped(attendance * rng.uniform(0.45, 0.75), 0, attendance)


def _name(code: str) -> str:
    return next(place.name for place in places() if place.code == code)
