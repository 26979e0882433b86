"""Importing targets from a file: the template, the file, what it would do row by row, and the one button."""

from collections.abc import Mapping
from typing import cast

import pandas as pd
import streamlit as st

from dashboard.errors import EditConflictError, HuellaError
from dashboard.i18n import Translator
from dashboard.indicators.registry import INDICATORS
from dashboard.roles import Member
from dashboard.services import clock
from dashboard.services.answer_import_table import LARGEST_FILE, Table
from dashboard.services.target_import import (
    Line,
    Preview,
    Trouble,
    check_targets,
    import_targets,
    read_target_file,
)
from dashboard.services.target_template import targets_template
from dashboard.ui import address, data, session
from dashboard.ui import target_words as say
from dashboard.ui.look import upload_sheet
from dashboard.ui.places import place_label
from dashboard.ui.plain import plain
from dashboard.ui.resources import database
from dashboard.ui.shell import heading
from dashboard.ui.uploads import XLSX, Kept, read_once, trouble_table

FORM = "import"
WIDTHS = (60, 150, 800)  # pixels


def import_page(member: Member, t: Translator) -> None:
    """Everything of the import, and the way back above it."""
    heading(t("targets.file.title"), explanation=t("targets.file.how"))
    st.download_button(
        t("targets.file.template"),
        lambda: targets_template(database(), member, t),
        f"{t('targets.file.template_name')}.xlsx",
        XLSX,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
    st.html(upload_sheet(t("surveys.import.choose")))
    uploaded = st.file_uploader(
        t("targets.file.upload"),
        type=["xlsx", "xls", "csv"],
        max_upload_size=LARGEST_FILE // 1_000_000,
        key=session.target_key(FORM, "upload"),
    )
    key = session.target_key(FORM, "file")
    if uploaded is None:
        session.state().pop(key, None)
        return
    kept = cast("Kept", session.state().setdefault(key, {}))
    read_once(kept, uploaded.getvalue(), read_target_file, t)
    if "table" in kept and "review" not in kept:
        _check(member, kept, t)
    if "error" in kept:
        st.markdown(f":red[:material/error: {plain(kept['error'])}]")
    if "review" in kept:
        _show(member, kept, t)


def _check(member: Member, kept: Kept, t: Translator) -> None:
    table = Table.from_json(kept["table"])
    try:
        found = check_targets(database(), member, table)
    except HuellaError as error:
        kept["error"] = error.message(t)
        return
    projects = dict(data.options(member.scope).projects)
    kept["review"] = {
        "is_ready": found.is_ready,
        "fingerprint": found.fingerprint,
        "counts": {name: found.count(name) for name in ("new", "changed", "same")},
        "lines": [_line(line, projects, t) for line in found.lines],
        "troubles": [_trouble(each, t) for each in found.troubles],
        "notes": _notes(found, table, t),
    }


def _line(line: Line, projects: Mapping[int, str], t: Translator) -> list[str]:
    draft, indicator = line.draft, INDICATORS[line.draft.indicator]
    before = say.value_words(indicator, line.before, t) if line.before is not None else ""
    where = place_label(draft.territory_code, t) if draft.territory_code else t("targets.place.country")
    if draft.project_id is not None:
        where = t("targets.place.project", name=projects.get(draft.project_id, str(draft.project_id)))
    days = [day.isoformat() if day else "" for day in (draft.starts_on, draft.ends_on)]
    effect = t(f"targets.file.{line.change}", before=before)
    value = say.value_words(indicator, draft.value or 0, t)
    return [str(line.row), t(f"targets.indicator.{draft.indicator}"), where, *days, value, effect]


def _trouble(trouble: Trouble, t: Translator) -> list[str]:
    row = str(trouble.row) if trouble.row is not None else t("targets.file.whole_file")
    column = t(f"targets.file.column.{trouble.column}") if trouble.column else "—"
    return [row, column, trouble.message(t)]


def _notes(found: Preview, table: Table, t: Translator) -> list[str]:
    known = t("targets.file.known")
    others = [name for name in table.others if name != known]
    notes = []
    if found.passed_over:
        notes.append(t("targets.file.passed_over", names=", ".join(found.passed_over)))
    if others:
        notes.append(t("targets.file.others", sheets=", ".join(others)))
    return notes


def _show(member: Member, kept: Kept, t: Translator) -> None:
    review = kept["review"]
    for note in review["notes"]:
        st.caption(f":material/info: {plain(note)}")
    if review["troubles"]:
        st.markdown(f":red[:material/error: {t.plural('targets.file.troubles', len(review['troubles']))}]")
        names = [t(f"targets.file.{name}") for name in ("where", "which", "what")]
        trouble_table(review["troubles"], names, WIDTHS)
        return
    columns = [t(f"targets.column.{name}") for name in ("indicator", "place", "since", "until", "target")]
    names = [t("targets.file.where"), *columns, t("targets.file.effect")]
    st.dataframe(pd.DataFrame(review["lines"], columns=names, dtype="object"), hide_index=True)
    counts = {name: t.number(count) for name, count in review["counts"].items()}
    if not review["is_ready"]:
        st.markdown(f":material/info: {t('targets.file.nothing')}")
        return
    st.markdown(f":green[:material/check_circle: {t('targets.file.ready', **counts)}]")
    if st.button(t("targets.file.confirm"), type="primary", icon=":material/upload:", key="import_targets"):
        _store(member, kept, t)


def _store(member: Member, kept: Kept, t: Translator) -> None:
    table, fingerprint = Table.from_json(kept["table"]), str(kept["review"]["fingerprint"])
    try:
        done = import_targets(database(), member, table, fingerprint=fingerprint, now=clock.now())
    except HuellaError as error:
        st.markdown(f":red[:material/error: {plain(error.message(t))}]")
        if isinstance(error, EditConflictError):
            kept.pop("review")
            st.button(t("targets.file.again"), icon=":material/refresh:")
        return
    session.forget(session.target_key(FORM, ""))
    data.forget()
    counts = {name: t.number(done.count(name)) for name in ("new", "changed")}
    session.say(t("targets.file.done", **counts))
    address.write({"edit": ""})
    st.rerun()
