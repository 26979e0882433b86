"""The demo, made once per run by the commands a person would use, then copied by whoever needs it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
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
    """The folder with the demo's database and map. The first worker to come makes it, the others wait."""
    folder = shared / "demo"
    try:
        folder.mkdir()
    except FileExistsError:
        return _awaited(folder)
    environment = environment_for(folder)
    run_command(environment, "migrate")
    told = run_command(environment, "demo", "--if-empty", "--json")
    run_command(environment, "map", "--if-missing")
    (folder / READY).write_text(told, encoding="utf-8")
    return folder


def copy_home(home: Path, folder: Path) -> None:
    """The same data in a folder of one's own."""
    shutil.copytree(home, folder, dirs_exist_ok=True)


def _awaited(folder: Path) -> Path:
    deadline = time.monotonic() + COMMAND_SECONDS
    while not (folder / READY).exists():
        if time.monotonic() > deadline:
            raise RuntimeError(f"Nobody finished the demo in {folder}.")
        time.sleep(0.2)
    return folder
