"""A survey as templates draw it: questions with their words, what was answered, and what is wrong."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.i18n import Translator
from dashboard.survey.definition import Definition, Placed, Question, Section
from dashboard.survey.expressions import parse
from dashboard.survey.labels import options, part_labels
from dashboard.survey.logic import relevant_questions
from dashboard.survey.problems import ExpressionError
from dashboard.survey.question_types import NOT_APPLICABLE, SCALE, TEXT_LIMIT, type_of

SECONDS = {"text": 20, "retrospective_pair": 10, "note": 5}
SECONDS_OTHERWISE = 7


@dataclass(frozen=True, slots=True)
class OptionView:
    """One choice; `number` stands before the words of a scale's step."""

    value: str
    label: str
    number: str = ""
    is_chosen: bool = False
    is_exclusive: bool = False


@dataclass(frozen=True, slots=True)
class PartView:
    """One row of a retrospective pair."""

    name: str
    label: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question. `relevant` is its rule as JSON, "" when it is always asked."""

    name: str
    type: str
    label: str
    hint: str
    is_required: bool
    options: tuple[OptionView, ...]
    parts: tuple[PartView, ...]
    low: str
    high: str
    text: str
    limit: int
    relevant: str
    is_shown: bool
    is_new: bool
    problems: tuple[str, ...]
    section_title: str
    section_intro: str
    opens_section: bool


@dataclass(frozen=True, slots=True)
class FormState:
    """What is known of a person's form when it is drawn: nothing at first, everything typed later."""

    answers: Mapping[str, object]
    problems: Mapping[str, Sequence[str]]
    already_shown: frozenset[str] | None = None
    consent: str = ""


EMPTY = FormState({}, {})


def question_views(
    definition: Definition, state: FormState, t: Translator, language: str
) -> tuple[QuestionView, ...]:
    """Every question in order; those that are not asked (yet) have `is_shown` False."""
    shown = {question.name for question in relevant_questions(definition, state.answers)}
    return tuple(_views(definition, state, shown, t, language))


def _views(
    definition: Definition, state: FormState, shown: set[str], t: Translator, language: str
) -> Iterator[QuestionView]:
    opened: Section | None = None
    for placed in definition.placed():
        is_shown = placed.question.name in shown
        opens = is_shown and placed.section is not opened
        yield _view(placed, state, is_shown, opens, t, language)
        opened = placed.section if is_shown else opened


def _view(
    placed: Placed,
    state: FormState,
    is_shown: bool,
    opens_section: bool,
    t: Translator,
    language: str,
) -> QuestionView:
    question, section = placed.question, placed.section
    answer = state.answers.get(question.name)
    is_pair = question.type == "retrospective_pair"
    known = state.already_shown
    return QuestionView(
        name=question.name,
        type=question.type,
        label=question.label.text(language),
        hint=question.hint.text(language) if question.hint else "",
        is_required=question.required,
        options=() if is_pair else _options(question, answer, t, language),
        parts=_parts(question, answer, t) if is_pair else (),
        low=question.low.text(language) if question.low else "",
        high=question.high.text(language) if question.high else "",
        text=answer if isinstance(answer, str) else "",
        limit=question.max_length or TEXT_LIMIT,
        relevant=rule_json(placed),
        is_shown=is_shown,
        is_new=is_shown and known is not None and question.name not in known,
        problems=tuple(state.problems.get(question.name, ())),
        section_title=section.title.text(language) if section.title else "",
        section_intro=section.intro.text(language) if section.intro else "",
        opens_section=opens_section,
    )


def _options(question: Question, answer: object, t: Translator, language: str) -> tuple[OptionView, ...]:
    if question.type == "likert":
        return _likert(question, answer, t, language)
    exclusive = {choice.value for choice in question.choices if choice.exclusive}
    labels = {choice.value: choice.label.text(language) for choice in question.choices}
    return tuple(
        OptionView(
            option.value,
            labels.get(option.value, option.value),
            is_chosen=_is_chosen(answer, option.value),
            is_exclusive=option.value in exclusive,
        )
        for option in options(question, t)
    )


def _likert(question: Question, answer: object, t: Translator, language: str) -> tuple[OptionView, ...]:
    """The five steps in words where the ends are those of agreement; other ends only at the ends."""
    ends = {SCALE[0]: question.low, SCALE[-1]: question.high}
    spoken = {value: t(f"survey.scale.{value}") for value in SCALE}
    said = {value: end.text(language) for value, end in ends.items() if end}
    words = {**spoken, **said} if all(spoken[v] == text for v, text in said.items()) else said
    steps = [OptionView(value, words.get(value, ""), value, _is_chosen(answer, value)) for value in SCALE]
    na = OptionView(NOT_APPLICABLE, t("survey.scale.na"), "–", _is_chosen(answer, NOT_APPLICABLE))
    return (*steps, na)


def _parts(question: Question, answer: object, t: Translator) -> tuple[PartView, ...]:
    given = answer if isinstance(answer, Mapping) else {}
    return tuple(
        PartView(
            f"{question.name}.{part.value}",
            part.label,
            tuple(OptionView(v, v, v, _is_chosen(given.get(part.value), v)) for v in SCALE),
        )
        for part in part_labels(t)
    )


def _is_chosen(answer: object, value: str) -> bool:
    return value in answer if isinstance(answer, list) else answer == value


def rule_json(placed: Placed) -> str:
    """When a question is asked, as a tree for the phone; an unreadable rule hides, as on the server."""
    rules = [rule for rule in placed.rules if rule.strip()]
    if not rules:
        return ""
    try:
        trees = [parse(rule).to_tree() for rule in rules]
    except ExpressionError:
        return json.dumps({"value": ""})
    tree = trees[0] if len(trees) == 1 else {"op": "and", "of": trees}
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def minutes_asked(definition: Definition) -> int:
    """About how long the form takes someone who answers what is asked of everyone."""
    asked = relevant_questions(definition, {})
    seconds = sum(SECONDS.get(question.type, SECONDS_OTHERWISE) for question in asked)
    return max(1, ceil(seconds / 60))


def questions_on_page(views: Sequence[QuestionView]) -> str:
    """The names of the questions a page shows, for its hidden field."""
    return ",".join(view.name for view in views if view.is_shown)


def takes_answer(question: Question) -> bool:
    return type_of(question).takes_answer
