"""KoboToolbox's matrices: what stands between begin_kobomatrix, begin_score or begin_rank and its end."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.survey.definition import Choice
from dashboard.survey.words import Words
from dashboard.survey.xlsform.groups import Node
from dashboard.survey.xlsform.kinds import Kind
from dashboard.survey.xlsform.lines import Line
from dashboard.survey.xlsform.scope import Scope


def expanded(nodes: list[Node], scope: Scope) -> list[Node]:
    """The tree with every matrix as groups and questions of ours."""
    return [_expanded(node, scope) for node in nodes]


def _expanded(node: Node, scope: Scope) -> Node:
    if node.items is None:
        return node
    if node.line.kind.what == "rank":
        return Node(_rank(node))
    if node.line.kind.what == "score":
        return Node(
            _group(node.line, "table-list"), [Node(_score_row(node.line, item.line)) for item in node.items]
        )
    if node.line.kind.what == "kobomatrix":
        return Node(_group(node.line, "table-list"), list(_cells(node, scope)))
    if node.line.kind.what == "loop":
        scope.notes.add(node.line.problem("warning", "loop", "type"))
    return Node(node.line, expanded(node.items, scope))


def _group(line: Line, appearance: str) -> Line:
    texts = {**line.texts, "appearance": line.text("appearance") or appearance}
    return replace(line, kind=replace(line.kind, what="group"), texts=texts)


def _score_row(score: Line, row: Line) -> Line:
    """One statement of a scale: the same choices for every row."""
    if row.kind.what != "score row":
        return row
    texts = {**row.texts, "required": row.text("required") or score.text("required")}
    return replace(row, kind=Kind("select_one", row.kind.written, score.text("score_choices")), texts=texts)


def _rank(node: Node) -> Line:
    """One question in which everything is put in order; how many places were asked for is not kept."""
    return replace(node.line, kind=Kind("rank", node.line.kind.written, node.line.text("rank_items")))


def _cells(node: Node, scope: Scope) -> Iterator[Node]:
    """Every question of the matrix, asked of each of its rows."""
    line = node.line
    rows = scope.lists.get(line.text("matrix_list"), ())
    if not rows:
        scope.notes.add(
            line.problem("error", "no_list", "matrix_list", list=line.text("matrix_list")[:40], known="—")
        )
    for choice in rows:
        for item in node.items or ():
            yield Node(_cell(line, choice, item.line))


def _cell(matrix: Line, choice: Choice, asked: Line) -> Line:
    label = asked.words.get("label")
    words = {**asked.words, "label": _both(choice.label, label) if label else choice.label}
    return replace(asked, name=f"{matrix.name}_{choice.value}_{asked.name}", words=words)


def _both(row: Words, column: Words) -> Words:
    """ "Row: column" in every language either is written in."""
    languages = dict.fromkeys(language for language, _ in (*row.by_language, *column.by_language))
    return Words(tuple((code, f"{row.text(code)}: {column.text(code)}") for code in languages))
