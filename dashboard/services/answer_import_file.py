"""Reads an answers file in a process of its own, so that a hostile one can at worst be refused."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from dashboard.errors import InvalidInputError
from dashboard.services.answer_import_table import Table, refused, require_size

SECONDS = 30
RAISED = 1  # what Python returns after an exception; a limit ends the child otherwise
_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
"""No setting of ours reaches the child: it knows no database and no secret."""

_AT_ONCE = BoundedSemaphore(2)


def read_answers_file(content: bytes) -> Table:
    """The headings and rows of a file; InvalidInputError says why it cannot be used, and what to do."""
    require_size(content)
    command = [sys.executable, "-X", "utf8", "-m", "dashboard.services.answer_import_child"]
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603  # our own interpreter and module; the file is only its input
                command,
                input=content,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env={**kept, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            )
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
