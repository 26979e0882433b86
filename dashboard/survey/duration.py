"""How long a survey takes, as its form and its poster say."""

from math import ceil

from dashboard.survey.definition import Definition
from dashboard.survey.logic import relevant_questions

SECONDS = {"text": 20, "retrospective_pair": 10, "rank": 20, "note": 5}
SECONDS_OTHERWISE = 7


def minutes_asked(definition: Definition) -> int:
    """About how long the form takes someone who answers what is asked of everyone."""
    asked = relevant_questions(definition, {})
    seconds = sum(SECONDS.get(question.type, SECONDS_OTHERWISE) for question in asked)
    return max(1, ceil(seconds / 60))
