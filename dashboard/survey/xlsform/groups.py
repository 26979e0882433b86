"""The rows of a survey as a tree: groups, repeats and matrices with what stands inside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dashboard.survey.definition_json import DEEPEST
from dashboard.survey.xlsform.lines import Line
from dashboard.survey.xlsform.problems import Notebook


@dataclass(slots=True)
class Node:
    """A row and, for a group, the rows inside it. `name` is what we call it, once names are settled."""

    line: Line
    items: "list[Node] | None" = None
    name: str = ""

    @property
    def is_group(self) -> bool:
        return self.items is not None

    def everything(self) -> "Iterator[Node]":
        """Itself and all that is inside, in reading order."""
        yield self
        for item in self.items or ():
            yield from item.everything()


@dataclass(slots=True)
class _Stack:
    notes: Notebook
    top: list[Node] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)

    def put(self, node: Node) -> None:
        inside = self.open[-1].items if self.open else self.top
        if inside is not None:
            inside.append(node)

    def begin(self, line: Line) -> None:
        if len(self.open) >= DEEPEST - 1:
            self.notes.add(line.problem("error", "too_deep", "type", limit=DEEPEST - 1))
        node = Node(line, [])
        if len(self.open) < DEEPEST - 1:
            self.put(node)
        self.open.append(node)

    def end(self, line: Line) -> None:
        if not self.open:
            self.notes.add(line.problem("error", "end_without_begin", "type", given=line.kind.written))
            return
        begun = self.open.pop().line
        if begun.kind.what != line.kind.what:
            self.notes.add(
                line.problem(
                    "error",
                    "wrong_end",
                    "type",
                    given=line.kind.written,
                    begun=begun.kind.written,
                    row=str(begun.row),
                )
            )


def tree_of(lines: Iterable[Line], notes: Notebook) -> list[Node]:
    """The tree; what does not pair is reported, and paired as well as can be."""
    stack = _Stack(notes)
    for line in lines:
        if line.kind.name == "begin":
            stack.begin(line)
        elif line.kind.name == "end":
            stack.end(line)
        else:
            stack.put(Node(line))
    for node in stack.open:
        notes.add(node.line.problem("error", "begin_without_end", "type", given=node.line.kind.written))
    return stack.top
