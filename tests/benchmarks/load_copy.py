"""A served copy with a link to answer: its address, its CPU seconds, and how to end it without a warning."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db.models import Response, SurveyLink
from tests.databases import opened
from tests.demo import ROOT, environment_for, run_command
from tests.e2e.served import free_port, wait_until_healthy
from tests.factories import make_link, make_training

CODE = "RSTV2345"


@dataclass(slots=True)
class Copy:
    """A running server; `spent` is the CPU of those that have ended."""

    url: str
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"
    spent: float = 0.0

    @property
    def database_url(self) -> str:
        return self.environment["DATABASE_URL"]

    def cpu_seconds(self) -> float:
        """Of the server's process, all its threads, since the beginning."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return self.spent + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill_and_start(self) -> None:
        """`kill -9`, then the same server on the same port; returns when it answers."""
        self.spent = self.cpu_seconds()
        self.process.kill()
        self.process.wait()
        self.process = _serve(self.environment)
        wait_until_healthy(self.url, self.process)

    def stored(self) -> set[str]:
        """The ids of the link's responses."""
        of_link = select(Response.id).join(SurveyLink).where(SurveyLink.code == CODE)
        with opened(self.database_url) as database, database.read() as session:
            return set(session.scalars(of_link))


@contextmanager
def copy_with_link(folder: Path, database_url: str = "") -> Iterator[Copy]:
    """The demo and one more open link, served on a free port until the block ends.

    A demo that is in the folder already is taken as it is.
    """
    folder.mkdir(exist_ok=True)
    environment = environment_for(folder, free_port())
    environment |= {"DATABASE_URL": database_url} if database_url else {}
    for command in (["migrate"], ["demo", "--if-empty"]):
        run_command(environment, *command)
    with opened(environment["DATABASE_URL"]) as database, database.write() as session:
        make_link(session, make_training(session, territory="13101"), code=CODE)
    with served(environment) as copy:
        yield copy


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Copy]:
    """The database and the port that an environment names, served until the block ends."""
    copy = Copy(f"http://127.0.0.1:{environment['PORT']}", environment, _serve(environment))
    try:
        wait_until_healthy(copy.url, copy.process)
        yield copy
    finally:
        copy.process.kill()
        copy.process.wait()


def _serve(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
