"""People with phones: each opens the form, waits, and sends; where the server dies, tries the same again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from uuid import UUID

import httpx

from dashboard.survey.library.post_training import post_training
from dashboard.survey.question_types import tally_choices
from tests.benchmarks.load_copy import CODE, Copy

SHORTEST_WAIT, LONGEST_WAIT = 2.0, 15.0
PATIENCE = 60.0
SEED = 20_26
ALONE = 100
PATH = f"/f/{CODE}"
ASKED = tuple(question for question in post_training().questions if question.published == "training")

Sent = dict[str, object]


@dataclass(slots=True)
class Room:
    """What the people of a room met: seconds to open and to send, and whose response was acknowledged."""

    opens: list[float] = field(default_factory=list)
    sends: list[float] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


async def one_by_one(copy: Copy, count: int = ALONE, *, others: bool = False) -> tuple[float, float]:
    """The server's CPU seconds per form opened and per response sent, when nobody else is there.

    One of each comes before: what a process does once, and what it still does after its start, is no part.
    """
    chance = Random(SEED + (3 if others else 1))  # other people than those of the room
    async with httpx.AsyncClient(base_url=copy.url, timeout=PATIENCE) as client:
        await _open(client)
        await _send(client, _response(chance))
        await asyncio.sleep(1)
        begun = copy.cpu_seconds()
        for _ in range(count):
            await _open(client)
        between = copy.cpu_seconds()
        for _ in range(count):
            await _send(client, _response(chance))
        await asyncio.sleep(1)  # publication comes after the acknowledgement
        return (between - begun) / count, (copy.cpu_seconds() - between) / count


async def room_of(copy: Copy, people: int, seconds: float, *, kills: bool = False) -> Room:
    """People arrive evenly over some seconds; `kills` ends the server half way, and starts it again."""
    room, chance = Room(), Random(SEED + (2 if kills else 0))  # other people each time
    limits = httpx.Limits(
        max_connections=people, max_keepalive_connections=0
    )  # each has a phone of their own
    async with httpx.AsyncClient(base_url=copy.url, timeout=PATIENCE, limits=limits) as client:
        visits = [
            _visit(client, room, seconds * number / people, chance, tries=200 if kills else 1)
            for number in range(people)
        ]
        tasks = [asyncio.create_task(visit) for visit in visits]
        if kills:
            await asyncio.sleep(seconds / 2)
            await asyncio.to_thread(copy.kill_and_start)
        await asyncio.gather(*tasks)
    return room


async def _visit(client: httpx.AsyncClient, room: Room, comes: float, chance: Random, *, tries: int) -> None:
    response, waits = _response(chance), chance.uniform(SHORTEST_WAIT, LONGEST_WAIT)
    await asyncio.sleep(comes)
    try:
        room.opens.append(await _timed(lambda: _open(client), tries))
        await asyncio.sleep(waits)
        room.sends.append(await _timed(lambda: _send(client, response), tries))
        room.acknowledged.add(str(response["id"]))
    except httpx.HTTPError as error:
        room.errors.append(f"{type(error).__name__} {error}")


async def _timed(ask: Callable[[], Awaitable[None]], tries: int) -> float:
    """Seconds until it was answered well, at the last of so many tries."""
    begun = perf_counter()
    for left in range(tries, 0, -1):
        try:
            await ask()
            break
        except httpx.HTTPError:
            if left == 1:
                raise
            await asyncio.sleep(0.3)
    return perf_counter() - begun


async def _open(client: httpx.AsyncClient) -> None:
    (await client.get(PATH)).raise_for_status()


async def _send(client: httpx.AsyncClient, response: Sent) -> None:
    (await client.post(PATH, json=response)).raise_for_status()


def _response(chance: Random) -> Sent:
    """Every question that is tallied, answered at random, with a random id of its own."""
    answers: Sent = {}
    for question in ASKED:
        choice = chance.choice(tally_choices(question))
        before, _, now = choice.partition(">")
        answers[question.name] = {"before": before, "now": now} if now else choice
    own = UUID(int=chance.getrandbits(128), version=4)
    return {"id": str(own), "answers": answers, "language": "es", "consent": True}
