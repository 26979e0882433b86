"""The choices sheet: lists of choices by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.survey.definition import Choice
from dashboard.survey.words import Words
from dashboard.survey.xlsform import dialect
from dashboard.survey.xlsform.columns import Column, columns_of
from dashboard.survey.xlsform.lines import Tongues
from dashboard.survey.xlsform.naming import Renaming, settled_value
from dashboard.survey.xlsform.problems import FileProblem, Notebook, Severity
from dashboard.survey.xlsform.sheets import Row, Sheet


@dataclass(slots=True)
class _Lists:
    tongues: Tongues
    renaming: Renaming
    notes: Notebook
    allows_duplicates: bool
    headings: Mapping[str, str]
    columns: Mapping[str, Column]
    found: dict[str, dict[str, Choice]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """One row of the sheet, in the list it names."""
        texts: dict[str, str] = {}
        labels: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for heading, text in row.cells.items():
            column = self.columns[heading]
            if column.field == "label":
                labels.append((column.language, text))
            elif column.field:
                texts.setdefault(column.field, text)
            elif heading not in {dialect.EXCLUSIVE, dialect.VALUE}:
                others.append((heading, text))
        if "list" not in texts and "name" not in texts:
            return
        for needed in ("list", "name"):
            if needed not in texts:
                self.tell("error", "no_choice_value" if needed == "name" else "no_list_name", row, needed)
                return
        label = self.tongues.words(labels)
        if label is None:
            self.tell("warning", "no_choice_label", row, "label", value=texts["name"][:40])
        self._keep(row, texts["list"], texts["name"], label, dialect.in_order(others))

    def _keep(
        self, row: Row, name: str, written: str, label: Words | None, others: tuple[tuple[str, str], ...]
    ) -> None:
        inside = self.found.setdefault(name, {})
        value = row.cells.get(dialect.VALUE) or self.renaming.values.get(written, written)
        if value in inside and not self.allows_duplicates:
            self.tell("error", "duplicate_choice", row, "name", value=written[:40], list=name[:40])
            return
        if value in inside:
            value = settled_value(written, inside)
            self.tell("warning", "choice_twice", row, "name", value=written[:40], now=value)
        elif value != written and dialect.VALUE not in row.cells:
            self.tell("notice", "choice_renamed", row, "name", value=written[:40], now=value)
        inside[value] = Choice(
            value=value,
            label=label or Words(((self.tongues.default, written),)),
            exclusive=row.cells.get(dialect.EXCLUSIVE, "").lower() == dialect.YES,
            columns=others,
        )

    def tell(self, severity: Severity, code: str, row: Row, column: str, **values: str) -> None:
        heading = self.headings.get(column, column)
        key = f"xlsform.problem.{code}"
        self.notes.add(FileProblem(severity, key, "choices", row.number, heading, tuple(values.items())))


def read_lists(
    sheet: Sheet | None, tongues: Tongues, renaming: Renaming, notes: Notebook, *, allows_duplicates: bool
) -> dict[str, tuple[Choice, ...]]:
    """List name -> its choices; values that we cannot keep are renamed, and `renaming` knows them."""
    if sheet is None:
        return {}
    columns = columns_of(sheet)
    headings = {column.field: heading for heading, column in reversed(columns.items()) if column.field}
    lists = _Lists(tongues, renaming, notes, allows_duplicates, headings, columns)
    renaming.values.update(_new_values(sheet, columns))
    for row in sheet.rows:
        lists.add(row)
    return {
        name: tuple(_renamed(choice, renaming) for choice in inside.values())
        for name, inside in lists.found.items()
    }


def _new_values(sheet: Sheet, columns: Mapping[str, Column]) -> dict[str, str]:
    """What a value becomes that we cannot keep, the same in every list."""
    headings = [heading for heading, column in columns.items() if column.field == "name"]
    rows = [row.cells for row in sheet.rows if dialect.VALUE not in row.cells]
    written = dict.fromkeys(cells[heading] for cells in rows for heading in headings if heading in cells)
    taken = set(written)
    found: dict[str, str] = {}
    for value in written:
        if settled_value(value) != value:
            found[value] = settled_value(value, taken)
            taken.add(found[value])
    return found


def _renamed(choice: Choice, renaming: Renaming) -> Choice:
    """A column that holds a renamed value holds its new name: cascades compare the two."""
    if not renaming.values or not choice.columns:
        return choice
    columns = tuple((name, renaming.values.get(text, text)) for name, text in choice.columns)
    return Choice(choice.value, choice.label, choice.exclusive, columns)
