"""The page on XLSForm says what is so."""

import re
from pathlib import Path

from dashboard.survey.expressions.functions import FUNCTIONS
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.xlsform.kinds import kind_of

PAGE = (Path(__file__).parents[4] / "docs" / "xlsform.md").read_text(encoding="utf-8")
QUOTED = re.compile(r"`([^`]+)`")
OURS_ALONE = {"likert", "nps", "retrospective_pair"}


def part(title: str) -> str:
    """The text under a heading."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_function_is_documented_and_none_that_is_not_there() -> None:
    rows = "".join(line for line in part("Condiciones y cálculos").splitlines(True) if line.startswith("|"))
    assert set(QUOTED.findall(rows)) == set(FUNCTIONS)


def test_every_type_is_documented_as_what_it_becomes() -> None:
    first = [line.split("|")[1] for line in part("Tipos").splitlines() if line.startswith("| `")]
    kinds = {kind_of(f"{name} list").name for cell in first for name in QUOTED.findall(cell)}
    kinds |= {kind_of(name).name for cell in first for name in QUOTED.findall(cell)}
    assert set(QUESTION_TYPES) - OURS_ALONE <= kinds
