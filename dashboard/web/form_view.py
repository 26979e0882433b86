"""A survey as templates draw it: questions with their words, what was answered, and what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from dashboard.i18n import Translator
from dashboard.survey.choices import choices_for
from dashboard.survey.definition import Definition, Placed, Question, Section
from dashboard.survey.labels import labels_in
from dashboard.survey.logic import Situation, is_required
from dashboard.survey.piping import piped
from dashboard.survey.question_types import type_of
from dashboard.web.form_controls import FIELDS, RangeView, control_of, is_side_by_side, limit_of, range_view
from dashboard.web.form_options import (
    Offer,
    OptionView,
    PartView,
    PlaceView,
    option_views,
    part_views,
    place_views,
)
from dashboard.web.form_rules import rules_json
from dashboard.web.form_state import FormState, Moment, is_unseen, known_now, mark
from dashboard.web.form_words import Pieces, Spoken, joined, pieces

LONGEST_UNDER_A_FACE = {3: 12, 4: 8, 5: 6}
"""Letters of a word, by how many faces share the width of a phone."""
COMPUTED = frozenset({"calculate", "hidden"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a question, and of the section it stands in when it opens one."""

    label: Pieces
    hint: Pieces
    guidance: Pieces
    section_title: Pieces
    section_intro: Pieces


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question. `rules` are the trees of its expressions as JSON, "" when it has none."""

    name: str
    type: str
    control: str
    heading: Heading
    is_required: bool
    is_always_required: bool
    options: tuple[OptionView, ...]
    parts: tuple[PartView, ...]
    places: tuple[PlaceView, ...]
    low: str
    high: str
    text: str
    limit: int
    range: RangeView | None
    rules: str
    is_filtered: bool
    is_side_by_side: bool
    is_shown: bool
    is_new: bool
    mark: str
    problems: tuple[str, ...]
    opens_section: bool

    @property
    def label(self) -> str:
        return joined(self.heading.label)

    @property
    def is_field(self) -> bool:
        """One field under its label, not a group of them."""
        return self.control in FIELDS

    @property
    def may_be_blank(self) -> bool:
        return self.type != "note" and not self.is_always_required

    @property
    def faces(self) -> tuple[OptionView, ...]:
        return tuple(option for option in self.options if option.mood)

    @property
    def beside_faces(self) -> tuple[OptionView, ...]:
        """Such as "does not apply"."""
        return tuple(option for option in self.options if not option.mood)

    @property
    def has_long_words(self) -> bool:
        """Whether a word is too long to stand under its face on a phone: each face has a row then."""
        words = " ".join(option.label for option in self.faces).split()
        return max(map(len, words), default=0) > LONGEST_UNDER_A_FACE.get(len(self.faces), 0)

    @property
    def offers_nothing(self) -> bool:
        return not any(option.fits for option in self.options)


@dataclass(frozen=True, slots=True)
class ComputedView:
    """A value the phone works out so that rules may ask for it; nobody sees it."""

    name: str
    type: str
    rules: str
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """What all questions of a page are drawn with."""

    state: FormState
    known: Situation
    moment: Moment
    spoken: Spoken
    t: Translator

    @property
    def language(self) -> str:
        return self.moment.language


View = QuestionView | ComputedView


def question_views(
    definition: Definition, state: FormState, moment: Moment, t: Translator
) -> tuple[View, ...]:
    """Every question in order; those that are not asked (yet) have `is_shown` False."""
    known = known_now(definition, state, moment)
    label_of = labels_in(definition)(moment.language)
    return tuple(_views(definition, _Page(state, known, moment, partial(_said, known, label_of), t)))


def _said(known: Situation, label_of: Callable[[str, object], str], name: str) -> str:
    return piped(f"${{{name}}}", known.answers, label_of)


def _views(definition: Definition, page: _Page) -> Iterator[View]:
    shown = {question.name for question in page.known.asked}
    opened: Section | None = None
    for placed in definition.placed():
        question = placed.question
        if question.type in COMPUTED:
            yield ComputedView(question.name, question.type, rules_json(placed, page.language))
        elif type_of(question).is_asked:
            is_shown = question.name in shown
            yield _view(placed, page, is_shown, is_shown and placed.section is not opened)
            opened = placed.section if is_shown else opened


def _view(placed: Placed, page: _Page, is_shown: bool, opens_section: bool) -> QuestionView:
    question, state, t, language = placed.question, page.state, page.t, page.language
    answer = state.answers.get(question.name)
    offer = _offer(question, page)
    return QuestionView(
        name=question.name,
        type=question.type,
        control=control_of(question),
        heading=_heading(placed, page),
        is_required=is_required(question, page.known.answers),
        is_always_required=question.required,
        options=option_views(question, answer, offer, page.spoken, t, language),
        parts=part_views(question, answer, t),
        places=place_views(question, answer, t),
        low=question.low.text(language) if question.low else "",
        high=question.high.text(language) if question.high else "",
        text=str(answer) if isinstance(answer, str | int | float) and not isinstance(answer, bool) else "",
        limit=limit_of(question),
        range=range_view(question, t),
        rules=rules_json(placed, language),
        is_filtered=bool(question.choice_filter.strip()),
        is_side_by_side=is_side_by_side(question),
        is_shown=is_shown,
        is_new=is_shown and _is_new(question, page),
        mark=mark(question, page.known.answers, page.moment) if is_shown else "",
        problems=tuple(state.problems.get(question.name, ())),
        opens_section=opens_section,
    )


def _heading(placed: Placed, page: _Page) -> Heading:
    question, section = placed.question, placed.section
    said = (question.label, question.hint, question.guidance, section.title, section.intro)
    return Heading(*(pieces(words, page.language, page.spoken) for words in said))


def _offer(question: Question, page: _Page) -> Offer:
    seed, now = page.moment.seed, page.moment.now
    everything = choices_for(replace(question, choice_filter=""), page.known.answers, seed=seed, now=now)
    fitting = choices_for(question, page.known.answers, seed=seed, now=now)
    return Offer(everything, frozenset(choice.value for choice in fitting))


def _is_new(question: Question, page: _Page) -> bool:
    shown = page.state.already_shown
    raw = page.state.answers.get(question.name)
    return shown is not None and is_unseen(question, page.known, shown, raw, page.moment)
