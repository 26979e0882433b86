"""The languages of a draft: how complete each is, and every text side by side with its translation."""

from typing import cast

import pandas as pd
import streamlit as st

from dashboard.i18n import LANGUAGES, Translator
from dashboard.survey.definition import Definition
from dashboard.survey.texts import (
    TextPlace,
    add_language,
    remove_language,
    text_places,
    with_default_language,
    with_texts,
)
from dashboard.survey.translations import completeness
from dashboard.ui import address, session
from dashboard.ui.language import words
from dashboard.ui.survey_desk import Desk, change, new_tables, table_key
from dashboard.ui.survey_parts import language_name

OFFERED = ("es", "en", "arn", "ay", "qu", "rap", "ht", "pt", "fr")
ROW = 36
MOST_ROWS = 18


def languages_tab(desk: Desk) -> None:
    """Completeness, the languages themselves, and the texts."""
    t = words()
    definition = desk.definition
    _completeness(definition, t)
    _languages(desk, t)
    others = [each for each in definition.languages if each != definition.default_language]
    if not others:
        st.caption(t("surveys.languages.only_one"))
        _side_by_side(desk, definition.default_language, t)
        return
    asked = address.parameters().get("to", "")
    key = desk.key("to")
    session.state()[key] = asked if asked in others else others[0]
    chosen = st.segmented_control(
        t("surveys.languages.translate"),
        others,
        format_func=language_name,
        key=key,
        required=True,
        on_change=lambda: address.write({"to": session.text(key)}),
    )
    _side_by_side(desk, chosen or others[0], t)


def _completeness(definition: Definition, t: Translator) -> None:
    for row in completeness(definition):
        told = t(
            "surveys.languages.filled",
            language=language_name(row.language),
            filled=t.number(row.filled),
            texts=t.number(row.texts),
        )
        st.progress(row.filled / row.texts, told)


def _languages(desk: Desk, t: Translator) -> None:
    definition = desk.definition
    missing = [code for code in OFFERED if code not in definition.languages]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.popover(t("surveys.languages.add"), icon=":material/add:", key=desk.key("language_popover")):
            code = st.selectbox(
                t("surveys.languages.which"),
                missing,
                format_func=lambda one: _name(str(one), t),
                accept_new_options=True,
                key=desk.key("language_new"),
            )
            st.button(
                t("surveys.languages.add_this"),
                type="primary",
                key=desk.key("language_add"),
                disabled=not _is_code(str(code or "")),
                on_click=_add,
                args=(desk, str(code or "")),
            )
        others = [each for each in definition.languages if each != definition.default_language]
        for language in others:
            with st.popover(language_name(language), key=desk.key(f"language_{language}")):
                st.button(
                    t("surveys.languages.make_default"),
                    key=desk.key(f"default_{language}"),
                    on_click=_change,
                    args=(desk, language, "default"),
                )
                st.button(
                    t("surveys.languages.remove"),
                    icon=":material/delete:",
                    key=desk.key(f"remove_{language}"),
                    help=t("surveys.languages.remove_help"),
                    on_click=_change,
                    args=(desk, language, "remove"),
                )


def _name(code: str, t: Translator) -> str:
    return LANGUAGES.get(code) or t.term("surveys.language", code)


def _is_code(text: str) -> bool:
    return 2 <= len(text) <= 8 and text.isascii() and text.replace("-", "").isalpha()


def _add(desk: Desk, language: str) -> None:
    change(desk, lambda definition: add_language(definition, language))
    session.state().pop(desk.key("language_new"), None)  # it is no longer among the options
    address.write({"to": language})


def _change(desk: Desk, language: str, what: str) -> None:
    edit = with_default_language if what == "default" else remove_language
    change(desk, lambda definition: edit(definition, language))
    address.write({"to": ""})


def _side_by_side(desk: Desk, language: str, t: Translator) -> None:
    """A table of every text, the title and the consent too; a blank shows the main language."""
    definition = desk.definition
    places = text_places(definition)
    only = st.toggle(t("surveys.languages.only_missing"), key=desk.key("only_missing"))
    shown = [place for place in places if not (only and place.words.has(language))]
    if not shown:
        st.markdown(f":material/check: {t('surveys.languages.complete')}")
        return
    codes = list(dict.fromkeys((definition.default_language, language)))
    # Of what is missing, rows leave as they are filled: it is another table after each edit.
    name = f"texts_{language}_{desk.revision if only else 'all'}_{len(shown)}"
    key = table_key(desk, name)
    if key not in session.state():
        session.state().pop(f"{key}_seen", None)
    st.data_editor(
        pd.DataFrame([_row(place, codes, t) for place in shown]),
        hide_index=True,
        num_rows="fixed",
        disabled=["place"],
        row_height=ROW,
        height=ROW * (min(len(shown), MOST_ROWS) + 1) + 4,
        key=key,
        on_change=_take,
        args=(desk, key, shown),
        column_config={
            "place": st.column_config.TextColumn(t("surveys.languages.place"), width="medium"),
            **{code: st.column_config.TextColumn(language_name(code), width="large") for code in codes},
        },
    )
    st.caption(t("surveys.languages.help"))


def _row(place: TextPlace, codes: list[str], t: Translator) -> dict[str, str]:
    main, *others = codes
    texts = {code: place.words.text(code) if place.words.has(code) else "" for code in others}
    return {"place": _place(place, t), main: place.words.text(main), **texts}


def _place(place: TextPlace, t: Translator) -> str:
    kind = t(f"surveys.text.{place.kind}")
    return f"{place.owner} · {kind}" if place.owner else kind


def _take(desk: Desk, key: str, shown: list[TextPlace]) -> None:
    """Saves the texts that changed since the last time."""
    event = session.state().get(key)
    cells = event.get("edited_rows", {}) if isinstance(event, dict) else {}
    seen = cast("list[tuple[str, str, str]]", session.state().get(f"{key}_seen", []))
    typed = [
        (shown[int(row)].key, code, str(text or ""))
        for row, values in cells.items()
        for code, text in values.items()
    ]
    new = [cell for cell in typed if cell not in seen]
    session.state()[f"{key}_seen"] = typed
    told = "\n".join(text for _, _, text in new if text)
    if not change(desk, lambda definition: take_texts(definition, new), typed=told):
        new_tables(desk)


def take_texts(definition: Definition, cells: list[tuple[str, str, str]]) -> Definition:
    """With the (place, language, text) cells that were typed; the main language is never emptied."""
    for place, code, text in cells:
        if text.strip() or code != definition.default_language:
            definition = with_texts(definition, code, {place: text})
    return definition
