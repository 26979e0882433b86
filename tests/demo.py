"""The demo, made once per run by the commands a person would use, then copied by whoever needs it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND_SECONDS = 240
READY = "ready"


def environment_for(folder: Path, port: int = 8501) -> dict[str, str]:
    """The settings of a demo whose data lives in `folder`; nothing of the developer's own."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("HUELLA_", "STREAMLIT_"))
    }
    return inherited | {
        "DATABASE_URL": f"sqlite:///{folder / 'huella.sqlite'}",
        "HUELLA_DATA": str(folder),
        "HUELLA_DEMO": "1",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def run_command(environment: Mapping[str, str], *arguments: str) -> str:
    """Runs `python -m dashboard …` and returns what it said; raises with its complaint when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=COMMAND_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"dashboard {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def demo_home(shared: Path) -> Path:
    """The folder with the demo's database and map, each made by the first worker to come for it."""
    folder = shared / "demo"
    folder.mkdir(exist_ok=True)
    made = {"huella.sqlite": _load, "map": _draw}
    for name, make in made.items():
        _made_once(folder, name, make)
    for name in made:
        _await(folder / f"{name}.{READY}")
    return folder


def map_home(shared: Path) -> Path:
    """The folder with the demo's map, for whoever needs no more of it."""
    folder = shared / "demo"
    folder.mkdir(exist_ok=True)
    _made_once(folder, "map", _draw)
    _await(folder / f"map.{READY}")
    return folder / "map"


def copy_home(home: Path, folder: Path) -> None:
    """The same data in a folder of one's own."""
    shutil.copytree(home, folder, dirs_exist_ok=True)


def _load(environment: Mapping[str, str]) -> None:
    run_command(environment, "migrate")
    run_command(environment, "demo", "--if-empty")


def _draw(environment: Mapping[str, str]) -> None:
    run_command(environment, "map")


def _made_once(folder: Path, name: str, make: Callable[[Mapping[str, str]], None]) -> None:
    """Returns at once where another worker has begun, so that this one begins with something else."""
    try:
        (folder / f"{name}.begun").touch(exist_ok=False)
    except FileExistsError:
        return
    make(environment_for(folder))
    (folder / f"{name}.{READY}").touch()


def _await(mark: Path) -> None:
    deadline = time.monotonic() + COMMAND_SECONDS
    while not mark.exists():
        if time.monotonic() > deadline:
            raise RuntimeError(f"Nobody finished what {mark} would tell.")
        time.sleep(0.2)
