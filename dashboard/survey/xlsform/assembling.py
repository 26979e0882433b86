"""Sheets to a definition, with everything there is to say about them."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.i18n import LANGUAGES
from dashboard.survey.checks import check_definition
from dashboard.survey.definition import Consent, Definition
from dashboard.survey.library import LIBRARY
from dashboard.survey.question_types import QUESTION_TYPES
from dashboard.survey.repeats import MOST_ITEMS, unrolled_size
from dashboard.survey.spoken import spoken
from dashboard.survey.words import Words
from dashboard.survey.xlsform.building import Builder
from dashboard.survey.xlsform.form_settings import FormSettings, read_settings
from dashboard.survey.xlsform.groups import Node, tree_of
from dashboard.survey.xlsform.kobo import expanded
from dashboard.survey.xlsform.lines import Line, Tongues, read_lines
from dashboard.survey.xlsform.lists import read_lists
from dashboard.survey.xlsform.naming import Renaming
from dashboard.survey.xlsform.pairs import folded
from dashboard.survey.xlsform.problems import Counts, FileError, FileProblem, Notebook, Reading
from dashboard.survey.xlsform.scope import Scope
from dashboard.survey.xlsform.settling import settle_names
from dashboard.survey.xlsform.sheets import Sheet, read_sheets

MOST_LINES = 5_000
_TOLD = ("survey.expression.", "survey.check.unknown_name", "survey.check.missing_translation")
"""Checks that were made cell by cell already, or are told as one number."""


def read_here(content: bytes, file_name: str) -> Reading:
    """As `read_xlsform`, in this process and without its limits of time and memory: for files of our own."""
    notes = Notebook()
    try:
        sheets = read_sheets(content, file_name)
        _require_bounded(sheets["survey"])
        return _reading(sheets, file_name, notes)
    except FileError as error:
        notes.add(error.problem)
        return Reading(None, notes.problems(), is_accepted=False)


def _require_bounded(sheet: Sheet) -> None:
    if len(sheet.rows) > MOST_LINES:
        raise FileError("too_many_rows", "survey", limit=MOST_LINES)


def _reading(sheets: dict[str, Sheet], file_name: str, notes: Notebook) -> Reading:
    for sheet in sheets.values():
        for heading in sheet.repeated:
            notes.add(FileProblem("error", "xlsform.problem.repeated_column", sheet.name, 1, heading))
    settings = read_settings(sheets, file_name, notes)
    renaming = Renaming()
    lists = read_lists(
        sheets.get("choices"),
        settings.tongues,
        renaming,
        notes,
        allows_duplicates=settings.allows_duplicates,
    )
    scope = Scope(settings.tongues, notes, lists, renaming)
    lines = read_lines(sheets["survey"], settings.tongues, notes)
    kept, dropped = _without_metadata(lines, scope)
    nodes = expanded(folded(tree_of(kept, notes)), scope)
    settle_names(nodes, scope)
    builder = Builder(scope)
    sections = builder.sections(nodes)
    if not any(QUESTION_TYPES[kind].takes_answer for kind in _types(nodes)):
        notes.add(FileProblem("error", "xlsform.problem.no_questions", "survey"))
    definition = Definition(
        name=settings.name,
        title=settings.title,
        languages=settings.tongues.languages,
        default_language=settings.tongues.default,
        sections=sections,
        consent=_consent(settings),
    )
    _check(definition, builder, notes)
    counts = _counts(nodes, notes, dropped)
    usable = definition if definition.questions else None
    return Reading(
        usable, notes.problems(), is_accepted=usable is not None and not notes.has_errors, counts=counts
    )


def _without_metadata(lines: list[Line], scope: Scope) -> tuple[list[Line], int]:
    """The lines without what says who answered, when, or with which telephone: that is never kept."""
    kept = []
    for line in lines:
        if line.kind.name != "metadata":
            kept.append(line)
            continue
        scope.notes.add(line.problem("notice", "metadata", "type", given=line.kind.written[:60]))
        scope.renaming.dropped.update({line.name, line.kind.written} - {""})
    return kept, len(lines) - len(kept)


def _types(nodes: list[Node]) -> list[str]:
    kinds = [node.line.kind.name for top in nodes for node in top.everything() if not node.is_group]
    return [kind for kind in kinds if kind in QUESTION_TYPES]


def _consent(settings: FormSettings) -> Consent:
    """The file's own, or ours without its promise of how long it takes."""
    consent, tongues = settings.own.consent, settings.tongues
    if consent is None:
        ours = LIBRARY["post_training"]().consent
        who = spoken("xlsform.consent.who", tuple(LANGUAGES), tongues.default)
        consent = replace(ours, paragraphs=(who, *ours.paragraphs[1:]))
    return Consent(
        title=_in_order(consent.title, tongues),
        paragraphs=tuple(_in_order(paragraph, tongues) for paragraph in consent.paragraphs),
        agree=_in_order(consent.agree, tongues),
        decline=_in_order(consent.decline, tongues),
        minor_note=_in_order(consent.minor_note, tongues),
    )


def _in_order(words: Words, tongues: Tongues) -> Words:
    return tongues.words(words.by_language) or words


def _check(definition: Definition, builder: Builder, notes: Notebook) -> None:
    """What must be mended before publishing, beyond what the cells have shown."""
    if (size := unrolled_size(definition)) > MOST_ITEMS:
        sizes = (("size", size), ("limit", MOST_ITEMS))
        notes.add(FileProblem("warning", "xlsform.problem.too_many_items", "survey", values=sizes))
    notes.extend(_untranslated(definition))
    for problem in check_definition(definition):
        if problem.key.startswith(_TOLD):
            continue
        place = problem.question or ""
        row = builder.rows.get(place.partition(".")[0])
        values = (("question", place), *((name, _plain(value)) for name, value in problem.values))
        notes.add(FileProblem("warning", problem.key, "survey", row, values=values))


def _untranslated(definition: Definition) -> Iterator[FileProblem]:
    """How many labels each language lacks; the survey is shown whole all the same."""
    for language in definition.languages:
        labels = [question.label for question in definition.questions]
        labels += [choice.label for question in definition.questions for choice in question.choices]
        missing = sum(not label.has(language) for label in labels)
        if missing and language != definition.default_language:
            values = (("count", missing), ("language", language))
            yield FileProblem("notice", "xlsform.problem.missing_translations", "survey", values=values)


def _plain(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)


def _counts(nodes: list[Node], notes: Notebook, dropped: int) -> Counts:
    broken = {
        problem.row for problem in notes.found if problem.severity == "error" and problem.sheet == "survey"
    }
    rows = [node.line for top in nodes for node in top.everything() if not node.is_group]
    by_row = {line.row: line for line in rows}
    supported = [line for line in by_row.values() if _is_supported(line)]
    return Counts(
        read=len(by_row) + dropped,
        supported=len(supported),
        imported=sum(line.row not in broken for line in supported),
        unsupported=len(by_row) - len(supported),
        dropped=dropped,
    )


def _is_supported(line: Line) -> bool:
    return line.own.get("type", line.kind.name) != "unsupported"
