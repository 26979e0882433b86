"""Laws of the survey engine that hold for any input."""

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from dashboard.i18n import translator
from dashboard.survey.checks import check_definition, warnings
from dashboard.survey.definition import Choice, Consent, Definition, Question, Repeat, Section
from dashboard.survey.expressions import parse
from dashboard.survey.library.post_training import post_training
from dashboard.survey.logic import progress, relevant_questions, situation
from dashboard.survey.problems import ExpressionError, Problems, SurveyError
from dashboard.survey.question_types import QUESTION_TYPES, tally, tally_choices
from dashboard.survey.repeats import unrolled
from dashboard.survey.validation import Validated, fold_form, validate
from dashboard.survey.words import Words

SURVEY = post_training()
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = [question.name for question in SURVEY.questions]
EVERY_VALUE = sorted({choice for question in SURVEY.questions for choice in tally_choices(question)})

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**4000)
    | st.floats()
    | st.text(st.characters(exclude_categories=[]), max_size=30)
    | st.sampled_from(EVERY_VALUE),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
likely = (
    st.sampled_from(EVERY_VALUE)
    | st.lists(st.sampled_from(EVERY_VALUE), max_size=3)
    | st.integers(-1, 11)
    | st.fixed_dictionaries({}, optional={"before": st.integers(1, 5), "now": st.sampled_from("12345")})
    | st.text(st.characters(exclude_categories=[]), max_size=30)
)
forms = st.dictionaries(st.sampled_from(NAMES), likely | anything, max_size=8)


@st.composite
def likely_forms(draw: st.DrawFn) -> dict[str, object]:
    """Mostly valid: each question answered from what it accepts."""
    return {q.name: draw(_valid(q)) for q in SURVEY.questions if q.name == "relevance" or draw(st.booleans())}


def _valid(question: Question) -> st.SearchStrategy[object]:
    choices = st.sampled_from(tally_choices(question) or ("",))
    return {
        "text": st.text(st.characters(exclude_categories=[]), max_size=50),
        "retrospective_pair": st.fixed_dictionaries(
            {"before": st.sampled_from("12345"), "now": st.integers(1, 5)}
        ),
        "select_multiple": st.lists(choices, max_size=3),
    }.get(question.type, choices)


@given(anything | st.dictionaries(st.text(max_size=8) | st.sampled_from(NAMES), anything, max_size=6) | forms)
def test_validation_never_raises_and_always_has_words(raw: Any) -> None:
    result = validate(SURVEY, raw)
    for language in ("es", "en"):
        if isinstance(result, Problems):
            assert all(text for texts in result.messages(translator(language)).values() for text in texts)


@given(likely_forms() | forms)
def test_validated_answers_validate_to_themselves(raw: dict[str, object]) -> None:
    result = validate(SURVEY, raw)
    if isinstance(result, Validated):
        assert validate(SURVEY, result.answers) == result


@given(likely_forms() | forms)
def test_validated_answers_survive_json_and_utf8(raw: dict[str, object]) -> None:
    result = validate(SURVEY, raw)
    if isinstance(result, Validated):
        written = json.dumps(result.answers, ensure_ascii=False).encode("utf-8")
        assert json.loads(written) == result.answers


@given(likely_forms() | forms)
def test_only_relevant_questions_are_stored(raw: dict[str, object]) -> None:
    result = validate(SURVEY, raw)
    if isinstance(result, Validated):
        relevant = {question.name for question in relevant_questions(SURVEY, result.answers)}
        assert set(result.answers) <= relevant


@given(likely_forms() | forms)
def test_tallies_are_among_the_closed_choices(raw: dict[str, object]) -> None:
    result = validate(SURVEY, raw)
    if isinstance(result, Validated):
        for name, value in result.answers.items():
            question = SURVEY.question(name)
            counted = tally(question, value)
            assert set(counted) <= set(tally_choices(question))
            assert bool(counted) == (question.type != "text")


@given(forms)
def test_logic_and_progress_never_raise(raw: dict[str, object]) -> None:
    assert 0 <= progress(SURVEY, raw).share <= 1


fields = st.sampled_from([*NAMES, "knows_rights.before", "knows_rights.now", "id", "consent"]) | st.text(
    max_size=8
)
values = st.sampled_from([*EVERY_VALUE, ""]) | st.text(st.characters(exclude_categories=[]), max_size=8)


@given(st.lists(st.tuples(fields, values), max_size=12))
def test_form_folding_never_raises_and_loses_no_question(pairs: list[tuple[str, str]]) -> None:
    folded = fold_form(SURVEY, pairs)
    validate(SURVEY, folded)
    assert {name for name, value in pairs if name in NAMES and value} <= set(folded)


operands = ["${a}", "${b.now}", "'x'", '"y"', "1", "-2.5", "word", "${"]
signs = ["(", ")", ",", "and", "or", "not(", "selected(", "=", "!=", "<", "<=", ">", ">="]
expression_parts = st.sampled_from([*operands, *signs])


@given(st.lists(expression_parts, max_size=12).map(" ".join) | st.text(max_size=30), anything)
def test_expression_holds_or_is_refused_with_words(source: str, answer: object) -> None:
    try:
        expression = parse(source)
    except ExpressionError as error:
        said = str(error)
        event(said[:30])
    else:
        assert isinstance(expression.holds({"a": answer, "b": answer}), bool)
        json.dumps(expression.to_tree())


some_words = st.builds(
    lambda es, en: Words.of(es=es, en=en), st.text(min_size=1).filter(str.strip), st.text(max_size=10)
)
maybe_words = st.none() | some_words
pairs = st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=2).map(tuple)
some_choices = st.lists(
    st.builds(Choice, st.text(max_size=5), some_words, st.booleans(), pairs), max_size=3
).map(tuple)
some_source = st.sampled_from(
    ["", "", "${a} > 1", ". = 'x'", "(", "count(${s})", "a = ${b}", "1 div 0", "${a}"]
)
some_number = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9).map(float)
some_questions = st.builds(
    Question,
    name=st.sampled_from("ab") | st.text(max_size=8),
    type=st.sampled_from(sorted(QUESTION_TYPES)),
    label=some_words,
    hint=maybe_words,
    required=st.booleans(),
    choices=some_choices,
    relevant=some_source | st.text(max_size=8),
    max_length=st.none() | st.integers(),
    low=maybe_words,
    level=st.none() | st.text(max_size=3),
    published=st.sampled_from(["training", "breakdown", "never"]),
    sensitive=st.booleans(),
    guidance=maybe_words,
    required_when=some_source,
    constraint=some_source,
    constraint_message=maybe_words,
    calculation=some_source,
    choice_filter=some_source,
    default=some_source | st.text(max_size=5),
    appearance=st.text(max_size=5),
    is_shuffled=st.booleans(),
    seed=some_source,
    least=some_number,
    most=some_number,
    step=some_number,
    foreign=pairs,
)
some_repeats = st.none() | st.builds(Repeat, some_source, st.integers(-1, 4))
some_sections = st.recursive(
    some_questions,
    lambda inner: st.builds(
        Section,
        st.sampled_from("st") | st.text(max_size=5),
        maybe_words,
        maybe_words,
        st.lists(inner, max_size=2).map(tuple),
        some_source,
        st.text(max_size=5),
        some_repeats,
        pairs,
    ),
    max_leaves=4,
).map(lambda item: item if isinstance(item, Section) else Section("", None, None, (item,)))
some_consent = st.builds(
    Consent, some_words, st.lists(some_words, max_size=2).map(tuple), some_words, some_words, some_words
)
definitions = st.builds(
    Definition,
    st.text(max_size=5),
    some_words,
    st.just(("es", "en")),
    st.just("es"),
    st.lists(some_sections, max_size=2).map(tuple),
    some_consent,
)


@given(definitions)
def test_definition_survives_json_exactly(definition: Definition) -> None:
    assert Definition.from_json(json.loads(json.dumps(definition.to_json()))) == definition


@given(definitions, st.dictionaries(st.text(max_size=8), anything, max_size=3))
def test_any_definition_can_be_checked_and_answered(definition: Definition, raw: dict[str, object]) -> None:
    problems = (*check_definition(definition), *warnings(definition))
    assert all(problem.message(translator("es")) for problem in problems)
    flat = unrolled(definition)
    validate(flat, raw, now=NOON)
    situation(flat, raw, now=NOON)


@given(st.data())
def test_spoiled_definition_is_refused_or_read_but_never_breaks(data: st.DataObject) -> None:
    stored: Any = SURVEY.to_json()
    spot = stored
    while data.draw(st.booleans()) and isinstance(spot, dict | list) and spot:
        inner = spot[data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))]
        if not isinstance(inner, dict | list) or not inner:
            break
        spot = inner
    spot[data.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))] = (
        data.draw(anything)
    )
    try:
        Definition.from_json(stored)
    except SurveyError as error:
        said = str(error)
        event(said[-30:])
