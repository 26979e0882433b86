"""A person takes their response back: with the code they were given, and without saying who they are."""

from dataclasses import dataclass

from dashboard.errors import ResponseUnknownError
from dashboard.services.codes import tidy_withdrawal_code
from dashboard.services.store import Database, writing
from db.queries import comment_review, responses


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of a response: its answers are gone; `counted` of them stay in published totals."""

    answers: int
    counted: int


def withdraw(database: Database, typed: str) -> Withdrawal:
    """Deletes the response of a withdrawal code, for good.

    What is in a published step stays in its total, which names nobody and cannot be undone; comments made
    from it go too, for they are one person's words. Raises
    ResponseUnknownError where there is none (any more), and DatabaseAwayError (nothing was deleted).
    """
    code = tidy_withdrawal_code(typed)
    if not code:
        raise ResponseUnknownError
    with writing(database) as session:
        comment_review.delete_comments_of(session, code)
        found = responses.delete_response(session, code)
    if found is None:
        raise ResponseUnknownError
    return Withdrawal(*found)
