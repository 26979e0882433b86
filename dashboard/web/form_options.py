"""What a person chooses from, as templates draw it: choices, steps of a scale, faces, places of an order."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import Translator
from dashboard.survey.definition import Choice, Question
from dashboard.survey.labels import options, part_labels
from dashboard.survey.question_types import NOT_APPLICABLE, SCALE
from dashboard.web.form_controls import control_of, mood_of
from dashboard.web.form_words import Pieces, PieceView, Spoken, joined, pieces


@dataclass(frozen=True, slots=True)
class OptionView:
    """One choice; `number` stands before the words of a scale's step, `mood` is its face (0: none).

    One that does not fit the answers so far waits in a template; `columns` are what the rule asks for.
    """

    value: str
    pieces: Pieces
    number: str = ""
    is_chosen: bool = False
    is_exclusive: bool = False
    mood: int = 0
    fits: bool = True
    columns: str = ""

    @property
    def label(self) -> str:
        return joined(self.pieces)


@dataclass(frozen=True, slots=True)
class PartView:
    """One row of a retrospective pair."""

    name: str
    label: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place of an order, and the choice that stands there ("" for none)."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A question's choices in the order they are shown, and which of them fit the answers so far."""

    choices: tuple[Choice, ...]
    fitting: frozenset[str]


def option_views(
    question: Question, answer: object, offer: Offer, spoken: Spoken, t: Translator, language: str
) -> tuple[OptionView, ...]:
    """Everything that can be chosen; parts of a pair have their own."""
    if question.type == "retrospective_pair":
        return ()
    if question.type == "likert":
        return _likert(question, answer, t, language)
    if question.choices:
        return _choices(question, answer, offer, spoken, language)
    return tuple(
        OptionView(option.value, _literal(option.label), is_chosen=_is_chosen(answer, option.value))
        for option in options(question, t)
    )


def _choices(
    question: Question, answer: object, offer: Offer, spoken: Spoken, language: str
) -> tuple[OptionView, ...]:
    has_faces = control_of(question) == "faces"
    places = {choice.value: place for place, choice in enumerate(question.choices)}
    return tuple(
        OptionView(
            choice.value,
            pieces(choice.label, language, spoken),
            is_chosen=choice.value in offer.fitting and _is_chosen(answer, choice.value),
            is_exclusive=choice.exclusive,
            mood=mood_of(places[choice.value], len(places)) if has_faces else 0,
            fits=choice.value in offer.fitting,
            columns=_columns(choice, language) if question.choice_filter.strip() else "",
        )
        for choice in offer.choices
    )


def _columns(choice: Choice, language: str) -> str:
    named = {**dict(choice.columns), "name": choice.value, "label": choice.label.text(language)}
    return json.dumps(named, ensure_ascii=False, separators=(",", ":"))


def _likert(question: Question, answer: object, t: Translator, language: str) -> tuple[OptionView, ...]:
    """The five steps in words where the ends are those of agreement; other ends only at the ends."""
    ends = {SCALE[0]: question.low, SCALE[-1]: question.high}
    spoken = {value: t(f"survey.scale.{value}") for value in SCALE}
    said = {value: end.text(language) for value, end in ends.items() if end}
    words = {**spoken, **said} if all(spoken[v] == text for v, text in said.items()) else said
    has_faces = control_of(question) == "faces"
    steps = tuple(
        OptionView(
            value,
            _literal(words.get(value, "")),
            value,
            _is_chosen(answer, value),
            mood=mood_of(place, len(SCALE)) if has_faces else 0,
        )
        for place, value in enumerate(SCALE)
    )
    na = OptionView(NOT_APPLICABLE, _literal(t("survey.scale.na")), "–", _is_chosen(answer, NOT_APPLICABLE))
    return (*steps, na)


def part_views(question: Question, answer: object, t: Translator) -> tuple[PartView, ...]:
    """The two rows of a retrospective pair; none for other types."""
    if question.type != "retrospective_pair":
        return ()
    given = answer if isinstance(answer, Mapping) else {}
    return tuple(
        PartView(
            f"{question.name}.{part.value}",
            part.label,
            tuple(_plain(value, given.get(part.value)) for value in SCALE),
        )
        for part in part_labels(t)
    )


def place_views(question: Question, answer: object, t: Translator) -> tuple[PlaceView, ...]:
    """One place for each choice of an order; none for other types."""
    if question.type != "rank":
        return ()
    given = answer if isinstance(answer, list) else [answer]
    places = range(1, len(question.choices) + 1)
    return tuple(
        PlaceView(
            f"{question.name}.{place}",
            t("web.form.place", place=place),
            str(given[place - 1]) if place <= len(given) else "",
        )
        for place in places
    )


def _plain(value: str, answer: object) -> OptionView:
    return OptionView(value, _literal(value), value, _is_chosen(answer, value))


def _literal(text: str) -> Pieces:
    return (PieceView(text),) if text else ()


def _is_chosen(answer: object, value: str) -> bool:
    return value in answer if isinstance(answer, list) else answer == value
