"""The process that reads one file: bytes come in, JSON goes out, and it may use only so much."""

import json
import sys

from dashboard.survey.xlsform.limits import LARGEST_FILE, MEMORY, PROCESSOR_SECONDS


def main(file_name: str) -> None:
    """Reads standard input, answers on standard output."""
    limit()
    from dashboard.survey.xlsform.assembling import read_here  # under the limits from the first import on
    from dashboard.survey.xlsform.reading import as_json

    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    answer = json.dumps(as_json(read_here(content, file_name)))
    sys.stdout.write(answer)


def limit() -> None:
    """Bounds memory, processor time and files written, where the system can (Windows cannot)."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # macOS knows no limit of address space


if __name__ == "__main__":
    main(sys.argv[1])
