"""Repeats unrolled: a section asked up to five times becomes five plain sections, the later ones conditional.

What is drawn, validated and stored afterwards knows no repeats, and a response stays one flat list of answers
whose names never move.
"""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.survey.definition import Choice, Definition, Question, Repeat, Section
from dashboard.survey.instances import Place, instance_name, rewritten, rewritten_words
from dashboard.survey.problems import SurveyError
from dashboard.survey.spoken import spoken
from dashboard.survey.words import Words

MOST_ITEMS = 1000
"""Sections and questions a survey may unroll to at the very most."""

MOST_REPEATS = 100


def unrolled(definition: Definition) -> Definition:
    """The same survey without repeats, itself where it has none; SurveyError where it gets too large."""
    if not any(section.repeat for section in definition.every_section()):
        return definition
    if unrolled_size(definition) > MOST_ITEMS or _repeats(definition.sections) > MOST_REPEATS:
        raise SurveyError("survey.malformed.too_many_items", definition.name, limit=MOST_ITEMS)
    while repeated := next((each for each in definition.every_section() if each.repeat), None):
        definition = _without(definition, repeated)
    return definition


def unrolled_size(definition: Definition) -> int:
    """How many sections and questions there are once repeats are unrolled, without unrolling them."""
    return sum(_size(section) for section in definition.sections)


def _size(item: Section | Question) -> int:
    if isinstance(item, Question):
        return 1
    inside = 1 + sum(_size(each) for each in item.items)
    if item.repeat is None:
        return inside
    return _times(item.repeat) * (inside + (not item.repeat.count))


def _times(repeat: Repeat) -> int:
    return max(1, repeat.most)


def _repeats(items: tuple[Section | Question, ...]) -> int:
    """How many repeats there are to unroll, one after the other, those of each instance counted apart."""
    found = 0
    for item in items:
        if isinstance(item, Section):
            inside = _repeats(item.items)
            found += 1 + _times(item.repeat) * inside if item.repeat else inside
    return found


def _without(definition: Definition, repeated: Section) -> Definition:
    """With this one repeat unrolled."""
    repeat = repeated.repeat or Repeat()
    sections = (
        section.name for each in repeated.items if isinstance(each, Section) for section in each.sections()
    )
    at = Place(
        repeat=repeated.name,
        most=_times(repeat),
        questions=frozenset(question.name for question in repeated.questions),
        sections=frozenset(name for name in sections if name),
        count=_count(repeated, repeat),
    )
    said = _Said(definition, repeated)
    found: list[Section] = []
    for section in definition.sections:
        found += said.instances(at) if section is repeated else [said.outside(section, at)]
    return replace(definition, sections=tuple(found))


def _count(repeated: Section, repeat: Repeat) -> str:
    """How many instances a person has, as an expression."""
    if repeat.count.strip():
        counted, most = f"({repeat.count})", _times(repeat)
        people = f"if({counted} >= {most}, {most}, if({counted} >= 1, int({counted}), 0))"
    else:
        more = (f"if({_wants_more(repeated.name, n)}, 1, 0)" for n in range(1, _times(repeat)))
        people = " + ".join(("1", *more))
    return f"if({repeated.relevant}, {people}, 0)" if repeated.relevant.strip() else people


def _wants_more(repeat: str, number: int) -> str:
    return f"${{{more_name(repeat, number)}}} = 'yes'"


def more_name(repeat: str, number: int) -> str:
    """The question at the end of an instance: is there one more?"""
    return f"{repeat}__more_{number}"


class _Said:
    """Writes the definition again, with one section in as many instances as it may have."""

    def __init__(self, definition: Definition, repeated: Section) -> None:
        self._definition = definition
        self._repeated = repeated

    def outside(self, section: Section, at: Place) -> Section:
        """A section around the repeat or beside it."""
        items: list[Section | Question] = []
        for item in section.items:
            if item is self._repeated:
                items += self.instances(at)
            elif isinstance(item, Section):
                items.append(self.outside(item, at))
            else:
                items.append(_question(item, at))
        return _section(section, at, items)

    def instances(self, at: Place) -> Iterator[Section]:
        repeat = self._repeated.repeat or Repeat()
        for number in range(1, at.most + 1):
            here = replace(at, number=number, levels=1)
            items = [_inside(item, here) for item in self._repeated.items]
            if number < at.most and not repeat.count.strip():
                items.append(self._more(number))
            section = _section(replace(self._repeated, repeat=None), replace(here, levels=0), items)
            yield replace(
                section,
                name=instance_name(self._repeated.name, number),
                title=_numbered(section.title, number) if at.most > 1 else section.title,
                relevant=_both(section.relevant, self._reached(repeat, number, here)),
            )

    def _reached(self, repeat: Repeat, number: int, at: Place) -> str:
        if repeat.count.strip():
            return f"({rewritten(repeat.count, replace(at, levels=0))}) >= {number}"
        return _wants_more(self._repeated.name, number - 1) if number > 1 else ""

    def _more(self, number: int) -> Question:
        languages, first = self._definition.languages, self._definition.default_language
        title = self._repeated.title or Words(((first, self._repeated.name.strip() or "…"),))
        choices = (
            Choice(value, spoken(f"survey.repeat.{value}", languages, first)) for value in ("yes", "no")
        )
        return Question(
            name=more_name(self._repeated.name, number),
            type="select_one",
            label=spoken("survey.repeat.more", languages, first, title=title),
            choices=tuple(choices),
            published="never",
        )


def _inside(item: Section | Question, at: Place) -> Section | Question:
    """A member of the repeat, as it stands in one instance."""
    if isinstance(item, Question):
        return replace(_question(item, at), name=instance_name(item.name, at.number), published="never")
    is_group = bool(item.name or item.title)
    below = replace(at, levels=at.levels + 1) if is_group else at
    section = _section(item, at, [_inside(each, below) for each in item.items])
    return replace(section, name=instance_name(item.name, at.number) if item.name else "")


def _section(section: Section, at: Place, items: list[Section | Question]) -> Section:
    repeat = section.repeat
    return replace(
        section,
        title=rewritten_words(section.title, at),
        intro=rewritten_words(section.intro, at),
        relevant=rewritten(section.relevant, at),
        repeat=replace(repeat, count=rewritten(repeat.count, at)) if repeat else None,
        items=tuple(items),
    )


def _question(question: Question, at: Place) -> Question:
    expressions = (
        "relevant",
        "required_when",
        "constraint",
        "calculation",
        "choice_filter",
        "default",
        "seed",
    )
    words = ("label", "hint", "guidance", "low", "high", "required_message", "constraint_message")
    changed: dict[str, object] = {}
    for name in expressions:
        source = getattr(question, name)
        if source and (new := rewritten(source, at)) != source:
            changed[name] = new
    for name in words:
        said = getattr(question, name)
        if said and (new_words := rewritten_words(said, at)) is not said:
            changed[name] = new_words
    labels = tuple(rewritten_words(choice.label, at) for choice in question.choices)
    if any(new is not choice.label for new, choice in zip(labels, question.choices, strict=True)):
        pairs = zip(question.choices, labels, strict=True)
        changed["choices"] = tuple(replace(choice, label=label or choice.label) for choice, label in pairs)
    return replace(question, **changed) if changed else question  # type: ignore[arg-type]  # fields by name


def _numbered(title: Words | None, number: int) -> Words | None:
    if title is None:
        return None
    return Words(
        tuple(
            (language, f"{text} {number}" if text.strip() else text) for language, text in title.by_language
        )
    )


def _both(one: str, other: str) -> str:
    return f"({one}) and ({other})" if one.strip() and other.strip() else one.strip() or other
