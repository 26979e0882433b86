"""Changes to a survey that is being written: add, move, rename, delete. Each gives a new definition.

Questions go by name (the first, where a draft has two of one name), sections by their number in reading order
(a section may have no name).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

from dashboard.survey.definition import Definition, Question, Section
from dashboard.survey.meaning import with_names
from dashboard.survey.problems import SurveyError
from dashboard.survey.words import Words

LONGEST_NAME = 60
Path = tuple[int, ...]
Item = Question | Section


def add_question(
    definition: Definition, question: Question, *, after: str = "", section: int = 0
) -> Definition:
    """With one more question: after another, or at the end of a section."""
    if after:
        *parents, last = question_path(definition, after)
        return _spliced(definition, (*parents, last + 1), 0, (question,))
    path = section_path(definition, section)
    return _spliced(definition, (*path, len(_section_at(definition, path).items)), 0, (question,))


def put_question(definition: Definition, name: str, question: Question) -> Definition:
    """With this question in the place of that one; what referred to its old name follows."""
    if question.name != name and question.name in names_of(definition):
        raise SurveyError("surveys.refused.name_taken", question.name)
    changed = _spliced(definition, question_path(definition, name), 1, (replace(question, name=name),))
    return changed if question.name == name else with_names(changed, {name: question.name})


def remove_question(definition: Definition, name: str) -> Definition:
    """Without it. Expressions that refer to it stay as they are: the check names them."""
    return _spliced(definition, question_path(definition, name), 1, ())


def duplicate_question(definition: Definition, name: str) -> tuple[Definition, str]:
    """With a copy right after it, and the copy's name."""
    copied = free_name(definition, name)
    twin = replace(definition.question(name), name=copied)
    return add_question(definition, twin, after=name), copied


def move_question(definition: Definition, name: str, step: int) -> Definition:
    """One place up (-1) or down (+1), in and out of sections; unchanged at the ends."""
    path = question_path(definition, name)
    question = definition.question(name)
    rest = _spliced(definition, path, 1, ())
    wanted = _above(definition, path) if step < 0 else _below(definition, path)
    return _spliced(rest, wanted, 0, (question,)) if wanted else definition


def _above(definition: Definition, path: Path) -> Path | None:
    *parents, place = path
    inside = _section_at(definition, tuple(parents)).items
    if place > 0:
        before = inside[place - 1]
        return (
            (*parents, place - 1, len(before.items)) if isinstance(before, Section) else (*parents, place - 1)
        )
    if len(parents) > 1:
        return tuple(parents)
    above = parents[0] - 1
    return (above, len(definition.sections[above].items)) if above >= 0 else None


def _below(definition: Definition, path: Path) -> Path | None:
    """Where it goes once it is taken out: what followed it stands in its place."""
    *parents, place = path
    inside = _section_at(definition, tuple(parents)).items
    if place + 1 < len(inside):
        is_section = isinstance(inside[place + 1], Section)
        return (*parents, place, 0) if is_section else (*parents, place + 1)
    if len(parents) > 1:
        return (*parents[:-1], parents[-1] + 1)
    below = parents[0] + 1
    return (below, 0) if below < len(definition.sections) else None


def move_to_section(definition: Definition, name: str, section: int) -> Definition:
    """At the end of another section; unchanged where it already stands in it."""
    path = question_path(definition, name)
    wanted = section_path(definition, section)
    if path[:-1] == wanted:
        return definition
    question = definition.question(name)
    return add_question(_spliced(definition, path, 1, ()), question, section=section)


def add_section(definition: Definition, title: Words) -> Definition:
    """With an empty section at the end."""
    name = free_name(definition, name_from(title.text(definition.default_language), "section"))
    return replace(definition, sections=(*definition.sections, Section(name, title)))


def change_section(definition: Definition, number: int, change: Callable[[Section], Section]) -> Definition:
    """With one section changed."""
    path = section_path(definition, number)
    return _spliced(definition, path, 1, (change(_section_at(definition, path)),))


def move_section(definition: Definition, number: int, step: int) -> Definition:
    """Before (-1) or after (+1) its neighbour; unchanged at the ends."""
    *parents, place = section_path(definition, number)
    inside = _section_at(definition, tuple(parents)).items if parents else definition.sections
    wanted = place + step
    if not 0 <= wanted < len(inside):
        return definition
    moved = inside[place]
    rest = _spliced(definition, (*parents, place), 1, ())
    return _spliced(rest, (*parents, wanted), 0, (moved,))


def remove_section(definition: Definition, number: int) -> Definition:
    """Without the section and everything in it."""
    return _spliced(definition, section_path(definition, number), 1, ())


def users_of(definition: Definition, name: str) -> tuple[str, ...]:
    """The questions and sections that refer to a question, in reading order: those that follow a new name."""
    renamed = with_names(definition, {name: free_name(definition, name)})
    pairs = zip(_everything(definition), _everything(renamed), strict=True)
    return tuple(
        before.name
        for (_, before), (_, after) in pairs
        if before.name != name and _alone(before) != _alone(after)
    )


def _alone(item: Item) -> Item:
    """A section without what is in it."""
    return replace(item, items=()) if isinstance(item, Section) else item


def names_of(definition: Definition) -> frozenset[str]:
    """Every name that is taken: of questions and of sections."""
    sections = {section.name for section in definition.every_section() if section.name}
    return frozenset({question.name for question in definition.questions} | sections)


def free_name(definition: Definition, wanted: str) -> str:
    """The name itself, or else name_2, name_3, …"""
    taken = names_of(definition)
    base = re.sub(r"_[0-9]{1,3}$", "", wanted) or wanted
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name


def name_from(text: str, otherwise: str = "question") -> str:
    """A name for programs made of the first words of a text: "¿Qué edad tienes?" → "que_edad_tienes"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    name = re.sub(r"^[0-9_]+", "", name)[:LONGEST_NAME].strip("_")
    return name if re.fullmatch(r"[a-z][a-z0-9_]*", name) else otherwise


def question_path(definition: Definition, name: str) -> Path:
    """Where a question stands; KeyError where there is none."""
    for path, item in _everything(definition):
        if isinstance(item, Question) and item.name == name:
            return path
    raise KeyError(name)


def section_path(definition: Definition, number: int) -> Path:
    """Where the section with this number in reading order stands; KeyError where there is none."""
    paths = [path for path, item in _everything(definition) if isinstance(item, Section)]
    if not 0 <= number < len(paths):
        raise KeyError(number)
    return paths[number]


def _everything(node: Definition | Section, path: Path = ()) -> Iterator[tuple[Path, Item]]:
    for place, item in enumerate(_inside(node)):
        yield (*path, place), item
        if isinstance(item, Section):
            yield from _everything(item, (*path, place))


def _inside(node: Definition | Section) -> tuple[Item, ...]:
    return node.sections if isinstance(node, Definition) else node.items


def _section_at(definition: Definition, path: Path) -> Section:
    found: Item = definition.sections[path[0]]
    for place in path[1:]:
        found = _inside(found)[place] if isinstance(found, Section) else found
    if not isinstance(found, Section):
        raise KeyError(path)
    return found


def _spliced(definition: Definition, path: Path, count: int, new: tuple[Item, ...]) -> Definition:
    """With `count` members from `path` on replaced by others."""
    inside = _members(definition.sections, path, count, new)
    return replace(definition, sections=tuple(item for item in inside if isinstance(item, Section)))


def _members(inside: tuple[Item, ...], path: Path, count: int, new: tuple[Item, ...]) -> tuple[Item, ...]:
    place, rest = path[0], path[1:]
    if not rest:
        return (*inside[:place], *new, *inside[place + count :])
    below = inside[place]
    if isinstance(below, Section):
        below = replace(below, items=_members(below.items, rest, count, new))
    return (*inside[:place], below, *inside[place + 1 :])
