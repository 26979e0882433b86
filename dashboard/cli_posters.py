"""The command line's posters: a link's QR, address and code as a PDF to print or to project."""

import argparse
from collections.abc import Callable
from pathlib import Path

from dashboard.errors import InvalidInputError, SettingsError
from dashboard.exports.poster import Shape, poster_pdf
from dashboard.i18n import LANGUAGES, Translator, translator
from dashboard.services.posters import poster_of_code
from dashboard.services.store import open_database
from dashboard.settings import Settings

Told = dict[str, object]
Add = Callable[..., argparse.ArgumentParser]
"""`_add` of `dashboard.cli`: (subparsers, name, what runs, words)."""


def add_poster_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", add: Add) -> None:
    """`poster CODE FILE.pdf`."""
    poster = add(commands, "poster", write_poster, "write the poster of a survey link as a PDF")
    poster.add_argument("code", metavar="CODE", help="of the link, such as K7M2PQ9X")
    poster.add_argument("file", type=Path, metavar="FILE.pdf")
    poster.add_argument("--slide", action="store_true", help="16:9 for a projector, instead of A4")
    poster.add_argument("--language", choices=list(LANGUAGES), help="the link's own if left out")
    poster.add_argument("--address", default="", help="public address; HUELLA_PUBLIC_URL if left out")


def write_poster(options: argparse.Namespace, chosen: Settings, t: Translator) -> Told:
    """Writes the poster; refuses where nobody has said which address people type."""
    base = options.address or chosen.public_url
    if not base:
        raise SettingsError("poster.command.no_address")
    poster = poster_of_code(open_database(chosen.database_url), options.code, base=base, k=chosen.k)
    shape: Shape = "slide" if options.slide else "a4"
    language = options.language or poster.language
    content = poster_pdf(poster, translator(language), shape=shape)
    try:
        options.file.write_bytes(content)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InvalidInputError(key="poster.command.unwritable", file=str(options.file)) from error
    told = t("poster.command.written", code=poster.spaced_code, file=str(options.file))
    return {
        "told": told,
        "code": poster.code,
        "address": poster.address,
        "shape": shape,
        "language": language,
        "bytes": len(content),
    }
