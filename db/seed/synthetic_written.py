"""What synthetic people wrote in their own words: most of it read and decided on, some of it waiting."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Comment, CommentReview, CommentTag
from db.seed.bulk import Row, add
from db.seed.draw import generator, shuffled
from db.seed.files import document
from db.seed.synthetic_answers import SyntheticResponse
from db.seed.synthetic_dates import ENDS
from db.seed.synthetic_plan import SyntheticTraining

LEAST_RESPONSES = 10
DAYS_TO_REVIEW = 20

Key = tuple[str, str]  # a response's id, a question


@dataclass(slots=True)
class Written:
    """The texts that replace those drawn at random, and the rows of the review."""

    texts: dict[Key, str] = field(default_factory=dict)
    comments: list[Row] = field(default_factory=list)
    tags: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)


def written_texts(
    trainings: Iterable[SyntheticTraining], responses: Sequence[SyntheticResponse], seed: int
) -> Written:
    """Pure, from a fixed seed. Everything else that was written in those trainings was not to be shown."""
    trainings_read = {
        each.id for each in trainings if each.link == "closed" and each.responses >= LEAST_RESPONSES
    }
    texts: Sequence[Mapping[str, Any]] = document("synthetic_written.toml")["text"]
    questions = {text["question"] for text in texts}
    open_to: dict[str, list[SyntheticResponse]] = defaultdict(list)
    rng = generator(seed, "written")
    read = [each for each in responses if each.training_id in trainings_read]
    for response in shuffled(rng, read):
        for question in sorted(questions & response.answers.keys()):
            if response.language == "es":
                open_to[question].append(response)
    found = Written()
    waiting: set[Key] = set()
    for text in texts:
        if not open_to[text["question"]]:
            continue
        response = open_to[text["question"]].pop()
        key = response.id, text["question"]
        found.texts[key] = text["written"]
        if "themes" in text:
            _approve(found, key, response, text, str(UUID(int=rng.getrandbits(128), version=4)))
        else:
            waiting.add(key)
    decided = {(row["response_id"], row["question"]) for row in found.reviews} | waiting
    found.reviews += [
        {"response_id": each.id, "question": question, "state": "rejected", "comment_id": None}
        for each in read
        for question in sorted(questions & each.answers.keys())
        if (each.id, question) not in decided
    ]
    return found


def with_texts(responses: Iterable[SyntheticResponse], found: Written) -> list[SyntheticResponse]:
    """The responses with what they wrote."""
    return [
        replace(each, answers={name: found.texts.get((each.id, name), v) for name, v in each.answers.items()})
        for each in responses
    ]


def add_written(session: Session, found: Written) -> None:
    """Stores the comments and the review, after the answers."""
    add(session, Comment, sorted(found.comments, key=lambda row: str(row["id"])))
    add(session, CommentTag, found.tags)
    add(session, CommentReview, found.reviews)


def _approve(
    found: Written, key: Key, response: SyntheticResponse, text: Mapping[str, Any], comment_id: str
) -> None:
    found.comments.append(
        {
            "id": comment_id,
            "training_id": response.training_id,
            "question": key[1],
            "text": text.get("shown", text["written"]),
            "language": response.language,
            "approved_on": min(response.received_on + timedelta(days=DAYS_TO_REVIEW), ENDS),
        }
    )
    found.tags += [{"comment_id": comment_id, "tag": tag} for tag in sorted(text["themes"])]
    found.reviews.append(
        {"response_id": key[0], "question": key[1], "state": "approved", "comment_id": comment_id}
    )
