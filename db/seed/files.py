"""Reads the seed's own data files."""

import csv
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, every value as text: codes keep their leading zeros."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """A TOML file. Any: our own file, whose shape its one reader knows and the tests check."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
