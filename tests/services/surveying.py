"""What tests of surveys share: a small survey, who edits it, and answers that arrive through the form."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from dashboard.roles import Member
from dashboard.services.publication import advance_all
from dashboard.services.responses import Submission, submit_response
from dashboard.services.surveys import create_survey, publish_draft, survey_detail
from dashboard.survey.definition import Definition, Question
from db.engine import Database
from db.models import SurveyLink
from tests.factories import NOW, TODAY
from tests.unit.survey.factories import choices, question, survey

MOOD = question("mood", "select_one", choices=choices("good", "bad"))
SMALL = replace(survey(MOOD, question("why")), name="small")


def with_mood(definition: Definition, **changes: Any) -> Definition:
    """The definition with another first question."""
    first = definition.sections[0]
    asked = first.items[0]
    assert isinstance(asked, Question)
    items = (replace(asked, **changes), *first.items[1:])
    return replace(definition, sections=(replace(first, items=items), *definition.sections[1:]))


def published(database: Database, member: Member, definition: Definition = SMALL) -> int:
    """The id of a new survey whose first version is published."""
    survey_id = create_survey(database, member, definition, now=NOW)
    publish_draft(database, member, survey_id, revision_of(database, member, survey_id), now=NOW)
    return survey_id


def revision_of(database: Database, member: Member, survey_id: int) -> int:
    return survey_detail(database, member, survey_id).revision


def answer(database: Database, code: str, *answers: dict[str, Any]) -> None:
    """Each as one person's response through the form; then the link closes and everything is published."""
    for given in answers:
        submission = Submission(code, str(uuid4()), given, "es", "phone", has_consent=True)
        assert submit_response(database, submission, today=TODAY).is_new
    with database.write() as session:
        for link in session.query(SurveyLink).filter_by(code=code):
            link.state = "closed"
    advance_all(database, now=NOW, k=5)
