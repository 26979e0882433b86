"""Reads an answers file in a process of its own, so that a hostile one can at worst be refused."""

import json
import subprocess

from dashboard.errors import InvalidInputError
from dashboard.services.answer_import_table import Table, refused, require_size
from dashboard.survey.xlsform.confined import run_confined

SECONDS = 30
RAISED = 1  # what Python returns after an exception; a limit ends the child otherwise
CHILD = "dashboard.services.answer_import_child"


def read_answers_file(content: bytes) -> Table:
    """The headings and rows of a file; InvalidInputError says why it cannot be used, and what to do."""
    require_size(content)
    try:
        done = run_confined(CHILD, content, seconds=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise refused("too_heavy") from error
    if done.returncode == RAISED and b"MemoryError" not in done.stderr:
        raise refused("broken")
    try:
        answer = json.loads(done.stdout)
        if "key" in answer:
            raise InvalidInputError((), str(answer["key"]), **answer.get("values", {}))
        return Table.from_json(answer["table"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise refused("too_heavy") from error  # the child met one of its limits and said nothing
