"""Runs one of our modules on a stranger's file in a process of its own, which knows nothing of ours."""

import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

_ROOT = Path(__file__).resolve().parents[3]
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
"""No setting of ours reaches the child: it knows no database and no secret."""

_OF_THE_CHILD = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
"""openpyxl imports numpy, which would take address space for as many threads as there are processors."""

_AT_ONCE = BoundedSemaphore(2)
"""Two files at a time, of whatever kind; memory is bounded for all of them together."""


def run_confined(
    module: str, content: bytes, *arguments: str, seconds: float
) -> "subprocess.CompletedProcess[bytes]":
    """What the module answered to the content on its standard input. Raises subprocess.TimeoutExpired.

    Arguments are given as they are: who calls makes sure that none can be read as an option.
    """
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with _AT_ONCE:
        return subprocess.run(  # noqa: S603  # our own interpreter and module; the file is only its input
            [sys.executable, "-X", "utf8", "-m", module, *arguments],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**kept, **_OF_THE_CHILD},
        )
