"""The settled tree of a file as sections and questions."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dashboard.survey.choices import other_words, with_other
from dashboard.survey.definition import Question, Repeat, Section
from dashboard.survey.xlsform import dialect
from dashboard.survey.xlsform.groups import Node
from dashboard.survey.xlsform.lines import Line
from dashboard.survey.xlsform.questions import read_question
from dashboard.survey.xlsform.scope import Scope

MOST_INSTANCES = 20
USUAL_INSTANCES = 5
_GROUP_COLUMNS = (
    "required",
    "constraint",
    "calculation",
    "choice_filter",
    "default",
    "readonly",
    "parameters",
)


@dataclass(slots=True)
class Builder:
    """Builds sections; `rows` remembers where each question came from."""

    scope: Scope
    rows: dict[str, int] = field(default_factory=dict)

    def sections(self, nodes: list[Node]) -> tuple[Section, ...]:
        """The survey: groups are sections, and every run of questions in no group is one without a name."""
        found: list[Section] = []
        loose: list[Question | Section] = []
        for node in nodes:
            if node.is_group:
                found.extend(_unnamed(loose))
                loose = []
                found.append(self._section(node, in_repeat=False))
            else:
                loose.extend(self._questions(node, in_repeat=False))
        return (*found, *_unnamed(loose))

    def _section(self, node: Node, *, in_repeat: bool) -> Section:
        line, scope = node.line, self.scope
        is_repeat = line.kind.what == "repeat"
        items: list[Question | Section] = []
        for item in node.items or ():
            if item.is_group:
                items.append(self._section(item, in_repeat=in_repeat or is_repeat))
            else:
                items.extend(self._questions(item, in_repeat=in_repeat or is_repeat))
        own = line.own.get("appearance")
        return Section(
            name="" if line.own.get("unnamed") is True else node.name,
            title=scope.words(line, "label"),
            intro=scope.words(line, "intro") or scope.words(line, "hint"),
            items=tuple(items),
            relevant=scope.expression(line, "relevant"),
            appearance=own if isinstance(own, str) else line.text("appearance"),
            repeat=self._repeat(line) if is_repeat else None,
            foreign=_foreign(line, is_repeat=is_repeat),
        )

    def _repeat(self, line: Line) -> Repeat:
        count = self.scope.expression(line, "repeat_count")
        own = line.own.get("most")
        if isinstance(own, float | int):
            return Repeat(count, int(own))
        most = int(count) if count.isascii() and count.isdigit() and len(count) < 5 else USUAL_INSTANCES
        bounded = max(1, min(most, MOST_INSTANCES))
        self.scope.notes.add(line.problem("notice", "repeat_bounded", "repeat_count", most=bounded))
        return Repeat(count, bounded)

    def _questions(self, node: Node, *, in_repeat: bool) -> Iterator[Question]:
        question = read_question(node.line, node.name, self.scope, in_repeat=in_repeat)
        self.rows[question.name] = node.line.row
        if not node.line.kind.has_other or not question.choices:
            yield question
            return
        tongues = self.scope.tongues
        choice, specify = other_words(tongues.languages, tongues.default)
        asked, which = with_other(question, choice, specify)
        which = replace(which, name=self.scope.renaming.names.get(f"{node.line.name}_other", which.name))
        self.rows[which.name] = node.line.row
        yield asked
        yield which


def _unnamed(loose: list[Question | Section]) -> tuple[Section, ...]:
    return (Section("", None, None, tuple(loose)),) if loose else ()


def _foreign(line: Line, *, is_repeat: bool) -> tuple[tuple[str, str], ...]:
    """What a group's row says and a section has no place for."""
    kept = list(line.foreign)
    kept += [(line.headings.get(name, name), line.text(name)) for name in _GROUP_COLUMNS if line.text(name)]
    if line.text("repeat_count") and not is_repeat:
        kept.append((line.headings["repeat_count"], line.text("repeat_count")))
    return dialect.in_order(kept)
