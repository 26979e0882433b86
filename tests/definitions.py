"""Arbitrary sound surveys that use everything a definition can hold and an XLSForm can say."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from dashboard.survey.definition import (
    RESERVED_NAMES,
    Choice,
    Consent,
    Definition,
    Published,
    Question,
    Repeat,
    Section,
    Words,
)
from dashboard.survey.question_types import tally_choices, type_of

_NAMES = (
    *("a", "b2", "c_d", "e_1", "age_band", "role2", "p01", "zeta", "x_y_z", "name_of_a_thing_9x9", "country"),
    *(f"{first}{number}" for first in ("q", "s", "house_", "kid", "p_") for number in range(1, 12)),
)
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,19}", fullmatch=True).filter(lambda name: name not in RESERVED_NAMES)
LANGUAGES = st.sampled_from([("es",), ("es", "en"), ("en", "es"), ("es", "arn", "en")])
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGÁÉÍÓÚÑáéíóúñü"
_WORD = st.text(_LETTERS + "0123456789¿?¡!.,;:()'\"%-/", min_size=1, max_size=8)
TEXTS = st.builds(
    lambda first, rest: " ".join((first, *rest)),
    st.text(_LETTERS, min_size=1, max_size=8),
    st.lists(_WORD, max_size=3),
)
"""Begins with a letter, one space between words, no control characters."""
_TEXTS = (
    *(
        "Edad",
        "¿Qué te pareció la actividad?",
        "Marca todo lo que te sirva.",
        "Sí",
        "No sé",
        "Otra respuesta",
    ),
    *(
        "Ñuble, Biobío; Los Ríos",
        'Se dice "así"',
        "Del 1 al 5 (siendo 5 mucho)",
        "It's fine",
        "A/B - C: 100%",
    ),
)


@dataclass
class _Draft:
    """What has been drawn so far: names are unique, and expressions speak of earlier questions."""

    draw: st.DrawFn
    languages: tuple[str, ...]
    default_language: str
    texts: list[str]
    names: list[str]
    earlier: list[Question] = field(default_factory=list)

    def name(self) -> str:
        return self.names.pop(self.draw(st.integers(0, len(self.names) - 1)))

    def words(self) -> Words:
        """In the default language, which comes first, and sometimes in others."""
        others = [language for language in self.languages if language != self.default_language]
        missing = self.draw(st.sampled_from(["", "", *others]))
        texts = st.sampled_from(self.texts)
        order = (self.default_language, *others)
        return Words(tuple((each, self.draw(texts)) for each in order if each != missing))

    def maybe(self, make: Callable[[], Words]) -> Words | None:
        return make() if self.draw(st.integers(0, 5)) == 5 else None

    def condition(self) -> str:
        """Most often none."""
        if not self.earlier or self.draw(st.integers(0, 2)):
            return ""
        asked = self.draw(st.sampled_from(self.earlier))
        return self.draw(
            st.sampled_from([f"${{{asked.name}}} != ''", f"string-length(${{{asked.name}}}) > 1"])
        )


@st.composite
def definitions(draw: st.DrawFn, *, repeats: bool = True) -> Definition:
    """A survey that `check_definition` has nothing against."""
    languages = draw(LANGUAGES)
    own = draw(st.lists(TEXTS, min_size=1, max_size=3))
    names = list(dict.fromkeys((*draw(st.lists(NAMES, max_size=3)), *_NAMES)))
    draft = _Draft(draw, languages, draw(st.sampled_from(languages)), [*own, *_TEXTS], names)
    name, title = draft.name(), draft.words()
    sections = tuple(_section(draft, repeats, depth=0) for _ in range(draw(st.integers(1, 3))))
    asked = Question(draft.name(), "text", draft.words(), published="never")
    return Definition(
        name=name,
        title=title,
        languages=languages,
        default_language=draft.default_language,
        sections=(*sections, Section("", items=(asked,))),
        consent=Consent(draft.words(), (draft.words(),), draft.words(), draft.words(), draft.words()),
    )


def _section(draft: _Draft, repeats: bool, depth: int) -> Section:
    name, relevant = draft.name(), draft.condition()
    repeat = None
    if repeats and draft.draw(st.integers(0, 3)) == 0:
        numbers = [question.name for question in draft.earlier if question.type == "integer"]
        count = draft.draw(st.sampled_from(["", "2", *(f"${{{number}}}" for number in numbers)]))
        repeat = Repeat(count, draft.draw(st.integers(1, 3)))
    before = list(draft.earlier)
    items = tuple(_item(draft, repeats, depth) for _ in range(draft.draw(st.integers(1, 3))))
    if repeat:
        draft.earlier[:] = before  # from outside, a question of a repeat is many
    return Section(
        name=name,
        title=draft.maybe(draft.words),
        intro=draft.maybe(draft.words),
        items=items,
        relevant=relevant,
        appearance=draft.draw(st.sampled_from(["", "field-list"])),
        repeat=repeat,
    )


def _item(draft: _Draft, repeats: bool, depth: int) -> Section | Question:
    if depth < 2 and draft.draw(st.integers(0, 5)) == 0:
        return _section(draft, repeats, depth + 1)
    kind = draft.draw(st.sampled_from(sorted(_KINDS)))
    question = _KINDS[kind](draft, _common(draft, kind))
    if type_of(question).takes_answer and kind != "retrospective_pair":
        draft.earlier.append(question)
    return _with_publication(draft, question)


def _common(draft: _Draft, kind: str) -> Question:
    question = Question(draft.name(), kind, draft.words(), published="never", relevant=draft.condition())
    question = replace(question, hint=draft.maybe(draft.words), guidance=draft.maybe(draft.words))
    if not type_of(question).takes_answer:
        return question
    required_when = draft.condition()
    required = not required_when and draft.draw(st.booleans())
    message = draft.maybe(draft.words) if required or required_when else None
    return replace(question, required=required, required_when=required_when, required_message=message)


def _with_publication(draft: _Draft, question: Question) -> Question:
    question = replace(
        question,
        level=draft.draw(st.sampled_from([None, "L1", "L2"])),
        indicator=draft.draw(st.sampled_from([None, "satisfaction"])),
        sensitive=draft.draw(st.booleans()),
    )
    if not tally_choices(question):
        return question
    may_be: Published = "breakdown" if question.sensitive else "training"
    return replace(question, published=draft.draw(st.sampled_from([may_be, "never"])))


def _text(draft: _Draft, question: Question) -> Question:
    question = replace(
        question,
        max_length=draft.draw(st.sampled_from([None, 20, 600])),
        default=draft.draw(st.sampled_from(["", "Maipú"])),
        appearance=draft.draw(st.sampled_from(["", "multiline"])),
    )
    return _constrained(draft, question, "string-length(.) > 2")


def _number(draft: _Draft, question: Question) -> Question:
    question = replace(question, default=draft.draw(st.sampled_from(["", "7"])))
    return _constrained(draft, question, ". >= 0 and . < 120")


def _constrained(draft: _Draft, question: Question, source: str) -> Question:
    if draft.draw(st.booleans()):
        return question
    return replace(question, constraint=source, constraint_message=draft.maybe(draft.words))


def _range(draft: _Draft, question: Question) -> Question:
    least, step = draft.draw(st.sampled_from([0.0, 1.0, -5.0])), draft.draw(st.sampled_from([0.5, 1.0, 2.0]))
    return replace(question, least=least, step=step, most=least + step * draft.draw(st.integers(1, 30)))


def _choices(draft: _Draft, least: int = 1, columns: bool = False) -> tuple[Choice, ...]:
    values = st.sampled_from(["a", "b", "yes", "no", "1", "2", "10", "other", "x-y", "v1.2", "Z"])
    areas = st.sampled_from(["north", "south"])
    return tuple(
        Choice(value, draft.words(), columns=(("area", draft.draw(areas)),) if columns else ())
        for value in draft.draw(st.lists(values, min_size=least, max_size=4, unique=True))
    )


def _select(draft: _Draft, question: Question) -> Question:
    texts = [asked.name for asked in draft.earlier if asked.type == "text"]
    is_filtered = bool(texts) and draft.draw(st.booleans())
    is_shuffled = draft.draw(st.booleans())
    choices = _choices(draft, columns=is_filtered)
    if question.type == "select_multiple" and draft.draw(st.booleans()):
        choices = (*choices[:-1], replace(choices[-1], exclusive=True))
    return replace(
        question,
        choices=choices,
        choice_filter=f"area = ${{{draft.draw(st.sampled_from(texts))}}}" if is_filtered else "",
        is_shuffled=is_shuffled,
        seed=draft.draw(st.sampled_from(["", "42"])) if is_shuffled else "",
        appearance=draft.draw(st.sampled_from(["", "minimal"])),
    )


def _rank(draft: _Draft, question: Question) -> Question:
    return replace(question, choices=_choices(draft, least=2))


def _scale(draft: _Draft, question: Question) -> Question:
    return replace(question, low=draft.maybe(draft.words), high=draft.maybe(draft.words))


def _plain(draft: _Draft, question: Question) -> Question:
    return question


def _calculate(draft: _Draft, question: Question) -> Question:
    names = [f"string-length(${{{asked.name}}})" for asked in draft.earlier]
    source = draft.draw(st.sampled_from(["1 + 1", "concat('a', 'b')", *names]))
    return replace(_unseen(draft, question), calculation=source)


def _hidden(draft: _Draft, question: Question) -> Question:
    return replace(_unseen(draft, question), default=draft.draw(st.sampled_from(["", "2026", "norte"])))


def _unseen(draft: _Draft, question: Question) -> Question:
    """What has no label in an XLSForm is called by its name."""
    label = Words(((draft.default_language, question.name),))
    return replace(question, label=label, hint=None, guidance=None)


_KINDS: dict[str, Callable[[_Draft, Question], Question]] = {
    "text": _text,
    "integer": _number,
    "decimal": _number,
    "range": _range,
    "select_one": _select,
    "select_multiple": _select,
    "likert": _scale,
    "nps": _scale,
    "retrospective_pair": _scale,
    "rank": _rank,
    "date": _plain,
    "time": _plain,
    "datetime": _plain,
    "note": _plain,
    "acknowledge": _plain,
    "calculate": _calculate,
    "hidden": _hidden,
}
