"""What the questions in the tallies are called: the newest wording of each, in the reader's language."""

from dataclasses import dataclass

from dashboard.services.forms import published_definition
from dashboard.services.store import Database, reading
from dashboard.survey.definition import Question
from db.queries.tallies import version_ids


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as figures name it. `choices` are (value, label) in order; empty for scales."""

    name: str
    type: str
    label: str
    indicator: str
    choices: tuple[tuple[str, str], ...]


def question_views(database: Database, language: str) -> dict[str, QuestionView]:
    """Every question that is tallied per training, by name, in survey order."""
    with reading(database) as session:
        definitions = [published_definition(session, version) for version in version_ids(session)]
    found: dict[str, QuestionView] = {}
    for definition in definitions:
        for question in definition.questions:
            if question.published == "training" and question.name not in found:
                found[question.name] = question_view(question, language)
    return found


def question_view(question: Question, language: str) -> QuestionView:
    """A question in the reader's language."""
    return QuestionView(
        name=question.name,
        type=question.type,
        label=question.label.text(language),
        indicator=question.indicator or "",
        choices=tuple((choice.value, choice.label.text(language)) for choice in question.choices),
    )
