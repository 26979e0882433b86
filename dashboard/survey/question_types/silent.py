"""What stands in a survey and takes no answer from a person."""

from dashboard.survey.question_types.base import Uncounted


class Note(Uncounted):
    """Words to read."""

    name = "note"
    is_closed = False
    takes_answer = False
    is_stored = False


class Calculate(Uncounted):
    """A value worked out from the answers before it; what a form sends for it is not read."""

    name = "calculate"
    is_closed = False
    is_asked = False
    takes_answer = False


class Hidden(Uncounted):
    """A value that the survey brings along: its default."""

    name = "hidden"
    is_closed = False
    is_asked = False
    takes_answer = False


class Unsupported(Uncounted):
    """A type of an imported file that we do not have: kept for the way out, never asked."""

    name = "unsupported"
    is_closed = False
    is_asked = False
    takes_answer = False
    is_stored = False
