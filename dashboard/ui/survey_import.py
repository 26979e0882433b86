"""Bringing a questionnaire in: a file, all there is to say about it, what can be used, and one button."""

from collections.abc import Callable
from typing import cast

import pandas as pd
import streamlit as st

from dashboard.i18n import Translator
from dashboard.roles import Member
from dashboard.survey.definition import Definition
from dashboard.survey.xlsform.problems import SEVERITIES, FileProblem, Severity
from dashboard.survey.xlsform.reading import read_xlsform
from dashboard.ui import session
from dashboard.ui.language import words
from dashboard.ui.look import upload_sheet
from dashboard.ui.plain import plain
from dashboard.ui.survey_parts import type_name

TYPES = ["xlsx", "xls", "csv", "zip", "md"]
MEGABYTES = 5
ICONS = {
    "error": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "notice": ":material/info:",
}
MOST_ROWS = 14
MOST_LINES = 12
ROW = 36

Make = Callable[[Member, Definition], None]
Kept = dict[str, object]


def import_file(member: Member, make: Make) -> None:
    """The upload, and below it what came of it; nothing is stored before the button is pressed."""
    t = words()
    st.caption(t("surveys.import.help"))
    st.html(upload_sheet(t("surveys.import.choose")))
    given = st.file_uploader(
        t("surveys.import.file"),
        type=TYPES,
        max_upload_size=MEGABYTES,
        key=session.builder_key(0, "file"),
    )
    if given is None:
        session.state().pop(session.builder_key(0, "reading"), None)
        return
    with st.spinner(t("surveys.import.reading")):
        kept = _read(given.file_id, given.name, given.getvalue)
    stored = kept["definition"]
    definition = Definition.from_json(cast("dict[str, object]", stored)) if stored else None
    _verdict(kept, definition, t)
    if definition is not None:
        _usable(definition, t)
        st.button(
            t("surveys.import.make" if kept["is_accepted"] else "surveys.import.make_partly"),
            type="primary",
            icon=":material/add:",
            key=session.builder_key(0, "import"),
            on_click=make,
            args=(member, definition),
        )
    _problems(_kept_problems(kept), t)


def _read(file_id: str, name: str, content: Callable[[], bytes]) -> Kept:
    """A file is read once, however often the page runs; the session keeps builtins."""
    key = session.builder_key(0, "reading")
    kept = cast("Kept | None", session.state().get(key))
    if kept is None or kept["file"] != file_id:
        reading = read_xlsform(content(), name)
        kept = {
            "file": file_id,
            "definition": reading.definition.to_json() if reading.definition else None,
            "is_accepted": reading.is_accepted,
            "read": reading.counts.read,
            "imported": reading.counts.imported,
            "problems": [
                [one.severity, one.key, one.sheet, one.row, one.column, list(one.values)]
                for one in reading.problems
            ],
        }
        session.state()[key] = kept
    return kept


def _kept_problems(kept: Kept) -> list[FileProblem]:
    rows = cast(
        "list[tuple[Severity, str, str, int | None, str, list[tuple[str, str | int]]]]", kept["problems"]
    )
    return [
        FileProblem(severity, key, sheet, row, column, tuple(values))
        for severity, key, sheet, row, column, values in rows
    ]


def _verdict(kept: Kept, definition: Definition | None, t: Translator) -> None:
    counts = {name: t.number(cast("int", kept[name])) for name in ("imported", "read")}
    if definition is None:
        st.markdown(f":red[:material/error: {t('surveys.import.refused')}]")
    elif kept["is_accepted"]:
        st.markdown(f":green[:material/check_circle:] {t('surveys.import.accepted', **counts)}")
    else:
        st.markdown(f":orange[:material/warning:] {t('surveys.import.partly', **counts)}")


def _problems(found: list[FileProblem], t: Translator) -> None:
    """Everything, in the order of the file, as a table to work through and to take along."""
    if not found:
        return
    ordered = [one for severity in SEVERITIES for one in found if one.severity == severity]
    counts = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
    told = " · ".join(
        f"{ICONS[severity]} {t.plural(f'surveys.import.{severity}', count)}"
        for severity, count in counts.items()
        if count
    )
    st.markdown(told)
    if len(ordered) <= MOST_LINES:
        for one in ordered:
            st.markdown(f"{ICONS[one.severity]} {plain(one.message(t))}")
        return
    columns = [t(f"surveys.import.{name}") for name in ("severity", "place", "what")]
    st.dataframe(
        pd.DataFrame([_row(one, t) for one in ordered], columns=columns),
        hide_index=True,
        row_height=ROW,
        height=ROW * (min(len(ordered), MOST_ROWS) + 1) + 4,
        column_config={
            columns[0]: st.column_config.TextColumn(width=110),
            columns[1]: st.column_config.TextColumn(width=260),
            columns[2]: st.column_config.TextColumn(width=820),
        },
    )


def _row(problem: FileProblem, t: Translator) -> tuple[str, str, str]:
    place = problem.place(t)
    return (
        t(f"surveys.import.single.{problem.severity}"),
        place,
        problem.message(t).removeprefix(f"{place}: "),
    )


def _usable(definition: Definition, t: Translator) -> None:
    """The questions that will be there."""
    with st.expander(t.plural("surveys.import.usable", len(definition.questions)), icon=":material/quiz:"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        t("surveys.columns.label"): question.label.text(definition.default_language),
                        t("surveys.columns.type"): type_name(question.type, t),
                        t("surveys.columns.name"): question.name,
                    }
                    for question in definition.questions
                ]
            ),
            hide_index=True,
            row_height=ROW,
        )
