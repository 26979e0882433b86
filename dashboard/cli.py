"""The command line: exit 0 done, 1 refused with a reason, 2 wrong usage; `--json` for programs."""

import argparse
import getpass
import json
import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

from dashboard.cli_posters import add_poster_command
from dashboard.cli_slips import add_slips_command
from dashboard.cli_surveys import add_survey_commands
from dashboard.errors import HuellaError, InvalidInputError, SettingsError
from dashboard.i18n import Translator, translator
from dashboard.maps.derive import derive_map
from dashboard.maps.source import MapUnavailable
from dashboard.roles import Role
from dashboard.services import accounts, clock, demo, invariants, publication
from dashboard.services.store import open_database
from dashboard.settings import Settings, settings
from db.criteria import EVERYTHING, Scope
from db.migrate import is_current, upgrade

PASSWORD_VARIABLE = "HUELLA_PASSWORD"  # noqa: S105  # a name, not a password

Command = Callable[[argparse.Namespace, Settings, Translator], dict[str, object]]


def main(arguments: Sequence[str]) -> int:
    """Runs one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    t = translator(_language())
    try:
        told = options.run(options, None if options.is_standalone else settings(), t)
    except InvalidInputError as error:
        reasons = [f"{problem.field}: {problem.message(t)}" for problem in error.problems]
        return _refuse(options, error.code, reasons or [error.message(t)])
    except HuellaError as error:
        return _refuse(options, error.code, [error.message(t)])
    if told:
        print(json.dumps(told, ensure_ascii=False, default=str) if options.json else told.get("told", ""))
    return 1 if told.get("is_refused") else 0


def _refuse(options: argparse.Namespace, code: str, reasons: list[str]) -> int:
    if options.json:
        print(json.dumps({"error": code, "reasons": reasons}, ensure_ascii=False))
    else:
        print("\n".join(reasons), file=sys.stderr)
    return 1


def _language() -> str:
    return "es" if not os.environ.get("LANG", "es").lower().startswith("en") else "en"


def _migrate(_options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    database = open_database(chosen.database_url)
    upgrade(database)
    demo.load_reference_data(database)
    return {"told": t("cli.migrated")}


def _demo(options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    database = open_database(chosen.database_url)
    if options.if_empty and not demo.is_empty(database):
        return {"told": t("cli.demo_there"), "is_new": False}
    report = demo.load_demo(
        database, now=clock.now(), k=chosen.k, facts_only=options.facts_only, accounts=chosen.is_demo
    )
    told = t("cli.demo_loaded", trainings=report.trainings, responses=t.number(report.responses))
    return {"told": told, **asdict(report)}


def _map(options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    """Without the boundaries the application still starts, so `--if-missing` warns instead of refusing."""
    if options.if_missing and (chosen.map_folder / "index.json").exists():
        return {"told": t("cli.map_there"), "changed": False}
    try:
        report = derive_map(chosen.map_folder)
    except MapUnavailable:
        if not options.if_missing:
            raise
        return {"told": t("cli.map_unavailable"), "changed": False}
    told = t("cli.map_derived", folder=report.folder, kilobytes=sum(report.files.values()) // 1024)
    return {"told": told, "changed": report.changed}


def _user_add(options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    is_limited = bool(options.region or options.project)
    limits = Scope(tuple(options.region), tuple(options.project)) if is_limited else EVERYTHING
    account = accounts.add_account(
        open_database(chosen.database_url),
        email=options.email,
        name=options.name,
        role=options.role,
        password=None if options.without_password else _password(t),
        limits=limits,
        now=clock.now(),
    )
    return {"told": t("cli.user_added", email=options.email, role=options.role), "id": account}


def _password(t: Translator) -> str:
    """From the environment for programs, else typed unseen: never an argument, which others can read."""
    return os.environ.get(PASSWORD_VARIABLE) or getpass.getpass(t("cli.password"))


def _publish(options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    database = open_database(chosen.database_url)
    if options.rebuild:
        steps = publication.rebuild(database, now=clock.now(), k=chosen.k)
        return {"told": t("cli.rebuilt", steps=t.number(steps)), "steps": steps}
    steps = publication.advance_all(database, now=clock.now(), k=chosen.k)
    return {"told": t("cli.published", steps=t.number(steps)), "steps": steps}


def _doctor(_options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    database = open_database(chosen.database_url)
    found = invariants.findings(database) if is_current(database) else (invariants.Finding("migrations", 1),)
    told = [t(f"doctor.{finding.rule}", count=t.number(finding.count)) for finding in found]
    answer: dict[str, object] = {"told": "\n".join(told) or t("doctor.well")}
    return answer | {"findings": [asdict(finding) for finding in found], "is_refused": bool(found)}


def _serve(_options: argparse.Namespace, chosen: Settings, t: Translator) -> dict[str, object]:
    from dashboard.web.server import serve  # only this command needs a server

    _require_free(chosen)
    print(t("cli.serving", address=f"http://{chosen.host}:{chosen.port}"), flush=True)
    serve(chosen)
    return {}


def _require_free(chosen: Settings) -> None:
    """Raises SettingsError when somebody else serves there: a second start should say so at once."""
    family = socket.AF_INET6 if ":" in chosen.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((chosen.host, chosen.port))
        except OSError as error:
            raise SettingsError("settings.port", host=chosen.host, port=chosen.port) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Huella: the command line.")
    commands = parser.add_subparsers(required=True, metavar="command")

    _add(commands, "migrate", _migrate, "bring the database to the newest schema, with Chile's territories")
    demo_command = _add(commands, "demo", _demo, "load the demo: facts of two documents, synthetic programme")
    demo_command.add_argument("--facts-only", action="store_true", help="leave the synthetic programme out")
    demo_command.add_argument("--if-empty", action="store_true", help="do nothing when there is data")
    map_command = _add(commands, "map", _map, "derive the map's boundaries")
    map_command.add_argument("--if-missing", action="store_true", help="do nothing when they are there")
    publish = _add(commands, "publish", _publish, "publish every step that is due")
    publish.add_argument("--rebuild", action="store_true", help="add the tallies up again from their steps")
    _add(
        commands, "doctor", _doctor, "check the database against what publication promises; exit 1 if broken"
    )
    _add(commands, "serve", _serve, "serve the application on HOST and PORT")

    add_survey_commands(commands, _add)
    add_poster_command(commands, _add)
    add_slips_command(commands, _add)

    user = commands.add_parser("user", help="accounts").add_subparsers(required=True, metavar="action")
    add = _add(
        user, "add", _user_add, f"add an account; the password comes from {PASSWORD_VARIABLE} or a prompt"
    )
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--region", action="append", default=[], metavar="CODE", help="limit to a region: 02")
    add.add_argument(
        "--project", action="append", default=[], type=int, metavar="ID", help="limit to a project"
    )
    add.add_argument("--without-password", action="store_true", help="signs in through OIDC only")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Command, words: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words)
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.set_defaults(run=run, is_standalone=False)
    return command
