"""One row of a file of targets as a draft: names, codes, days and amounts as people write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.errors import FieldProblem
from dashboard.i18n import LANGUAGES, translator
from dashboard.indicators.registry import INDICATORS
from dashboard.services.answer_words import folded
from dashboard.services.target_edits import TargetDraft

COLUMNS = ("indicator", "territory", "project", "starts_on", "ends_on", "value", "note")
REQUIRED = ("indicator", "starts_on", "ends_on", "value")
LEVELS = {
    "region": ("region de la", "region del", "region de los", "region de", "region"),
    "province": ("provincia de la", "provincia del", "provincia de", "provincia"),
    "comuna": ("comuna de la", "comuna del", "comuna de", "comuna"),
}
WHOLE_COUNTRY = frozenset({"", "cl", "chile", "pais", "todo el pais", "country", "whole country"})
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: 00:00:00)?", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII),
)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+|-?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?", re.ASCII)

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What a file may name: territories and projects by folded name, each with all that bear it."""

    levels: Mapping[str, str]  # code → level
    territories: Mapping[str, tuple[str, ...]]  # folded name → codes
    projects: Mapping[str, tuple[int, ...]]  # folded name → ids

    @classmethod
    def of(cls, territories: Sequence[tuple[str, str, str]], projects: Sequence[tuple[int, str]]) -> "Names":
        by_name: dict[str, tuple[str, ...]] = {}
        for code, _, name in territories:
            by_name[folded(name)] = (*by_name.get(folded(name), ()), code)
        by_project: dict[str, tuple[int, ...]] = {}
        for number, name in projects:
            by_project[folded(name)] = (*by_project.get(folded(name), ()), number)
        return cls({code: level for code, level, _ in territories}, by_name, by_project)


def columns_of(headings: Sequence[str]) -> dict[str, list[int]]:
    """Where each of our columns stands, by the headings of any language; more than one place is a mistake."""
    wanted = _words("targets.file.column", COLUMNS)
    found: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        name = wanted.get(folded(heading))
        if name is not None:
            found.setdefault(name, []).append(at)
    return found


@cache
def _words(group: str, names: tuple[str, ...]) -> Mapping[str, str]:
    """Folded words of each name, in every language, and the name itself."""
    spoken = {folded(translator(each)(f"{group}.{name}")): name for each in LANGUAGES for name in names}
    return spoken | {folded(name): name for name in names}


def draft_of(cells: Cells, names: Names) -> tuple[TargetDraft, list[FieldProblem]]:
    """The draft of a row, and what could not be read in it."""
    problems: list[FieldProblem] = []
    indicator = _words("targets.indicator", tuple(INDICATORS)).get(folded(cells["indicator"]), "")
    if not indicator:
        problems.append(_told("indicator", "targets.file.indicator", cells["indicator"]))
    code = _territory(cells.get("territory", ""), names, problems)
    project = _project(cells.get("project", ""), names, problems)
    days = {name: _day(name, cells[name], problems) for name in ("starts_on", "ends_on")}
    value = _value(cells["value"], indicator, problems)
    draft = TargetDraft(
        indicator, days["starts_on"], days["ends_on"], value, code, project, cells.get("note", "")
    )
    return draft, problems


def _told(column: str, key: str, text: str) -> FieldProblem:
    return FieldProblem(column, key, (("text", text),))


def _territory(text: str, names: Names, problems: list[FieldProblem]) -> str:
    if folded(text) in WHOLE_COUNTRY:
        return ""
    if re.fullmatch(r"\d{1,5}", text, re.ASCII):
        # A spreadsheet drops the zero a code begins with; no other code reads the same.
        padded = {"": text, "1": f"0{text}"}
        for code in padded.values():
            if code in names.levels:
                return code
        problems.append(_told("territory", "targets.file.territory_code", text))
        return ""
    codes = names.territories.get(folded(text), ()) or _of_level(folded(text), names)
    if len(codes) != 1:
        key = "targets.file.territory_several" if codes else "targets.file.territory_unknown"
        values = (("text", text), ("codes", ", ".join(codes)))
        problems.append(FieldProblem("territory", key, values))
        return ""
    return codes[0]


def _of_level(words: str, names: Names) -> tuple[str, ...]:
    """ "región de Antofagasta": the name after the level, among territories of that level."""
    for level, beginnings in LEVELS.items():
        for beginning in beginnings:
            if words.startswith(f"{beginning} "):
                named = names.territories.get(words.removeprefix(f"{beginning} "), ())
                found = tuple(code for code in named if names.levels[code] == level)
                if found:
                    return found
    return ()


def _project(text: str, names: Names, problems: list[FieldProblem]) -> int | None:
    if not folded(text):
        return None
    found = names.projects.get(folded(text), ())
    if len(found) == 1:
        return found[0]
    problems.append(_told("project", "targets.file.project", text))
    return None


def _day(name: str, text: str, problems: list[FieldProblem]) -> date | None:
    """ISO, day/month/year, a spreadsheet's date, or a year: its first day or its last."""
    if _YEAR.fullmatch(text):
        text = f"{text}-01-01" if name == "starts_on" else f"{text}-12-31"
    for pattern in _DAYS:
        if found := pattern.fullmatch(text):
            parts = {part: int(number) for part, number in found.groupdict().items()}
            try:
                return date(**parts)
            except ValueError:
                break
    if text:  # an empty one is told of when the draft is examined
        problems.append(_told(name, "targets.file.day", text))
    return None


def _value(text: str, indicator: str, problems: list[FieldProblem]) -> float | None:
    unit = INDICATORS[indicator].unit if indicator else "decimal"
    bare = re.sub(r"\s", "", text).replace("\u2212", "-")
    is_percent, bare = bare.endswith("%"), bare.removesuffix("%")
    if _THOUSANDS.fullmatch(bare):
        if unit != "whole":
            problems.append(_told("value", "targets.file.thousands", text))
            return None
        bare = re.sub(r"[.,]", "", bare)
    if not _NUMBER.fullmatch(bare):
        if text:
            problems.append(_told("value", "targets.file.value", text))
        return None
    number = float(bare.replace(",", "."))
    if unit != "share":
        if is_percent:
            problems.append(_told("value", "targets.file.no_percent", text))
        return None if is_percent else number
    if number == 1 and not is_percent:
        problems.append(_told("value", "targets.file.one_alone", text))
        return None
    return number if number < 1 and not is_percent else round(number / 100, 6)
