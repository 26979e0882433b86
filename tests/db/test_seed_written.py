"""What synthetic people wrote: approved copies that belong to closed trainings with enough responses."""

from collections import Counter

import pytest
from sqlalchemy import select

from db.engine import Database
from db.models import Answer, Comment, CommentReview, CommentTag, SurveyLink, Training
from db.seed.files import document
from db.seed.synthetic_written import LEAST_RESPONSES

TEXTS = document("synthetic_written.toml")["text"]


def test_approved_texts_belong_to_synthetic_closed_trainings_that_ten_responded_to(
    demo_database: Database,
) -> None:
    with demo_database.read() as session:
        rows = session.execute(
            select(Comment, Training, SurveyLink)
            .join(Training, Training.id == Comment.training_id)
            .join(SurveyLink, SurveyLink.training_id == Training.id)
        ).all()
        tagged = set(session.scalars(select(CommentTag.comment_id)))
    assert {comment.text for comment, _, _ in rows} == {
        text.get("shown", text["written"]) for text in TEXTS if "themes" in text
    }
    for comment, training, link in rows:
        assert training.is_synthetic
        assert link.state == "closed"
        assert link.received >= LEAST_RESPONSES
        assert comment.id in tagged


def test_what_waits_is_what_has_no_themes(demo_database: Database) -> None:
    written = {text["written"]: "themes" in text for text in TEXTS}
    with demo_database.read() as session:
        states = {(r.response_id, r.question): r.state for r in session.scalars(select(CommentReview))}
        answers = session.scalars(select(Answer).where(Answer.question.in_(["do", "useful", "improve"])))
        found = {
            answer.value: states.get((answer.response_id, answer.question), "waiting")
            for answer in answers
            if answer.value in written
        }
    assert found == {text: "approved" if is_read else "waiting" for text, is_read in written.items()}


@pytest.mark.parametrize("field", ["written", "shown"])
def test_texts_differ_and_fit_their_question(field: str) -> None:
    texts = Counter(text[field] for text in TEXTS if field in text)
    assert max(texts.values()) == 1
    assert all(len(text) <= 300 for text in texts)
