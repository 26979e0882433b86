"""Surveys in the making: names twice or impossible, references to nothing, every type with every field."""

from typing import TypeVar

from hypothesis import strategies as st

from dashboard.survey.definition import Choice, Definition, Question, Repeat, Section, Words
from dashboard.survey.library import LIBRARY
from dashboard.survey.question_types import QUESTION_TYPES

T = TypeVar("T")
_TEXTS = st.sampled_from(
    [
        "Edad",
        "=1+1",
        "+56 9",
        "-b",
        "@c",
        "con ${q1} dentro",
        "${ q1 }",
        "cuesta ${",
        "${}",
        "😀 שלום",
        "a\nb",
        "#N/A",
    ]
)
_WORDS = st.builds(
    lambda es, en: Words((("es", es), *((("en", en),) if en else ()))), _TEXTS, st.none() | _TEXTS
)
_EXPRESSIONS = st.sampled_from(
    ["", "${q1} = 'a'", "selected(${q2}, 'b')", "${gone} = 1", "${p.now} > 2", ". != ''", "${q3", "yes"]
)
_CHOICES = st.lists(
    st.builds(
        Choice,
        st.sampled_from(["a", "b", "1", "x y", ""]),
        _WORDS,
        st.booleans(),
        st.just((("area", "norte"),)),
    ),
    max_size=3,
).map(tuple)
_FOREIGN = st.sampled_from(
    [
        (),
        (("type", "geopoint"),),
        (("type", "text audit"), ("x", "=1")),
        (("media::image::Español (es)", "a.png"),),
        (("trigger", "${gone}"),),
        (("parameters", "max-pixels=640"), ("type", "image")),
    ]
)


def _maybe(made: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | made


_NUMBERS = _maybe(st.integers(-5, 20).map(float) | st.just(0.25))
_QUESTIONS = st.builds(
    Question,
    name=st.sampled_from(["q1", "q2", "q3", "p", "Q1", "meta", "data", "q 1", "ñu", "p.now"]),
    type=st.sampled_from([*QUESTION_TYPES, "unheard_of"]),
    label=_WORDS,
    hint=_maybe(_WORDS),
    required=st.booleans(),
    choices=_CHOICES,
    relevant=_EXPRESSIONS,
    max_length=_maybe(st.integers(1, 99)),
    low=_maybe(_WORDS),
    high=_maybe(_WORDS),
    guidance=_maybe(_WORDS),
    required_when=_EXPRESSIONS,
    required_message=_maybe(_WORDS),
    constraint=_EXPRESSIONS,
    constraint_message=_maybe(_WORDS),
    calculation=_EXPRESSIONS,
    choice_filter=_EXPRESSIONS,
    default=_EXPRESSIONS | _TEXTS,
    appearance=st.sampled_from(["", "minimal", "smileys", "likert"]),
    is_shuffled=st.booleans(),
    seed=st.sampled_from(["", "42", "${q1}", "x y"]),
    least=_NUMBERS,
    most=_NUMBERS,
    step=_NUMBERS,
    foreign=_FOREIGN,
)


def _sections(
    inside: st.SearchStrategy[Question] | st.SearchStrategy[Question | Section],
) -> st.SearchStrategy[Section]:
    return st.builds(
        Section,
        name=st.sampled_from(["", "s1", "q1", "p", "data", "s 2"]),
        title=_maybe(_WORDS),
        intro=_maybe(_WORDS),
        items=st.lists(inside, max_size=4).map(tuple),
        relevant=_EXPRESSIONS,
        appearance=st.sampled_from(["", "field-list"]),
        repeat=_maybe(st.builds(Repeat, _EXPRESSIONS, st.integers(1, 9))),
    )


def drafts() -> st.SearchStrategy[Definition]:
    """A definition as nobody should publish it."""
    consent = LIBRARY["short"]().consent
    sections = st.lists(_sections(_QUESTIONS | _sections(_QUESTIONS)), max_size=3).map(tuple)
    return st.builds(
        Definition, st.just("draft"), _WORDS, st.just(("es", "en")), st.just("es"), sections, st.just(consent)
    )
