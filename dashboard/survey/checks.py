"""What must hold of a definition before it is published, each rule with its code under `survey.check`."""

import re
from collections import Counter
from collections.abc import Iterator

from dashboard.survey.cleaning import echo
from dashboard.survey.definition import PUBLISHED, RESERVED_NAMES, Definition, Question, Section
from dashboard.survey.expressions import parse
from dashboard.survey.problems import ExpressionError, Problem, Value
from dashboard.survey.question_types import PAIR_PARTS, QUESTION_TYPES, Note, RetrospectivePair
from dashboard.survey.words import Words

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}", re.ASCII)
_CHOICE = re.compile(r"[A-Za-z0-9_-]{1,63}", re.ASCII)  # no spaces: selected() splits at them


def check_definition(definition: Definition) -> tuple[Problem, ...]:
    """Everything that is wrong, in reading order; empty when the survey may be published."""
    return (
        *_shape(definition),
        *_names(definition),
        *(problem for question in definition.questions for problem in _question(question)),
        *_expressions(definition),
        *_translations(definition),
    )


def _problem(place: str, code: str, **values: Value) -> Problem:
    return Problem(place, f"survey.check.{code}", tuple(values.items()))


def _shape(definition: Definition) -> Iterator[Problem]:
    if definition.default_language not in definition.languages:
        yield _problem(definition.name, "default_language", language=echo(definition.default_language))
    if all(question.type == Note.name for question in definition.questions):
        yield _problem(definition.name, "no_questions")


def _names(definition: Definition) -> Iterator[Problem]:
    sections = [section.name for section in definition.every_section() if section.name]
    questions = [question.name for question in definition.questions]
    for names in (sections, questions):
        for name, count in Counter(names).items():
            if count > 1:
                yield _problem(name, "duplicate_name", count=count)
            if not _NAME.fullmatch(name):
                yield _problem(name, "invalid_name")
    for name in questions:
        if name in RESERVED_NAMES:
            yield _problem(name, "reserved_name")


def _question(question: Question) -> Iterator[Problem]:
    kind = QUESTION_TYPES.get(question.type)
    if kind is None:
        yield _problem(
            question.name, "unknown_type", type=echo(question.type), known=", ".join(QUESTION_TYPES)
        )
        return
    if kind.needs_choices and not question.choices:
        yield _problem(question.name, "no_choices")
    if question.max_length is not None and question.max_length < 1:
        yield _problem(question.name, "max_length")
    yield from _choices(question)
    yield from _publication(question, is_counted=kind.needs_choices or bool(kind.tally_choices(question)))


def _choices(question: Question) -> Iterator[Problem]:
    for value, count in Counter(choice.value for choice in question.choices).items():
        if count > 1:
            yield _problem(question.name, "duplicate_choice", value=echo(value))
        if not _CHOICE.fullmatch(value):
            yield _problem(question.name, "invalid_choice", value=echo(value))


def _publication(question: Question, is_counted: bool) -> Iterator[Problem]:
    """Open words are never published as tallies, and what is sensitive never per training."""
    if question.published not in PUBLISHED:
        yield _problem(question.name, "unknown_published", known=", ".join(PUBLISHED))
    elif question.published != "never" and not is_counted and question.type != "note":
        yield _problem(question.name, "not_countable")
    if question.sensitive and question.published == "training":
        yield _problem(question.name, "sensitive_per_training")


def _expressions(definition: Definition) -> Iterator[Problem]:
    everything = set().union(*(_referable(question) for question in definition.questions))
    before: set[str] = set()
    for section in definition.sections:
        yield from _of_section(section, before, everything)


def _of_section(section: Section, before: set[str], everything: set[str]) -> Iterator[Problem]:
    yield from _expression(section.name, section.relevant, before, everything)
    for item in section.items:
        if isinstance(item, Section):
            yield from _of_section(item, before, everything)
        else:
            yield from _expression(item.name, item.relevant, before, everything)
            before |= _referable(item)


def _referable(question: Question) -> set[str]:
    if question.type == RetrospectivePair.name:
        return {f"{question.name}.{part}" for part in PAIR_PARTS}
    return {question.name}


def _expression(place: str, source: str, before: set[str], everything: set[str]) -> Iterator[Problem]:
    if not source.strip():
        return
    try:
        names = parse(source).names()
    except ExpressionError as error:
        yield Problem(place, error.problem.key, error.problem.values)
        return
    for name in sorted(names - before):
        yield _problem(place, "later_name" if name in everything else "unknown_name", name=echo(name))


def _translations(definition: Definition) -> Iterator[Problem]:
    for place, words in _all_words(definition):
        for language in definition.languages:
            if not words.has(language):
                yield _problem(place, "missing_translation", language=language)


def _all_words(definition: Definition) -> Iterator[tuple[str, Words]]:
    consent = definition.consent
    yield definition.name, definition.title
    for words in (consent.title, *consent.paragraphs, consent.agree, consent.decline, consent.minor_note):
        yield "consent", words
    for section in definition.every_section():
        yield from ((section.name, words) for words in (section.title, section.intro) if words)
    for question in definition.questions:
        texts = (question.label, question.hint, question.low, question.high)
        yield from ((question.name, words) for words in texts if words)
        yield from ((f"{question.name}.{choice.value}", choice.label) for choice in question.choices)
