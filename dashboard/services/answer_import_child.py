"""The process that reads one answers file: bytes come in, JSON goes out, within limits."""

import json
import sys
import warnings

from dashboard.survey.xlsform.child import limit

_FILE_ERRORS = {
    "encrypted": "locked",
    "unpacks_too_large": "too_heavy",
    "entities": "unsafe",
    "unsafe_path": "unsafe",
}


def main() -> None:
    """Reads standard input, answers on standard output."""
    limit()
    from dashboard.services.answer_import_table import LARGEST_FILE

    answer = answered(sys.stdin.buffer.read(LARGEST_FILE + 1))
    sys.stdout.write(json.dumps(answer))


def answered(content: bytes) -> dict[str, object]:
    """`table`, or the `key` and `values` of the message that says why there is none.

    Whatever else a library raises on nonsense ends this process, which has no other task.
    """
    from dashboard.errors import InvalidInputError  # under the limits from the first import on
    from dashboard.services.answer_import_table import table_of
    from dashboard.survey.xlsform.problems import FileError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about decorations it does not know
            return {"table": table_of(content).to_json()}
    except InvalidInputError as error:
        return {"key": error.key, "values": error.values}
    except FileError as error:
        code = error.problem.key.rpartition(".")[2]
        return {"key": f"paper.file.{_FILE_ERRORS.get(code, 'broken')}"}


if __name__ == "__main__":
    main()
