"""Plays random seasons of trainings, and knows from outside who stands in each published step."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import delete, select

from dashboard.privacy.steps import draw
from dashboard.services import stepping
from dashboard.services.publication import advance, advance_all
from dashboard.survey.definition import Definition, Section
from dashboard.survey.library.post_training import post_training
from db.criteria import COUNTRY, Pool
from db.engine import Database
from db.models import Answer, Publication, Response, SurveyLink, Tally, Training
from db.queries import links, responses
from db.queries.publication import Source
from tests.factories import make_link, make_project, make_territory, make_training, make_version
from tests.properties.sources import source_of

SMALLEST_K, LARGER_K = 5, 7
QUESTIONS = ("relevance", "length", "recommend")
TALLIED = frozenset(QUESTIONS)
RECOMMEND = ("0", "8", "10")  # one choice for each part of the score that screens show
PLACES = ("05601", "05101", "02101", "05", "056")  # three comunas; a source may name no more than a region
DAYS = (date(2025, 3, 9), date(2025, 8, 8), date(2025, 12, 31), date(2026, 1, 1), date(2026, 9, 9))
KINDS = ("talk", "workshop", "course")
EDITS: dict[str, tuple[object, ...]] = {  # attribute → values; nothing = any of the projects
    "territory_code": PLACES, "starts_on": (*DAYS, None), "status": ("done", "cancelled"), "project_id": ()
}  # fmt: skip

People = int  # a set of people: one bit each


@dataclass
class Known:
    """A training as the simulator remembers it."""

    id: int = 0
    link: int = 0
    territory_code: str = PLACES[0]
    project_id: int = 0
    kind: str = KINDS[0]
    starts_on: date | None = None
    status: str = "done"
    is_open: bool = True
    closes_on: date | None = None
    received: int = 0
    shown: set[str] = field(default_factory=set)  # questions that had a step since the link last opened
    is_disturbed: bool = False  # since then, answers were withdrawn or k was raised


@dataclass(frozen=True, slots=True)
class Taken:
    """A step, with the people in it."""

    source: Source
    question: str
    people: People
    counts: Counter[str]


@dataclass
class Season:
    """All that is true of a season, kept apart from what the database says of it."""

    database: Database
    chance: random.Random
    now: datetime = datetime(2025, 10, 1, 15, 0, tzinfo=UTC)
    k: int = SMALLEST_K
    version: int = 0
    projects: tuple[int, ...] = ()
    trainings: dict[int, Known] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)  # response's id → number of the person
    stored: dict[str, int] = field(default_factory=dict)  # response's id → training, until withdrawn
    given: dict[tuple[int, str], str] = field(default_factory=dict)  # person, question → choice
    waiting: defaultdict[tuple[int, str], People] = field(default_factory=lambda: defaultdict(int))
    steps: list[Taken] = field(default_factory=list)
    last_step: int = 0
    log: list[str] = field(default_factory=list)
    violations: list[tuple[str, str]] = field(default_factory=list)  # broken promise, where

    def report(self, kind: str, *detail: object) -> None:
        self.violations.append((kind, f"{detail} after event {len(self.log)}"))

    def receives(self, each: Known) -> bool:
        return each.is_open and (each.closes_on is None or self.now.date() <= each.closes_on)

    def on_one(self, act: Callable[[Known], None], *, is_open: bool) -> int | None:
        """Does something to one training that receives responses, or does not; which one."""
        found = [each for each in self.trainings.values() if self.receives(each) == is_open]
        if not found:
            return None
        each = self.chance.choice(found)
        act(each)
        return each.id

    def turn(self, each: Known) -> None:
        """Closes a link that receives responses, opens one that does not."""
        each.is_open, each.closes_on = not self.receives(each), None
        with self.database.write() as session:
            link = session.get_one(SurveyLink, each.link)
            link.state, link.closes_on = "open" if each.is_open else "closed", None
        if each.is_open:
            each.shown, each.is_disturbed = set(), False

    def submit(self, each: Known) -> None:
        """Some people answer, each a part of the questions, as services.responses stores them."""
        row = {"link_id": each.link, "version_id": self.version, "language": "es", "channel": "phone"}
        with self.database.write() as session:
            for _ in range(self.chance.randint(1, 7)):
                assert links.count_response(session, each.link, self.now.date())
                key, answers = str(UUID(int=self.chance.getrandbits(128), version=4)), self._answers()
                row |= {"id": key, "received_on": self.now.date()}
                responses.insert_response(session, row, answers, training_id=each.id, published=TALLIED)
                person = self.people[key] = len(self.people)
                self.stored[key] = each.id
                for question, choice in answers.items():
                    self.given[person, question] = choice
                    self.waiting[each.id, question] |= 1 << person
                each.received += 1

    def withdraw(self) -> None:
        """Deletes one person's answers, or all of a training; what a step took of them stays in the step."""
        one = self.chance.choice([*self.people, ""])
        whole = self.stored.get(one) if self.chance.random() < 0.3 else None
        keys = [key for key, training in self.stored.items() if key == one or training == whole]
        with self.database.write() as session:
            session.execute(delete(Response).where(Response.id.in_(keys)))
        for key in keys:
            training = self.stored.pop(key)
            self.trainings[training].is_disturbed = True
            for question in QUESTIONS:
                self.waiting[training, question] &= ~(1 << self.people[key])

    def edit(self) -> None:
        """Changes the place, day, project or status of one training; or of all, as a merge of projects."""
        chance, every = self.chance, list(self.trainings.values())
        name, values = chance.choice(list(EDITS.items()))
        value = chance.choice(values or self.projects)
        with self.database.write() as session:
            for each in every if chance.random() < 0.2 else [chance.choice(every)]:
                row = session.get_one(Training, each.id)
                setattr(row, name, value)
                setattr(each, name, value)
                row.ends_on = row.starts_on

    def change_k(self) -> None:
        self.k = LARGER_K if self.k == SMALLEST_K else SMALLEST_K
        for each in self.trainings.values():
            each.is_disturbed |= self.k == LARGER_K

    def wait(self) -> None:
        self.now += timedelta(days=self.chance.choice((1, 30, 100)))

    def publish(self, training: int | None = None) -> None:
        """Lets the product publish, for one training or all; then reads who was taken, and who was not."""
        if training is None:
            advance_all(self.database, now=self.now, k=self.k)
        else:
            advance(self.database, training, now=self.now, k=self.k)
        self._learn()
        for each in self.trainings.values():
            if training in (None, each.id) and not self.receives(each):
                self._check_closed(each)
        if training is None:
            self.check_pools(is_over=False)

    def check_pools(self, *, is_over: bool) -> None:
        left: Counter[object] = Counter()
        for (training, question), people in self.waiting.items():
            each = self.trainings[training]
            if each.starts_on is not None and not self.receives(each):
                place = COUNTRY if is_over else each.territory_code
                left[question, each.starts_on.year, place] += people.bit_count()
        if left and max(left.values()) >= self.k:
            self.report("left_behind", left.most_common(1))

    def _answers(self) -> dict[str, str]:
        """Everybody says how relevant it was; few are asked why it was not."""
        answers = {"relevance": self.chance.choice("12345")}
        if answers["relevance"] in "12" and self.chance.random() < 0.7:
            answers["length"] = self.chance.choice(("too_short", "right", "too_long"))
        if self.chance.random() < 0.8:
            answers["recommend"] = self.chance.choice(RECOMMEND)
        return answers

    def _learn(self) -> None:
        """Reads who stands in each new step, while their answers are still stored."""
        taken: defaultdict[int | None, People] = defaultdict(int)
        marks = select(Answer.publication_id, Answer.response_id)
        steps = select(Publication.id, Tally).join(Tally).order_by(Publication.id)
        with self.database.read() as session:
            for number, key in session.execute(marks.where(Answer.publication_id > self.last_step)):
                taken[number] |= 1 << self.people[key]
            for number, tally in session.execute(steps.where(Publication.id > self.last_step)).all():
                self._learn_step(number, source_of(tally), tally.question, taken[number])

    def _learn_step(self, number: int, source: Source, question: str, people: People) -> None:
        counts = Counter(self.given[person, question] for person in members(people))
        self.last_step = number
        self.steps.append(Taken(source, question, people, counts))
        if people.bit_count() < self.k:
            self.report("small_step", source, question, people.bit_count())
        for each in self.trainings.values():
            if source == each.id:
                each.shown.add(question)
            if source == each.id or (not self.receives(each) and is_inside(each, source)):
                taken = people & self.waiting[each.id, question]
                self.waiting[each.id, question] -= taken
                people -= taken
        if people:  # somebody had withdrawn, stands in an earlier step, or belongs elsewhere
            self.report("strayed", source, question, list(members(people)))

    def _check_closed(self, each: Known) -> None:
        for question in QUESTIONS:
            left = self.waiting[each.id, question].bit_count()
            if left >= self.k:
                self.report("stuck", each.id, question, left)
            if left and not each.is_disturbed and question in each.shown:
                self.report("cut_off", each.id, question, left)  # a last step of k was not kept back


def is_inside(each: Known, source: Source) -> bool:
    if not isinstance(source, Pool) or each.starts_on is None or each.starts_on.year != source.year:
        return False
    return source.territory_code == COUNTRY or each.territory_code.startswith(source.territory_code)


def members(people: People) -> Iterator[int]:
    return (person for person in range(people.bit_length()) if people >> person & 1)


def survey() -> Definition:
    """Three questions of three types; `length` is asked of few."""
    built_in = post_training()
    relevance, length, recommend = (built_in.question(name) for name in QUESTIONS)
    seldom = replace(length, relevant="${relevance} = '1' or ${relevance} = '2'")
    section = Section("season", built_in.title, items=(relevance, seldom, recommend))
    return replace(built_in, name="season", sections=(section,))


def start(database: Database, seed: object) -> Season:
    """Five to eight trainings, one of each comuna at least; the last one nobody knows the date of."""
    season = Season(database, random.Random(str(seed)))
    chance = season.chance
    with database.write() as session:
        season.version = make_version(session, survey().to_json()).id
        season.projects = tuple(make_project(session).id for _ in range(2))
        for place in PLACES:
            make_territory(session, place)
        last = chance.randint(4, 7)
        for number in range(last + 1):
            place = PLACES[number] if number < 3 else chance.choice(PLACES)
            day = chance.choice(DAYS) if number < last else None
            project, kind = chance.choice(season.projects), chance.choice(KINDS)
            closes_on = None if number else date(2026, 1, 31)
            row = make_training(session, place, project_id=project, kind=kind, starts_on=day, ends_on=day)
            link = make_link(session, row, version_id=season.version, closes_on=closes_on)
            season.trainings[row.id] = Known(row.id, link.id, place, project, kind, day, closes_on=closes_on)
    return season


def play(season: Season, events: int, watch: Callable[[], None]) -> None:
    """Event after event; after some of them nothing is published, as if the process had died. At last all
    links are closed and the years pass: what is not visible then, nobody will ever see.
    """
    dice = random.Random(season.chance.random())
    with patch.object(stepping, "draw", lambda waiting, size: draw(sorted(waiting), size, dice)):
        for _ in range(events):
            name = season.chance.choices(list(EVENTS), [often for often, _ in EVENTS.values()])[0]
            training = EVENTS[name][1](season)
            season.log.append(f"{season.now.date()} k={season.k}: {name} {training or ''}")
            fate = season.chance.random()
            if fate > 0.2:
                season.publish(training if fate < 0.5 else None)
            watch()
        for each in filter(season.receives, season.trainings.values()):
            season.turn(each)
        season.now += timedelta(days=800)
        season.publish()
        season.check_pools(is_over=True)
        watch()


EVENTS: dict[str, tuple[int, Callable[[Season], int | None]]] = {  # how often; which training it concerns
    "arrival": (14, lambda season: season.on_one(season.submit, is_open=True)),
    "closing": (4, lambda season: season.on_one(season.turn, is_open=True)),
    "reopening": (3, lambda season: season.on_one(season.turn, is_open=False)),
    "withdrawal": (3, Season.withdraw),
    "edit": (4, Season.edit),
    "new threshold": (1, Season.change_k),
    "time": (2, Season.wait),
}
