"""What the questions in the tallies are called: the newest wording of each, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import translator
from dashboard.services.forms import published_definition
from dashboard.services.store import Database, reading
from dashboard.services.training_surveys import MOST_NAMES, asked_objectives
from dashboard.survey.definition import Question
from dashboard.survey.meaning import OWN_OBJECTIVE
from dashboard.survey.question_types import tally_choices
from db.queries.tallies import version_ids

_TYPES = {
    "satisfaction": "likert",
    "felt_safe": "likert",
    "intention": "select_one",
    "learning": "retrospective_pair",
    "nps": "nps",
}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as figures name it. `choices` are (value, label) in order; empty for scales."""

    name: str
    type: str
    label: str
    indicator: str
    choices: tuple[tuple[str, str], ...]


def question_views(
    database: Database, language: str, training_id: int | None = None
) -> dict[str, QuestionView]:
    """Every question that is tallied per training, by name, in survey order.

    The own objectives of trainings come last. Only for a single training do they say what they are.
    """
    with reading(database) as session:
        definitions = [published_definition(session, version) for version in version_ids(session)]
        asked = asked_objectives(session, training_id) if training_id is not None else {}
    found: dict[str, QuestionView] = {}
    for definition in definitions:
        for question in definition.questions:
            is_own = OWN_OBJECTIVE.fullmatch(question.name)
            if question.published == "training" and question.name not in found and not is_own:
                found[question.name] = question_view(question, language)
    return found | _own_objectives({name: words.text(language) for name, words in asked.items()}, language)


def _own_objectives(labels: Mapping[str, str], language: str) -> dict[str, QuestionView]:
    """Of several trainings they are different questions: no label but their number is true of all."""
    t = translator(language)
    names = {f"objective_{number}": number for number in range(1, MOST_NAMES + 1)}
    return {
        name: QuestionView(
            name=name,
            type="retrospective_pair",
            label=labels.get(name) or t("versions.own_objective", number=number),
            indicator="learning",
            choices=(),
        )
        for name, number in names.items()
    }


def _indicator(question: Question) -> str:
    """What the question counts for; nothing where its answers are not what that figure adds up."""
    indicator = question.indicator or ""
    return indicator if _TYPES.get(indicator, question.type) == question.type else ""


def question_view(question: Question, language: str) -> QuestionView:
    """A question in the reader's language."""
    return QuestionView(
        name=question.name,
        type=question.type,
        label=question.label.text(language),
        indicator=_indicator(question),
        choices=_choices(question, language),
    )


def _choices(question: Question, language: str) -> tuple[tuple[str, str], ...]:
    """A range's steps are choices too: they are told apart, and have no scale that all ranges share."""
    if question.type == "range":
        return tuple((value, value) for value in tally_choices(question))
    return tuple((choice.value, choice.label.text(language)) for choice in question.choices)
