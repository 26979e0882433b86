"""A served copy of Huella with its own data, started by the commands a person would use."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.demo import ROOT, environment_for, run_command

START_SECONDS = 90


@dataclass(frozen=True)
class Served:
    """Where a copy answers, and where its data and its log are."""

    url: str
    folder: Path
    environment: Mapping[str, str]

    @property
    def database_file(self) -> Path:
        return self.folder / "huella.sqlite"

    @property
    def log(self) -> str:
        return (self.folder / "serve.log").read_text(encoding="utf-8", errors="replace")

    def command(self, *arguments: str) -> str:
        """Runs `python -m dashboard …` on this copy's data; raises with what it said when it fails."""
        return run_command(self.environment, *arguments)


def free_port(wanted: int = 0) -> int:
    """The port that is wanted, where nobody uses it; else any other."""
    with closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, wanted_port: int = 0) -> Iterator[Served]:
    """Serves the demo in `folder` until the block ends, after the commands that `make run` gives."""
    for command in (["migrate"], ["demo", "--if-empty"], ["map", "--if-missing"]):
        run_command(environment_for(folder), *command)
    with serving(folder, wanted_port=wanted_port) as copy:
        yield copy


@contextmanager
def serving(folder: Path, changes: Mapping[str, str] | None = None, wanted_port: int = 0) -> Iterator[Served]:
    """Serves what is there on a free port until the block ends; `changes` are settings."""
    port = free_port(wanted_port)
    environment = environment_for(folder, port) | dict(changes or {})
    copy = Served(f"http://127.0.0.1:{port}", folder, environment)
    with (folder / "serve.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve"],
            cwd=ROOT,
            env=dict(copy.environment),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(copy.url, process, lambda: copy.log)
            yield copy
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=15)


def wait_until_healthy(
    url: str, process: "subprocess.Popen[bytes]", log: Callable[[], str] = lambda: ""
) -> None:
    """Returns when it answers; raises with its log when it ended or does not come."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"serve ended with {process.returncode}:\n{log()}")
        if health(url) == 200:
            return
        time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer in {START_SECONDS} seconds:\n{log()}")


def health(url: str) -> int:
    """The status of /healthz; 0 while nobody answers."""
    try:
        with urlopen(f"{url}/healthz", timeout=5) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
    except (URLError, ConnectionError, TimeoutError):
        return 0
