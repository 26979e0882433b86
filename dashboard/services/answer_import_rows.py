"""One row of an answers file as the answers that `validate` takes."""

from dashboard.services.answer_import_columns import Mapped, Target, targets
from dashboard.services.answer_import_table import Row
from dashboard.services.answer_words import NO, YES, Reading, folded, raw_answer, raw_pair
from dashboard.survey.definition import Definition


class Columns:
    """What each mapped column gives; made once for a file."""

    def __init__(self, definition: Definition, mapped: Mapped) -> None:
        known = {target.key: target for target in targets(definition)}
        self._targets: list[tuple[int, Target]] = [
            (column, known[key]) for column, key in mapped.items() if key in known
        ]
        self._readings = {
            target.question.name: Reading(target.question, by_code=False) for _, target in self._targets
        }

    def first(self, question: str | None) -> int | None:
        """The first column of a question."""
        return next((column for column, target in self._targets if target.question.name == question), None)

    def raw(self, row: Row) -> dict[str, object]:
        """The answers of a row as `validate` takes them, without what was left empty."""
        found: dict[str, object] = {}
        for column, target in self._targets:
            text = row.cells[column] if column < len(row.cells) else ""
            name, reading = target.question.name, self._readings[target.question.name]
            if target.choice:
                self._mark(found, target, text)
            elif target.part and text:
                pair = found.setdefault(name, {})
                if isinstance(pair, dict):
                    pair |= raw_pair(reading, {target.part: text})
            elif text and not target.part:
                found[name] = raw_answer(reading, text)
        return {name: value for name, value in found.items() if value not in ("", [], {})}

    def _mark(self, found: dict[str, object], target: Target, text: str) -> None:
        marks = found.setdefault(target.question.name, [])
        if not isinstance(marks, list) or target.choice is None or folded(text) in NO:
            return
        is_chosen = (
            folded(text) in YES or self._readings[target.question.name].value(text) == target.choice.value
        )
        marks.append(target.choice.value if is_chosen else text)
