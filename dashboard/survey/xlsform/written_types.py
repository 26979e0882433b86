"""How each of our types is spelled in an XLSForm file, and the numbers and flags that go with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.survey.definition import Question
from dashboard.survey.xlsform.choice_lists import ChoiceLists, Row
from dashboard.survey.xlsform.dialect import FOREIGN, YES, column, escaped, spelled

CHOSEN = ("select_one", "select_multiple", "rank")
SCALES = ("likert", "nps")
_ITSELF = ("text", "integer", "decimal", "range", "date", "time", "datetime", "note", "acknowledge", "hidden")
_FROM_FILE = re.compile(r"select_(one|multiple)_from_file [A-Za-z0-9_-]+\.(csv|xml|geojson)", re.ASCII)
_FOREIGN_TYPES = ("geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode")
_SEED = re.compile(r"-?[0-9]+(\.[0-9]+)?|\$\{[A-Za-z_][A-Za-z0-9_.-]*\}", re.ASCII)
_BOUNDS: Mapping[str, str] = MappingProxyType({"least": "start", "most": "end", "step": "step"})
_PARAMETERS = {
    "text": r"rows=\d{1,4}",
    "image": r"max-pixels=\d{1,6}",
    "audio": r"quality=(voice-only|low|normal|external)",
    "geopoint": r"(capture|warning)-accuracy=\d{1,6}(\.\d+)?",
    "select_from_file": r"(value|label)=[A-Za-z_]\w*",
}
_USUAL = {"least": 1.0, "most": 10.0, "step": 1.0}
"""What XLSForm takes where a range says nothing."""


@dataclass(frozen=True, slots=True)
class WrittenType:
    """The cell of the column `type`; `own` is our type where that one says another."""

    cell: str
    own: str = ""
    original: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether it has a list of choices."""
        return self.cell.startswith(CHOSEN)


def written_type(question: Question, lists: ChoiceLists, name: str) -> WrittenType:
    """What cannot be written as what it is becomes text, or hidden where nobody sees it."""
    kind = question.type
    if kind in SCALES:
        return WrittenType(f"select_one {lists.of(question, name)}", kind)
    if kind in CHOSEN and question.choices:
        return WrittenType(f"{kind} {lists.of(question, name)}")
    if kind == "calculate":
        is_written = question.calculation and lists.is_clear(question.calculation)
        return WrittenType(kind) if is_written else WrittenType("hidden", kind)
    if kind == "unsupported":
        return _unsupported(dict(question.foreign).get("type", ""))
    if kind == "range" and not _is_range(question):
        return WrittenType("decimal", kind)
    return WrittenType(kind) if kind in _ITSELF else WrittenType("text", kind)


def _unsupported(original: str) -> WrittenType:
    if original in _FOREIGN_TYPES or _FROM_FILE.fullmatch(original):
        return WrittenType(original)
    return WrittenType("hidden", "unsupported", original)


def _is_range(question: Question) -> bool:
    """Whether its numbers make a range that other tools take."""
    least, most, step = (
        _USUAL[field] if getattr(question, field) is None else getattr(question, field) for field in _BOUNDS
    )
    return bool(0 < step <= abs(most - least))


def _takes(cell: str, foreign: str) -> bool:
    """Whether other tools take these parameters of a type; they refuse the file for one they do not know."""
    known = _PARAMETERS.get("select_from_file" if "_from_file " in cell else cell)
    return known is not None and all(re.fullmatch(known, part, re.ASCII) for part in foreign.split())


def parameters(question: Question, written: WrittenType, lists: ChoiceLists) -> Row:
    """The cell `parameters`; what it cannot say stands in own columns."""
    said, row = [], {}
    if question.is_shuffled and written.is_chosen and not written.own:
        said.append("randomize=true")
        if _SEED.fullmatch(question.seed) and lists.is_clear(question.seed):
            said.append(f"seed={question.seed}")
        else:
            row[column("seed")] = escaped(question.seed)
    else:
        row[column("is_shuffled")] = YES if question.is_shuffled else ""
        row[column("seed")] = escaped(question.seed)
    for field, word in _BOUNDS.items():
        number = getattr(question, field)
        if number is not None and written.cell == "range":
            said.append(f"{word}={spelled(number)}")
        elif number is not None:
            row[column(field)] = spelled(number)
    foreign = dict(question.foreign).get("parameters", "")
    if _takes(written.cell, foreign):
        said.append(foreign)
    else:
        row[f"{FOREIGN}parameters"] = escaped(foreign)
    return {**row, "parameters": " ".join(said)}
