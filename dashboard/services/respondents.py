"""What people said, by who they are: read from the blocks that were published, never from answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import nan
from typing import Any

import pandas as pd

from dashboard.errors import NotFoundError, PublicationError
from dashboard.indicators.favourable import Share, Told, favourable_share, favourable_side
from dashboard.privacy.breakdowns import threshold
from dashboard.services.forms import published_definition
from dashboard.services.questions import QuestionView, question_view
from dashboard.services.store import Database, reading
from dashboard.settings import MINIMUM_K
from dashboard.survey.definition import Definition
from db.criteria import Scope
from db.queries import breakdowns
from db.queries.tallies import version_ids

COLUMNS = ("category", "label", "state", "people", "n", "share", "low", "high")
"""`state`: exact (a share with its interval), range (the shares that are possible), none (nobody chose a
side), counted (people only), withheld (one row for all that is: no number, no name)."""

NO_ANSWER = ""
PEOPLE = ""  # as a question: the people themselves; as a choice: all of a category


@dataclass(frozen=True, slots=True)
class Block:
    """A region and semester, broken down once. At most `people` are shown by any one attribute."""

    territory_code: str
    period: str  # "2025-S1"
    k: int
    published_at: datetime
    people: int

    @property
    def key(self) -> str:
        return f"{self.territory_code}-{self.period}"

    @property
    def least(self) -> int:
        """The smallest group that may show."""
        return max(self.k, MINIMUM_K)


@dataclass(frozen=True, slots=True)
class Axis:
    """An attribute: its categories (value, label), and the crossed questions that take sides."""

    name: str
    label: str
    is_sensitive: bool
    categories: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]

    def least(self, block: Block) -> int:
        return threshold(block.least, is_sensitive=self.is_sensitive)


@dataclass(frozen=True, slots=True)
class Respondents:
    """One block as it was published: its attributes and questions in survey order."""

    block: Block
    axes: tuple[Axis, ...]
    questions: Mapping[str, QuestionView]
    cells: pd.DataFrame  # breakdowns.COLUMNS


@dataclass(frozen=True, slots=True)
class _Asked:
    """The newest wording of every question in use; what one version calls sensitive is sensitive."""

    questions: Mapping[str, QuestionView]
    sensitive: frozenset[str]


def published_blocks(database: Database, scope: Scope) -> tuple[Block, ...]:
    """The blocks a scope admits: newest semester first, then the region with most people."""
    with reading(database) as session:
        found = breakdowns.blocks(session, scope)
        sizes = breakdowns.people_shown(session, scope)
    people = sizes.set_index(["territory_code", "period"])["people"].to_dict()
    blocks = [
        Block(code, period, int(k), moment, int(people.get((code, period), 0)))
        for code, period, k, moment in zip(*(found[c] for c in breakdowns.BLOCK_COLUMNS), strict=True)
    ]
    by_size = sorted(blocks, key=lambda block: (-block.people, block.territory_code))
    return tuple(sorted(by_size, key=lambda block: block.period, reverse=True))


def respondents(database: Database, scope: Scope, key: str, *, language: str) -> Respondents:
    """One block. Raises NotFoundError where the scope does not admit it, PublicationError where a group in it
    is smaller than its own threshold allows.
    """
    block = next((each for each in published_blocks(database, scope) if each.key == key), None)
    if block is None:
        raise NotFoundError
    with reading(database) as session:
        cells = breakdowns.breakdown(session, block.territory_code, block.period)
        asked = _asked([published_definition(session, each) for each in version_ids(session)], language)
    groups = cells.loc[cells["choice"] == PEOPLE, "people"].dropna()
    if (groups < block.least).any():
        raise PublicationError
    return Respondents(block, tuple(_axes(cells, asked)), asked.questions, cells)


def _asked(definitions: Iterable[Definition], language: str) -> _Asked:
    found: dict[str, QuestionView] = {}
    sensitive: set[str] = set()
    for question in (question for definition in definitions for question in definition.questions):
        view = question_view(question, language)
        known = found.setdefault(question.name, view)
        newest, older = dict(known.choices), dict(view.choices)
        found[question.name] = replace(known, choices=tuple((newest | older | newest).items()))
        if question.sensitive:
            sensitive.add(question.name)
    return _Asked(found, frozenset(sensitive))


def _axes(cells: pd.DataFrame, asked: _Asked) -> Iterable[Axis]:
    """The attributes of a block that some version in use asks for; of others nothing is known, nor shown."""
    crossed = set(zip(cells["attribute"], cells["question"], strict=True))
    for name in (name for name in asked.questions if (name, PEOPLE) in crossed):
        yield Axis(
            name=name,
            label=asked.questions[name].label,
            is_sensitive=name in asked.sensitive,
            categories=asked.questions[name].choices,
            questions=tuple(
                view.name
                for view in asked.questions.values()
                if (name, view.name) in crossed and favourable_side(view.type, view.indicator)
            ),
        )


def shares(found: Respondents, axis: Axis, question: str = PEOPLE) -> pd.DataFrame:
    """The favourable share of each category shown, in `COLUMNS`; without a question, how many people it has.

    Raises PublicationError where a number could be of fewer people than the rule allows, or cannot be read.
    """
    cells = found.cells[found.cells["attribute"] == axis.name]
    least = axis.least(found.block)
    people = _people(cells, PEOPLE, least)
    rows = _in_order(axis, {category: count for category, count in people.items() if count is not None})
    table: list[tuple[Any, ...]]  # Any: the columns of one row
    if question == PEOPLE:
        table = [(category, label, "counted", count, count, nan, nan, nan) for category, label, count in rows]
    else:
        of_question = _crossed(cells, question, least, {category: count for category, _, count in rows})
        view = found.questions[question]
        told = {category: _share(of_question[category], view) for category, _, _ in rows}
        table = [(category, label, *_told(told[category], count)) for category, label, count in rows]
    if _is_anything_hidden(axis, people):
        table.append((NO_ANSWER, "", "withheld", None, None, nan, nan, nan))
    typed = pd.DataFrame(table, columns=list(COLUMNS))
    return typed.astype({"people": "Int64", "n": "Int64", "share": float, "low": float, "high": float})


def _people(cells: pd.DataFrame, question: str, least: int) -> dict[str, int | None]:
    """Category → its people, None where they are withheld."""
    rows = cells[(cells["question"] == question) & (cells["choice"] == PEOPLE)]
    people = {
        str(category): None if pd.isna(count) else int(count)
        for category, count in zip(rows["category"], rows["people"], strict=True)
    }
    if any(count is not None and count < least for count in people.values()) or (rows["bound"] != "").any():
        raise PublicationError
    return people


def _in_order(axis: Axis, people: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """(category, label, people) as the survey lists them; then what it no longer lists, then no answer."""
    labels = dict(axis.categories)
    known = [category for category in labels if category in people]
    others = sorted(people.keys() - labels.keys() - {NO_ANSWER})
    last = [NO_ANSWER] if NO_ANSWER in people else []
    return [(each, labels.get(each, each), people[each]) for each in (*known, *others, *last)]


def _is_anything_hidden(axis: Axis, people: Mapping[str, int | None]) -> bool:
    """A category that nobody gave looks like one that is withheld: not even its being empty is told."""
    every = {category for category, _ in axis.categories} | {NO_ANSWER} | people.keys()
    return any(people.get(category) is None for category in every)


def _crossed(
    cells: pd.DataFrame, question: str, least: int, shown: Mapping[str, int]
) -> dict[str, tuple[int, dict[str, Told]]]:
    """Category → who answered the question, and the count of each choice; of the shown categories alone."""
    answered = _people(cells, question, least)
    counts: dict[str, tuple[int, dict[str, Told]]] = {}
    for category, people in answered.items():
        if people is None or people > shown.get(category, 0):
            raise PublicationError
        counts[category] = (people, {})
    if counts.keys() != shown.keys():
        raise PublicationError
    rows = cells[(cells["question"] == question) & (cells["choice"] != PEOPLE)]
    for category, choice, people, bound in zip(
        *(rows[column] for column in ("category", "choice", "people", "bound")), strict=True
    ):
        if category not in counts:
            raise PublicationError
        counts[category][1][choice] = (None if pd.isna(people) else int(people), bound)
    return counts


def _share(answered: tuple[int, Mapping[str, Told]], view: QuestionView) -> Share | None:
    people, counts = answered
    side = favourable_side(view.type, view.indicator)
    if side is None:
        raise PublicationError
    try:
        return favourable_share(counts, people, side)
    except ValueError as error:
        raise PublicationError from error


def _told(share: Share | None, people: int) -> tuple[Any, ...]:  # Any: as above
    if share is None:
        return ("none", people, 0, nan, nan, nan)
    if share.value is None:
        return ("range", people, share.n, nan, share.low, share.high)
    return ("exact", people, share.n, share.value, share.low, share.high)
