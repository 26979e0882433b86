"""Laws of the engine that hold for any sound survey, whatever its types, rules and repeats."""

import json
from datetime import UTC, datetime

from hypothesis import event, given, settings
from hypothesis import strategies as st

from dashboard.i18n import translator
from dashboard.survey.checks import check_definition, completeness
from dashboard.survey.choices import choices_for
from dashboard.survey.definition import Definition, Question
from dashboard.survey.labels import options, tally_label
from dashboard.survey.logic import situation
from dashboard.survey.problems import Problems
from dashboard.survey.question_types import tally, tally_choices, type_of
from dashboard.survey.repeats import unrolled, unrolled_size
from dashboard.survey.validation import Validated, fold_form, validate
from tests.definitions import definitions
from tests.properties.test_survey_laws import anything

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ES = translator("es")
likely = st.sampled_from(
    ["1", "7", "3,5", "2026-03-01", "14:05", "2026-03-01T14:05", "yes", "a", "north", "word"]
)


def _answer(question: Question) -> st.SearchStrategy[object]:
    """Mostly what the question accepts, or something like it."""
    values = [option.value for option in options(question, ES)] or ["7"]
    one = st.sampled_from(values)
    return {
        "retrospective_pair": st.fixed_dictionaries({"before": one, "now": one}),
        "select_multiple": st.lists(one, max_size=3),
        "rank": st.permutations(values),
    }.get(question.type, one | likely)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Definition, dict[str, object]]:
    """A survey without repeats, and a form someone might send."""
    definition = unrolled(draw(definitions()))
    raw = {
        question.name: draw(_answer(question))
        for question in definition.questions
        if type_of(question).is_stored and draw(st.integers(0, 3))
    }
    return definition, raw


@settings(max_examples=40)
@given(definitions(), st.data())
def test_validation_never_raises(definition: Definition, data: st.DataObject) -> None:
    flat = unrolled(definition)
    names = st.sampled_from([question.name for question in flat.questions]) | st.text(max_size=5)
    result = validate(flat, data.draw(st.dictionaries(names, anything, max_size=6)), now=NOON)
    if isinstance(result, Problems):
        assert all(problem.message(ES) for problem in result)


@settings(max_examples=60)
@given(answered())
def test_what_is_stored_is_canonical_relevant_and_countable(
    sent: tuple[Definition, dict[str, object]],
) -> None:
    definition, raw = sent
    result = validate(definition, raw, now=NOON)
    event(type(result).__name__)
    if isinstance(result, Validated):
        assert validate(definition, json.loads(json.dumps(result.answers)), now=NOON) == result
        assert dict(situation(definition, raw, now=NOON).answers) == dict(result.answers)
        for name, value in result.answers.items():
            question = definition.question(name)
            counted = tally(question, value)
            assert set(counted) <= set(tally_choices(question))
            assert all(tally_label(question, choice, ES) for choice in counted)


@settings(max_examples=60)
@given(definitions())
def test_sound_survey_is_sound_as_json_and_unrolled(definition: Definition) -> None:
    assert Definition.from_json(json.loads(json.dumps(definition.to_json()))) == definition
    flat = unrolled(definition)
    assert unrolled(flat) is flat
    assert (flat is definition) != any(section.repeat for section in definition.every_section())
    assert len(flat.questions) <= unrolled_size(definition)
    assert check_definition(definition) == check_definition(flat) == ()
    rows = {row.language: row for row in completeness(definition)}
    assert rows[definition.default_language].missing == ()


@settings(max_examples=30)
@given(answered(), st.text(max_size=5))
def test_shuffling_loses_no_choice(sent: tuple[Definition, dict[str, object]], seed: str) -> None:
    definition, raw = sent
    for question in definition.questions:
        shown = choices_for(question, raw, seed=seed)
        assert shown == choices_for(question, raw, seed=seed)
        assert set(shown) <= set(question.choices)
        assert question.choice_filter or len(shown) == len(question.choices)


@settings(max_examples=40)
@given(definitions(), st.data())
def test_folding_never_raises(definition: Definition, data: st.DataObject) -> None:
    names = st.sampled_from([question.name for question in definition.questions])
    fields = st.tuples(names, st.sampled_from(["", ".1", ".2", ".9", ".before", ".now"])).map("".join)
    pairs = data.draw(st.lists(st.tuples(fields, st.sampled_from(["", "a", "1"])), max_size=8))
    validate(unrolled(definition), fold_form(unrolled(definition), pairs), now=NOON)
