"""A name keeps its meaning: whoever means something else takes another name, and all that refers follows."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.survey.definition import Choice, Definition, Question, Section
from dashboard.survey.library import LIBRARY
from dashboard.survey.meaning import Meaning, meanings, settled, with_names
from dashboard.survey.words import Words
from tests.unit.survey.factories import choices, question, survey, words

MOOD = question("mood", "select_one", choices=choices("good", "bad"))
OLD = survey(MOOD)
OTHER = replace(OLD, name="another")


def changed(**changes: Any) -> Definition:
    return survey(replace(MOOD, **changes))


def settled_names(definition: Definition, *published: Definition) -> list[str]:
    return [each.name for each in settled(definition, meanings(published))[0].questions]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"label": words("con otras palabras")},
        {"hint": words()},
        {"required": True},
        {"choices": choices("bad", "good")},
        {"choices": (Choice("good", Words.of(es="  GOOD. ")), *choices("bad"))},
        {"choices": (Choice("good", Words.of(es="good", arn="küme")), *choices("bad"))},
    ],
)
def test_in_one_survey_a_better_wording_is_the_same_question(changes: dict[str, Any]) -> None:
    assert settled_names(changed(**changes), OLD) == ["mood"]


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "select_multiple"},
        {"choices": choices("good", "bad", "so_so")},
        {"choices": choices("good")},
        {"choices": (Choice("good", words("malo")), *choices("bad"))},
        {"choices": (Choice("good", Words.of(fr="bon")), *choices("bad"))},
        {"low": words("nada")},
        {"type": "range", "choices": (), "least": 1.0, "most": 5.0},
        {"published": "never", "type": "text", "choices": ()},
    ],
)
def test_another_type_choice_or_scale_is_another_question(changes: dict[str, Any]) -> None:
    assert settled_names(changed(**changes), OLD) == ["mood_2"]


def test_in_another_survey_it_must_also_ask_the_same() -> None:
    assert settled_names(OTHER, OLD) == ["mood"]
    assert settled_names(replace(changed(label=words("otra")), name="another"), OLD) == ["mood_2"]


def test_open_words_of_two_surveys_may_share_a_name_for_they_are_never_added_up() -> None:
    mine, theirs = survey(question("why", label=words("a"))), survey(question("why", label=words("b")))
    assert settled_names(replace(mine, name="another"), theirs) == ["why"]


def test_the_new_name_is_the_first_that_nobody_else_has() -> None:
    nps = survey(question("mood", "nps"))
    published = (OLD, survey(question("mood_2", "likert")))
    assert settled_names(nps, *published) == ["mood_3"]
    beside = survey(question("mood", "nps"), question("mood_2", "likert"), question("mood_3"))
    assert settled_names(beside, *published) == ["mood_4", "mood_2", "mood_3"]


def test_the_name_a_question_was_given_before_is_found_again() -> None:
    first, _ = settled(survey(question("mood", "nps")), meanings([OLD]))
    again, renamed = settled(survey(question("mood", "nps")), meanings([OLD, first]))
    assert (again, renamed) == (first, {"mood": "mood_2"})


def test_a_long_name_is_cut_so_that_its_number_fits() -> None:
    name = "m" * 63
    long = survey(replace(MOOD, name=name))
    assert settled_names(survey(question(name, "nps")), long) == ["m" * 61 + "_2"]


def test_names_kept_for_the_objectives_of_trainings_are_nobody_elses() -> None:
    assert settled_names(survey(question("objective_1", "retrospective_pair"))) == ["objective_1_2"]


def test_everything_that_refers_to_a_question_follows_it() -> None:
    pair = question("mood", "retrospective_pair")
    why = question(
        "why",
        label=Words.of(es="Dijiste ${ mood }; ¿por qué, y no ${moody}?"),
        relevant="${mood.now} > ${mood.before} and ${other} = '${mood}'",
        constraint="string-length(.) > count-selected(${mood})",
        calculation="indexed-repeat(${mood}, ${group}, 1)",
        default="${mood}",
    )
    inner = Section("inner", words("Sobre ${mood}"), None, (why,), relevant="${mood.now} = '5'")
    outer = replace(survey(pair).sections[0], items=(pair, inner))
    renamed = with_names(replace(survey(pair), sections=(outer,)), {"mood": "mood_2", "other": "rest"})
    asked = renamed.question("why")
    assert asked.label.text("es") == "Dijiste ${mood_2}; ¿por qué, y no ${moody}?"
    assert asked.relevant == "${mood_2.now} > ${mood_2.before} and ${rest} = '${mood_2}'"
    assert asked.constraint == "string-length(.) > count-selected(${mood_2})"
    assert asked.calculation == "indexed-repeat(${mood_2}, ${group}, 1)"
    assert asked.default == "${mood_2}"
    found = list(renamed.every_section())[1]
    assert (found.relevant, found.title) == ("${mood_2.now} = '5'", words("Sobre ${mood_2}"))


def test_names_may_be_swapped() -> None:
    two = survey(question("a"), question("b", relevant="${a} = '1' or ${b} = '2'"))
    swapped = with_names(two, {"a": "b", "b": "a"})
    assert [each.name for each in swapped.questions] == ["b", "a"]
    assert swapped.questions[1].relevant == "${b} = '1' or ${a} = '2'"


def test_the_built_in_surveys_share_a_name_only_where_they_mean_the_same() -> None:
    for name, build in LIBRARY.items():
        others = [other() for key, other in LIBRARY.items() if key != name]
        assert settled(build(), meanings(others)) == (build(), {})


names = st.sampled_from(["a", "b", "a_2", "b_2"])
kinds = st.sampled_from(["likert", "nps", "text", "select_one"])
labels = st.sampled_from(["uno", "dos"])
questions = st.builds(
    lambda name, kind, label: question(
        name, kind, label=words(label), choices=choices("x", "y") if kind == "select_one" else ()
    ),
    names,
    kinds,
    labels,
)
surveys = st.builds(
    lambda asked, name: replace(survey(*{q.name: q for q in asked}.values()), name=name),
    st.lists(questions, min_size=1, max_size=4),
    st.sampled_from(["first", "second"]),
)


def is_unmixed(published: list[Definition]) -> bool:
    """No two questions of one name that are counted together mean different things."""
    return all(
        one.may_share_a_name(other)
        for found in meanings(published).values()
        for one in found
        for other in found
    )


@given(st.lists(surveys, min_size=1, max_size=5))
def test_however_surveys_are_published_no_name_means_two_things(drafts: list[Definition]) -> None:
    published: list[Definition] = []
    for draft in drafts:
        found, renamed = settled(draft, meanings(published))
        assert len({each.name for each in found.questions}) == len(draft.questions)
        assert [_bare(each) for each in found.questions] == [_bare(each) for each in draft.questions]
        assert settled(found, meanings([*published, found])) == (found, {})
        assert renamed.keys() <= {each.name for each in draft.questions}
        published.append(found)
    assert is_unmixed(published)


def _bare(asked: Question) -> Question:
    return replace(asked, name="")


def test_a_meaning_is_alike_to_itself_and_the_same_both_ways() -> None:
    one, other = Meaning.of(MOOD, "a"), Meaning.of(replace(MOOD, choices=choices("good")), "a")
    assert one.answers_alike(one)
    assert not one.answers_alike(other)
    assert not other.answers_alike(one)
