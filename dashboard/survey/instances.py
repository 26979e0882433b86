"""Expressions of a survey with repeats, rewritten source to source for one whose repeats are unrolled.

`age` in the second instance of a repeat is called `age__2`. Inside it, `${age}` is that one; outside, all of
them. What asks for an instance by its number (`position(..)`, `indexed-repeat`) is worked out here, so that
expressions need to know nothing of repeats.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dashboard.survey.expressions import DEEPEST, LONGEST
from dashboard.survey.piping import PIPE
from dashboard.survey.words import Words

_NAME = r"\$\{\s*(?P<%s>[A-Za-z_][A-Za-z0-9_.-]*)\s*\}"
_TOKEN = re.compile(
    rf"""(?P<string>'[^']*'|"[^"]*")|{_NAME % "name"}|(?P<call>position|indexed-repeat|count)\s*\("""
    r"|(?P<word>[\w:-]+)|.",
    re.ASCII | re.DOTALL,
)
_REFERENCE = re.compile(rf"\s*{_NAME % 'name'}\s*", re.ASCII)
_UPWARDS = re.compile(r"\s*(?:current\(\)/)?\.\.(?:/\.\.)*\s*", re.ASCII)
_SUM = re.compile(r"\s*([0-9]{1,4})\s*([-+])\s*([0-9]{1,4})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands, seen from one repeat.

    `number` is its instance, 0 outside; `levels` how many steps up ("..") lead to the repeat. `count` is an
    expression for how many instances there are. `questions` and `sections` are the names inside the repeat.
    """

    repeat: str
    most: int
    questions: frozenset[str]
    sections: frozenset[str]
    count: str
    number: int = 0
    levels: int = 0


def instance_name(name: str, number: int) -> str:
    """`age` in the second instance: `age__2`; of a pair, `gain.now`: `gain__2.now`."""
    base, point, part = name.partition(".")
    return f"{base}__{number}{point}{part}"


def rewritten(source: str, at: Place) -> str:
    """The expression as it reads when this repeat is unrolled; one that no parser takes stays as it is."""
    if "${" not in source and "position" not in source:
        return source
    if len(source) > LONGEST or _depth(source) > DEEPEST:
        return source
    return "".join(_rewrite(source, at))


def _depth(source: str) -> int:
    """How many brackets stand open at once, at the most."""
    return max(accumulate((sign == "(") - (sign == ")") for sign in source))


def rewritten_words(words: Words | None, at: Place) -> Words | None:
    """Words whose `${name}` point to the same instance, or from outside to the first."""
    if words is None or not any("${" in text for _, text in words.by_language):
        return words
    return Words(tuple((language, _renamed(text, at)) for language, text in words.by_language))


def _renamed(text: str, at: Place) -> str:
    def name(found: re.Match[str]) -> str:
        is_member = found[1].partition(".")[0] in at.questions
        return f"${{{instance_name(found[1], at.number or 1)}}}" if is_member else found[0]

    return PIPE.sub(name, text)


def _rewrite(source: str, at: Place) -> Iterator[str]:
    position = 0
    while position < len(source):
        found = _TOKEN.match(source, position)
        if found is None:  # "." matches anything
            return
        position = found.end()
        if found["call"]:
            arguments, position = _arguments(source, position)
            yield _called(found["call"], arguments, at) if arguments else source[found.start() :]
        elif found["name"]:
            yield _reference(found["name"], at)
        elif found["string"] and at.number:
            yield _renamed(found[0], at)  # jr:choice-name(${a}, '${a}')
        else:
            yield found[0]


def _arguments(source: str, start: int) -> tuple[list[str], int]:
    """The arguments of a call whose bracket has just been opened, and where what follows it begins.

    None where the bracket is never closed: the expression is left as it is, and the parser says so.
    """
    arguments, depth, position, begun = [], 1, start, start
    while position < len(source):
        found = _TOKEN.match(source, position)
        if found is None:
            break
        opened = source[found.start() : found.end()]
        if not found["string"] and not found["name"]:
            depth += opened.count("(") - opened.count(")")
            if depth == 0 or (depth == 1 and opened == ","):
                arguments.append(source[begun:position])
                begun = found.end()
        position = found.end()
        if depth == 0:
            return arguments, position
    return [], len(source)


def _reference(name: str, at: Place) -> str:
    if name.partition(".")[0] not in at.questions | at.sections:
        return f"${{{name}}}"
    if at.number:
        return f"${{{instance_name(name, at.number)}}}"
    every = "|".join(f"${{{instance_name(name, number)}}}" for number in range(1, at.most + 1))
    return f"({every})" if at.most > 1 else every


def _called(function: str, arguments: Sequence[str], at: Place) -> str:
    about = _REFERENCE.fullmatch(arguments[0]) if arguments else None
    if function == "position" and at.number and len(arguments) == 1:
        levels = arguments[0].count("..") if _UPWARDS.fullmatch(arguments[0]) else 0
        if levels == at.levels or (about and about["name"] == at.repeat):
            return str(at.number)
    if function == "count" and about and len(arguments) == 1:
        if about["name"] == at.repeat:
            return f"({at.count})"
        if about["name"] in at.sections and not at.number:
            numbers = range(1, at.most + 1)
            each = (f"count(${{{instance_name(about['name'], number)}}})" for number in numbers)
            return f"({' + '.join(each)})"
    if function == "indexed-repeat":
        return _indexed(arguments, at)
    return f"{function}({','.join(rewritten(argument, at) for argument in arguments)})"


def _indexed(arguments: Sequence[str], at: Place) -> str:
    """indexed-repeat(${age}, ${repeat}, n): the n-th of its questions; inside, of those that came before."""
    names = [_REFERENCE.fullmatch(argument) for argument in (arguments[0], *arguments[1::2])]
    repeats = [found["name"] if found else "" for found in names[1:]]
    if len(arguments) < 3 or len(arguments) % 2 == 0 or names[0] is None or at.repeat not in repeats:
        return f"indexed-repeat({','.join(rewritten(argument, at) for argument in arguments)})"
    here = repeats.index(at.repeat)
    indices = [rewritten(argument, at) for argument in arguments[2::2]]
    others = [pair for place, pair in enumerate(zip(repeats, indices, strict=True)) if place != here]
    targets = [_nth(names[0]["name"], others, number, at) for number in range(1, (at.number or at.most) + 1)]
    index = _worked_out(indices[here])
    if index is not None:
        return targets[index - 1] if 1 <= index <= len(targets) else "''"
    every = f"({'|'.join(targets)})" if len(targets) > 1 else targets[0]
    return f"indexed-repeat({every}, '', {indices[here]})"


def _nth(name: str, others: Sequence[tuple[str, str]], number: int, at: Place) -> str:
    members = at.questions | at.sections
    rest = [(instance_name(other, number) if other in members else other, index) for other, index in others]
    target = f"${{{instance_name(name, number)}}}" if name.partition(".")[0] in members else f"${{{name}}}"
    pairs = "".join(f", ${{{other}}}, {index}" for other, index in rest)
    return f"indexed-repeat({target}{pairs})" if rest else target


def _worked_out(index: str) -> int | None:
    """A number, or one more or less than it, as `position(..) - 1` becomes."""
    if index.strip().isdecimal():
        return int(index) if len(index.strip()) < 5 else 0
    found = _SUM.fullmatch(index)
    if found is None:
        return None
    return int(found[1]) + int(found[3]) * (1 if found[2] == "+" else -1)
