"""Settles what every question and group of a file is called, before anything refers to them."""

from dataclasses import dataclass, field

from dashboard.survey.definition import RESERVED_NAMES
from dashboard.survey.xlsform.groups import Node
from dashboard.survey.xlsform.naming import is_plain, settled_name
from dashboard.survey.xlsform.problems import Severity
from dashboard.survey.xlsform.scope import Scope

_NO_RESERVED: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Names:
    scope: Scope
    written: set[str]
    questions: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    group_names: dict[str, str] = field(default_factory=dict)

    def settle(self, nodes: list[Node]) -> None:
        """Names of these and of all inside them; the same name twice side by side is a mistake."""
        beside: set[str] = set()
        for node in nodes:
            if node.line.name in beside:
                self._tell(node, "error", "duplicate_name", name=node.line.name[:40])
            elif node.line.name:
                beside.add(node.line.name)
            self._settle(node)
            if node.items is not None:
                self.settle(node.items)

    def _settle(self, node: Node) -> None:
        written = node.line.name or self._made_up(node)
        own = node.line.own.get("name")
        taken = self.groups if node.is_group else self.questions
        reserved = _NO_RESERVED if node.is_group else RESERVED_NAMES
        if isinstance(own, str):
            node.name = own
        elif is_plain(written) and written not in taken and written not in reserved:
            node.name = written
        else:
            node.name = settled_name(written, taken, self.written, reserved=reserved)
        taken.add(node.name)
        self._remember(node, written)

    def _remember(self, node: Node, written: str) -> None:
        names = self.group_names if node.is_group else self.scope.renaming.names
        if written in names:
            self.scope.twice.add(written)
        names.setdefault(written, node.name)
        if "name" in node.line.own:
            names.setdefault(node.name, node.name)
        if node.name != written and node.line.name and "name" not in node.line.own:
            self._tell(node, "notice", "renamed", name=written[:40], now=node.name)

    def _made_up(self, node: Node) -> str:
        line = node.line
        if line.kind.name == "note":
            return f"generated_note_name_{line.row}"
        if line.own.get("unnamed") is not True:
            self._tell(node, "error", "no_name")
        return f"{'group' if node.is_group else 'question'}_{line.row}"

    def _tell(self, node: Node, severity: Severity, code: str, **values: str) -> None:
        self.scope.notes.add(node.line.problem(severity, code, "name", **values))


def settle_names(nodes: list[Node], scope: Scope) -> None:
    """Gives every node its name; `scope.renaming` then knows them all, and what is unsupported."""
    everything = {node.line.name for top in nodes for node in top.everything()}
    names = _Names(scope, everything)
    names.settle(nodes)
    for written, name in names.group_names.items():
        scope.renaming.names.setdefault(written, name)
    for top in nodes:
        for node in top.everything():
            _remember_kind(node, scope)


def _remember_kind(node: Node, scope: Scope) -> None:
    line = node.line
    if line.own.get("type") == "retrospective_pair":
        scope.renaming.pairs.add(line.name)
    elif line.kind.name == "unsupported" and "type" not in line.own:
        scope.unsupported.add(line.name)
    if line.kind.has_other:
        other = f"{line.name}_other"
        scope.renaming.names.setdefault(other, f"{node.name}_other")
