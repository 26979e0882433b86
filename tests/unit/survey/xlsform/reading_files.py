"""Questionnaires as small Markdown tables, and what came of reading them."""

from dashboard.survey.definition import Definition, Question
from dashboard.survey.xlsform.assembling import read_here
from dashboard.survey.xlsform.problems import FileProblem, Reading, Severity

CHOICES = """
| choices |
|         | list_name | name | label::es | label::en |
|         | yn        | yes  | Sí        | Yes       |
|         | yn        | no   | No        | No        |
"""


def read(table: str, name: str = "trial.md") -> Reading:
    """Reads a Markdown questionnaire in this process."""
    return read_here(table.encode(), name)


def survey_of(*rows: str, columns: str = "type | name | label::es", choices: str = CHOICES) -> str:
    """A survey sheet with these rows under these columns, and the choices yes and no."""
    lines = "\n".join(f"| | {row} |" for row in rows)
    return f"| survey |\n| | {columns} |\n{lines}\n{choices}"


def accepted(table: str) -> Definition:
    """The definition of a file that must be accepted."""
    reading = read(table)
    assert reading.is_accepted, errors(reading)
    assert reading.definition is not None
    return reading.definition


def only(table: str) -> Question:
    """The one question of a file."""
    (question,) = accepted(table).questions
    return question


def codes(reading: Reading, severity: Severity = "error") -> list[str]:
    """The codes of the problems of one severity, in order."""
    return [problem.key.rpartition(".")[2] for problem in reading.of(severity)]


def errors(reading: Reading) -> tuple[FileProblem, ...]:
    return reading.of("error")


def place(problem: FileProblem) -> tuple[str, int | None, str]:
    """Where a problem is."""
    return problem.sheet, problem.row, problem.column
