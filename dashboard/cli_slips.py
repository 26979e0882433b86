"""The command line's slips: one-time codes of a link as a PDF to print and cut."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.errors import FieldProblem, InvalidInputError, SettingsError
from dashboard.exports.slips import slips_pdf
from dashboard.i18n import LANGUAGES, Translator, translator
from dashboard.services.slips import make_slips_of_code
from dashboard.services.store import open_database
from dashboard.settings import Settings

Told = dict[str, object]
Add = Callable[..., argparse.ArgumentParser]
"""`_add` of `dashboard.cli`: (subparsers, name, what runs, words)."""


def add_slips_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", add: Add) -> None:
    """`slips CODE N FILE.pdf`."""
    slips = add(commands, "slips", write_slips, "write slips with one-time codes of a survey link as a PDF")
    slips.add_argument("code", metavar="CODE", help="of the link, such as K7M2PQ9X")
    slips.add_argument("count", metavar="N", type=int, help="how many, at most 500")
    slips.add_argument("file", type=Path, metavar="FILE.pdf")
    slips.add_argument("--language", choices=list(LANGUAGES), help="the link's own if left out")
    slips.add_argument("--address", default="", help="public address; HUELLA_PUBLIC_URL if left out")


def write_slips(options: argparse.Namespace, chosen: Settings, t: Translator) -> Told:
    """Makes the slips and writes them; refuses before making any where the file cannot be written."""
    base = options.address or chosen.public_url
    if not base:
        raise SettingsError("poster.command.no_address")
    _require_writable(options.file)
    database = open_database(chosen.database_url)
    sheet = make_slips_of_code(database, options.code, options.count, base=base, key=chosen.slip_key)
    language = options.language or sheet.language
    content = slips_pdf(sheet, translator(language))
    options.file.write_bytes(content)
    count = t.number(len(sheet.codes))
    return {
        "told": t("safety.command.written", count=count, code=sheet.code, file=str(options.file)),
        "code": sheet.code,
        "count": len(sheet.codes),
        "address": sheet.address,
        "language": language,
        "bytes": len(content),
    }


def _require_writable(file: Path) -> None:
    """A file that is there already is not overwritten: printed codes cannot be made again."""
    try:
        with file.open("xb"):
            pass
        file.unlink()
    except FileExistsError as error:
        raise InvalidInputError([FieldProblem("file", "safety.command.there")]) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InvalidInputError(key="poster.command.unwritable", file=str(file)) from error
