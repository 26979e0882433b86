"""Reads a questionnaire file in a process of its own, so that a hostile one can at worst be refused."""

import json
import subprocess
from collections.abc import Mapping
from typing import Any, cast

from dashboard.survey.definition import Definition
from dashboard.survey.problems import SurveyError
from dashboard.survey.xlsform.confined import run_confined
from dashboard.survey.xlsform.limits import LARGEST_FILE, SECONDS
from dashboard.survey.xlsform.problems import Counts, FileError, FileProblem, Reading, Severity

CHILD = "dashboard.survey.xlsform.child"


def read_xlsform(content: bytes, file_name: str) -> Reading:
    """What a file says and all that is wrong with it. Raises on no input.

    `.xlsx`, `.xls`, a zip of CSVs, or Markdown; the name gives only a title where the file has none.
    """
    if len(content) > LARGEST_FILE:
        return _refused(FileError("too_large", limit=LARGEST_FILE // 1_000_000))
    try:
        done = run_confined(CHILD, content, _safe(file_name), seconds=SECONDS)
    except subprocess.TimeoutExpired:
        return _refused(FileError("too_slow", limit=SECONDS))
    try:
        return _reading(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError, RecursionError, SurveyError):
        return _refused(FileError("too_heavy"))


def _safe(file_name: str) -> str:
    """A name fit to be an argument, and never an option."""
    return "./" + "".join(sign for sign in file_name[-200:] if sign.isprintable())


def _refused(error: FileError) -> Reading:
    return Reading(None, (error.problem,), is_accepted=False)


def as_json(reading: Reading) -> dict[str, object]:
    """A reading in plain builtins, as it travels between the two processes."""
    counts = reading.counts
    return {
        "definition": reading.definition.to_json() if reading.definition else None,
        "problems": [
            [
                found.severity,
                found.key,
                found.sheet,
                found.row,
                found.column,
                [list(pair) for pair in found.values],
            ]
            for found in reading.problems
        ],
        "is_accepted": reading.is_accepted,
        "counts": [counts.read, counts.supported, counts.imported, counts.unsupported, counts.dropped],
    }


def _reading(stored: Mapping[str, Any]) -> Reading:  # JSON of our own child; the definition is checked again
    definition = stored["definition"]
    return Reading(
        definition=Definition.from_json(definition) if definition else None,
        problems=tuple(_problem(*parts) for parts in stored["problems"]),
        is_accepted=bool(stored["is_accepted"]) and definition is not None,
        counts=Counts(*stored["counts"]),
    )


def _problem(
    severity: str, key: str, sheet: str, row: int | None, column: str, values: list[list[Any]]
) -> FileProblem:
    pairs = tuple((str(name), value if isinstance(value, int) else str(value)) for name, value in values)
    return FileProblem(cast("Severity", severity), key, sheet, row, column, pairs)
