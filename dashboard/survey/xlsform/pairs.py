"""Two questions that are one of ours: the before and the now of a retrospective pair, in their own group."""

from dataclasses import replace

from dashboard.survey.xlsform.groups import Node
from dashboard.survey.xlsform.lines import Line

PAIR = "retrospective_pair"
_OF_THE_GROUP = frozenset({"name", "label", "appearance"})


def folded(nodes: list[Node]) -> list[Node]:
    """The tree with every pair as one question."""
    return [_folded(node) for node in nodes]


def _folded(node: Node) -> Node:
    if node.items is None:
        return node
    if node.line.own.get("type") == PAIR and node.items:
        return Node(_joined(node.line, node.items[0].line))
    return Node(node.line, folded(node.items))


def _joined(group: Line, before: Line) -> Line:
    """The group's row, and from the row of "before" what a group has no place for."""
    texts = {name: text for name, text in before.texts.items() if name not in _OF_THE_GROUP}
    words = {name: text for name, text in before.words.items() if name not in _OF_THE_GROUP}
    own = {name: value for name, value in before.own.items() if name not in _OF_THE_GROUP}
    foreign = dict(before.foreign) | dict(group.foreign)
    return replace(
        group,
        kind=replace(group.kind, name=PAIR, what=""),
        texts={**texts, **group.texts},
        words={**words, **group.words},
        own={**own, **group.own},
        foreign=tuple(sorted(foreign.items())),
    )
