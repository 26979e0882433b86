"""The command line's surveys: check a questionnaire file, import it as a draft, write a survey to a file."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.errors import InvalidInputError, NotFoundError
from dashboard.i18n import Translator
from dashboard.services import clock, surveys
from dashboard.services.store import open_database
from dashboard.settings import Settings
from dashboard.survey.xlsform.limits import LARGEST_FILE
from dashboard.survey.xlsform.problems import SEVERITIES, Reading
from dashboard.survey.xlsform.reading import read_xlsform
from dashboard.survey.xlsform.writing import to_xlsform

Told = dict[str, object]
Add = Callable[..., argparse.ArgumentParser]
"""`_add` of `dashboard.cli`: (subparsers, name, what runs, words)."""


def add_survey_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", add: Add) -> None:
    """`survey check`, `survey import` and `survey export`."""
    actions = commands.add_parser("survey", help="questionnaires (XLSForm)").add_subparsers(
        required=True, metavar="action"
    )
    check = add(
        actions, "check", check_file, "say what is wrong with a questionnaire file; exit 1 if refused"
    )
    check.set_defaults(is_standalone=True)  # it needs no installation
    check.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .xls, .zip of CSVs or .md")
    bring = add(actions, "import", import_file, "store a questionnaire file as the draft of a new survey")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--name", default="", help="of the new survey; the file's own if left out")
    take = add(actions, "export", export_file, "write a survey to an .xlsx file")
    take.add_argument("name", metavar="NAME")
    take.add_argument("file", type=Path, metavar="FILE.xlsx")


def check_file(options: argparse.Namespace, _chosen: None, t: Translator) -> Told:
    """Everything there is to say about a file; nothing is stored."""
    return _told(_read(options.file), t)


def import_file(options: argparse.Namespace, chosen: Settings, t: Translator) -> Told:
    """Stores an accepted file as a draft; a refused one is told as `check` tells it."""
    reading = _read(options.file)
    if reading.definition is None or not reading.is_accepted:
        return _told(reading, t)
    database = open_database(chosen.database_url)
    survey_id = surveys.import_survey(database, reading.definition, name=options.name, now=clock.now())
    name = options.name or reading.definition.name
    return {"told": t("xlsform.command.imported", name=name, id=survey_id), "id": survey_id, "name": name}


def export_file(options: argparse.Namespace, chosen: Settings, t: Translator) -> Told:
    """Writes the newest version of a survey, or its draft."""
    definition = surveys.export_survey(open_database(chosen.database_url), options.name)
    content = to_xlsform(definition)
    try:
        options.file.write_bytes(content)
    except OSError as error:
        raise InvalidInputError(key="xlsform.command.unwritable", file=str(options.file)) from error
    told = t("xlsform.command.exported", name=options.name, file=str(options.file))
    return {"told": told, "name": options.name, "bytes": len(content)}


def _read(file: Path) -> Reading:
    """The file read; of one that is too large just enough to refuse it."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise NotFoundError("xlsform.command.unreadable", file=str(file)) from error
    return read_xlsform(content, file.name)


def _told(reading: Reading, t: Translator) -> Told:
    """For people, lines by severity; for programs, the same in fields."""
    counts = reading.counts
    numbers = {
        "read": counts.read,
        "supported": counts.supported,
        "imported": counts.imported,
        "unsupported": counts.unsupported,
        "dropped": counts.dropped,
    }
    shown = {name: t.number(count) for name, count in numbers.items()}
    lines = [
        t("xlsform.check.accepted" if reading.is_accepted else "xlsform.check.refused"),
        t("xlsform.check.counts", share=t.percent(counts.share), **shown),
    ]
    for severity in SEVERITIES:
        if found := reading.of(severity):
            lines += ["", t(f"xlsform.severity.{severity}")]
            lines += [f"  · {problem.message(t)}" for problem in found]
    return {
        "told": "\n".join(lines),
        "is_accepted": reading.is_accepted,
        "is_refused": not reading.is_accepted,
        "counts": {**numbers, "share": round(counts.share, 4)},
        "problems": [
            {
                "severity": problem.severity,
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "code": problem.key,
                "message": problem.message(t),
            }
            for problem in reading.problems
        ],
    }
