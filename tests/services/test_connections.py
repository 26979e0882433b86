"""A burst never waits for itself: no use case holds two connections at once, not even on a cold start."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from dashboard.services.forms import open_form
from dashboard.services.publication import advance
from dashboard.services.questions import question_views
from dashboard.services.responses import Submission, submit_response
from db.engine import Database
from db.models import SurveyLink
from tests.factories import NOW, TODAY, make_answers, make_link, make_response
from tests.services.connections import counted

UseCase = Callable[[Database, SurveyLink], object]


def _submit(database: Database, link: SurveyLink) -> object:
    filled = Submission(link.code, str(uuid4()), make_answers(), "es", "phone", has_consent=True)
    return submit_response(database, filled, today=TODAY)


@pytest.mark.parametrize(
    "use_case",
    [
        lambda database, link: open_form(database, link.code, today=TODAY),
        _submit,
        lambda database, link: advance(database, link.training_id, now=NOW, k=5),
        lambda database, _: question_views(database, "es"),
    ],
    ids=["open", "submit", "publish", "questions"],
)
def test_a_cold_start_holds_one_connection_at_a_time(database: Database, use_case: UseCase) -> None:
    with database.write() as session:
        link = make_link(session)
        for _ in range(12):
            make_response(session, link)
    with counted(database) as held:
        use_case(database, link)
    assert held.most == 1
