"""What people wrote, as approved: a page of it, found by filters, words and theme."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dashboard.services.forms import published_definition
from dashboard.services.store import Database, reading
from db.criteria import Filters, Scope
from db.queries import comments
from db.queries.tallies import version_ids

LEAST_RESPONSES = 10
"""A training with fewer shows nothing of what was written."""
PAGE_SIZE = 20
OPEN = "text"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that people answer in their own words; `versions` are the numbered ones that ask it."""

    label: str
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CommentView:
    """One approved comment, with what may be said of where it comes from: its training."""

    id: str
    question: str
    label: str
    text: str
    language: str
    training_id: int
    title: str
    kind: str
    territory_code: str
    starts_on: date | None
    ends_on: date | None
    date_precision: str
    is_synthetic: bool
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommentPage:
    """`shown` are those of a page; `found` fit search and tag, of `approved` that fit the filters.

    `tags` counts the comments that the search found, by tag: most first.
    """

    shown: tuple[CommentView, ...]
    page: int
    pages: int
    found: int
    approved: int
    trainings: int
    tags: tuple[tuple[str, int], ...]


def open_questions(session: Session, language: str) -> dict[str, OpenQuestion]:
    """Questions in use that are answered in words, by name and in survey order.

    One that any version calls sensitive is none of them: its answers are shown in no way.
    """
    labels: dict[str, str] = {}
    versions: dict[str, list[int]] = {}
    sensitive: set[str] = set()
    for version in version_ids(session):
        for question in published_definition(session, version).questions:
            if question.sensitive:
                sensitive.add(question.name)
            if question.type == OPEN:
                labels.setdefault(question.name, question.label.text(language))
                versions.setdefault(question.name, []).append(version)
    return {
        name: OpenQuestion(label, tuple(versions[name]))
        for name, label in labels.items()
        if name not in sensitive
    }


def published(
    database: Database,
    scope: Scope,
    filters: Filters,
    *,
    language: str,
    search: str = "",
    tag: str = "",
    page: int = 1,
) -> CommentPage:
    """A page of the approved comments about the trainings that scope and filters admit."""
    every = _approved(database, scope, filters, language)
    wanted = folded(search)
    matching = [comment for comment in every if not wanted or wanted in folded(comment.text)]
    counted = Counter(tag for comment in matching for tag in comment.tags)
    found = [comment for comment in matching if not tag or tag in comment.tags]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, page), pages)
    return CommentPage(
        shown=tuple(found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        page=page,
        pages=pages,
        found=len(found),
        approved=len(every),
        trainings=len({comment.training_id for comment in every}),
        tags=tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0]))),
    )


def tags_in_use(database: Database, scope: Scope) -> tuple[str, ...]:
    """Themes that others have used, to be chosen again rather than spelled anew."""
    with reading(database) as session:
        return tuple(comments.tags_in_use(session, scope))


def folded(text: str) -> str:
    """As words are compared: without case, accents and double spaces."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())


def _approved(database: Database, scope: Scope, filters: Filters, language: str) -> list[CommentView]:
    with reading(database) as session:
        questions = open_questions(session, language)
        rows = comments.published(session, scope, filters, questions=questions, least=LEAST_RESPONSES)
        tags = comments.tags(session, scope, filters, questions=questions, least=LEAST_RESPONSES)
    return [
        CommentView(
            id=row.id,
            question=row.question,
            label=questions[row.question].label,
            text=row.text,
            language=row.language,
            training_id=row.training_id,
            title=row.title,
            kind=row.kind,
            territory_code=row.territory_code,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            date_precision=row.date_precision,
            is_synthetic=row.is_synthetic,
            tags=tags.get(row.id, ()),
        )
        for row in rows
    ]
