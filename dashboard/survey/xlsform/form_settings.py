"""The settings of a file: its title, its name and its languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.survey.words import Words
from dashboard.survey.xlsform.columns import TRANSLATED, columns_of, languages_of
from dashboard.survey.xlsform.dialect import OwnSheet, own_sheet
from dashboard.survey.xlsform.languages import UNMARKED, guessed, language_code
from dashboard.survey.xlsform.lines import Tongues, is_yes
from dashboard.survey.xlsform.naming import settled_name
from dashboard.survey.xlsform.problems import FileProblem, Notebook
from dashboard.survey.xlsform.sheets import Sheet

_LABELLED = ("survey", "choices")


@dataclass(frozen=True, slots=True)
class FormSettings:
    """What a file says of itself as a whole."""

    name: str
    title: Words
    tongues: Tongues
    own: OwnSheet
    allows_duplicates: bool


def read_settings(sheets: Mapping[str, Sheet], file_name: str, notes: Notebook) -> FormSettings:
    """The settings; what a file does not say comes from its name and its texts."""
    own = (
        own_sheet([row.cells for row in sheets["huella"].rows], language_code)
        if "huella" in sheets
        else OwnSheet()
    )
    texts, titles = _settings_row(sheets.get("settings"))
    tongues = _tongues(sheets, texts.get("default_language", ""), own, notes)
    stem = file_name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0].strip()
    title = tongues.words(titles) or tongues.words([(UNMARKED, texts.get("id", "") or stem or "XLSForm")])
    name = own.name or settled_name(texts.get("id", "") or stem or "survey", reserved=frozenset())
    return FormSettings(
        name=name,
        title=(own.title and tongues.words(own.title.by_language))
        or title
        or Words(((tongues.default, name),)),
        tongues=tongues,
        own=own,
        allows_duplicates=bool(is_yes(texts.get("allow_duplicates", ""))),
    )


def _settings_row(sheet: Sheet | None) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """(field -> text, titles by language) of the one row of settings."""
    if sheet is None or not sheet.rows:
        return {}, []
    columns = columns_of(sheet)
    texts: dict[str, str] = {}
    titles = []
    for heading, text in sheet.rows[0].cells.items():
        if columns[heading].field == "title":
            titles.append((columns[heading].language, text))
        elif columns[heading].field:
            texts.setdefault(columns[heading].field, text)
    return texts, titles


def _tongues(sheets: Mapping[str, Sheet], said: str, own: OwnSheet, notes: Notebook) -> Tongues:
    if own.languages:
        default = own.default_language or own.languages[0]
        return Tongues(own.languages, default, default)
    columns = [column for name in _LABELLED if name in sheets for column in columns_of(sheets[name]).values()]
    named = languages_of(columns)
    chosen = language_code(said) if said and said.lower() != "default" else ""
    has_unmarked = any(column.field == "label" and column.language == UNMARKED for column in columns)
    unmarked = chosen or guessed(_unmarked_texts(sheets))
    languages = tuple(dict.fromkeys((unmarked, *named))) if has_unmarked else named
    if not languages:
        languages = (unmarked,)
    if chosen and chosen not in languages:
        notes.add(_about(sheets, "default_language_unused", language=said, used=", ".join(languages)))
    if has_unmarked and not chosen:
        notes.add(
            FileProblem(
                "notice", "xlsform.problem.language_guessed", "survey", values=(("language", unmarked),)
            )
        )
    default = chosen if chosen in languages else languages[0]
    return Tongues(languages, default, unmarked)


def _about(sheets: Mapping[str, Sheet], code: str, **values: str) -> FileProblem:
    row = sheets["settings"].rows[0].number
    return FileProblem(
        "notice", f"xlsform.problem.{code}", "settings", row, "default_language", tuple(values.items())
    )


def _unmarked_texts(sheets: Mapping[str, Sheet]) -> list[str]:
    sheet = sheets["survey"]
    columns = columns_of(sheet)
    headings = [
        heading
        for heading, column in columns.items()
        if column.field in TRANSLATED and column.language == UNMARKED
    ]
    return [row.cells[heading] for row in sheet.rows[:200] for heading in headings if heading in row.cells]
