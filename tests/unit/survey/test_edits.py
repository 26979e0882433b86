"""Editing a draft: moving, renaming, deleting; and the languages and texts of a survey."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.survey import edits, texts
from dashboard.survey.definition import Choice, Definition, Section
from dashboard.survey.library import LIBRARY
from dashboard.survey.problems import SurveyError
from dashboard.survey.words import Words
from tests.unit.survey.factories import question, survey, words

NESTED = replace(
    survey(),
    sections=(
        Section(
            "one",
            words(),
            None,
            (question("a"), Section("deep", words(), None, (question("x"),)), question("b")),
        ),
        Section("", None, None, (question("c"),)),
        Section("three", words(), None, ()),
    ),
)


def shape(node: Definition | Section) -> list[object]:
    """Nested names: a list per section."""
    inside = node.sections if isinstance(node, Definition) else node.items
    return [shape(item) if isinstance(item, Section) else item.name for item in inside]


@pytest.mark.parametrize(
    ("name", "step", "expected"),
    [
        ("a", -1, [["a", ["x"], "b"], ["c"], []]),
        ("a", 1, [[["a", "x"], "b"], ["c"], []]),
        ("x", -1, [["a", "x", [], "b"], ["c"], []]),
        ("x", 1, [["a", [], "x", "b"], ["c"], []]),
        ("b", -1, [["a", ["x", "b"]], ["c"], []]),
        ("b", 1, [["a", ["x"]], ["b", "c"], []]),
        ("c", -1, [["a", ["x"], "b", "c"], [], []]),
        ("c", 1, [["a", ["x"], "b"], [], ["c"]]),
    ],
)
def test_a_question_moves_by_one_place_in_and_out_of_sections(
    name: str, step: int, expected: list[object]
) -> None:
    assert shape(edits.move_question(NESTED, name, step)) == expected


@given(st.sampled_from(["a", "b", "c", "x"]), st.lists(st.sampled_from([-1, 1]), max_size=12))
def test_moving_back_undoes_moving(name: str, steps: list[int]) -> None:
    states = [NESTED]
    for step in steps:
        states.append(edits.move_question(states[-1], name, step))
    for before, after, step in zip(states, states[1:], steps, strict=False):
        if after != before:
            assert edits.move_question(after, name, -step) == before
        assert sorted(q.name for q in after.questions) == ["a", "b", "c", "x"]


def test_a_new_question_stands_after_another_or_ends_a_section() -> None:
    assert shape(edits.add_question(NESTED, question("n"), after="x")) == [["a", ["x", "n"], "b"], ["c"], []]
    assert shape(edits.add_question(NESTED, question("n"), section=3)) == [["a", ["x"], "b"], ["c"], ["n"]]


def test_a_question_goes_to_the_end_of_another_section() -> None:
    assert shape(edits.move_to_section(NESTED, "a", 1)) == [[["x", "a"], "b"], ["c"], []]
    assert edits.move_to_section(NESTED, "a", 0) == NESTED


def test_sections_are_added_moved_changed_and_removed() -> None:
    more = edits.add_section(NESTED, Words.of(es="¿Y después?"))
    assert more.sections[-1].name == "y_despues"
    assert shape(edits.move_section(NESTED, 2, -1)) == [["c"], ["a", ["x"], "b"], []]
    assert edits.move_section(NESTED, 0, -1) == NESTED
    named = edits.change_section(NESTED, 1, lambda section: replace(section, title=Words.of(es="Nuevo")))
    assert next(s for s in named.every_section() if s.name == "deep").title == Words.of(es="Nuevo")
    assert shape(edits.remove_section(NESTED, 0)) == [["c"], []]


def test_a_copy_has_a_name_of_its_own() -> None:
    twice, copied = edits.duplicate_question(NESTED, "a")
    assert copied == "a_2"
    again, third = edits.duplicate_question(twice, "a_2")
    assert (third, shape(again)[0]) == ("a_3", ["a", "a_2", "a_3", ["x"], "b"])


def test_what_refers_to_a_renamed_question_follows() -> None:
    asked = survey(
        question("age", "integer"),
        question("pair", "retrospective_pair"),
        question(
            "last", label=Words.of(es="Con ${age} años, ${ agent }"), constraint="${ age } > 3 and . != ''",
            relevant="${pair.now} = '5' and ${age}>1",
        ),
    )  # fmt: skip
    renamed = edits.put_question(asked, "age", replace(asked.question("age"), name="years"))
    renamed = edits.put_question(renamed, "pair", replace(renamed.question("pair"), name="both"))
    last = renamed.question("last")
    assert last.label == Words.of(es="Con ${years} años, ${ agent }")
    assert last.constraint == "${years} > 3 and . != ''"
    assert last.relevant == "${both.now} = '5' and ${years}>1"


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(SurveyError) as refused:
        edits.put_question(NESTED, "a", question("deep"))
    assert refused.value.problem.question == "deep"


def test_who_uses_a_question_is_known_before_it_is_deleted() -> None:
    asked = survey(
        question("pair", "retrospective_pair"),
        question("b", relevant="${pair.now} = '5'"),
        question("c", label=Words.of(es="¿Por qué ${pair}?")),
        question("d", relevant="${pairs} = '5'"),
    )
    assert edits.users_of(asked, "pair") == ("b", "c")
    assert shape(edits.remove_question(asked, "pair")) == [["b", "c", "d"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("¿Qué edad tienes?", "que_edad_tienes"),
        ("3 meses después", "meses_despues"),
        ("…", "question"),
        ("日本語", "question"),
        ("a" * 100, "a" * 60),
    ],
)
def test_a_name_is_made_of_the_first_words(text: str, name: str) -> None:
    assert edits.name_from(text) == name


@given(st.text(max_size=80))
def test_a_made_name_is_always_a_name(text: str) -> None:
    name = edits.name_from(text)
    assert name.isascii()
    assert name.replace("_", "a").isalnum()
    assert name[0].isalpha()


def test_the_library_keeps_every_text_when_all_are_written_back() -> None:
    definition = LIBRARY["post_training"]()
    places = texts.text_places(definition)
    assert len({place.key for place in places}) == len(places)
    for language in definition.languages:
        same = {place.key: place.words.text(language) for place in places}
        assert texts.with_texts(definition, language, same) == definition


def test_a_translation_goes_to_its_place_and_nothing_turns_blank() -> None:
    asked = survey(question("a", "select_one", choices=(Choice("x", Words.of(es="Equis")),)))
    (place,) = [p for p in texts.text_places(asked) if p.kind == "choice"]
    written = texts.with_texts(asked, "en", {place.key: " X "})
    assert written.question("a").choices[0].label == Words.of(es="Equis", en="X")
    cleared = texts.with_texts(written, "es", {place.key: "  "})
    assert cleared.question("a").choices[0].label == Words.of(en="X")
    assert texts.with_texts(cleared, "en", {place.key: ""}) == cleared


def test_languages_come_and_go() -> None:
    asked = survey(question("a", label=Words.of(en="Only English")))
    assert texts.add_language(asked, "arn").languages == ("es", "en", "arn")
    left = texts.remove_language(asked, "en")
    assert left.languages == ("es",)
    assert left.question("a").label == Words.of(es="Only English")
    assert left.title == Words.of(es="palabra")
    assert texts.remove_language(asked, "es") == asked


def test_another_default_language_comes_first_everywhere() -> None:
    turned = texts.with_default_language(survey(question("a")), "en")
    assert (turned.default_language, turned.languages) == ("en", ("en", "es"))
    assert all(p.words.by_language[0][0] == "en" for p in texts.text_places(turned))
