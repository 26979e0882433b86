"""Which choices are offered, in which order, and what "other" brings along."""

from dataclasses import replace

from dashboard.survey.checks import check_definition
from dashboard.survey.choices import choices_for, other_words, with_other
from dashboard.survey.definition import Choice, Question
from tests.unit.survey.factories import accepted, choices, question, refused, survey

REGIONS = question("region", "select_one", choices=choices("north", "south"))
COMUNAS = tuple(
    Choice(value, choices(value)[0].label, columns=(("region", region),))
    for value, region in (("arica", "north"), ("iquique", "north"), ("osorno", "south"))
)
COMUNA = question("comuna", "select_one", choices=COMUNAS, choice_filter="region = ${region}")
CASCADE = survey(REGIONS, COMUNA)
MANY = question(kind="select_one", choices=choices(*"abcdefgh", "other", "none!"), is_shuffled=True)


def _values(asked: Question, answers: dict[str, object] | None = None, seed: str = "") -> list[str]:
    return [choice.value for choice in choices_for(asked, answers or {}, seed=seed)]


def test_filter_offers_what_fits_the_answers() -> None:
    assert _values(COMUNA, {"region": "north"}) == ["arica", "iquique"]
    assert _values(COMUNA, {}) == []


def test_filter_knows_a_choice_by_its_name() -> None:
    assert _values(replace(COMUNA, choice_filter="name != 'arica'")) == ["iquique", "osorno"]


def test_filter_that_cannot_be_read_offers_nothing() -> None:
    assert _values(replace(COMUNA, choice_filter="region =")) == []


def test_choice_that_is_filtered_out_is_refused() -> None:
    assert accepted(CASCADE, {"region": "north", "comuna": "arica"})["comuna"] == "arica"
    assert [p.code for p in refused(CASCADE, {"region": "south", "comuna": "arica"})] == ["not_a_choice"]


def test_nobody_must_choose_where_nothing_is_offered() -> None:
    needed = survey(REGIONS, replace(COMUNA, required=True))
    assert accepted(needed, {}) == {}
    assert [p.code for p in refused(needed, {"region": "south"})] == ["required"]


def test_rank_is_complete_when_all_that_is_offered_is_in_order() -> None:
    ranked = survey(REGIONS, replace(COMUNA, type="rank"))
    assert accepted(ranked, {"region": "north", "comuna": ["iquique", "arica"]})["comuna"] == [
        "iquique",
        "arica",
    ]
    assert [p.code for p in refused(ranked, {"region": "north", "comuna": ["arica"]})] == ["rank_incomplete"]


def test_same_seed_gives_the_same_order_and_others_another() -> None:
    assert _values(MANY, seed="one") == _values(MANY, seed="one")
    assert len({tuple(_values(MANY, seed=str(seed))) for seed in range(20)}) > 10
    assert sorted(_values(MANY, seed="one")) == sorted(choice.value for choice in MANY.choices)


def test_own_seed_of_a_question_comes_first() -> None:
    fixed = replace(MANY, seed="42")
    assert _values(fixed, seed="one") == _values(fixed, seed="two")


def test_seed_may_be_an_answer() -> None:
    asked = replace(MANY, seed="${code}")
    assert _values(asked, {"code": "x"}) == _values(MANY, seed="x")


def test_other_and_exclusive_choices_keep_their_places() -> None:
    assert all(_values(MANY, seed=str(seed))[-2:] == ["other", "none"] for seed in range(20))


def test_other_brings_a_question_that_asks_which() -> None:
    asked, which = with_other(REGIONS, *other_words(("es", "en"), "es"))
    definition = survey(asked, which)
    assert check_definition(definition) == ()
    assert accepted(definition, {"region": "north", "region_other": "x"}) == {"region": "north"}
    assert accepted(definition, {"region": "other", "region_other": "x"})["region_other"] == "x"


def test_other_of_several_choices_asks_too() -> None:
    several = replace(REGIONS, type="select_multiple")
    definition = survey(*with_other(several, *other_words(("es", "en"), "es")))
    assert "region_other" in accepted(definition, {"region": ["north", "other"], "region_other": "x"})


def test_other_is_not_added_twice() -> None:
    once, _ = with_other(REGIONS, *other_words(("es",), "es"))
    assert with_other(once, *other_words(("es",), "es"))[0] == once


def test_our_words_are_said_in_the_languages_of_the_survey() -> None:
    other, _ = other_words(("arn", "en"), "arn")
    assert [language for language, _ in other.by_language] == ["arn", "en"]
    assert other.text("arn") == "Otra respuesta"
