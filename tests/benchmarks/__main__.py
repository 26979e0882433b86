"""`python -m tests.benchmarks`: SCALE=1; BENCH_ONLY=pages,changes,raw,growth,publish,load in part."""

import os
import sys
import warnings

from tests.benchmarks.run import PARTS, run


def say(text: str) -> None:
    """At once, also into a file: whoever waits for minutes sees how far it is."""
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # PostgreSQL's wheel, see pyproject.toml
    chosen = os.environ.get("BENCH_ONLY", "").replace(" ", "")
    run(float(os.environ.get("SCALE") or 1), tuple(chosen.split(",")) if chosen else PARTS, say)
